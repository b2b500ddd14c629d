import Graphs
import Languages
import Services
import Simulation
import Templates
import Topologies
import Values

/// Resolves a scenario's names in a binding, and makes what the emulation runs of it.
struct ScenarioBinder {
    let scenario: Scenario
    let binding: FlowBinding
    var traffic: [TrafficSource] = []
    var behaviours: [String: FunctionBehaviour] = [:]
    /// What the emulation breaks.
    var faults: [PlannedFault] = []
    /// The scenario's faults, with whom they strike here.
    var boundFaults: [BoundFault] = []
    var topology: Topology
    var problems: [Diagnostic] = []

    init(_ scenario: Scenario, _ binding: FlowBinding) {
        self.scenario = scenario
        self.binding = binding
        topology = binding.topology
    }

    mutating func bind() {
        for source in scenario.traffic { bind(source) }
        for behaviour in scenario.behaviours { bind(behaviour) }
        for function in binding.stack.resources
        where function.type == "AWS::Lambda::Function" && behaviours[function.logicalID] == nil {
            behaviours[function.logicalID] = AssumedBehaviour.make(
                function, topology: binding.topology, stack: binding.stack)
        }
        for fault in scenario.faults { bind(fault) }
    }

    private mutating func unresolved(_ name: Scenario.Named, _ what: String) {
        problems.append(
            Diagnostic(
                at: name.position, found: "\(what) names '\(name.name)', which is no role or resource here",
                expected: binding.id.isEmpty ? "expected a resource" : "expected one of the binding '\(binding.id)'",
                nearest: nearestName(to: name.name, among: binding.names)))
    }

    // MARK: Traffic

    private mutating func bind(_ source: Scenario.Traffic) {
        guard let target = binding.resolve(source.to.name).first else {
            return unresolved(source.to, "traffic '\(source.id)'")
        }
        guard let action = action(of: source, target: target) else { return }
        let node =
            topology.edges.first { $0.to == target && $0.from.hasPrefix("external:") }?.from ?? "external:client"
        addEdge(from: node, to: target, action)
        let horizon = scenario.horizon
        let until = source.until ?? horizon
        let inserted = scenario.faults.filter { fault in
            fault.to.map { $0.name == source.id } ?? (scenario.traffic.count == 1)
        }.flatMap { InsertedRequests.of($0, into: source) }
        self.traffic.append(
            TrafficSource(
                name: source.id, node: node, target: target, action: action, request: source.request,
                arrivals: source.arrivals,
                window: (Instant(nanoseconds: source.from.nanoseconds), Instant(nanoseconds: until.nanoseconds)),
                payload: source.payload, attributes: source.attributes, parameters: source.parameters,
                retry: source.retry, inserted: inserted))
    }

    /// The action a target takes from outside.
    private mutating func action(of source: Scenario.Traffic, target: String) -> Action? {
        if let named = source.action {
            if let action = Action(name: named.name), action.isCall { return action }
            problems.append(
                Diagnostic(
                    at: named.position, found: "the action '\(named.name)' is not emulated",
                    expected: "expected one of sqs:SendMessage, sns:Publish, events:PutEvents, lambda:Invoke"))
            return nil
        }
        if source.request != nil, EmulatedServices.hasURL(target, in: binding.stack) { return .invokeFunctionURL }
        let type = binding.stack[target]?.type ?? (target == defaultBusID ? "AWS::Events::EventBus" : "")
        let isAPI = type == "AWS::ApiGateway::RestApi" || type == "AWS::ApiGatewayV2::Api"
        if let stage = source.request?.stage, isAPI {
            // An API with one stage takes all requests there: so one flow serves bindings with stages and without.
            let stages = EmulatedServices.stages(of: target, in: binding.stack)
            guard stages.count == 1 || stages.contains(stage) else {
                problems.append(
                    Diagnostic(
                        at: source.to.position, found: "traffic '\(source.id)' asks for the stage '\(stage)'",
                        expected: "expected a stage of \(target): \(stages.joined(separator: ", "))",
                        nearest: nearestName(to: stage, among: stages)))
                return nil
            }
        }
        if source.request != nil, !isAPI {
            problems.append(
                Diagnostic(
                    at: source.to.position, found: "traffic '\(source.id)' sends HTTP requests to \(target)",
                    expected: "expected an API, or a function with a URL"))
            return nil
        }
        if let action = AssumedBehaviour.entryActions[type] { return action }
        problems.append(
            Diagnostic(
                at: source.to.position,
                found: "traffic '\(source.id)' goes to \(target), which takes none from outside",
                expected: "expected an API, a queue, a topic, an event bus or a function"))
        return nil
    }

    /// Adds the way the traffic takes, where the template has none.
    private mutating func addEdge(from node: String, to target: String, _ action: Action) {
        switch topology.edgeIndex().edge(for: node, resource: target, action: action.name) {
        case .edge, .backwards, .ambiguous: return
        case .entry, .missing: break
        }
        if topology.edges.contains(where: { $0.from == node && $0.to == target && $0.actions.isEmpty }) { return }
        if !topology.nodes.contains(where: { $0.id == node }) {
            topology.nodes.insert(
                TopologyNode(id: node, label: "Client", kind: "external", isEntry: true), at: 0)
        }
        let id = "\(node)>\(target)"
        guard !topology.edges.contains(where: { $0.id == id }) else { return }
        topology.edges.append(
            TopologyEdge(
                id: id, from: node, to: target, kind: edgeKind(ofAction: action.name) ?? .event,
                actions: [action.name]))
    }

    // MARK: Behaviour and faults

    private mutating func bind(_ declared: Scenario.Behaviour) {
        // A flow that compares bindings declares behaviour for the functions of each; the session checks that every
        // name means something in one of them.
        for id in binding.resolve(declared.who.name) {
            guard let function = binding.stack[id], function.type == "AWS::Lambda::Function" else {
                problems.append(
                    Diagnostic(
                        at: declared.who.position, found: "'\(declared.who.name)' is no function",
                        expected: "only functions have behaviour",
                        nearest: nearestName(to: declared.who.name, among: functions)))
                continue
            }
            var behaviour = declared.base
            for (call, to) in declared.calls {
                guard let target = binding.resolve(to.name).first else {
                    unresolved(to, "a call of '\(declared.who.name)'")
                    continue
                }
                var call = call
                call.resource = target
                behaviour.calls.append(call)
                if edge(from: id, to: target, call.action) == nil {
                    problems.append(
                        Diagnostic(
                            at: to.position,
                            found: "\(id) may not call \(call.action.name) on \(target) by the template",
                            expected: "expected a call that its role's policies allow"))
                }
            }
            behaviours[id] = behaviour
        }
    }

    private var functions: [String] {
        binding.stack.resources.filter { $0.type == "AWS::Lambda::Function" }.map(\.logicalID)
    }

    private func edge(from: String, to: String, _ action: Action) -> String? {
        if case .edge(let id) = topology.edgeIndex().edge(for: from, resource: to, action: action.name) { return id }
        return nil
    }

    private mutating func bind(_ fault: Scenario.ScenarioFault) {
        var binder = FaultBinder(binding, traffic: scenario.traffic)
        if let bound = binder.bind(fault) {
            boundFaults.append(bound)
            faults += binder.plan(bound)
        }
        problems += binder.problems
    }
}
