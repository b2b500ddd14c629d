import Simulation
import Values

extension Archive {
    /// The event in which an event source mapping hands queue messages to a function.
    func queueEvent(_ received: some Collection<Received>, queueARN: String) -> JSONValue {
        ["Records": JSONValue(received.map { queueRecord($0, queueARN: queueARN) })]
    }

    /// One record of that event, in the shape the Lambda developer guide shows.
    func queueRecord(_ received: Received, queueARN: String) -> JSONValue {
        let entry = message(received.message)
        func time(_ moment: Instant) -> JSONValue { JSONValue(String(EmulatedAccount.epochMilliseconds(moment))) }
        var attributes = JSONObject([
            .init(key: "ApproximateReceiveCount", value: JSONValue(String(received.count))),
            .init(key: "SentTimestamp", value: time(received.sentAt)),
            .init(key: "SenderId", value: JSONValue(EmulatedAccount.account)),
            .init(key: "ApproximateFirstReceiveTimestamp", value: time(received.firstReceivedAt)),
        ])
        if let group = name(entry.group) { attributes["MessageGroupId"] = JSONValue(group) }
        if received.sequence > 0 {
            if let id = name(entry.deduplication) { attributes["MessageDeduplicationId"] = JSONValue(id) }
            attributes["SequenceNumber"] = JSONValue(String(received.sequence))
        }
        return [
            "messageId": JSONValue(identifier(of: received.message)),
            "receiptHandle": JSONValue(ReceiptHandle.text(received.receipt)),
            "body": JSONValue(text(entry.body)),
            "attributes": JSONValue(attributes),
            "messageAttributes": queueAttributes(entry.attributes),
            "eventSource": "aws:sqs",
            "eventSourceARN": JSONValue(queueARN),
            "awsRegion": JSONValue(EmulatedAccount.region),
        ]
    }

    /// Message attributes with the lower-case member names of the Lambda event.
    private func queueAttributes(_ attributes: PayloadID) -> JSONValue {
        guard let object = json(attributes).object else { return [:] }
        return JSONValue(
            JSONObject(
                object.map { member in
                    .init(
                        key: member.key,
                        value: [
                            "stringValue": member.value["StringValue"] ?? .null,
                            "dataType": member.value["DataType"] ?? "String",
                        ])
                }))
    }
}
