import Simulation
import Values

extension Archive {
    /// The size of an envelope around no text.
    static func envelopeSize(topicARN: String) -> Int {
        var archive = Archive()
        let empty = archive.makeMessage(
            body: archive.store(.text("")), origin: .none, at: .start, size: 0)
        return archive.envelope(of: empty, topicARN: topicARN).compactText.utf8.count
    }

    /// The size of the envelope of a message in bytes, without building it where it has no attributes.
    func envelopeSize(of published: Message, overhead: Int) -> Int {
        var size = overhead
        for byte in text(published.body).utf8 {
            // As JSON writes text: quotes and backslashes with another one, control characters in six signs or two.
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x8, 0x9, 0xA, 0xC, 0xD: size += 2
            case ..<0x20: size += 6
            default: size += 1
            }
        }
        if let attributes = notificationAttributes(published.attributes) {
            size += attributes.compactText.utf8.count + 1 + "\"MessageAttributes\":".utf8.count
        }
        return size
    }

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
            .init(key: "Signature", value: "emulated"),
            .init(key: "SigningCertURL", value: "https://sns.us-east-1.amazonaws.com/SimpleNotificationService.pem"),
            .init(
                key: "UnsubscribeURL",
                value: JSONValue("https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&TopicArn=\(topicARN)")),
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
        guard attributes != .none, let object = json(attributes).object, !object.isEmpty else { return nil }
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
