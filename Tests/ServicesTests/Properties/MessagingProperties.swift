import Testing
import Values

@testable import Services

/// Queues, topics and subscriptions.
extension PropertyRow {
    private static let queues = PropertyRows(
        type: "AWS::SQS::Queue", template: "  Q: {Type: AWS::SQS::Queue, Properties: {%}}\n")
    private static let fifo = "  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q.fifo, FifoQueue: true, %}}\n"
    private static let redriven =
        "  Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 1, %}}\n" + Parts.queue("D")
    private static let dead = "deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount"

    private static func grouped(_ at: Double, _ body: String, _ group: String = "g", id: String? = nil) -> Step {
        guard let id else { return .send(at, "Q", body, ["MessageGroupId": JSONValue(group)]) }
        return .send(
            at, "Q", body, ["MessageGroupId": JSONValue(group), "MessageDeduplicationId": JSONValue(id)])
    }

    static let ofQueues: [PropertyRow] = [
        queues.row("QueueName", "names", ["", "QueueName: other"], shows: ["Q", "other"]) { try $0.name("Q") },
        queues.row(
            "VisibilityTimeout", "visibilityTimeout", ["", "VisibilityTimeout: 15"],
            [.send(1, "Q", "a"), .receive(2, "Q"), .receive(12, "Q", wait: 20)], shows: ["32", "17"]
        ) { "\(Int(try $0.answer(2).at.rounded()))" },
        queues.row(
            "DelaySeconds", "queueDelay", ["", "DelaySeconds: 5"], [.receive(0.5, "Q", wait: 20), .send(1, "Q", "a")],
            shows: ["1", "6"]
        ) { "\(Int(try $0.answer(0).at.rounded()))" },
        queues.row(
            "MessageRetentionPeriod", "messageRetention", ["MessageRetentionPeriod: 60", "MessageRetentionPeriod: 90"],
            until: 200, [.send(1, "Q", "a")], shows: ["61", "91"]
        ) { $0.times(.expire) },
        queues.row(
            "ReceiveMessageWaitTimeSeconds", "longPoll", ["", "ReceiveMessageWaitTimeSeconds: 8"],
            [Step(1, .receiveMessage, "Q")], shows: ["1", "9"]
        ) { "\(Int(try $0.answer(0).at.rounded()))" },
        queues.row(
            "MaximumMessageSize", "maximumMessageSize", ["MaximumMessageSize: 1024", "MaximumMessageSize: 2048"],
            [.send(1, "Q", String(repeating: "x", count: 1_500))], shows: ["invalidParameter", "ok"]
        ) { try $0.outcomes(0) },
        queues.row(
            "RedrivePolicy", "maxReceiveCount", ["RedrivePolicy: {\(dead): 1}", "RedrivePolicy: {\(dead): 3}"],
            redriven,
            [.send(1, "Q", "a"), .receive(2, "Q"), .receive(5, "Q"), .receive(8, "Q"), .receive(11, "Q")],
            shows: ["5", "11"]
        ) { $0.times(.redrive) },
        queues.row(
            "RedriveAllowPolicy", "redriveAllowPolicy",
            ["", "RedriveAllowPolicy: {redrivePermission: denyAll}"],
            Parts.queue("Q", "VisibilityTimeout: 1, RedrivePolicy: {\(dead): 1}")
                + "  D: {Type: AWS::SQS::Queue, Properties: {%}}\n",
            [.send(1, "Q", "a"), .receive(2, "Q"), .receive(5, "Q")], shows: ["1", "0"]
        ) { $0.count(.redrive) },
        queues.row(
            "FifoQueue", "messageGroup", ["QueueName: q", "QueueName: q.fifo, FifoQueue: true"], with: ["QueueName"],
            [.send(1, "Q", "a")], shows: ["ok", "missingParameter"]
        ) { try $0.outcomes(0) },
        queues.row(
            "ContentBasedDeduplication", "contentBasedDeduplication", ["", "ContentBasedDeduplication: true"], fifo,
            [grouped(1, "a")], shows: ["invalidParameter", "ok"]
        ) { try $0.outcomes(0) },
        queues.row(
            "DeduplicationScope", "deduplicationScope", ["", "DeduplicationScope: messageGroup"], fifo,
            [grouped(1, "a", "g", id: "1"), grouped(2, "b", "h", id: "1")], shows: ["1", "2"]
        ) { try $0.counts(of: "Q") },
        queues.row(
            "FifoThroughputLimit", "fifoThroughput",
            [
                "DeduplicationScope: messageGroup",
                "DeduplicationScope: messageGroup, FifoThroughputLimit: perMessageGroupId",
            ],
            fifo, until: 3, (0..<310).map { grouped(1, "\($0)", id: "\($0)") }, shows: ["10", "0"]
        ) { $0.count(.sendMessage, outcome: .throttling) },
    ]

    // MARK: Topics

    private static let topics = PropertyRows(
        type: "AWS::SNS::Topic", template: "  T: {Type: AWS::SNS::Topic, Properties: {%}}\n" + Parts.open("Q"))
    private static func publish(_ at: Double, _ body: String = "a", _ more: JSONValue = [:]) -> Step {
        var parameters = more.object ?? JSONObject()
        parameters["Message"] = JSONValue(body)
        return Step(at, .publish, "T", JSONValue(parameters))
    }
    private static let group: JSONValue = ["MessageGroupId": "g"]

    static let ofTopics: [PropertyRow] = [
        topics.row("TopicName", "names", ["", "TopicName: other"], shows: ["T", "other"]) { try $0.name("T") },
        topics.row(
            "Subscription", "fanOut", ["", "Subscription: [{Protocol: sqs, Endpoint: !GetAtt Q.Arn}]"], [publish(1)],
            shows: ["0", "1"]
        ) { try $0.counts(of: "Q") },
        topics.row(
            "FifoTopic", "topicGroup", ["TopicName: t", "TopicName: t.fifo, FifoTopic: true"], with: ["TopicName"],
            [publish(1)], shows: ["ok", "invalidParameter"]
        ) { try $0.outcomes(0) },
        topics.row(
            "ContentBasedDeduplication", "topicDeduplication",
            [
                "TopicName: t.fifo, FifoTopic: true",
                "TopicName: t.fifo, FifoTopic: true, ContentBasedDeduplication: true",
            ],
            [publish(1, "a", group)], shows: ["invalidParameter", "ok"]
        ) { try $0.outcomes(0) },
        topics.row(
            "FifoThroughputScope", "topicThroughput",
            [
                "TopicName: t.fifo, FifoTopic: true, ContentBasedDeduplication: true",
                "TopicName: t.fifo, FifoTopic: true, ContentBasedDeduplication: true, FifoThroughputScope: MessageGroup",
            ], until: 3, (0..<3_010).map { publish(1, "\($0)", group) }, shows: ["10", "0"]
        ) { $0.count(.publish, outcome: .throttling) },
    ]

    private static let subscriptions = PropertyRows(
        type: "AWS::SNS::Subscription",
        template: """
              T: {Type: AWS::SNS::Topic}
              U: {Type: AWS::SNS::Topic}
              S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Q.Arn, %}}

            """ + Parts.open("Q", "R", "D") + Parts.queue("Closed") + Parts.function("F") + Parts.role)
    private static func bare(_ properties: String) -> String {
        subscriptions.template.replacing(
            "TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Q.Arn, %", with: properties)
    }
    private static let hook = "Protocol: https, Endpoint: \"https://partner.example.com/hook\""

    static let ofSubscriptions: [PropertyRow] = [
        subscriptions.row(
            "TopicArn", "fanOut", ["!Ref T", "!Ref U"], bare("TopicArn: %, Protocol: sqs, Endpoint: !GetAtt Q.Arn"),
            [publish(1)], shows: ["1", "0"]
        ) { try $0.counts(of: "Q") },
        subscriptions.row(
            "Protocol", "fanOut",
            ["Protocol: sqs, Endpoint: !GetAtt Q.Arn", "Protocol: lambda, Endpoint: !GetAtt F.Arn"],
            with: ["Endpoint"], bare("TopicArn: !Ref T, %"), [publish(1)], shows: ["1 0", "0 1"]
        ) { $0.count(.sendMessage) + " " + $0.count(.invokeFunction) },
        subscriptions.row(
            "Endpoint", "fanOut", ["!GetAtt Q.Arn", "!GetAtt R.Arn"],
            bare("TopicArn: !Ref T, Protocol: sqs, Endpoint: %"),
            [publish(1)], shows: ["1 0", "0 1"]
        ) { try $0.counts(of: "Q", "R") },
        subscriptions.row(
            "RawMessageDelivery", "rawDelivery", ["", "RawMessageDelivery: true"], [publish(1)], shows: ["{", "a"]
        ) { try $0.held("Q").map { String($0.prefix(1)) }.joined() },
        subscriptions.row(
            "FilterPolicy", "filterPolicy", ["", "FilterPolicy: {kind: [order]}"], [publish(1)], shows: ["1", "0"]
        ) { try $0.counts(of: "Q") },
        subscriptions.row(
            "FilterPolicyScope", "filterScope",
            ["FilterPolicy: {kind: [order]}", "FilterPolicy: {kind: [order]}, FilterPolicyScope: MessageBody"],
            [publish(1, #"{"kind": "order"}"#)], shows: ["0", "1"]
        ) { try $0.counts(of: "Q") },
        subscriptions.row(
            "RedrivePolicy", "deadLetterQueue", ["", "RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}"],
            bare("TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Closed.Arn, %"), [publish(1)], shows: ["0", "1"]
        ) { try $0.counts(of: "D") },
        subscriptions.row(
            "DeliveryPolicy", "deliveryPolicy",
            [
                "",
                "DeliveryPolicy: {healthyRetryPolicy: {minDelayTarget: 2, maxDelayTarget: 2, numRetries: 2}}",
            ], bare("TopicArn: !Ref T, \(hook), %"),
            faults: [(0.5, "external:partner.example.com", .crashing(true))], until: 90, [publish(1)],
            shows: ["1 21 41 61", "1 3 5"]
        ) { $0.times(.postHTTP) },
    ]
}
