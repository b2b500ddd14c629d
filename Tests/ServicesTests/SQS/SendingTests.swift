import Simulation
import Testing
import Values

@testable import Services

extension SQSConformanceTests {
    @Test func queueDelay() throws {
        let lab = try Lab(
            queue("DelaySeconds: 5"), until: 20,
            [
                .receive(0.5, "Q", most: 1, wait: 20), .receive(0.6, "Q", most: 1, wait: 20), .send(1, "Q", "a"),
                .send(1, "Q", "b", ["DelaySeconds": 2]), .send(1, "Q", "c", ["DelaySeconds": 901]),
            ])
        #expect(try lab.bodies(0) == ["b"])
        #expect(abs(try lab.answer(0).at - 3) < 0.01)
        #expect(abs(try lab.answer(1).at - 6) < 0.01)
        #expect(try lab.outcome(4) == .invalidParameter)
    }

    @Test func maximumMessageSize() throws {
        func batch(_ sizes: Int...) -> JSONValue {
            let entries = sizes.enumerated().map { place, size in
                ["Id": JSONValue("\(place)"), "MessageBody": JSONValue(text(size))] as JSONValue
            }
            return ["Entries": JSONValue(entries)]
        }
        let lab = try Lab(
            queue("MaximumMessageSize: 1024"), until: 3,
            [
                .send(1, "Q", text(1_024)), .send(1, "Q", text(1_025)),
                .send(
                    1, "Q", text(1_000),
                    ["MessageAttributes": ["name": ["DataType": "String", "StringValue": "123456789012345"]]]),
                Step(1, .sendMessageBatch, "Q", batch(600, 600)), Step(1, .sendMessageBatch, "Q", batch(600, 1_025)),
            ])
        #expect(try lab.outcome(0) == .ok)
        #expect(try lab.outcome(1) == .invalidParameter)
        #expect(try lab.answer(1).rule == .maximumMessageSize)
        // 4 of the name, 6 of the type and 15 of the value count, too.
        #expect(try lab.outcome(2) == .invalidParameter)
        // A batch is held to 1 MiB, and each of its entries to the limit of the queue.
        #expect(try lab.outcome(3) == .ok)
        #expect(try lab.outcome(4) == .partial)
        #expect(try lab.answer(4).payload["Failed"]?[0]?["Code"] == "InvalidParameterValue")
        let standard = try Lab(
            queue(), until: 3,
            [
                .send(1, "Q", text(1_048_576)), .send(1, "Q", text(1_048_577)),
                Step(1, .sendMessageBatch, "Q", batch(1_000_000, 48_577)),
            ])
        #expect(try standard.outcome(0) == .ok)
        #expect(try standard.outcome(1) == .invalidParameter)
        #expect(try standard.outcome(2) == .batchTooLong)
    }

    @Test func messageContents() throws {
        let lab = try Lab(
            queue(), until: 3,
            [
                .send(1, "Q", "tab\tand é 😀"), .send(1, "Q", "bell\u{7}"), .send(1, "Q", ""),
                .send(1, "Q", "\u{FFFF}"),
            ])
        #expect(try lab.outcome(0) == .ok)
        #expect(try lab.outcome(1) == .invalidMessageContents)
        #expect(try lab.outcome(2) == .missingParameter)
        #expect(try lab.outcome(3) == .invalidMessageContents)
    }

    @Test func messageAttributes() throws {
        func attributes(_ count: Int) -> JSONValue {
            JSONValue(
                JSONObject(
                    (0..<count).map { .init(key: "a\($0)", value: ["DataType": "String", "StringValue": "x"]) }))
        }
        let lab = try Lab(
            queue(), until: 3,
            [
                .send(1, "Q", "a", ["MessageAttributes": attributes(10)]),
                .send(1, "Q", "a", ["MessageAttributes": attributes(11)]),
            ])
        #expect(try lab.outcome(0) == .ok)
        #expect(try lab.outcome(1) == .invalidParameter)
    }

    @Test func batchEntries() throws {
        func entries(_ ids: [String], body: String = "x") -> JSONValue {
            ["Entries": JSONValue(ids.map { ["Id": JSONValue($0), "MessageBody": JSONValue(body)] as JSONValue })]
        }
        let lab = try Lab(
            queue(), until: 9,
            [
                Step(1, .sendMessageBatch, "Q", entries((0..<10).map(String.init))),
                Step(1, .sendMessageBatch, "Q", entries((0..<11).map(String.init))),
                Step(1, .sendMessageBatch, "Q", entries([])),
                Step(1, .sendMessageBatch, "Q", entries(["a", "a"])), Step(1, .sendMessageBatch, "Q", entries(["a b"])),
                Step(
                    1, .sendMessageBatch, "Q",
                    ["Entries": [["Id": "good", "MessageBody": "x"], ["Id": "bad", "MessageBody": "\u{1}"]]]),
                .receive(2, "Q"),
                Step(3, .deleteMessageBatch, "Q") { answers in
                    ["Entries": [["Id": "1", "ReceiptHandle": answers[6]?.handle() ?? .null]]]
                },
                Step(3, .changeMessageVisibilityBatch, "Q") { answers in
                    [
                        "Entries": [
                            ["Id": "1", "ReceiptHandle": answers[6]?.handle(1) ?? .null, "VisibilityTimeout": 0],
                            ["Id": "2", "ReceiptHandle": "none", "VisibilityTimeout": 0],
                        ]
                    ]
                },
            ])
        #expect(
            try (0..<5).map { try lab.outcome($0) } == [
                .ok, .tooManyEntries, .emptyBatch, .entryIDsNotDistinct, .invalidEntryID,
            ])
        #expect(try lab.outcome(5) == .partial)
        #expect(try lab.answer(5).payload["Successful"]?[0]?["Id"] == "good")
        #expect(try lab.answer(5).payload["Failed"]?[0]?["Id"] == "bad")
        #expect(try lab.answer(5).payload["Failed"]?[0]?["Code"] == "InvalidMessageContents")
        #expect(try lab.outcome(7) == .ok)
        #expect(try lab.outcome(8) == .partial)
        #expect(try lab.gauge("visible", of: "Q") == 2)
    }

    @Test func messageRetention() throws {
        let short = try Lab(
            queue("MessageRetentionPeriod: 60"), until: 200, [.send(1, "Q", "a"), .send(70, "Q", "b")])
        #expect(lab(short, expiredAt: [61, 130]))
        let usual = try Lab(queue(), until: 400_000, [.send(1, "Q", "a")])
        #expect(lab(usual, expiredAt: [345_601]))
    }

    @Test func deadLetterRetention() throws {
        // Sent at 1 s and dead at 31 s; a standard dead-letter queue counts its minute from the sending.
        let steps = [Step.send(1, "Q", "a"), .receive(2, "Q"), .receive(31, "Q")]
        let standard = try Lab(
            redriving(to: "MessageRetentionPeriod: 60", "VisibilityTimeout: 5"), until: 200, steps)
        #expect(lab(standard, expiredAt: [61]))
        let ordered = try Lab(
            "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: q.fifo, FifoQueue: true, "
                + "VisibilityTimeout: 5, RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: 1}}\n"
                + "  D:\n    Type: AWS::SQS::Queue\n"
                + "    Properties: {QueueName: d.fifo, FifoQueue: true, MessageRetentionPeriod: 60}\n",
            until: 200,
            [Step.send(1, "Q", "a", group("g", id: "1")), .receive(2, "Q"), .receive(31, "Q")])
        #expect(lab(ordered, expiredAt: [91]))
    }

    private func lab(_ lab: Lab, expiredAt times: [Double]) -> Bool {
        let found = lab.records(.expire).map(\.sent.seconds)
        return found.count == times.count && zip(found, times).allSatisfy { abs($0 - $1) < 0.1 }
    }
}
