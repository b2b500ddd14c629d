import Services
import Simulation
import Templates
import Topologies
import Values

/// A fault of a scenario on one binding: whom it strikes there, and when.
struct BoundFault: Sendable {
    var fault: Scenario.ScenarioFault
    /// The logical ids or traffic names it strikes.
    var targets: [String]
    /// Those at the other end, where it is between two.
    var others: [String]
    /// When it begins.
    var at: Instant
    /// When it ends; `never` where it does not.
    var until: Instant

    var kind: FaultKind { fault.kind }
}

/// Finds whom the faults of a scenario strike on one binding, and what each does to the emulation.
struct FaultBinder {
    let binding: FlowBinding
    let traffic: [Scenario.Traffic]
    var problems: [Diagnostic] = []

    init(_ binding: FlowBinding, traffic: [Scenario.Traffic]) {
        self.binding = binding
        self.traffic = traffic
    }

    /// The fault with its targets; nil where it means nothing on this binding, or is wrong.
    mutating func bind(_ fault: Scenario.ScenarioFault) -> BoundFault? {
        let before = problems.count
        guard let targets = targets(of: fault), !targets.isEmpty else { return nil }
        var others: [String] = []
        if let from = fault.from {
            others = resources(from)
            if others.isEmpty { return nil }
        }
        if fault.kind == .lateSubscriber { others = targets.flatMap(endpoints) }
        for target in targets where !isTraffic(fault.kind) { check(target, fault) }
        if fault.kind == .hotMessageGroup { checkGroups(targets, fault) }
        guard problems.count == before else { return nil }
        let at = Instant(nanoseconds: fault.at.nanoseconds)
        return BoundFault(
            fault: fault, targets: targets, others: others, at: at,
            until: fault.duration.map { at + $0.nanoseconds } ?? .never)
    }

    private func isTraffic(_ kind: FaultKind) -> Bool { kind.row.strikes == .traffic }

    private func resources(_ name: Scenario.Named) -> [String] {
        binding.resolve(name.name).filter { binding.stack[$0] != nil || $0 == defaultBusID || isOutside($0) }
    }

    /// Whether it is a system outside that the stack calls.
    private func isOutside(_ id: String) -> Bool { EmulatedServices.outsides(of: binding.stack).contains(id) }

    // MARK: Whom it strikes

    private mutating func targets(of fault: Scenario.ScenarioFault) -> [String]? {
        let row = fault.kind.row
        switch row.strikes {
        case .everything: return emulated.map(\.logicalID)
        case .oneOrEverything: return fault.to.map(resources) ?? emulated.map(\.logicalID)
        case .traffic:
            let names = traffic.map(\.id)
            guard let to = fault.to else { return only(names, fault) }
            if names.contains(to.name) { return [to.name] }
            problems.append(
                Diagnostic(
                    at: to.position, found: "the fault '\(fault.kind.rawValue)' names '\(to.name)'",
                    expected: "expected a traffic source of this flow",
                    nearest: nearestName(to: to.name, among: names)))
            return nil
        case .resource(let types):
            if let to = fault.to { return resources(to) }
            return only(emulated.filter { types.contains($0.type) }.map(\.logicalID), fault)
        case .anyResource:
            if let to = fault.to { return resources(to) }
            return only(emulated.map(\.logicalID), fault)
        }
    }

    private var emulated: [Resource] {
        binding.stack.resources.filter { EmulatedServices.resourceTypes.contains($0.type) }
    }

    /// The only one of several candidates; where there is not exactly one, it has to be named.
    private mutating func only(_ candidates: [String], _ fault: Scenario.ScenarioFault) -> [String]? {
        if candidates.count == 1 { return candidates }
        problems.append(
            Diagnostic(
                at: fault.position, found: "the fault '\(fault.kind.rawValue)' does not say what it strikes",
                expected: candidates.isEmpty
                    ? "there is no \(fault.kind.row.strikes.words) here"
                    : "expected 'to' to name one of \(candidates.joined(separator: ", "))"))
        return nil
    }

    private mutating func check(_ target: String, _ fault: Scenario.ScenarioFault) {
        let type = binding.stack[target]?.type ?? (isOutside(target) ? "a system outside" : "AWS::Events::EventBus")
        let position = fault.to?.position ?? fault.position
        func refuse(_ found: String, _ expected: String) {
            problems.append(Diagnostic(at: position, found: found, expected: expected))
        }
        if case .resource(let types) = fault.kind.row.strikes, !types.contains(type) {
            return refuse(
                "the fault '\(fault.kind.rawValue)' cannot strike \(target) (\(type))",
                "expected one of \(types.joined(separator: ", "))")
        }
        if fault.kind == .lateSubscriber {
            if binding.stack[target]?.properties["ScheduleExpression"] != nil {
                refuse("\(target) is a schedule", "expected a rule with an event pattern, or a subscription")
            }
        } else if !EmulatedServices.resourceTypes.contains(type), !isOutside(target) {
            return refuse(
                "the fault '\(fault.kind.rawValue)' strikes \(target) (\(type))",
                "this version does not emulate \(type): nothing would happen")
        }
        if fault.kind == .queueDeleted, let duration = fault.duration, duration < .seconds(60) {
            refuse("\(target) is made again after \(duration)", "SQS gives a name again 60 s after the deletion")
        }
        if fault.kind == .replay, !hasArchive(target) {
            refuse("\(target) has no archive", "expected a bus with an AWS::Events::Archive")
        }
        if fault.kind == .badAliasShift, !hasAlias(target) {
            refuse("\(target) has no alias", "expected a function with an AWS::Lambda::Alias or AutoPublishAlias")
        }
        if fault.kind == .stuckPoller, pollers(of: [target]).isEmpty {
            refuse("\(target) has no event source mapping", "expected a function that polls")
        }
    }

    private mutating func checkGroups(_ sources: [String], _ fault: Scenario.ScenarioFault) {
        for source in traffic where sources.contains(source.id) {
            guard let target = binding.resolve(source.to.name).first, let resource = binding.stack[target] else {
                continue
            }
            let isFIFO = ["FifoQueue", "FifoTopic"].contains { name in
                resource.properties[name].map { $0.bool ?? ($0.string == "true") } ?? false
            }
            if isFIFO { continue }
            problems.append(
                Diagnostic(
                    at: fault.to?.position ?? fault.position, found: "\(target) has no message groups",
                    expected: "expected traffic to a FIFO queue or topic"))
        }
    }

    private func hasArchive(_ bus: String) -> Bool {
        let arn = binding.stack[bus]?.arn
        return binding.stack.resources.contains { resource in
            guard resource.type == "AWS::Events::Archive" else { return false }
            let source = resource.properties["SourceArn"]?.string
            return arn.map { source == $0 } ?? (source?.hasSuffix(":event-bus/default") == true)
        }
    }

    private func hasAlias(_ function: String) -> Bool {
        binding.stack.resources.contains { resource in
            resource.type == "AWS::Lambda::Alias" && resource.references.contains { $0.target == function }
        }
    }

    /// Event source mappings among some resources, or of the functions among them.
    private func pollers(of ids: [String]) -> [String] {
        binding.stack.resources.filter { resource in
            resource.type == "AWS::Lambda::EventSourceMapping"
                && (ids.contains(resource.logicalID)
                    || resource.references.contains { $0.path.first == "FunctionName" && ids.contains($0.target) })
        }.map(\.logicalID)
    }

    /// Where a rule or a subscription sends to.
    private func endpoints(of subscriber: String) -> [String] {
        (binding.stack[subscriber]?.references ?? []).filter { reference in
            let path = reference.path
            return path == ["Endpoint"] || (path.count == 3 && path[0] == "Targets" && path[2] == "Arn")
        }.map(\.target)
    }

    /// The bus of a rule, or the topic of a subscription.
    private func router(of subscriber: String) -> String {
        let named = binding.stack[subscriber]?.references.first { [["EventBusName"], ["TopicArn"]].contains($0.path) }
        return named?.target ?? defaultBusID
    }

    // MARK: What it does

    /// What the emulation has to do.
    func plan(_ bound: BoundFault) -> [PlannedFault] {
        let fault = bound.fault
        let until = bound.until == .never ? nil : bound.until
        func planned(_ targets: [PlannedFault.Target], _ effects: [PlannedFault.Effect]) -> [PlannedFault] {
            [PlannedFault(at: bound.at, until: until, targets: targets, effects: effects)]
        }
        func struck(_ effects: PlannedFault.Effect...) -> [PlannedFault] {
            planned(bound.targets.map { isTraffic(fault.kind) ? .traffic($0) : .resource($0) }, effects)
        }
        let time = fault.amount?.time.nanoseconds ?? 0
        switch fault.kind {
        case .crash: return struck(.state(.crashing(true)))
        case .slow:
            guard case .factor(let factor)? = fault.amount else { return [] }
            return struck(.state(.slowness(factor)))
        case .coldStartStorm: return struck(.state(.coldStarts(true)))
        case .longPause: return struck(.state(.paused(until: bound.until)))
        case .buggyDeployment: return struck(.state(.buggy(share: fault.share)))
        case .badAliasShift: return struck(.state(.badVersion(share: fault.share)))
        case .fix: return struck(.state(.fixed))
        case .throttle: return bound.targets.flatMap { throttling($0, bound, .throttling) }
        case .exhaustedCapacity:
            return bound.targets.flatMap { throttling($0, bound, .provisionedThroughputExceeded) }
        case .fullShard: return struck(.state(.fullShard(share: fault.share)))
        case .hotKey: return struck(.state(.fixedField(fault.field ?? "id", "hot")))
        case .hotMessageGroup: return struck(.state(.fixedGroup("hot")))
        case .poison, .badRecord, .oversizePayload: return struck()
        case .duplicate: return struck(.calls(.duplication(share: fault.share)))
        case .replayDuplicates: return struck(.replay(window: time))
        case .reorder: return struck(.calls(.scatter(time)))
        case .filterMismatch:
            return struck(.state(.renamed(field: fault.field.flatMap { $0.isEmpty ? nil : $0 })))
        case .lateSubscriber:
            return bound.targets.map { target in
                PlannedFault(
                    at: .start, until: bound.at, targets: [.resource(router(of: target))],
                    effects: [.state(.unsubscribed(target))])
            }
        case .delay, .regionLatency: return struck(.calls(.delay(time)))
        case .lostAcknowledgement: return struck(.calls(.lostAnswers(share: fault.share)))
        case .partition:
            let far = bound.others + pollers(of: bound.others)
            return planned(
                (bound.targets + pollers(of: bound.targets)).map { .resource($0) },
                far.map { .calls(.partition(from: $0)) })
        case .lostZone:
            return struck(
                .calls(.refusal(.serviceUnavailable, share: fault.share)), .state(.environmentsLost(share: fault.share))
            )
        case .maintenanceWindow: return struck(.calls(.refusal(.serviceUnavailable, share: 1)))
        case .retryStorm:
            let called = traffic.filter { bound.targets.contains($0.id) }.flatMap {
                binding.resolve($0.to.name).prefix(1)
            }
            return struck(.state(.eager(attempts: fault.amount?.count ?? 10)))
                + planned(called.map { .resource($0) }, [.calls(.refusal(.serviceUnavailable, share: 1))])
        case .deniedPermission:
            return planned(
                (bound.others + pollers(of: bound.others)).map { .resource($0) },
                bound.targets.map { .calls(.denial(resource: $0)) })
        case .roleRevoked:
            return planned(
                (bound.targets + pollers(of: bound.targets)).map { .resource($0) }, [.calls(.denial(resource: nil))])
        case .stuckPoller: return planned(pollers(of: bound.targets).map { .resource($0) }, [.calls(.stuckReceives)])
        case .shortVisibility: return struck(.state(.visibility(time)))
        case .queueDeleted: return struck(.state(.deleted(true)))
        case .purge: return struck(.state(.purge))
        case .redrive: return struck(.state(.redrive))
        case .replay: return struck(.state(.replay))
        case .clockJump: return struck(.state(.clockOffset(time)))
        case .clockSkew: return struck(.state(.clockOffset(-time)))
        }
    }

    /// Functions know by themselves what being throttled means; calls to all else are refused on their way.
    private func throttling(_ target: String, _ bound: BoundFault, _ outcome: Outcome) -> [PlannedFault] {
        let isFunction = binding.stack[target]?.type == "AWS::Lambda::Function"
        // What is no service of AWS says it as HTTP does.
        let outcome = binding.stack[target] == nil && isOutside(target) ? Outcome.tooManyRequests : outcome
        return [
            PlannedFault(
                at: bound.at, until: bound.until == .never ? nil : bound.until, targets: [.resource(target)],
                effects: [isFunction ? .state(.throttling(true)) : .calls(.refusal(outcome, share: 1))])
        ]
    }
}
