import Values

/// The scripts: what SQS's table of behaviours has and moto imitates.
enum QueueScripts {
    static let dead = "arn:aws:sqs:us-east-1:123456789012:"

    static func fifo(_ more: JSONValue = ["ContentBasedDeduplication": true]) -> JSONValue {
        var properties = more.object ?? JSONObject()
        properties["QueueName"] = "q.fifo"
        properties["FifoQueue"] = true
        return ["Q": JSONValue(properties)]
    }

    private static func entry(_ id: String, _ body: String, delay: Int? = nil) -> JSONValue {
        guard let delay else { return ["Id": JSONValue(id), "MessageBody": JSONValue(body)] }
        return ["Id": JSONValue(id), "MessageBody": JSONValue(body), "DelaySeconds": JSONValue(delay)]
    }

    private static func handle(_ id: String, _ step: Int, _ place: Int, to seconds: Int? = nil) -> JSONValue {
        let handle = JSONValue("handle:\(step):\(place)")
        guard let seconds else { return ["Id": JSONValue(id), "ReceiptHandle": handle] }
        return ["Id": JSONValue(id), "ReceiptHandle": handle, "VisibilityTimeout": JSONValue(seconds)]
    }

    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }
    private static func attributes(_ count: Int) -> JSONValue {
        let value: JSONValue = ["DataType": "String", "StringValue": "v"]
        return JSONValue(JSONObject((0..<count).map { JSONObject.Member(key: "k\($0)", value: value) }))
    }

    static let all = standard + batches + moves + ordered

    private static let standard = [
        QueueScript(
            "a message is received, hidden and deleted", ["Q": [:]],
            [.send(1, "a"), .receive(2), .receive(4), .delete(6, 1), .receive(33), .delete(35, 1)]),
        QueueScript(
            "the visibility timeout of the queue, and one of the receive", ["Q": ["VisibilityTimeout": 7]],
            [.send(1, "a"), .receive(2), .receive(7.5), .receive(9.5), .receive(17, hiding: 3), .receive(21)]),
        QueueScript(
            "a receive that hides nothing", ["Q": [:]], [.send(1, "a"), .receive(2, hiding: 0), .receive(4)]),
        QueueScript(
            "a changed visibility counts from the change", ["Q": [:]],
            [
                .send(1, "a"), .receive(2), .change(5, 1, to: 10), .receive(13.5), .receive(15.5),
                .change(17, 4, to: 0),
                .receive(18), .change(20, 6, to: 43_201), .change(20.1, 6, to: -1),
            ]),
        QueueScript(
            "visibility of what is not in flight", ["Q": ["VisibilityTimeout": 2]],
            [
                .send(1, "a"), .receive(2), .change(6, 1, to: 5), .receive(7),
                ScriptStep(
                    9, .changeMessageVisibility, ["ReceiptHandle": "no such handle", "VisibilityTimeout": 5]),
            ]),
        QueueScript(
            "receipt handles that do not count any more", ["Q": ["VisibilityTimeout": 2]],
            [
                .send(1, "a"), .receive(2), .receive(5), .delete(5.5, 1), .receive(8), .delete(11, 4), .receive(12),
                ScriptStep(14, .deleteMessage, ["ReceiptHandle": "no such handle"]),
            ]),
        QueueScript(
            "delays of the queue and of messages", ["Q": ["DelaySeconds": 5]],
            [
                .send(1, "a"), .send(1, "b", delay: 2), .send(1, "c", delay: 0), .receive(1.5), .receive(3.5),
                .receive(6.5), .send(7, "d", delay: 901), .send(7.1, "e", delay: -1),
            ]),
        QueueScript(
            "a long poll waits for a delayed message", ["Q": ["ReceiveMessageWaitTimeSeconds": 20]],
            [
                .send(1, "a", delay: 10), .receive(2, wait: 20), .receive(14, wait: 21), .receive(14.1, wait: -1),
                .send(15, "b", delay: 5),
                ScriptStep(16, .receiveMessage, ["MaxNumberOfMessages": 10]),
            ]),
        QueueScript(
            "how many a receive may ask for", ["Q": [:]],
            [.send(1, "a"), .receive(2, most: 0), .receive(3, most: 11), .receive(4, hiding: 43_201), .receive(5)]),
        QueueScript(
            "messages end with their retention", ["Q": ["MessageRetentionPeriod": 60, "VisibilityTimeout": 1]],
            [.send(1, "a"), .receive(2), .receive(50), .send(55, "b"), .receive(70), .receive(130)]),
        QueueScript(
            "what a message may hold", ["Q": ["MaximumMessageSize": 1024]],
            [
                .send(1, text(1024)), .send(1, text(1025)), .send(1, ""), .send(1, "a\u{1}"), .send(1, "a\u{FFFE}"),
                ScriptStep(1, .sendMessage, ["MessageBody": "m", "MessageAttributes": attributes(10)]),
                ScriptStep(1, .sendMessage, ["MessageBody": "n", "MessageAttributes": attributes(11)]),
                ScriptStep(
                    1, .sendMessage, ["MessageBody": JSONValue(text(1020)), "MessageAttributes": attributes(1)]),
                .receive(3),
            ]),
        QueueScript(
            "a purge", ["Q": [:]],
            [
                .send(1, "a"), ScriptStep(2, .purgeQueue), ScriptStep(30, .purgeQueue), .receive(70), .send(72, "b"),
                ScriptStep(80, .purgeQueue), .receive(150),
            ]),
        QueueScript(
            "a queue is deleted", ["Q": [:]],
            [
                .send(1, "a"), ScriptStep(2, .deleteQueue), .send(10, "b"), ScriptStep(20, .createQueue),
                .send(70, "c"),
            ]),
    ]

    private static let batches = [
        QueueScript(
            "a batch of sends", ["Q": [:]],
            [
                .batch(1, .sendMessageBatch, [entry("1", "a"), entry("2", "b"), entry("3", "c")]), .receive(2),
                .batch(3, .sendMessageBatch, []), .batch(3.1, .sendMessageBatch, [entry("1", "a"), entry("1", "b")]),
                .batch(3.2, .sendMessageBatch, (0..<11).map { entry("\($0)", "x") }),
                .batch(3.3, .sendMessageBatch, [entry("not an id", "d")]),
                .batch(3.4, .sendMessageBatch, [entry("", "d")]),
                .batch(3.5, .sendMessageBatch, [entry(text(81), "d")]), .receive(5),
            ]),
        QueueScript(
            "entries of a batch that fail by themselves", ["Q": [:]],
            [
                .batch(1, .sendMessageBatch, [entry("1", "a"), entry("2", "b", delay: 901), entry("3", "c")]),
                .receive(2), .batch(4, .sendMessageBatch, [entry("1", "d"), entry("2", "e\u{1}")]), .receive(5),
            ]),
        QueueScript(
            "a batch is held to a limit of its own", ["Q": ["MaximumMessageSize": 1024]],
            [
                .batch(1, .sendMessageBatch, [entry("1", text(1000)), entry("2", text(1001))]), .receive(2),
                .batch(4, .sendMessageBatch, [entry("1", "a"), entry("2", text(1025))]), .receive(5),
            ]),
        QueueScript(
            "a batch above 1 MiB", ["Q": [:]],
            [.batch(1, .sendMessageBatch, [entry("1", text(1_000_000)), entry("2", text(48_577))]), .receive(2)]),
        QueueScript(
            "batches of deletes and of changes", ["Q": ["VisibilityTimeout": 100]],
            [
                .send(1, "a"), .send(1.1, "b"), .send(1.2, "c"), .receive(2),
                .batch(
                    3, .changeMessageVisibilityBatch,
                    [handle("1", 3, 0, to: 0), handle("2", 3, 1, to: 43_201), handle("3", 9, 9, to: 0)]),
                .receive(4), .batch(6, .deleteMessageBatch, [handle("1", 3, 1), handle("2", 9, 9), handle("3", 5, 0)]),
                .batch(7, .deleteMessageBatch, []), .batch(7.1, .changeMessageVisibilityBatch, []),
                .batch(7.2, .deleteMessageBatch, [handle("1", 3, 2), handle("1", 3, 2)]),
                .batch(7.3, .deleteMessageBatch, (0..<11).map { handle("\($0)", 3, 2) }), .receive(103),
            ]),
    ]

    private static let moves = [
        QueueScript(
            "a message that is received too often moves",
            [
                "Q": [
                    "VisibilityTimeout": 5,
                    "RedrivePolicy": ["deadLetterTargetArn": JSONValue(dead + "D"), "maxReceiveCount": 2],
                ], "D": [:],
            ],
            [
                .send(1, "a"), .receive(2), .receive(8), .receive(9), .receive(14), .receive(20, from: "D"),
                .receive(22), .receive(55, from: "D"),
            ]),
        QueueScript(
            "a message that is deleted in time does not",
            [
                "Q": [
                    "VisibilityTimeout": 5,
                    "RedrivePolicy": ["deadLetterTargetArn": JSONValue(dead + "D"), "maxReceiveCount": 1],
                ], "D": [:],
            ],
            [
                .send(1, "a"), .send(1.1, "b"), .receive(2), .delete(3, 2, 0), .receive(8), .receive(10, from: "D"),
            ]),
        QueueScript(
            "dead letters of a FIFO queue keep their order",
            [
                "Q": [
                    "QueueName": "q.fifo", "FifoQueue": true, "ContentBasedDeduplication": true, "VisibilityTimeout": 2,
                    "RedrivePolicy": ["deadLetterTargetArn": JSONValue(dead + "d.fifo"), "maxReceiveCount": 1],
                ], "D": ["QueueName": "d.fifo", "FifoQueue": true],
            ],
            [
                .send(1, "a", group: "g"), .send(1.1, "b", group: "g"), .send(1.2, "c", group: "h"),
                .receive(2, most: 3),
                .receive(5), .receive(7, from: "D"),
            ]),
    ]

    private static let ordered = [
        QueueScript(
            "one in flight holds back its group", fifo(),
            [
                .send(1, "a1", group: "a"), .send(1.1, "a2", group: "a"), .send(1.2, "b1", group: "b"),
                .receive(2, most: 1), .receive(3), .delete(4, 3), .receive(5), .receive(7),
            ]),
        QueueScript(
            "what comes back is first in its group", fifo(["ContentBasedDeduplication": true, "VisibilityTimeout": 3]),
            [.send(1, "a1", group: "a"), .send(1.1, "a2", group: "a"), .receive(2, most: 1), .receive(6)]),
        QueueScript(
            "a group whose messages come back together",
            fifo(["ContentBasedDeduplication": true, "VisibilityTimeout": 3]),
            [.send(1, "a1", group: "a"), .send(1.1, "a2", group: "a"), .receive(2), .receive(6)]),
        QueueScript(
            "a changed visibility opens the group", fifo(),
            [
                .send(1, "a1", group: "a"), .send(1.1, "a2", group: "a"), .receive(2, most: 1), .change(3, 2, to: 0),
                .receive(4),
            ]),
        QueueScript(
            "a receive prefers one group", fifo(),
            [
                .send(1, "a1", group: "a"), .send(1.1, "b1", group: "b"), .send(1.2, "a2", group: "a"),
                .send(1.3, "b2", group: "b"), .receive(2, most: 3),
            ]),
        QueueScript(
            "an id is taken once in five minutes", fifo([:]),
            [
                .send(1, "a", group: "g", id: "1"), .send(2, "b", group: "g", id: "1"),
                .send(300, "c", group: "g", id: "1"), .send(302, "d", group: "g", id: "1"), .receive(303),
            ]),
        QueueScript(
            "an id is remembered after its message is gone", fifo([:]),
            [
                .send(1, "a", group: "g", id: "1"), .receive(2), .delete(3, 1), .send(4, "b", group: "g", id: "1"),
                .receive(5),
            ]),
        QueueScript(
            "ids count by group where the queue says so",
            fifo(["DeduplicationScope": "messageGroup", "FifoThroughputLimit": "perMessageGroupId"]),
            [.send(1, "a", group: "g", id: "1"), .send(2, "b", group: "h", id: "1"), .receive(3)]),
        QueueScript(
            "content serves as id", fifo(),
            [
                .send(1, "a", group: "g"), .send(2, "a", group: "g"), .send(3, "b", group: "g"),
                .send(4, "a", group: "g", id: "own"), .receive(5),
            ]),
        QueueScript(
            "what a message of a FIFO queue needs", fifo([:]),
            [
                .send(1, "a", id: "1"), .send(1.1, "b", group: "g"), .send(1.2, "c", group: "g", id: "2", delay: 5),
                .batch(1.3, .sendMessageBatch, [entry("1", "d")]), .receive(2),
            ]),
        QueueScript(
            "a receive is repeated by its attempt", fifo(),
            [
                .send(1, "a", group: "g"), .send(1.1, "b", group: "h"), .receive(2, most: 1, attempt: "x"),
                .receive(3, most: 1, attempt: "x"), .receive(4, most: 1, attempt: "y"),
            ]),
        QueueScript(
            "a FIFO queue as a whole delays", fifo(["ContentBasedDeduplication": true, "DelaySeconds": 4]),
            [.send(1, "a", group: "g"), .receive(2), .receive(5.5)]),
    ]
}
