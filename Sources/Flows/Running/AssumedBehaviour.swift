import Graphs
import Languages
import Services
import Templates
import Topologies
import Values

/// What a function does where no flow says so: it passes its input on to the resources that its template names.
///
/// It follows only ways that send or write, never to a dead-letter queue, and never to something from which events come
/// back to the function.
enum AssumedBehaviour {
    /// What each type takes from outside.
    static let entryActions: [String: Action] = [
        "AWS::ApiGateway::RestApi": .invokeAPI, "AWS::ApiGatewayV2::Api": .invokeAPI,
        "AWS::SQS::Queue": .sendMessage, "AWS::SNS::Topic": .publish, "AWS::Events::EventBus": .putEvents,
        "AWS::Lambda::Function": .invokeFunction, "AWS::Kinesis::Stream": .putRecord, "AWS::S3::Bucket": .putObject,
        "AWS::DynamoDB::Table": .putItem,
    ]

    static func make(_ function: Resource, topology: Topology, stack: Stack) -> FunctionBehaviour {
        var behaviour = FunctionBehaviour(isAssumed: true)
        for edge in topology.edges where edge.from == function.logicalID {
            guard edge.kind == .event || edge.kind == .write, let target = stack[edge.to],
                !reaches(function.logicalID, from: edge.to, topology)
            else { continue }
            for (action, parameters) in calls(to: target, in: stack) where edge.actions.contains(action.name) {
                guard let template = try? PayloadTemplate(parameters) else { continue }
                behaviour.calls.append(BehaviourCall(action: action, resource: edge.to, parameters: template))
            }
        }
        return behaviour
    }

    /// What a FIFO queue or topic needs besides the message.
    static let orderedParameters: JSONValue = [
        "MessageGroupId": "assumed", "MessageDeduplicationId.$": "States.UUID()",
    ]

    /// Whether a resource is a FIFO queue or topic.
    static func isOrdered(_ resource: Resource) -> Bool {
        ["FifoQueue", "FifoTopic"].contains { flag in
            let value = resource.properties[flag]
            return value?.bool == true || value?.string == "true"
        }
    }

    /// The parameters with what a FIFO queue or topic needs, where the target is one.
    private static func ordered(_ parameters: JSONObject, _ target: Resource) -> JSONValue {
        guard isOrdered(target) else { return JSONValue(parameters) }
        return JSONValue(JSONObject(parameters.members + (orderedParameters.object?.members ?? [])))
    }

    /// How a function passes its input on to a resource: once, or once for each kind of message that consumers of a
    /// topic filter for; to a bus an event of each kind that its rules ask for, in one call.
    private static func calls(to target: Resource, in stack: Stack) -> [(action: Action, parameters: JSONValue)] {
        let text: JSONValue = "States.JsonToString($)"
        let filtered = assumedMessages(to: target.logicalID, in: stack)
        switch target.type {
        case "AWS::SQS::Queue":
            return [(.sendMessage, ordered(JSONObject([.init(key: "MessageBody.$", value: text)]), target))]
        case "AWS::SNS::Topic":
            return (filtered.isEmpty ? [AssumedMessage()] : filtered).map { message in
                var parameters = JSONObject()
                if let body = message.body {
                    parameters["Message"] = JSONValue(body.string ?? body.compactText)
                } else {
                    parameters["Message.$"] = text
                }
                parameters["MessageAttributes"] = message.attributes
                return (.publish, ordered(parameters, target))
            }
        case "AWS::Events::EventBus":
            let events = filtered.compactMap(\.body).prefix(mostEvents)
            return [
                (
                    .putEvents,
                    [
                        "Entries": JSONValue(
                            (events.isEmpty ? [["Source": "assumed", "DetailType": "assumed"]] : events).map { event in
                                var entry = event.object ?? JSONObject()
                                let detail = entry["Detail"] ?? [:]
                                if detail == [:] {
                                    entry["Detail"] = nil
                                    entry["Detail.$"] = text
                                }
                                return JSONValue(entry)
                            })
                    ]
                )
            ]
        case "AWS::Kinesis::Stream":
            return [(.putRecord, ["Data.$": text, "PartitionKey.$": "States.UUID()"])]
        case "AWS::S3::Bucket": return [(.putObject, ["Key.$": "States.UUID()", "Body.$": text])]
        case "AWS::DynamoDB::Table": return [(.putItem, ["Item": item(of: target)])]
        default: return []
        }
    }

    /// The most events of one call (botocore 1.43.11, events.PutEvents).
    private static let mostEvents = 10

    /// An item of a table with nothing but its key, new each time.
    static func item(of table: Resource) -> JSONValue {
        var item = JSONObject()
        for key in table.properties["KeySchema"]?.array ?? [] {
            guard let name = key["AttributeName"]?.string else { continue }
            let types = table.properties["AttributeDefinitions"]?.array ?? []
            let type = types.first { $0["AttributeName"]?.string == name }?["AttributeType"]?.string ?? "S"
            item[name] =
                type == "N"
                ? ["N.$": "States.Format('{}', States.MathRandom(1, 1000000000))"] : ["\(type).$": "States.UUID()"]
        }
        return JSONValue(item)
    }

    /// Whether events get from one node to another along any way; who reads sets nothing off.
    static func reaches(_ goal: String, from start: String, _ topology: Topology) -> Bool {
        var seen: Set<String> = [start]
        var open = [start]
        while let node = open.popLast() {
            if node == goal { return true }
            for edge in topology.edges where edge.from == node && ![.observe, .read].contains(edge.kind) {
                if seen.insert(edge.to).inserted { open.append(edge.to) }
            }
        }
        return false
    }
}
