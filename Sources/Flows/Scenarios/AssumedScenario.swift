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
    var traffic: [Scenario.Traffic] = []
    let (entries, passedOver) = entryPoints(binding)
    for entry in entries {
        let type = binding.stack[entry]?.type ?? (entry == defaultBusID ? "AWS::Events::EventBus" : "")
        guard AssumedBehaviour.entryActions[type] != nil else { continue }
        let parameters = try binding.stack[entry].flatMap(furtherParameters).map(template)
        let requests = requests(to: entry, type, binding)
        for (place, request) in requests.enumerated() {
            traffic.append(
                Scenario.Traffic(
                    id: requests.count > 1 ? "\(entry)-\(place + 1)" : entry,
                    to: .init(JSONValue(entry)), action: nil, request: request.line, arrivals: .constant(rate: 2),
                    from: .zero, until: TimeSpan(nanoseconds: horizon.nanoseconds / 2),
                    payload: try template(request.payload), attributes: try request.attributes.map(template),
                    parameters: parameters))
        }
    }
    guard !traffic.isEmpty || EmulatedServices.actsByItself(binding.stack) else {
        let closed = waysIn(binding).filter { binding.stack[$0] != nil }
        let names = closed.map { "\($0) (\(binding.stack[$0]?.type ?? ""))" }.joined(separator: ", ")
        throw Diagnostics([
            Diagnostic(
                at: closed.first.flatMap { binding.stack[$0]?.position } ?? SourcePosition(file: binding.stack.file),
                found: closed.isEmpty
                    ? "the template has no entry point" : "no entry point of the template is emulated: \(names)",
                expected: "traffic can go to APIs, queues, topics, event buses, streams, buckets and functions")
        ])
    }
    return Scenario(
        id: binding.stack.file, name: binding.stack.file, summary: binding.stack.summary, bindings: [],
        horizon: horizon, parameters: [:], traffic: traffic, passedOver: passedOver, behaviours: [], faults: [],
        expectations: [],
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

/// What is sent to a way in: everything about a request but when it comes.
private struct EntryRequest {
    var line: RequestLine?
    /// A payload template over the request's number.
    var payload: JSONValue = numbered
    var attributes: JSONValue?
}

private let numbered: JSONValue = ["id.$": "States.Format('request-{}', $.index)"]

/// One request for each route of an API, one for each kind of message that consumers filter for, and else just one.
private func requests(to entry: String, _ type: String, _ binding: FlowBinding) -> [EntryRequest] {
    let stack = binding.stack
    if EmulatedServices.hasURL(entry, in: stack) { return [EntryRequest(line: RequestLine("POST", "/"))] }
    if type == "AWS::ApiGateway::RestApi" || type == "AWS::ApiGatewayV2::Api" {
        return EmulatedServices.requests(to: entry, in: stack).map { request in
            EntryRequest(line: request.line, payload: request.body ?? numbered)
        }
    }
    let messages = assumedMessages(to: entry, in: stack)
    return (messages.isEmpty ? [AssumedMessage()] : messages).map { message in
        EntryRequest(payload: payload(message, type, stack[entry]), attributes: message.attributes)
    }
}

/// The payload template of a message to a resource.
private func payload(_ message: AssumedMessage, _ type: String, _ resource: Resource?) -> JSONValue {
    switch type {
    case "AWS::Events::EventBus":
        let entry = message.body ?? ["Source": "assumed", "DetailType": "assumed"]
        return merged(entry, ["Detail": merged(entry["Detail"], numbered)])
    case "AWS::DynamoDB::Table":
        let item = resource.map(AssumedBehaviour.item(of:))
        return ["Item": merged(message.body, item ?? [:])]
    default: return message.body.map { $0.object == nil ? $0 : merged($0, numbered) } ?? numbered
    }
}

/// A template with further members, where it is an object and has none by their names.
private func merged(_ value: JSONValue?, _ further: JSONValue) -> JSONValue {
    guard let object = value?.object ?? (value == nil ? JSONObject() : nil) else { return value ?? further }
    var merged = object
    for member in further.object ?? JSONObject() {
        let name = member.key.hasSuffix(".$") ? String(member.key.dropLast(2)) : member.key
        if member.value.object != nil || object[name] == nil { merged[member.key] = member.value }
    }
    return JSONValue(merged)
}

/// A payload template, whose errors would be ours.
private func template(_ value: JSONValue) throws(Diagnostics) -> PayloadTemplate { try PayloadTemplate(value) }

/// Where the template's events come in, as far as that is emulated: what only passes requests on is left out, and they go
/// straight to what is behind it.
private func entryPoints(_ binding: FlowBinding) -> (entries: [String], passedOver: [String]) {
    var entries: [String] = []
    var passedOver: [String] = []
    for way in waysIn(binding) {
        let isForwarder = binding.stack[way].map { forwarders.contains($0.type) } ?? false
        if isForwarder { passedOver.append(way) }
        let behind = binding.topology.edges.filter { $0.from == way && $0.kind == .call }.map(\.to)
        for entry in isForwarder ? behind : [way] where !entries.contains(entry) { entries.append(entry) }
    }
    return (entries, passedOver)
}

/// Types that pass requests on to what is behind them.
private let forwarders: Set<String> = [
    "AWS::CloudFront::Distribution", "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ElasticLoadBalancing::LoadBalancer",
]

/// Components that clients or nobody sends to: where the template's events come in. A store is one only if what is put
/// into it goes on, and what a component itself sets off does not count as coming from outside.
private func waysIn(_ binding: FlowBinding) -> [String] {
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
