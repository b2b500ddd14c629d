import Graphs
import Languages
import Services
import Templates
import Topologies
import Values

/// The scenario of a template that comes without one: two requests a second on every entry point for half of the time.
///
/// - Throws: that there is no entry point of a kind that runs, with the kinds that do.
public func assumedScenario(for binding: FlowBinding, horizon: TimeSpan) throws(Diagnostics) -> Scenario {
    let payload = try PayloadTemplate(["id.$": "States.Format('request-{}', $.index)"])
    var traffic: [Scenario.Traffic] = []
    for entry in entryPoints(binding) {
        let type = binding.stack[entry]?.type ?? ""
        guard AssumedBehaviour.entryActions[type] != nil else { continue }
        // A FIFO queue or topic takes no message without a group.
        let isOrdered = ["FifoQueue", "FifoTopic"].contains { flag in
            let value = binding.stack[entry]?.properties[flag]
            return value?.bool == true || value?.string == "true"
        }
        let parameters = isOrdered ? try PayloadTemplate(AssumedBehaviour.orderedParameters) : nil
        let isAPI = type == "AWS::ApiGateway::RestApi" || type == "AWS::ApiGatewayV2::Api"
        let routes: [(method: String, path: String)?] =
            EmulatedServices.hasURL(entry, in: binding.stack)
            ? [("POST", "/")]
            : isAPI ? EmulatedServices.routes(of: entry, in: binding.stack).map { Optional($0) } : [nil]
        for (place, route) in routes.enumerated() {
            traffic.append(
                Scenario.Traffic(
                    id: routes.count > 1 ? "\(entry)-\(place + 1)" : entry,
                    to: .init(JSONValue(entry)), action: nil, route: route, arrivals: .constant(rate: 2),
                    from: .zero, until: TimeSpan(nanoseconds: horizon.nanoseconds / 2),
                    payload: type == "AWS::Events::EventBus" ? try event(binding) : payload, attributes: nil,
                    parameters: parameters))
        }
    }
    guard !traffic.isEmpty || EmulatedServices.actsByItself(binding.stack) else {
        throw Diagnostics([
            Diagnostic(
                at: SourcePosition(file: binding.stack.file),
                found: "the template has no entry point that can be run",
                expected: "traffic can go to APIs, queues, topics, event buses, streams, buckets and functions")
        ])
    }
    return Scenario(
        id: binding.stack.file, name: binding.stack.file, summary: binding.stack.summary, bindings: [],
        horizon: horizon, parameters: [:], traffic: traffic, behaviours: [], faults: [], expectations: [],
        narration: [], position: SourcePosition(file: binding.stack.file))
}

/// Components that clients or nobody sends to: where the template's events come in.
private func entryPoints(_ binding: FlowBinding) -> [String] {
    let topology = binding.topology
    return topology.nodes.filter { node in
        guard node.layer == .main, binding.stack[node.id] != nil || node.id == defaultBusID else { return false }
        let incoming = topology.edges.filter { $0.to == node.id && $0.kind != .observe && $0.kind != .poll }
        if incoming.contains(where: { $0.from.hasPrefix("external:") }) { return true }
        let isPolled = topology.edges.contains { $0.to == node.id && $0.kind == .poll }
        return incoming.isEmpty && !isPolled
    }.map(\.id)
}

/// An event that the first rule of the template may match: its literal source and detail type.
private func event(_ binding: FlowBinding) throws(Diagnostics) -> PayloadTemplate {
    let pattern = binding.stack.resources.first { $0.type == "AWS::Events::Rule" }?.properties["EventPattern"]
    let source = pattern?["source"]?[0]?.string ?? "assumed"
    let detailType = pattern?["detail-type"]?[0]?.string ?? "assumed"
    return try PayloadTemplate([
        "Source": JSONValue(source), "DetailType": JSONValue(detailType),
        "Detail": ["id.$": "States.Format('request-{}', $.index)"],
    ])
}
