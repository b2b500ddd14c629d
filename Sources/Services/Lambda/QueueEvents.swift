import Languages
import Simulation
import Values

/// The filters of an event source mapping: a record that none of them matches is left out.
struct MappingFilter: Sendable {
    var patterns: [EventPattern]

    func matches(_ record: JSONValue) -> Bool {
        // A pattern on `body` looks into bodies that are JSON.
        var record = record
        if let text = record["body"]?.string, let body = try? readJSON(text), var object = record.object {
            object["body"] = body
            record = JSONValue(object)
        }
        return patterns.contains { $0.matches(record) }
    }
}

extension Archive {
    /// The event in which an event source mapping hands queue messages to a function.
    func queueEvent(_ messages: [MessageID], _ receiveCounts: [UInt32], queueARN: String) -> JSONValue {
        ["Records": JSONValue(zip(messages, receiveCounts).map { queueRecord($0, receiveCount: $1, queueARN: queueARN) })]
    }

    /// One record of that event, in the shape the Lambda developer guide shows.
    func queueRecord(_ message: MessageID, receiveCount: UInt32, queueARN: String) -> JSONValue {
        let entry = self.message(message)
        let sent = JSONValue(String(Deployment.epochMilliseconds(entry.born)))
        return [
            "messageId": JSONValue(identifier(of: message)),
            "receiptHandle": JSONValue("receipt-\(message.index)-\(receiveCount)"),
            "body": JSONValue(text(entry.body)),
            "attributes": [
                "ApproximateReceiveCount": JSONValue(String(receiveCount)),
                "SentTimestamp": sent,
                "SenderId": JSONValue(Deployment.account),
                "ApproximateFirstReceiveTimestamp": sent,
            ],
            "messageAttributes": queueAttributes(entry.attributes),
            "eventSource": "aws:sqs",
            "eventSourceARN": JSONValue(queueARN),
            "awsRegion": JSONValue(Deployment.region),
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
