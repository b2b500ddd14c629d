import Simulation

/// `Services` owns the emulated cloud: one folder per service, and one path that every call takes. It must not know
/// scenarios, diagrams, or where a stack came from.

/// A stack that runs: its components, the calls under way, and who may call whom.
///
/// Every call takes the same path: it is authorised, then admitted by quotas and throttles, then changes state, and its
/// result travels back. Each step takes its virtual time, and the journal tells all of it.
public struct Cloud: SimulationModel {
    /// What can happen in a cloud.
    public enum Activity: Sendable, BitwiseCopyable {
        /// A call reaches its resource.
        case arrive(CallID)
        /// A result reaches its caller.
        case reply(CallID)
        /// A timer of a component runs out.
        case timer(ComponentID, UInt64)
        /// The fault of this number begins or ends.
        case fault(Int32, begins: Bool)
    }

    struct CallInProgress: Sendable, BitwiseCopyable {
        var call: Call
        /// None until a receive is answered: a long poll has no cause before a message comes.
        var record: RecordID
        /// `pending` until it is answered.
        var result = CallResult(.pending)
    }

    /// The components, in the order of the stack; the scenario's clients come last.
    public internal(set) var components: [Component]
    var calls = Slab<CallInProgress>()
    var authoriser: Authoriser
    let latency = Latency()
    /// What the scenario breaks, by number.
    var faults: [FaultPlan] = []
    var disturbances: Disturbances
    /// The calls whose answer will get lost, each with what the resource got instead of the caller's messages.
    private var lostAnswers: [CallID: MessageList] = [:]
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
            let call = calls[id.slot].call
            let result = calls[id.slot].result
            let record = calls[id.slot].record
            calls.release(id.slot)
            if call.isEcho { return endEcho(call, result, record, at: now, archive: &archive) }
            components[Int(call.principal.index)].emulator.receive(
                result, of: call, record: record, at: now, archive: &archive, effects: &effects)
            carryOut(from: call.principal, at: now, agenda: &agenda, archive: &archive)
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
        _ call: Call, _ result: CallResult, _ record: RecordID, at now: Instant, archive: inout Archive
    ) {
        // What was handed over is the resource's to account for, if it took it.
        guard call.bringsItsMessages, !(call.handsOver && result.outcome.isSuccess) else { return }
        let disposition = result.outcome.isSuccess ? Disposition.delivered : .rejected
        for message in archive.all(call.messages) {
            archive.end(message, disposition, at: call.principal, now, record)
        }
    }

    /// Authorise, admit, handle: the one path.
    private mutating func arrive(
        _ id: CallID,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        var call = calls[id.slot].call
        let record = calls[id.slot].record
        if let refusal = refusal(of: call, at: now, archive: &archive) {
            return complete(
                id, CallResult(refusal.outcome, rule: refusal.rule), at: now, agenda: &agenda, archive: &archive)
        }
        if !disturbances.isEmpty { disturb(&call, id, record, at: now, archive: &archive) }
        let response = components[Int(call.resource.index)].emulator.handle(
            call, id: id, record: record, at: now, archive: &archive, effects: &effects)
        if case .result(let result) = response { complete(id, result, at: now, agenda: &agenda, archive: &archive) }
        carryOut(from: call.resource, at: now, agenda: &agenda, archive: &archive)
    }

    /// Why a call does not get through to its resource: a fault keeps it back, no policy allows it, or a quota is used up.
    private mutating func refusal(of call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        if !disturbances.isEmpty, let refusal = disturbances.refusal(of: call) { return refusal }
        if let denial = authoriser.denial(of: call, components: components) { return denial }
        return components[Int(call.resource.index)].emulator.admit(call, at: now, archive: &archive)
    }

    /// What faults do to a call that its resource is about to handle: it is made twice, or its answer will be lost.
    private mutating func disturb(
        _ call: inout Call, _ id: CallID, _ record: RecordID, at now: Instant, archive: inout Archive
    ) {
        if !call.isEcho, call.canComeTwice, disturbances.duplicates(call) {
            var echo = call
            echo.isEcho = true
            echo.cause = record
            if call.bringsItsMessages { echo.messages = archive.copies(of: archive.all(call.messages), at: now) }
            // Sent with what the resource makes of the call itself.
            effects.call(echo)
        }
        if disturbances.losesAnswer(to: call) {
            // The caller keeps the message and does with it as after any failure; what the resource has is a copy.
            if call.handsOver { call.messages = archive.copies(of: archive.all(call.messages), at: now) }
            lostAnswers[id] = call.handsOver ? call.messages : MessageList()
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
        let call = calls[id.slot].call
        var record = calls[id.slot].record
        var seen = result
        if !lostAnswers.isEmpty || !disturbances.isEmpty {
            seen = whatIsSeen(of: result, id, call, record, at: now, archive: &archive)
        }
        if record == .none {
            record = archive.journalReceive(call, seen, at: now)
            components[Int(call.resource.index)].emulator.journaled(
                record, received: result.received, archive: archive)
        } else {
            archive.complete(record, seen, at: now)
        }
        calls[id.slot] = CallInProgress(call: call, record: record, result: seen)
        agenda.schedule(.reply(id), at: now + latency.response(call.action))
    }

    /// What the caller sees of an answer: it may get lost on its way.
    private mutating func whatIsSeen(
        of result: CallResult, _ id: CallID, _ call: Call, _ record: RecordID, at now: Instant, archive: inout Archive
    ) -> CallResult {
        let copies = lostAnswers.removeValue(forKey: id)
        guard copies != nil || disturbances.isCutOff(call) else { return result }
        if !result.outcome.isSuccess {
            for message in archive.all(copies ?? MessageList()) {
                archive.end(message, .rejected, at: call.resource, now, record)
            }
        }
        if !result.received.isEmpty {
            components[Int(call.resource.index)].emulator.answerLost(result.received, of: call, archive: archive)
        }
        var seen = CallResult(.serviceUnavailable, rule: .flowFault)
        seen.cause = result.cause
        return seen
    }

    private mutating func carryOut(
        from component: ComponentID,
        at now: Instant,
        agenda: inout Agenda<Activity>,
        archive: inout Archive
    ) {
        guard !effects.isEmpty else { return }
        for place in effects.calls.indices { send(effects.calls[place], at: now, agenda: &agenda, archive: &archive) }
        for place in effects.timers.indices {
            agenda.schedule(.timer(component, effects.timers[place].token), at: max(effects.timers[place].at, now))
        }
        for place in effects.replies.indices {
            let reply = effects.replies[place]
            complete(reply.id, reply.result, at: now, agenda: &agenda, archive: &archive)
        }
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
        let id = CallID(calls.insert(CallInProgress(call: call, record: record)))
        agenda.schedule(.arrive(id), at: arrival)
    }
}
