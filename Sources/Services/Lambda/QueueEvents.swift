import Simulation
import Values

extension Archive {
    /// The event in which an event source mapping hands queue messages to a function.
    func queueEvent(_ messages: [MessageID], _ receiveCounts: [UInt32], queueARN: String) -> JSONValue {
        [
            "Records": JSONValue(
                zip(messages, receiveCounts).map { queueRecord($0, receiveCount: $1, queueARN: queueARN) })
        ]
    }

    /// One record of that event, in the shape the Lambda developer guide shows.
    func queueRecord(_ message: MessageID, receiveCount: UInt32, queueARN: String) -> JSONValue {
        let entry = self.message(message)
        let sent = JSONValue(String(EmulatedAccount.epochMilliseconds(entry.born)))
        return [
            "messageId": JSONValue(identifier(of: message)),
            "receiptHandle": JSONValue("receipt-\(message.index)-\(receiveCount)"),
            "body": JSONValue(text(entry.body)),
            "attributes": [
                "ApproximateReceiveCount": JSONValue(String(receiveCount)),
                "SentTimestamp": sent,
                "SenderId": JSONValue(EmulatedAccount.account),
                "ApproximateFirstReceiveTimestamp": sent,
            ],
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
