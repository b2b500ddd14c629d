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
        let type = binding.stack[entry]?.type ?? (entry == defaultBusID ? "AWS::Events::EventBus" : "")
        guard AssumedBehaviour.entryActions[type] != nil else { continue }
        let parameters = try binding.stack[entry].flatMap(furtherParameters).map { value throws(Diagnostics) in
            try PayloadTemplate(value)
        }
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
                    payload: try special(type, entry, binding) ?? payload, attributes: nil,
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

/// What a request to a resource needs besides its body.
private func furtherParameters(_ resource: Resource) -> JSONValue? {
    // A FIFO queue or topic takes no message without a group.
    if AssumedBehaviour.isOrdered(resource) { return AssumedBehaviour.orderedParameters }
    guard resource.type == "AWS::S3::Bucket" else { return nil }
    // An object whose name passes the filter of the bucket's first notification.
    let lists = ["QueueConfigurations", "TopicConfigurations", "LambdaConfigurations"]
    let notifications = lists.compactMap { resource.properties["NotificationConfiguration"]?[$0]?.array?.first }
    func rule(_ name: String) -> String {
        let rules = notifications.first?["Filter"]?["S3Key"]?["Rules"]?.array ?? []
        return rules.first { $0["Name"]?.string?.lowercased() == name }?["Value"]?.string ?? ""
    }
    let name = "\(rule("prefix"))request-{}\(rule("suffix"))".filter { !"'\\".contains($0) }
    return ["Key.$": JSONValue("States.Format('\(name)', $.index)")]
}

/// The body of requests to resources that take no body of one's own choice.
private func special(
    _ type: String, _ entry: String, _ binding: FlowBinding
) throws(Diagnostics) -> PayloadTemplate? {
    switch type {
    case "AWS::Events::EventBus": return try event(binding)
    case "AWS::DynamoDB::Table":
        guard let table = binding.stack[entry], let (_, item) = AssumedBehaviour.call(table) else { return nil }
        return try PayloadTemplate(item)
    default: return nil
    }
}

/// Components that clients or nobody sends to: where the template's events come in. A store is one only if what is put
/// into it goes on, and what a component itself sets off does not count as coming from outside.
private func entryPoints(_ binding: FlowBinding) -> [String] {
    let topology = binding.topology
    return topology.nodes.filter { node in
        guard node.layer == .main, binding.stack[node.id] != nil || node.id == defaultBusID else { return false }
        if ["AWS::S3::Bucket", "AWS::DynamoDB::Table"].contains(node.type) {
            guard topology.edges.contains(where: { $0.from == node.id && [.event, .poll].contains($0.kind) }) else {
                return false
            }
        }
        let incoming = topology.edges.filter {
            $0.to == node.id && ![.observe, .poll, .read].contains($0.kind)
                && !AssumedBehaviour.reaches($0.from, from: node.id, topology)
        }
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
