import Simulation
import Values

extension Archive {
    /// The JSON in which SNS hands a message to a queue without raw delivery.
    func envelope(of message: MessageID, topicARN: String) -> JSONValue {
        let published = self.message(message)
        var members: [JSONObject.Member] = [
            .init(key: "Type", value: "Notification"),
            .init(key: "MessageId", value: JSONValue(identifier(of: message))),
            .init(key: "TopicArn", value: JSONValue(topicARN)),
            .init(key: "Message", value: JSONValue(text(published.body))),
            .init(key: "Timestamp", value: JSONValue(EmulatedAccount.timestamp(published.born))),
            .init(key: "SignatureVersion", value: "1"),
        ]
        if let attributes = notificationAttributes(published.attributes) {
            members.append(.init(key: "MessageAttributes", value: attributes))
        }
        return JSONValue(JSONObject(members))
    }

    /// The event in which SNS hands a message to a function.
    func notificationEvent(of message: MessageID, topicARN: String, subscriptionARN: String) -> JSONValue {
        var notification = envelope(of: message, topicARN: topicARN).object ?? JSONObject()
        notification["MessageAttributes"] = notificationAttributes(self.message(message).attributes) ?? [:]
        return [
            "Records": [
                [
                    "EventSource": "aws:sns", "EventVersion": "1.0",
                    "EventSubscriptionArn": JSONValue(subscriptionARN),
                    "Sns": JSONValue(notification),
                ]
            ]
        ]
    }

    /// Attributes in the envelope's form: `Type` and `Value`.
    private func notificationAttributes(_ attributes: PayloadID) -> JSONValue? {
        guard let object = json(attributes).object, !object.isEmpty else { return nil }
        return JSONValue(
            JSONObject(
                object.map { member in
                    .init(
                        key: member.key,
                        value: [
                            "Type": member.value["DataType"] ?? "String",
                            "Value": member.value["StringValue"] ?? member.value["BinaryValue"] ?? .null,
                        ])
                }))
    }
}
