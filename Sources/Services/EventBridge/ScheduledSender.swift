import Languages
import Simulation
import Templates
import Values

/// A rule with a schedule, or a schedule of EventBridge Scheduler: it sends to its targets at its times.
struct ScheduledSender: Emulator {
    struct Settings: Sendable {
        var schedule: Schedule
        var arn: String
        /// When a schedule may fire, in seconds since 1970.
        var window: (from: Int, until: Int) = (.min, .max)
        /// A flexible window: each event is sent at a random moment of it.
        var flexibility: Int64 = 0
        var targets: [(target: EventTarget, input: Input)]
    }

    /// What the target of a schedule gets.
    enum Input: Sendable {
        /// The event of a rule, or a part of it.
        case event(TargetInput)
        /// A text, with `<aws.scheduler.…>` replaced.
        case text(String)
        /// An event with this source and detail type, for a bus.
        case entry(source: String, detailType: String, detail: String)
        /// The parameters of any API call.
        case parameters(String)
    }

    let id: ComponentID
    let settings: Settings
    private var random: RandomStream
    private var deliveries: TargetDeliveries
    /// Calls of universal targets that have no answer yet.
    private var calling: Set<MessageID> = []

    init(id: ComponentID, settings: Settings, random: RandomStream) {
        self.id = id
        self.settings = settings
        self.random = random
        deliveries = TargetDeliveries(id: id, random: random)
    }

    /// Timers: the schedule is due; a flexible event is to be sent.
    private static let due: UInt64 = 0
    private static let flexible: UInt64 = 1

    private static func seconds(_ now: Instant) -> Int { Int(EmulatedAccount.startSeconds + now.nanoseconds / second) }

    mutating func start(effects: inout Effects) { scheduleNext(.start, &effects) }

    private func scheduleNext(_ now: Instant, _ effects: inout Effects) {
        let start = Int(EmulatedAccount.startSeconds)
        var after = ScheduledSender.seconds(now)
        if settings.window.from > after { after = settings.window.from - 1 }
        guard let next = settings.schedule.next(after: after, start: max(start, settings.window.from)),
            next <= settings.window.until
        else { return }
        effects.setTimer(
            ScheduledSender.due, at: Instant(nanoseconds: (Int64(next) - EmulatedAccount.startSeconds) * second))
    }

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response { .result(CallResult(.validation, rule: .unsupportedRequest)) }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        if deliveries.resume(token, archive, &effects) { return }
        if token == ScheduledSender.due {
            scheduleNext(now, &effects)
            if settings.flexibility > 0 {
                let delay = Int64((random.uniform() * Double(settings.flexibility)).rounded())
                return effects.setTimer(ScheduledSender.flexible, at: now + delay)
            }
        }
        fire(now, &archive, &effects)
    }

    private mutating func fire(_ now: Instant, _ archive: inout Archive, _ effects: inout Effects) {
        let event = archive.makeMessage(body: .none, origin: id, at: now, size: 0)
        let note = archive.note(.fire, from: id, to: id, rule: .schedule, message: event, at: now, cause: .none)
        let body: JSONValue = [
            "version": "0", "id": JSONValue(archive.identifier(of: event)), "detail-type": "Scheduled Event",
            "source": "aws.events", "account": JSONValue(EmulatedAccount.account),
            "time": JSONValue(EmulatedAccount.timestamp(now)), "region": JSONValue(EmulatedAccount.region),
            "resources": [JSONValue(settings.arn)], "detail": [:],
        ]
        archive.messages[Int(event.index)].body = archive.store(body)
        archive.end(event, .delivered, at: id, now, note)
        for (target, input) in settings.targets {
            switch input {
            case .event(let input):
                let facts = InputTransformer.Facts(
                    ruleARN: settings.arn, ruleName: settings.arn, ingestionTime: EmulatedAccount.timestamp(now))
                deliveries.deliver(
                    input.apply(to: body, facts: facts), of: event, to: target, cause: note, now, &archive, &effects)
            case .text(let text):
                let filled = fill(text, event, now, archive)
                deliveries.deliver(
                    (try? readJSON(filled)) ?? JSONValue(filled), of: event, to: target, cause: note, now, &archive,
                    &effects)
            case .entry(let source, let detailType, let detail):
                var call = target.target.call(event, from: id, archive: archive, cause: note, identity: target.identity)
                call.fill(
                    from: [
                        "Entries": [
                            [
                                "Source": JSONValue(source), "DetailType": JSONValue(detailType),
                                "Detail": JSONValue(fill(detail, event, now, archive)),
                            ]
                        ]
                    ], parent: event, at: now, archive: &archive)
                calling.formUnion(archive.all(call.messages))
                effects.call(call)
            case .parameters(let text):
                var call = Call(
                    target.target.action, from: id, to: target.target.component, cause: note, identity: target.identity)
                call.fill(
                    from: (try? readJSON(fill(text, event, now, archive))) ?? [:], parent: event, at: now,
                    archive: &archive)
                calling.formUnion(archive.all(call.messages))
                effects.call(call)
            }
        }
    }

    /// Puts in what Scheduler knows of the invocation
    /// (docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html).
    private func fill(_ text: String, _ event: MessageID, _ now: Instant, _ archive: Archive) -> String {
        guard text.contains("<aws.scheduler.") else { return text }
        let facts = [
            ("<aws.scheduler.schedule-arn>", settings.arn),
            ("<aws.scheduler.scheduled-time>", EmulatedAccount.timestamp(now)),
            ("<aws.scheduler.execution-id>", archive.identifier(of: event)),
            ("<aws.scheduler.attempt-number>", "1"),
        ]
        return facts.reduce(text) { text, fact in
            var text = text
            while let range = text.firstRange(of: fact.0) { text.replaceSubrange(range, with: fact.1) }
            return text
        }
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        if deliveries.receive(result, of: call, record, now, &archive, &effects) { return }
        for message in archive.all(call.messages) {
            calling.remove(message)
            if !result.outcome.isSuccess || !call.handsOver {
                archive.end(message, result.outcome.isSuccess ? .delivered : .rejected, at: id, now, record)
            }
        }
    }

    var held: [MessageID] { deliveries.held + calling }

    func gauges(at now: Instant) -> [Gauge] {
        deliveries.count == 0 ? [] : [Gauge("delivering", deliveries.count, isMain: true)]
    }
}
