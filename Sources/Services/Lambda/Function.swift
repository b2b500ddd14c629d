import Languages
import Simulation
import Values

/// A Lambda function: execution environments that each run one invocation at a time, asynchronous events with their
/// retries, and the behaviour in place of code.
struct Function: Emulator {
    let id: ComponentID
    let settings: FunctionSettings
    /// The code of each version, `$LATEST` first.
    let codes: [FunctionCode]
    var random: RandomStream
    var running = Register<Invocation>()
    /// What those of them work on that look at their event or call others.
    var works = Register<Work>()
    /// The environments of each version.
    var environments: [Environments]
    private var newEnvironments = RequestBucket(
        rate: FunctionSettings.environmentsPerSecond, burst: FunctionSettings.environmentBurst)
    /// Asynchronous events that wait for their next attempt.
    var waitingEvents = Register<AsynchronousEvent>()
    /// What the code has returned before, and what it has asked of others without looking at its event.
    var stored: StoredAnswers
    /// Invocation records and dead letters on their way to their destination.
    var leaving: Set<MessageID> = []
    private var isCrashing = false
    private var isThrottling = false
    /// Whether the failures that the flow declares have been fixed.
    var isFixed = false
    private var slowness = 1.0
    var faults: FunctionFaults

    init(id: ComponentID, settings: FunctionSettings, codes: [FunctionCode], random: RandomStream) {
        self.id = id
        self.settings = settings
        self.codes = codes
        self.random = random
        faults = FunctionFaults(random: random.split("faults"))
        stored = StoredAnswers(codes)
        environments = [Environments](repeating: Environments(), count: settings.versions.count)
        for qualifier in settings.qualifiers where qualifier.provisioned > 0 {
            environments[qualifier.weights[0].version].provisioned += qualifier.provisioned
        }
    }

    enum Timer: UInt64 {
        case worked, timeout, attempt, event

        func token(_ number: UInt64) -> UInt64 { rawValue << 48 | number }
        init?(token: UInt64) { self.init(rawValue: token >> 48) }
    }

    // MARK: Being invoked

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        var parameters = call.parameters
        var qualifier = call.qualifier
        switch call.action {
        case .invokeFunction: break
        case .invokeFunctionURL:
            guard let url = settings.urlQualifier else { return .result(CallResult(.notFound, rule: .functionURL)) }
            qualifier = url
            if behaviourNeedsInput { parameters = archive.store(urlEvent(call, now, archive)) }
        default: return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
        let isAsynchronous = call.argument == Call.asynchronous && call.action == .invokeFunction
        let size = call.messages.isEmpty ? 0 : Int(archive.message(call.messages.first).size)
        if size > (isAsynchronous ? FunctionSettings.largestAsynchronousEvent : FunctionSettings.largestEvent) {
            return .result(CallResult(.requestTooLarge, rule: .eventPayload))
        }
        if isAsynchronous {
            // Lambda takes asynchronous events in any case, and keeps them until they can run.
            let event = AsynchronousEvent(
                message: call.messages.first, payload: parameters, qualifier: qualifier, taken: now,
                record: record)
            attempt(event, now, &archive, &effects)
            return .result(CallResult(.ok, rule: .asynchronousInvocation))
        }
        let invocation = Invocation(
            callID: callID, event: nil, record: record, messages: call.messages)
        if let refusal = begin(invocation, parameters, qualifier, now, archive, &effects) {
            return .result(CallResult(refusal.outcome, rule: refusal.rule))
        }
        return .later
    }

    private var behaviourNeedsInput: Bool { codes.contains(where: \.needsInput) }

    /// Begins to run, or says why not: the one place where concurrency is given out.
    mutating func begin(
        _ started: Invocation, _ payload: PayloadID, _ qualifier: UInt16, _ now: Instant, _ archive: Archive,
        _ effects: inout Effects
    ) -> Refusal? {
        if isThrottling { return Refusal(outcome: .tooManyRequests, rule: .flowFault) }
        if let reserved = settings.reservedConcurrency, running.count >= reserved {
            return Refusal(outcome: .tooManyRequests, rule: .reservedConcurrency)
        }
        var invocation = started
        invocation.version = version(of: qualifier)
        var ready = now
        if environments[invocation.version].hasProvisioned {
            invocation.environment = .provisioned
            environments[invocation.version].takeProvisioned()
        } else {
            invocation.isShared = settings.reservedConcurrency == nil
            if invocation.isShared, !effects.account.hasConcurrency {
                return Refusal(outcome: .tooManyRequests, rule: .accountConcurrency)
            }
            if environments[invocation.version].hasWarm, !faults.startsCold {
                environments[invocation.version].takeWarm()
            } else if newEnvironments.take(at: now) {
                ready = now + codes[invocation.version].behaviour.coldStart.draw(&random)
            } else {
                return Refusal(outcome: .tooManyRequests, rule: .scalingRate)
            }
            if invocation.isShared { effects.account.take() }
        }
        let version = invocation.version
        if !codes[version].isSimple {
            invocation.work = works.insert(Work(input: codes[version].needsInput ? archive.json(payload) : .null))
        }
        invocation.began = ready
        let drawn = Double(codes[version].behaviour.duration.draw(&random))
        let work = Int64((drawn * slowness * codes[version].stretch(memory: settings.memory)).rounded())
        let number = running.insert(invocation)
        // The timeout covers the handler's work; a cold start comes before it.
        if work < settings.timeout {
            effects.setTimer(Timer.worked.token(number), at: ready + work)
        } else {
            effects.setTimer(Timer.timeout.token(number), at: ready + settings.timeout)
        }
        return nil
    }

    /// The version that a call by a qualifier reaches.
    private mutating func version(of qualifier: UInt16) -> Int {
        let weights = settings.qualifiers[Int(qualifier)].weights
        guard weights.count > 1 else { return weights[0].version }
        var left = random.uniform()
        for (version, weight) in weights {
            left -= weight
            if left < 0 { return version }
        }
        return weights[0].version
    }

    /// The invocation's run is over: its environment is free, and whoever waits is answered.
    mutating func finish(
        _ number: UInt64, _ outcome: Outcome, rule: Rule, payload: PayloadID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard let invocation = running.remove(number) else { return }
        if let work = invocation.work {
            for message in works[work].waiting.map({ archive.all($0.messages) }) ?? SmallList() {
                archive.end(message, .rejected, at: id, now, invocation.record)
            }
            works.release(work)
        }
        environments[invocation.version].giveBack(invocation.environment)
        if invocation.isShared { effects.account.giveBack() }
        if let callID = invocation.callID {
            effects.reply(to: callID, CallResult(outcome, rule: rule, payload: payload))
        } else if let event = invocation.event {
            finish(event, invocation, outcome, rule: rule, payload, now, &archive, &effects)
        }
    }

    // MARK: Time and faults

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let number = token & 0xFFFF_FFFF_FFFF
        switch Timer(token: token) {
        case .worked:
            guard running.contains(number) else { return }
            if now < faults.pausedUntil { return pause(number, &effects) }
            if isCrashing || faults.badVersionAnswers() {
                return finish(number, .functionError, rule: .flowFault, payload: .none, now, &archive, &effects)
            }
            if !codes[running[number].version].behaviour.calls.isEmpty {
                effects.setTimer(Timer.timeout.token(number), at: running[number].began + settings.timeout)
            }
            beginStep(number, now, &archive, &effects)
        case .timeout:
            finish(number, .functionTimeout, rule: .functionTimeout, payload: .none, now, &archive, &effects)
        case .attempt: makeCall(number, now, &archive, &effects)
        case .event:
            guard let event = waitingEvents.remove(number) else { return }
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
            faults.apply(fault)
        case .environmentsLost(let share):
            for place in environments.indices { environments[place].lose(share: share) }
        default: faults.apply(fault)
        }
    }

    /// Code that stands still goes on after the pause, unless its timeout comes first.
    private func pause(_ number: UInt64, _ effects: inout Effects) {
        let timeout = running[number].began + settings.timeout
        let isOver = timeout <= faults.pausedUntil
        effects.setTimer(
            (isOver ? Timer.timeout : .worked).token(number), at: isOver ? timeout : faults.pausedUntil)
    }

    // MARK: Looking

    var held: [MessageID] {
        waitingEvents.all.map(\.message) + running.all.compactMap(\.event?.message) + works.all.flatMap(\.sending)
            + leaving
    }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges = [
            Gauge("running", running.count, isMain: true), Gauge("idle", environments.reduce(0) { $0 + $1.idle }),
        ]
        let provisioned = environments.reduce(0) { $0 + $1.provisioned }
        if provisioned > 0 { gauges.append(Gauge("provisioned", provisioned)) }
        if !waitingEvents.isEmpty { gauges.append(Gauge("waiting events", waitingEvents.count)) }
        return gauges
    }
}

extension FunctionCode {
    /// How many times as long work takes with so much memory as where its duration was measured: a function gets a share
    /// of a processor in proportion to its memory, up to a whole one.
    func stretch(memory: Int) -> Double {
        guard let measured = behaviour.measuredAtMemory else { return 1 }
        let most = FunctionSettings.memoryOfOneProcessor
        return Double(min(measured, most)) / Double(max(1, min(memory, most)))
    }
}
