import Languages
import Simulation
import Values

/// An EventBridge event bus: each event goes to the targets of every rule whose pattern matches it, and into every
/// archive that keeps it.
struct EventBus: Emulator {
    struct RuleOfBus: Sendable {
        var logicalID: String
        var arn: String
        var pattern: EventPattern
        var targets: [(target: EventTarget, input: TargetInput)]
    }

    let id: ComponentID
    /// The rules, in the order of the stack.
    let rules: [RuleOfBus]
    private var deliveries: TargetDeliveries
    private var archives: [EventArchive]
    private var replays: [Replay] = []
    /// Rules that come later, by their logical ids.
    private var missing: Set<String> = []

    /// 1 MB since 29 January 2026; see the rule `eventSize`.
    private static let largestEntry = 1_048_576
    /// PutEvents takes 1 to 10 entries (botocore 1.43.11, events.PutEventsRequestEntryList).
    private static let largestBatch = 10

    init(id: ComponentID, rules: [RuleOfBus], archives: [EventArchive] = [], random: RandomStream) {
        self.id = id
        self.rules = rules
        self.archives = archives
        deliveries = TargetDeliveries(id: id, random: random)
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        switch call.action {
        case .putEvents: return .result(putEvents(call, record, now, &archive, &effects))
        case .startReplay: return .result(startReplay(call, record, now, archive, &effects))
        default: return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
    }

    private mutating func putEvents(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        guard !call.messages.isEmpty, call.messages.count <= EventBus.largestBatch else {
            return CallResult(.validation, rule: .eventEntries)
        }
        var answers: [JSONValue] = []
        var rule = Rule.none
        for message in archive.all(call.messages) {
            if let refusal = refusal(of: archive.message(message)) {
                // Every entry succeeds or fails by itself: the messages have their ends already.
                archive.end(message, .rejected, at: id, now, record)
                answers.append(["ErrorCode": JSONValue(refusal.outcome.name)])
                rule = refusal.rule
            } else {
                answers.append(["EventId": JSONValue(archive.identifier(of: message))])
                for place in archives.indices { archives[place].keep(message, now, archive) }
                route(message, record, toRules: nil, now, &archive, &effects)
            }
        }
        if rule == .none { return CallResult(.ok) }
        let failures = answers.count { $0["ErrorCode"] != nil }
        return CallResult(
            .partial, rule: rule,
            payload: archive.store(["FailedEntryCount": JSONValue(failures), "Entries": JSONValue(answers)]))
    }

    private func refusal(of event: Message) -> Refusal? {
        if Int(event.size) > EventBus.largestEntry { return Refusal(outcome: .validation, rule: .eventSize) }
        switch event.flaw {
        case .detail: return Refusal(outcome: .malformedDetail, rule: .malformedDetail)
        case .empty: return Refusal(outcome: .invalidParameter, rule: .eventEntries)
        default: return nil
        }
    }

    /// Sends an event to the targets of the rules that match it; of a replay only to the rules it names, if it does.
    private mutating func route(
        _ event: MessageID, _ record: RecordID, toRules arns: Set<String>?, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        let body = archive.json(archive.message(event).body)
        var isTaken = false
        for rule in rules where arns?.contains(rule.arn) ?? true && rule.pattern.matches(body) {
            if missing.contains(rule.logicalID) { continue }
            isTaken = true
            let facts = InputTransformer.Facts(
                ruleARN: rule.arn, ruleName: rule.logicalID, ingestionTime: EmulatedAccount.timestamp(now))
            for (target, input) in rule.targets {
                deliveries.deliver(
                    input.apply(to: body, facts: facts), of: event, to: target, cause: record, now, &archive, &effects)
            }
        }
        if isTaken {
            archive.end(event, .delivered, at: id, now, record)
        } else {
            let note = archive.note(
                .filter, from: id, to: id, rule: .eventPattern, message: event, at: now, cause: record)
            archive.end(event, .filtered, at: id, now, note)
        }
    }

    // MARK: Replaying

    /// A replay under way: the events left to send, and the rules they go to.
    private struct Replay: Sendable {
        var name: String
        var events: [MessageID]
        var next = 0
        var rules: Set<String>?
        /// The call that started it; none where a fault did.
        var cause = RecordID.none
    }

    /// AWS says no pace; a hundred events a second is this emulation's own.
    private static let replayInterval: Int64 = second / 100

    private mutating func startReplay(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: Archive, _ effects: inout Effects
    ) -> CallResult {
        let parameters = archive.json(call.parameters)
        let source = parameters["EventSourceArn"]?.string
        guard let kept = archives.first(where: { $0.arn == source }) else { return CallResult(.resourceNotFound) }
        func moment(_ name: String, _ usual: Instant) -> Instant {
            guard let seconds = parameters[name]?.double else { return usual }
            return Instant(nanoseconds: Int64((seconds - Double(EmulatedAccount.startSeconds)) * 1e9))
        }
        let from = moment("EventStartTime", .start)
        let until = moment("EventEndTime", now)
        guard from < until else { return CallResult(.validation, rule: .replay) }
        let filters = parameters["Destination"]?["FilterArns"]?.array?.compactMap(\.string)
        start(
            Replay(
                name: parameters["ReplayName"]?.string ?? "replay", events: kept.events(from: from, until: until, now),
                rules: filters.map(Set.init), cause: record), now, &effects)
        return CallResult(.ok, rule: .replay)
    }

    private mutating func start(_ replay: Replay, _ now: Instant, _ effects: inout Effects) {
        replays.append(replay)
        effects.setTimer(UInt64(replays.count - 1), at: now)
    }

    private mutating func replayNext(
        _ place: Int, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        let replay = replays[place]
        guard replay.next < replay.events.count else { return }
        let original = replay.events[replay.next]
        replays[place].next += 1
        var body = archive.json(archive.message(original).body).object ?? JSONObject()
        body["replay-name"] = JSONValue(replay.name)
        let event = archive.makeMessage(
            body: archive.store(JSONValue(body)), parent: original, origin: id, at: now,
            size: Int(archive.message(original).size))
        let note = archive.note(.replay, from: id, to: id, rule: .replay, message: event, at: now, cause: replay.cause)
        route(event, note, toRules: replay.rules, now, &archive, &effects)
        effects.setTimer(UInt64(place), at: now + EventBus.replayInterval)
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        switch fault {
        case .unsubscribed(let rule): missing.insert(rule)
        case .subscribed(let rule): missing.remove(rule)
        case .replay:
            for kept in archives {
                start(Replay(name: "replay", events: kept.events(from: .start, until: now, now)), now, &effects)
            }
        default: break
        }
    }

    // MARK: Results, time, looking

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        precondition(deliveries.receive(result, of: call, record, now, &archive, &effects), "a call that no bus made")
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        if deliveries.resume(token, archive, &effects) { return }
        replayNext(Int(token), now, &archive, &effects)
    }

    var held: [MessageID] { deliveries.held }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges: [Gauge] = deliveries.count == 0 ? [] : [Gauge("delivering", deliveries.count, isMain: true)]
        if !archives.isEmpty { gauges.append(Gauge("archived", archives.reduce(0) { $0 + $1.count(at: now) })) }
        return gauges
    }
}

/// An archive of a bus: the events that match its pattern, for as long as it keeps them.
struct EventArchive: Sendable {
    var arn: String
    /// nil for all events.
    var pattern: EventPattern?
    /// nil for ever.
    var retention: Int64?
    private var kept: [(event: MessageID, at: Instant)] = []

    init(arn: String, pattern: EventPattern?, retention: Int64?) {
        self.arn = arn
        self.pattern = pattern
        self.retention = retention
    }

    mutating func keep(_ event: MessageID, _ now: Instant, _ archive: Archive) {
        guard pattern?.matches(archive.json(archive.message(event).body)) ?? true else { return }
        kept.append((event, now))
    }

    func events(from start: Instant, until end: Instant, _ now: Instant) -> [MessageID] {
        kept.filter { $0.at >= start && $0.at <= end && isKept($0.at, now) }.map(\.event)
    }

    private func isKept(_ moment: Instant, _ now: Instant) -> Bool { retention.map { moment + $0 > now } ?? true }

    func count(at now: Instant) -> Int { kept.count { isKept($0.at, now) } }
}
