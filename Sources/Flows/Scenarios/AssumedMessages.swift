import Languages
import Templates
import Topologies
import Values

/// A message made so that one of its resource's consumers gets it.
struct AssumedMessage {
    /// The message, or of a bus the entry of `PutEvents`, of a table the attributes of the item: values, not templates.
    var body: JSONValue?
    /// Attributes in the form of the API.
    var attributes: JSONValue?
}

/// What consumers of a resource filter for, one message for each; none where they take any message.
func assumedMessages(to id: String, in stack: Stack) -> [AssumedMessage] {
    var messages: [AssumedMessage] = []
    for resource in stack.resources {
        guard let message = message(for: resource, from: id, in: stack) else { continue }
        if !messages.contains(where: { $0.body == message.body && $0.attributes == message.attributes }) {
            messages.append(message)
        }
    }
    return messages
}

private func message(for consumer: Resource, from id: String, in stack: Stack) -> AssumedMessage? {
    func names(_ property: String...) -> Bool {
        consumer.references.contains { $0.target == id && Array($0.path.prefix(property.count)) == property }
    }
    switch consumer.type {
    case "AWS::Events::Rule":
        let bus = consumer.properties["EventBusName"]
        guard names("EventBusName") || (id == defaultBusID && (bus == nil || bus?.string == "default")),
            let pattern = consumer.properties["EventPattern"]
        else { return nil }
        return (try? EventPattern(pattern))?.example.map { AssumedMessage(body: entry($0)) }
    case "AWS::SNS::Subscription":
        guard names("TopicArn"), let policy = consumer.properties["FilterPolicy"] else { return nil }
        let scope = consumer.properties["FilterPolicyScope"]?.string.flatMap(FilterPolicy.Scope.init)
        switch (try? FilterPolicy(policy, scope: scope ?? .messageAttributes))?.example {
        case .body(let body): return AssumedMessage(body: body)
        case .attributes(let attributes): return AssumedMessage(attributes: attributes)
        case nil: return nil
        }
    case "AWS::Lambda::EventSourceMapping":
        guard names("EventSourceArn"), let criteria = consumer.properties["FilterCriteria"] else { return nil }
        return message(criteria, stack[id]?.type)
    case "AWS::Pipes::Pipe":
        guard names("Source"), let criteria = consumer.properties["SourceParameters"]?["FilterCriteria"] else {
            return nil
        }
        return message(criteria, stack[id]?.type)
    default: return nil
    }
}

/// What passes a mapping's filters, from the record they would see.
private func message(_ criteria: JSONValue, _ source: String?) -> AssumedMessage? {
    let key = ["AWS::SQS::Queue": "body", "AWS::Kinesis::Stream": "data"][source ?? ""]
    guard let record = (try? LambdaFilters(criteria, payloadKey: key))?.example else { return nil }
    if let key {
        var attributes = JSONObject()
        for attribute in record["messageAttributes"]?.object ?? JSONObject() {
            attributes[attribute.key] = [
                "DataType": attribute.value["dataType"] ?? "String",
                "StringValue": attribute.value["stringValue"] ?? "any",
            ]
        }
        return AssumedMessage(
            body: record[key], attributes: attributes.isEmpty ? nil : JSONValue(attributes))
    }
    // Items are only put; changes and removals that a filter asks for do not come of that.
    guard ["INSERT", nil].contains(record["eventName"]?.string) else { return nil }
    return record["dynamodb"]?["NewImage"].map { AssumedMessage(body: $0) }
}

/// The entry of `PutEvents` that becomes an event.
private func entry(_ event: JSONValue) -> JSONValue {
    var entry = JSONObject()
    entry["Source"] = event["source"] ?? "assumed"
    entry["DetailType"] = event["detail-type"] ?? "assumed"
    if let resources = event["resources"] { entry["Resources"] = resources.array == nil ? [resources] : resources }
    entry["Detail"] = event["detail"] ?? [:]
    return JSONValue(entry)
}
