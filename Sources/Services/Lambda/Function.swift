import Languages
import Simulation
import Values

/// A Lambda function: execution environments that each run one invocation at a time, asynchronous events with their
/// retries, and the behaviour in place of code.
struct Function: Emulator {
    let id: ComponentID
    let settings: FunctionSettings
    let behaviour: FunctionBehaviour
    /// The components the behaviour's calls go to, call by call.
    let targets: [ComponentID]
    var random: RandomStream
    var running: [UInt64: Invocation] = [:]
    /// Environments that have been started and run nothing now.
    private var idleEnvironments = 0
    private var nextInvocation: UInt64 = 0
    /// Asynchronous events that wait for their next attempt.
    private var waitingEvents: [UInt64: AsynchronousEvent] = [:]
    private var isCrashing = false
    private var isThrottling = false
    /// Whether the failures that the flow declares have been fixed.
    var isFixed = false
    private var slowness = 1.0
    private var startsCold = false
    private var pausedUntil = Instant.start
    /// How much of the work a faulty deployment fails, 0 for none.
    var bugShare = 0.0
    private var badVersionShare = 0.0
    /// Chance of its own for faults, so that they change no duration.
    var faultRandom: RandomStream

    init(
        id: ComponentID, settings: FunctionSettings, behaviour: FunctionBehaviour, targets: [ComponentID],
        random: RandomStream
    ) {
        self.id = id
        self.settings = settings
        self.behaviour = behaviour
        self.targets = targets
        self.random = random
        faultRandom = random.split("faults")
    }

    enum Timer: UInt64 {
        case worked, timeout, attempt, event

        func token(_ number: UInt64) -> UInt64 { rawValue << 48 | number }
        init?(token: UInt64) { self.init(rawValue: token >> 48) }
    }

    // MARK: Being invoked

    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        // Lambda takes asynchronous events in any case, and keeps them until they can run.
        call.argument == Call.asynchronous ? nil : concurrencyRefusal
    }

    private var concurrencyRefusal: Refusal? {
        if isThrottling { return Refusal(outcome: .tooManyRequests, rule: .flowFault) }
        if let reserved = settings.reservedConcurrency {
            return running.count < reserved ? nil : Refusal(outcome: .tooManyRequests, rule: .reservedConcurrency)
        }
        return running.count < FunctionSettings.accountConcurrency
            ? nil : Refusal(outcome: .tooManyRequests, rule: .accountConcurrency)
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        guard call.action == .invokeFunction else {
            return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
        if call.argument == Call.asynchronous {
            let event = AsynchronousEvent(
                message: call.messages.first, payload: call.parameters, taken: now, record: record)
            attempt(event, now, &archive, &effects)
            return .result(CallResult(.ok))
        }
        begin(
            Invocation(
                callID: callID, event: nil, record: record, messages: call.messages,
                input: input(call.parameters, archive)),
            now, &effects)
        return .later
    }

    private func input(_ payload: PayloadID, _ archive: Archive) -> JSONValue {
        behaviour.needsInput ? archive.json(payload) : .null
    }

    private mutating func begin(_ invocation: Invocation, _ now: Instant, _ effects: inout Effects) {
        let number = nextInvocation
        nextInvocation += 1
        var ready = now
        if idleEnvironments > 0, !startsCold {
            idleEnvironments -= 1
        } else {
            ready = now + behaviour.coldStart.draw(&random)
        }
        running[number] = invocation
        let work = Int64((Double(behaviour.duration.draw(&random)) * slowness).rounded())
        // The timeout covers the handler's work; a cold start comes before it.
        effects.setTimer(Timer.timeout.token(number), at: ready + settings.timeout)
        effects.setTimer(Timer.worked.token(number), at: ready + work)
    }

    // MARK: Asynchronous events

    private mutating func attempt(
        _ event: AsynchronousEvent, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        if concurrencyRefusal != nil {
            // Throttled events go back to the queue, for up to their maximum age, at growing intervals.
            var event = event
            event.throttles += 1
            let pause = min(300 * second, second << Int64(min(event.throttles, 9)))
            return retry(event, after: pause, now, &archive, &effects)
        }
        begin(
            Invocation(
                callID: nil, event: event, record: event.record, messages: MessageList(event.message),
                input: input(event.payload, archive)),
            now, &effects)
    }

    private mutating func retry(
        _ event: AsynchronousEvent, after pause: Int64, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        guard now + pause - event.taken <= settings.maximumEventAge else {
            return giveUp(event, .asynchronousEventAge, now, &archive, &effects)
        }
        waitingEvents[nextInvocation] = event
        effects.setTimer(Timer.event.token(nextInvocation), at: now + pause)
        nextInvocation += 1
    }

    private mutating func giveUp(
        _ event: AsynchronousEvent, _ rule: Rule, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        if settings.deadLetterQueue != .none {
            effects.call(
                Call(
                    .sendMessage, from: id, to: settings.deadLetterQueue, messages: MessageList(event.message),
                    cause: event.record, token: Function.deadLetterToken))
        } else {
            let record = archive.note(
                .discard, from: id, to: id, rule: rule, message: event.message, at: now, cause: event.record)
            archive.end(event.message, .rejected, at: id, now, record)
        }
    }

    /// The token of calls that send an event to the dead-letter queue: no invocation waits for them.
    static let deadLetterToken = UInt64.max

    /// The invocation's run is over: its environment is free, and whoever waits is answered.
    mutating func finish(
        _ number: UInt64, _ outcome: Outcome, rule: Rule, payload: PayloadID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard let invocation = running.removeValue(forKey: number) else { return }
        idleEnvironments += 1
        if let callID = invocation.callID {
            effects.reply(to: callID, CallResult(outcome, rule: rule, payload: payload))
            return
        }
        guard var event = invocation.event else { return }
        if outcome.isSuccess {
            archive.end(event.message, .delivered, at: id, now, invocation.record)
        } else if event.failures < settings.maximumRetryAttempts {
            event.failures += 1
            // One minute before the second attempt, two before the third.
            retry(event, after: Int64(event.failures) * 60 * second, now, &archive, &effects)
        } else {
            giveUp(event, .asynchronousRetry, now, &archive, &effects)
        }
    }

    // MARK: Time and faults

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let number = token & 0xFFFF_FFFF_FFFF
        switch Timer(token: token) {
        case .worked:
            if now < pausedUntil { return effects.setTimer(token, at: pausedUntil) }
            if isCrashing || (badVersionShare > 0 && faultRandom.happens(badVersionShare)) {
                finish(number, .functionError, rule: .flowFault, payload: .none, now, &archive, &effects)
            } else {
                beginStep(number, now, &archive, &effects)
            }
        case .timeout:
            finish(number, .functionTimeout, rule: .functionTimeout, payload: .none, now, &archive, &effects)
        case .attempt: makeCall(number, now, &archive, &effects)
        case .event:
            guard let event = waitingEvents.removeValue(forKey: number) else { return }
            attempt(event, now, &archive, &effects)
        case nil: preconditionFailure("a timer that no function set")
        }
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        switch fault {
        case .crashing(let on): isCrashing = on
        case .throttling(let on): isThrottling = on
        case .slowness(let factor): slowness = factor
        case .fixed:
            isFixed = true
            bugShare = 0
        case .coldStarts(let on): startsCold = on
        case .environmentsLost(let share):
            idleEnvironments -= Int((Double(idleEnvironments) * share).rounded())
        case .paused(let until): pausedUntil = until
        case .buggy(let share): bugShare = share
        case .badVersion(let share): badVersionShare = share
        default: break
        }
    }

    // MARK: Looking

    var held: [MessageID] {
        waitingEvents.values.map(\.message) + running.values.flatMap { $0.event.map { [$0.message] } ?? [] }
            + running.values.flatMap(\.sending.all)
    }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges = [Gauge("running", running.count, isMain: true), Gauge("idle", idleEnvironments)]
        if !waitingEvents.isEmpty { gauges.append(Gauge("waiting events", waitingEvents.count)) }
        return gauges
    }
}

extension FunctionBehaviour {
    /// Whether anything looks at the event: if not, it is never built.
    var needsInput: Bool { !calls.isEmpty || failures.contains { $0.condition != nil } || reportsItemFailures }
}
