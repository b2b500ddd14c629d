import Services
import Simulation
import Values

/// What a run's journal says to the prediction of a fault.
struct FaultEvidence {
    typealias Verdict = (holds: Bool, found: String)

    let run: FlowRun
    let bound: BoundFault
    /// The components it strikes.
    let targets: Set<ComponentID>
    let others: Set<ComponentID>
    /// Until when evidence counts: its end, or now.
    let until: Instant

    init(_ run: FlowRun, _ bound: BoundFault) {
        self.run = run
        self.bound = bound
        let cloud = run.cloud
        let clients = run.clients
        let isTraffic = bound.kind.row.strikes == .traffic
        targets = Set(
            bound.targets.compactMap { name in
                isTraffic ? clients.first { $0.name == name }?.component : cloud.component(name)
            })
        others = Set(bound.others.compactMap { cloud.component($0) })
        until = min(bound.until, run.simulatorNow)
    }

    var entries: Chronicle<Record> { run.archive.journal.entries }

    /// Whether a moment is in the fault's time.
    func isMeanwhile(_ time: Instant) -> Bool { time >= bound.at && time < bound.until && time <= until }

    var verdict: Verdict {
        switch bound.kind {
        case .crash: allCrash
        case .buggyDeployment, .badAliasShift:
            worksBadly(invocations { isMeanwhile($0.completed) && $0.arrived >= bound.at })
        case .fix: noneFails(invocations { isMeanwhile($0.arrived) })
        case .slow, .coldStartStorm: takesLonger(invocations { isMeanwhile($0.arrived) })
        case .longPause: takesLonger(invocations { $0.arrived <= until && $0.completed >= bound.at }, slowest: true)
        case .throttle, .exhaustedCapacity: throttled(callsToTargets + attempts)
        case .fullShard: refusedRecords
        case .hotKey: throttled(entries.filter { $0.action.isCall && isMeanwhile($0.arrived) })
        case .hotMessageGroup: grows(called)
        case .poison, .badRecord: givenAgain
        case .oversizePayload: refusedRequest
        case .duplicate: echoes(ofFault: false)
        case .replayDuplicates: echoes(ofFault: true)
        case .reorder: overtaken
        case .filterMismatch: filteredMore
        case .lateSubscriber: bringsOnlyLater
        case .delay, .regionLatency: travelsLonger
        case .lostAcknowledgement: failures(callsToTargets, .serviceUnavailable)
        case .partition: allFail(between, "calls")
        case .deniedPermission: allFail(callsFrom(others).filter { targets.contains($0.to) }, "calls")
        // A poll that waited before is still answered; one that comes meanwhile is denied at once.
        case .roleRevoked:
            allFail(callsFrom(targets).filter { !($0.action == .receiveMessage && $0.rule == .longPoll) }, "calls")
        case .lostZone: someFail(callsToTargets)
        case .maintenanceWindow: allFail(callsToTargets, "calls")
        // Deleting takes up to 60 s (botocore 1.43.11, sqs.DeleteQueue).
        case .queueDeleted: allFail(callsToTargets.filter { $0.arrived - bound.at >= 60_000_000_000 }, "calls")
        case .retryStorm: retried
        case .stuckPoller: grows(polled)
        case .shortVisibility: givenAgainMeanwhile
        case .redrive: movedBack
        case .purge: noted(.discard, "messages deleted", by: .purge)
        case .replay: noted(.replay, "events sent again", by: .replay)
        case .clockJump: carriesOtherTimes
        case .clockSkew: inversions
        }
    }

    // MARK: Calls

    /// Calls to the targets that arrive meanwhile and are answered.
    var callsToTargets: [Record] {
        entries.filter { targets.contains($0.to) && $0.action.isCall && isMeanwhile($0.arrived) && isAnswered($0) }
    }

    private func callsFrom(_ callers: Set<ComponentID>) -> [Record] {
        let all = callers.union(pollers(of: callers))
        return entries.filter { all.contains($0.from) && $0.action.isCall && isMeanwhile($0.arrived) && isAnswered($0) }
            // Lambda invokes for its own mapping: no permission of the role is asked.
            .filter { !($0.action == .invokeFunction && isPoller($0.from)) }
    }

    private var between: [Record] {
        let (near, far) = (targets.union(pollers(of: targets)), others.union(pollers(of: others)))
        return entries.filter { entry in
            entry.action.isCall && isMeanwhile(entry.arrived) && isAnswered(entry)
                && ((near.contains(entry.from) && far.contains(entry.to))
                    || (far.contains(entry.from) && near.contains(entry.to)))
        }
    }

    private func isAnswered(_ entry: Record) -> Bool { entry.completed <= run.simulatorNow }

    private func isPoller(_ component: ComponentID) -> Bool {
        run.cloud.components[Int(component.index)].type == "AWS::Lambda::EventSourceMapping"
    }

    /// The mappings that invoke some functions.
    private func pollers(of functions: Set<ComponentID>) -> Set<ComponentID> {
        Set(entries.filter { functions.contains($0.to) && isPoller($0.from) }.map(\.from))
    }

    /// Runs of the targets that have ended.
    private func invocations(_ isMeant: (Record) -> Bool) -> [Record] {
        entries.filter { entry in
            targets.contains(entry.to) && entry.isRun && isAnswered(entry) && !entry.outcome.isThrottle
                && isMeant(entry)
        }
    }

    /// Runs that end meanwhile, all failed but for those whose work had begun to show before.
    private var allCrash: Verdict {
        let causes = run.archive.journal.causes
        func hadShown(_ place: Int) -> Bool {
            guard entries[place].arrived < bound.at else { return false }
            let before = (place + 1..<entries.count).prefix { entries[$0].sent < bound.at }
            return before.contains { causes[$0] == RecordID(UInt32(place)) }
        }
        let ended = entries.indices.filter { place in
            let entry = entries[place]
            return targets.contains(entry.to) && entry.isRun && isAnswered(entry) && !entry.outcome.isThrottle
                && isMeanwhile(entry.completed)
        }
        let shown = ended.count { entries[$0].outcome.isSuccess && hadShown($0) }
        let verdict = allFail(
            ended.filter { !entries[$0].outcome.isSuccess || !hadShown($0) }.map { entries[$0] }, "invocations")
        return (verdict.holds, verdict.found + (shown > 0 ? ", and \(shown) had done their work before" : ""))
    }

    /// Attempts of the targets with asynchronous events, made meanwhile.
    private var attempts: [Record] {
        entries.filter { targets.contains($0.to) && $0.action == .attempt && isMeanwhile($0.arrived) }
    }

    private func allFail(_ records: [Record], _ what: String) -> Verdict {
        let failed = records.count { !$0.outcome.isSuccess }
        return (!records.isEmpty && failed == records.count, "\(failed) of \(records.count) \(what) failed")
    }

    private func someFail(_ records: [Record]) -> Verdict {
        let failed = records.count { !$0.outcome.isSuccess }
        let needsSuccess = bound.fault.share < 1
        return (
            failed > 0 && (!needsSuccess || failed < records.count), "\(failed) of \(records.count) calls failed"
        )
    }

    /// Some of the work fails: an invocation as a whole, or messages that its answer reports.
    private func worksBadly(_ records: [Record]) -> Verdict {
        let failed = records.count { !$0.outcome.isSuccess || reportsFailures($0) }
        let needsSuccess = bound.fault.share < 1
        return (
            failed > 0 && (!needsSuccess || failed < records.count),
            "\(failed) of \(records.count) invocations failed, or reported messages as failed"
        )
    }

    /// Whether an invocation's answer names messages of its batch that failed.
    private func reportsFailures(_ invocation: Record) -> Bool {
        run.archive.json(invocation.result)["batchItemFailures"]?.array?.isEmpty == false
    }

    private func noneFails(_ records: [Record]) -> Verdict {
        let failed = records.count { $0.rule == .flowFailure || reportsFailures($0) }
        return (!records.isEmpty && failed == 0, "\(failed) of \(records.count) invocations failed so")
    }

    private func failures(_ records: [Record], _ outcome: Outcome) -> Verdict {
        let failed = records.count { $0.outcome == outcome }
        return (failed > 0, "\(failed) of \(records.count) calls ended with \(outcome.name)")
    }

    private func throttled(_ records: [Record]) -> Verdict {
        let answered = records.filter(isAnswered)
        let count = answered.count { $0.outcome.isThrottle }
        return (count > 0, "\(count) of \(answered.count) calls throttled")
    }

    /// Records that a stream refused because of the fault, alone or in batches.
    private var refusedRecords: Verdict {
        let writes = callsToTargets.filter { $0.action == .putRecord || $0.action == .putRecords }
        let refused = writes.filter { $0.rule == .flowFault }.reduce(0) { sum, write in
            sum + (run.archive.json(write.result)["FailedRecordCount"]?.integer ?? Int(write.messageCount))
        }
        return (
            refused > 0, "\(refused) of \(writes.reduce(0) { $0 + Int($1.messageCount) }) records throttled"
        )
    }

    /// What the targets did by themselves from then on.
    private func noted(_ action: Action, _ what: String, by rule: Rule) -> Verdict {
        let count = entries.count {
            $0.action == action && $0.rule == rule && targets.contains($0.from) && $0.sent >= bound.at
        }
        return (count > 0, "\(count) \(what)")
    }

    private var refusedRequest: Verdict {
        let requests = entries.filter { targets.contains($0.from) && $0.sent == bound.at && isAnswered($0) }
        let refused = requests.filter { !$0.outcome.isSuccess }
        let names = refused.first.map { " with \($0.outcome.name)" } ?? ""
        return (!refused.isEmpty, "\(refused.count) of \(requests.count) requests at that moment refused\(names)")
    }

    private var retried: Verdict {
        let calls = entries.filter { targets.contains($0.from) && $0.action.isCall && isMeanwhile($0.sent) }
        let requests = Set(calls.map(\.message)).count
        return (calls.count > 2 * requests && requests > 0, "\(calls.count) calls for \(requests) requests")
    }

    // MARK: Times

    private func takesLonger(_ meanwhile: [Record], slowest: Bool = false) -> Verdict {
        let before = invocations { $0.completed < bound.at && $0.outcome.isSuccess }.map { $0.completed - $0.arrived }
        let now = meanwhile.map { $0.completed - $0.arrived }
        guard let usual = median(before), let found = slowest ? now.max() : median(now) else {
            return (false, "\(now.count) invocations meanwhile and \(before.count) before")
        }
        return (found > usual, "\(text(found)) \(slowest ? "at most " : "")meanwhile, \(text(usual)) before")
    }

    private func median(_ times: [Int64]) -> Int64? { times.isEmpty ? nil : times.sorted()[times.count / 2] }

    private func text(_ nanoseconds: Int64) -> String { TimeSpan.milliseconds(nanoseconds / 1_000_000).description }

    private var travelsLonger: Verdict {
        let travels = entries.filter {
            targets.contains($0.to) && $0.action.isCall && !$0.action.isPollOfMessages && isMeanwhile($0.sent)
        }.map { $0.arrived - $0.sent }
        let least = travels.min() ?? 0
        return (
            !travels.isEmpty && least >= bound.fault.amount?.time.nanoseconds ?? 0,
            "\(travels.count) calls travelled \(text(least)) or more"
        )
    }

    private var overtaken: Verdict {
        var last = Instant.start
        var count = 0
        let calls = entries.filter { targets.contains($0.to) && $0.action.isCall && isMeanwhile($0.sent) }
        for call in calls.sorted(by: { ($0.arrived, $0.sent) < ($1.arrived, $1.sent) }) {
            if call.sent < last { count += 1 }
            last = max(last, call.sent)
        }
        return (count > 0, "\(count) of \(calls.count) calls were overtaken")
    }
}

extension Action {
    /// Whether it asks for messages: such a call is written down only when it is answered.
    fileprivate var isPollOfMessages: Bool { self == .receiveMessage }
}
