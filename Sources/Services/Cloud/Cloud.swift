import Languages
import Simulation
import Templates
import Values

/// `Services` owns the emulated cloud: one folder per service, and one path that every call takes. It must not know
/// scenarios, diagrams, or where a stack came from.

/// A stack that runs: its components, the calls under way, and who may call whom.
///
/// Every call takes the same path: it is authorised, then admitted by quotas and throttles, then changes state, and its
/// result travels back. Each step takes its virtual time, and the journal tells all of it.
public struct Cloud: SimulationModel {
    /// What can happen in a cloud.
    public enum Activity: Sendable {
        /// A call reaches its resource.
        case arrive(CallID)
        /// A result reaches its caller.
        case reply(CallID)
        /// A timer of a component runs out.
        case timer(ComponentID, UInt64)
        /// The fault of this number begins or ends.
        case fault(Int32, begins: Bool)
    }

    struct CallInProgress: Sendable {
        var call: Call
        /// None until a receive is answered: a long poll has no cause before a message comes.
        var record: RecordID
        var result: CallResult?
        /// Whether the answer gets lost on its way back.
        var isAnswerLost = false
        /// What the resource got instead of the caller's messages, where the answer gets lost.
        var copies = MessageList()
    }

    /// The components, in the order of the stack; the scenario's clients come last.
    public internal(set) var components: [Component]
    var calls = Slab<CallInProgress>()
    var authoriser: Authoriser
    let latency = Latency()
    /// What the scenario breaks, by number.
    var faults: [FaultPlan] = []
    var disturbances: Disturbances
    /// Reused between activities, so that handling one allocates nothing.
    private var effects = Effects()

    init(components: [Component], authoriser: Authoriser, account: Account = Account(), random: RandomStream) {
        self.components = components
        effects.account = account
        self.authoriser = authoriser
        disturbances = Disturbances(random: random)
    }

    /// Lets every component begin.
    mutating func start(agenda: inout Agenda<Activity>, archive: inout Archive) {
        for place in components.indices {
            components[place].emulator.start(effects: &effects)
            carryOut(from: ComponentID(place), at: .start, agenda: &agenda, archive: &archive)
        }
    }

    /// Lets an activity happen.
    public mutating func handle(
        _ activity: Activity,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        switch activity {
        case .arrive(let id): arrive(id, at: now, agenda: &agenda, archive: &archive)
        case .reply(let id):
            let done = calls.remove(id.slot)
            guard let result = done.result else { preconditionFailure("a reply without a result") }
            let principal = done.call.principal
            if done.call.isEcho { return endEcho(done, result, at: now, archive: &archive) }
            components[Int(principal.index)].emulator.receive(
                result, of: done.call, record: done.record, at: now, archive: &archive, effects: &effects)
            carryOut(from: principal, at: now, agenda: &agenda, archive: &archive)
        case .timer(let component, let token):
            components[Int(component.index)].emulator.resume(token, at: now, archive: &archive, effects: &effects)
            carryOut(from: component, at: now, agenda: &agenda, archive: &archive)
        case .fault(let number, let begins):
            change(Int(number), begins: begins, at: now, agenda: &agenda, archive: &archive)
        }
    }

    /// Lets a fault change a component.
    mutating func strike(
        _ component: ComponentID,
        _ state: FaultState,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        components[Int(component.index)].emulator.apply(state, at: now, archive: &archive, effects: &effects)
        carryOut(from: component, at: now, agenda: &agenda, archive: &archive)
    }

    /// The end of a call that a fault made: what it could not deliver is lost.
    private func endEcho(
        _ done: CallInProgress, _ result: CallResult, at now: Instant, archive: inout Archive
    ) {
        // What was handed over is the resource's to account for, if it took it.
        guard done.call.bringsItsMessages, !(done.call.handsOver && result.outcome.isSuccess) else { return }
        let disposition = result.outcome.isSuccess ? Disposition.delivered : .rejected
        for message in done.call.messages.all {
            archive.end(message, disposition, at: done.call.principal, now, done.record)
        }
    }

    /// Authorise, admit, handle: the one path.
    private mutating func arrive(
        _ id: CallID,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        guard let inProgress = calls[id.slot] else { preconditionFailure("a call that was never sent") }
        var call = inProgress.call
        if !disturbances.isEmpty, let refusal = disturbances.refusal(of: call) {
            return complete(
                id, CallResult(refusal.outcome, rule: refusal.rule), at: now, agenda: &agenda, archive: &archive)
        }
        if let denial = authoriser.denial(of: call, components: components) {
            return complete(
                id, CallResult(denial.outcome, rule: denial.rule), at: now, agenda: &agenda, archive: &archive)
        }
        if let refusal = components[Int(call.resource.index)].emulator.admit(
            call, at: now, archive: &archive)
        {
            return complete(
                id, CallResult(refusal.outcome, rule: refusal.rule), at: now, agenda: &agenda, archive: &archive)
        }
        if !disturbances.isEmpty { disturb(&call, id, inProgress.record, at: now, archive: &archive) }
        let response = components[Int(call.resource.index)].emulator.handle(
            call, id: id, record: inProgress.record, at: now, archive: &archive, effects: &effects)
        if case .result(let result) = response { complete(id, result, at: now, agenda: &agenda, archive: &archive) }
        carryOut(from: call.resource, at: now, agenda: &agenda, archive: &archive)
    }

    /// What faults do to a call that its resource is about to handle: it is made twice, or its answer will be lost.
    private mutating func disturb(
        _ call: inout Call, _ id: CallID, _ record: RecordID, at now: Instant, archive: inout Archive
    ) {
        if !call.isEcho, call.canComeTwice, disturbances.duplicates(call) {
            var echo = call
            echo.isEcho = true
            echo.cause = record
            if call.bringsItsMessages { echo.messages = archive.copies(of: call.messages.all, at: now) }
            // Sent with what the resource makes of the call itself.
            effects.call(echo)
        }
        if disturbances.losesAnswer(to: call) {
            calls[id.slot]?.isAnswerLost = true
            // The caller keeps the message and does with it as after any failure; what the resource has is a copy.
            if call.handsOver {
                call.messages = archive.copies(of: call.messages.all, at: now)
                calls[id.slot]?.copies = call.messages
            }
        }
    }

    /// Writes the outcome down and sends the result on its way back.
    private mutating func complete(
        _ id: CallID,
        _ result: CallResult,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        guard var inProgress = calls[id.slot] else { preconditionFailure("a result for no call") }
        var result = result
        let received = result.received
        if inProgress.isAnswerLost || (!disturbances.isEmpty && disturbances.isCutOff(inProgress.call)) {
            if !result.outcome.isSuccess {
                for message in inProgress.copies.all {
                    archive.end(message, .rejected, at: inProgress.call.resource, now, inProgress.record)
                }
            }
            if !received.isEmpty {
                components[Int(inProgress.call.resource.index)].emulator.answerLost(received, of: inProgress.call)
            }
            let cause = result.cause
            result = CallResult(.serviceUnavailable, rule: .flowFault)
            result.cause = cause
        }
        if inProgress.record == .none {
            inProgress.record = archive.journalReceive(inProgress.call, result, at: now)
            components[Int(inProgress.call.resource.index)].emulator.journaled(
                inProgress.record, received: received)
        } else {
            archive.complete(inProgress.record, result, at: now)
        }
        inProgress.result = result
        let back = latency.response(inProgress.call.action)
        calls[id.slot] = inProgress
        agenda.schedule(.reply(id), at: now + back)
    }

    private mutating func carryOut(
        from component: ComponentID,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        guard !effects.isEmpty else { return }
        for call in effects.calls { send(call, at: now, agenda: &agenda, archive: &archive) }
        for timer in effects.timers { agenda.schedule(.timer(component, timer.token), at: max(timer.at, now)) }
        for reply in effects.replies { complete(reply.id, reply.result, at: now, agenda: &agenda, archive: &archive) }
        effects.removeAll()
    }

    mutating func send(
        _ call: Call,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        var arrival = now + latency.request(call.action)
        if !disturbances.isEmpty { arrival = disturbances.arrival(of: call, at: arrival) }
        let record =
            call.action.isReceive ? RecordID.none : archive.journalCall(call, sent: now, arrives: arrival)
        let id = CallID(calls.insert(CallInProgress(call: call, record: record, result: nil)))
        agenda.schedule(.arrive(id), at: arrival)
    }
}

/// A component of a cloud: a resource of the stack, or a client of the scenario.
public struct Component: Sendable {
    /// The logical id, or `external:name` for clients.
    public let logicalID: String
    /// The CloudFormation type; empty for clients.
    public let type: String
    /// The ARN; empty for clients.
    public let arn: String
    /// Whose permissions its calls need.
    let identity: Identity
    var emulator: any Emulator

    init(logicalID: String, type: String, arn: String, identity: Identity, emulator: any Emulator) {
        self.logicalID = logicalID
        self.type = type
        self.arn = arn
        self.identity = identity
        self.emulator = emulator
    }
}

extension Component {
    /// What a policy names to allow an action: of a table's stream the stream, of a bucket the objects.
    func arn(for action: Action) -> String {
        switch action {
        case .getStreamIterator, .getStreamRecords: arn + "/stream/2026-01-01T00:00:00.000"
        case .putObject, .getObject, .deleteObject: arn + "/key"
        default: arn
        }
    }
}

extension Cloud {
    /// The messages that components hold or that are on their way, each once, in order.
    public var heldMessages: [MessageID] {
        var held: Set<MessageID> = []
        for component in components { held.formUnion(component.emulator.held) }
        for inProgress in calls.all {
            held.formUnion(inProgress.call.messages)
            // Copies that a stream has handed to a consumer of the stack are on their way in the answer.
            if inProgress.call.action != .receiveMessage, inProgress.call.parameters == .none {
                held.formUnion(inProgress.result?.received.map(\.message) ?? [])
            }
        }
        return held.sorted()
    }

    /// The messages that one component holds.
    public func held(by component: ComponentID) -> [MessageID] {
        components[Int(component.index)].emulator.held.sorted()
    }

    /// The messages that lie in dead-letter queues, in order.
    public var deadLetters: [(queue: ComponentID, message: MessageID)] {
        components.indices.flatMap { place -> [(queue: ComponentID, message: MessageID)] in
            guard let queue = components[place].emulator as? Queue, queue.isDeadLetterQueue else { return [] }
            return queue.held.sorted().map { (ComponentID(place), $0) }
        }
    }

    /// The component with this logical id.
    public func component(_ logicalID: String) -> ComponentID? {
        components.firstIndex { $0.logicalID == logicalID }.map(ComponentID.init)
    }

    /// What a component shows now.
    public func gauges(of component: ComponentID, at now: Instant) -> [Gauge] {
        components[Int(component.index)].emulator.gauges(at: now)
    }
}

/// A call on its way at this moment, for those who watch.
public struct CallInFlight: Hashable, Sendable {
    /// The record that tells it.
    public var record: RecordID
    /// Whether the result is on its way back, rather than the request on its way there.
    public var isReply: Bool
    /// How far it has come, 0 to 1.
    public var progress: Double
}

extension Cloud {
    /// The calls on their way at a moment, in a stable order. Polls that have found nothing are left out.
    public func callsInFlight(at now: Instant, archive: Archive) -> [CallInFlight] {
        var found: [CallInFlight] = []
        for inProgress in calls.all where inProgress.record != .none {
            let record = archive.journal[inProgress.record]
            let isReply = inProgress.result != nil
            let length = isReply ? latency.response(record.action) : record.arrived - record.sent
            let gone = now - (isReply ? record.completed : record.sent)
            guard gone >= 0, gone <= length, length > 0 else { continue }
            if isReply, record.action.isReceive, record.messageCount == 0 { continue }
            found.append(
                CallInFlight(record: inProgress.record, isReply: isReply, progress: Double(gone) / Double(length)))
        }
        return found
    }
}
