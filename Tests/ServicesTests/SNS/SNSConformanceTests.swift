import Simulation
import Testing
import Values

@testable import Services

/// A test for every row of SNS's table, named by its id, that looks at what a caller sees.
@Suite struct SNSConformanceTests {
    /// A topic, queues with a policy that lets it in, and their subscriptions.
    private func topic(
        _ properties: String = "", subscriptions: [String] = [""], queue: String = "", policy: String = "Allow",
        more: String = ""
    ) -> String {
        var text = "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: {\(properties)}\n"
        for (place, subscription) in subscriptions.enumerated() {
            let name = queue.replacing("NAME", with: "q\(place)")
            text += """
                  Q\(place):
                    Type: AWS::SQS::Queue
                    Properties: {\(name)}
                  P\(place):
                    Type: AWS::SQS::QueuePolicy
                    Properties:
                      Queues: [!Ref Q\(place)]
                      PolicyDocument:
                        Statement:
                          - {Effect: \(policy), Principal: {Service: sns.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}
                  S\(place):
                    Type: AWS::SNS::Subscription
                    Properties: {TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Q\(place).Arn, \(subscription)}

                """
        }
        return text + more
    }

    private let dead = """
          D:
            Type: AWS::SQS::Queue
          DP:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref D]
              PolicyDocument:
                Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}]

        """

    private func publish(_ at: Double, _ message: String, _ more: JSONValue = [:]) -> Step {
        var parameters = more.object ?? JSONObject()
        parameters["Message"] = JSONValue(message)
        return Step(at, .publish, "T", JSONValue(parameters))
    }

    private func kind(_ value: String) -> JSONValue {
        ["MessageAttributes": ["kind": ["DataType": "String", "StringValue": JSONValue(value)]]]
    }

    private func group(_ group: String, id: String? = nil) -> JSONValue {
        guard let id else { return ["MessageGroupId": JSONValue(group)] }
        return ["MessageGroupId": JSONValue(group), "MessageDeduplicationId": JSONValue(id)]
    }

    private func messages(_ lab: Lab, in queue: String = "Q0") throws -> [String] {
        try lab.held(queue).map { try readJSON($0)["Message"]?.string ?? "" }
    }

    private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test func fanOut() throws {
        let lab = try Lab(topic(subscriptions: ["", "", ""]), until: 9, [publish(1, "a")])
        #expect(try ["Q0", "Q1", "Q2"].allSatisfy { try messages(lab, in: $0) == ["a"] })
    }

    @Test func filterPolicy() throws {
        let lab = try Lab(
            topic(subscriptions: ["FilterPolicy: {kind: [order]}", ""]), until: 9,
            [publish(1, "a", kind("order")), publish(1, "b", kind("invoice")), publish(1, "c")])
        #expect(try messages(lab) == ["a"])
        #expect(try messages(lab, in: "Q1") == ["a", "b", "c"])
        #expect(lab.endings(.filtered) == 2)
    }

    @Test func filterScope() throws {
        let steps = [publish(1, "{\"kind\": \"order\"}"), publish(1, "x", kind("order"))]
        let body = try Lab(
            topic(subscriptions: ["FilterPolicyScope: MessageBody, FilterPolicy: {kind: [order]}"]), until: 9, steps)
        let attributes = try Lab(topic(subscriptions: ["FilterPolicy: {kind: [order]}"]), until: 9, steps)
        #expect(try messages(body) == ["{\"kind\": \"order\"}"])
        #expect(try messages(attributes) == ["x"])
    }

    @Test func filterLimits() throws {
        func isRefused(_ policy: String) throws -> Bool {
            let lab = try Lab(topic(subscriptions: ["FilterPolicy: \(policy)"]), until: 1)
            return lab.findings.contains { $0.expected.contains("SNS refuses it") }
        }
        func list(_ count: Int) -> String { "[" + (0..<count).map { "v\($0)" }.joined(separator: ", ") + "]" }
        let taken = [
            try isRefused("{a: [x], b: [x], c: [x], d: [x], e: [x]}"),
            try isRefused("{a: \(list(15)), b: \(list(10))}"),
        ]
        let refused = [
            try isRefused("{a: [x], b: [x], c: [x], d: [x], e: [x], f: [x]}"),
            try isRefused("{a: \(list(16)), b: \(list(10))}"),
        ]
        #expect(!taken.contains(true))
        #expect(!refused.contains(false))
        func isTooMany(_ count: Int) throws -> Bool {
            let policies = [String](repeating: "FilterPolicy: {kind: [a]}", count: count)
            return try Lab(topic(subscriptions: policies), until: 0).findings.contains {
                $0.found.contains("filter policies")
            }
        }
        let (most, more) = (try isTooMany(200), try isTooMany(201))
        #expect(!most && more)
    }

    @Test func topicMessageSize() throws {
        let lab = try Lab(
            topic(), until: 9,
            [
                publish(1, text(262_144)), publish(1, text(262_145)),
                Step(
                    1, .publishBatch, "T",
                    [
                        "PublishBatchRequestEntries": [
                            ["Id": "a", "Message": JSONValue(text(140_000))],
                            ["Id": "b", "Message": JSONValue(text(140_000))],
                        ]
                    ]),
            ])
        #expect(try (0..<3).map { try lab.outcome($0) } == [.ok, .invalidParameter, .batchTooLong])
    }

    @Test func publishBatch() throws {
        func entries(_ ids: [String]) -> JSONValue {
            [
                "PublishBatchRequestEntries": JSONValue(
                    ids.map { ["Id": JSONValue($0), "Message": JSONValue($0)] as JSONValue })
            ]
        }
        let lab = try Lab(
            topic(), until: 9,
            [
                Step(1, .publishBatch, "T", entries((0..<10).map(String.init))),
                Step(1, .publishBatch, "T", entries((0..<11).map(String.init))),
                Step(1, .publishBatch, "T", entries([])), Step(1, .publishBatch, "T", entries(["a", "a"])),
                Step(
                    1, .publishBatch, "T",
                    ["PublishBatchRequestEntries": [["Id": "a", "Message": "good"], ["Id": "b", "Message": ""]]]),
            ])
        #expect(
            try (0..<5).map { try lab.outcome($0) } == [
                .ok, .tooManyEntries, .emptyBatch, .entryIDsNotDistinct, .partial,
            ])
        #expect(try messages(lab).count == 11)
    }

    @Test func envelope() throws {
        let lab = try Lab(topic(), until: 9, [publish(1, "say \"hi\"\n", kind("order"))])
        let text = try #require(lab.held("Q0").first)
        let envelope = try readJSON(text)
        #expect(envelope["Type"] == "Notification")
        #expect(envelope["Message"] == "say \"hi\"\n")
        #expect(envelope["TopicArn"]?.string?.hasSuffix(":T") == true)
        #expect(envelope["MessageAttributes"]?["kind"] == ["Type": "String", "Value": "order"])
        for name in ["MessageId", "Timestamp", "SignatureVersion", "Signature", "SigningCertURL", "UnsubscribeURL"] {
            #expect(envelope[name] != nil, "\(name)")
        }
        // The size that the queue's limit looks at is that of the envelope.
        let copy = try #require(lab.archive.messages.first { $0.origin == lab.cloud.component("T") })
        #expect(Int(copy.size) == text.utf8.count)
    }

    @Test func rawDelivery() throws {
        let raw = try Lab(
            topic(subscriptions: ["RawMessageDelivery: true"]), until: 9,
            [publish(1, "bare", kind("order")), .receive(5, "Q0")])
        #expect(try raw.bodies(1) == ["bare"])
        let message = raw.archive.message(try raw.answer(1).received[0].message)
        #expect(raw.archive.json(message.attributes)["kind"]?["StringValue"] == "order")
        // Eleven attributes are more than a queue takes.
        let many = JSONValue(
            JSONObject((0..<11).map { .init(key: "a\($0)", value: ["DataType": "String", "StringValue": "x"]) }))
        let lab = try Lab(
            topic(subscriptions: ["RawMessageDelivery: true", ""]), until: 9,
            [publish(1, "a", ["MessageAttributes": many])])
        #expect(try lab.held("Q0").isEmpty)
        #expect(try lab.held("Q1").count == 1)
    }

    @Test func subscriptionRetry() throws {
        // A FIFO queue that is flooded turns the topic away for a while.
        let flood = (0..<300).map { Step.send(1, "Q0", "\($0)", group("g", id: "\($0)")) }
        let lab = try Lab(
            topic("TopicName: t.fifo, FifoTopic: true", queue: "QueueName: NAME.fifo, FifoQueue: true"), until: 9,
            flood + [publish(0.995, "late", group("g", id: "x"))])
        let tries = lab.records(.sendMessage, to: "Q0", from: "T")
        #expect(tries.count > 1)
        #expect(tries.dropLast().allSatisfy { $0.outcome == .throttling })
        #expect(tries.last?.outcome == .ok)
        #expect(RetryPolicy.managed.pause(after: 100_015) != nil && RetryPolicy.managed.pause(after: 100_016) == nil)
    }

    private func http(_ policy: String = "") -> String {
        topic(
            subscriptions: [],
            more: dead + """
                  H:
                    Type: AWS::SNS::Subscription
                    Properties:
                      TopicArn: !Ref T
                      Protocol: https
                      Endpoint: https://partner.example.com/hook
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}
                      \(policy)
                """)
    }

    private func attempts(_ policy: String = "", state: FaultState = .crashing(true)) throws -> ([Double], Int) {
        let lab = try Lab(
            http(policy), faults: [(0.5, "external:partner.example.com", state)], until: 4_000, [publish(1, "a")])
        let times = lab.records(.postHTTP).map(\.sent.seconds)
        return (zip(times, times.dropFirst()).map { (($1 - $0) * 10).rounded() / 10 }, try lab.held("D").count)
    }

    @Test func httpRetry() throws {
        let (gaps, letters) = try attempts()
        #expect(gaps == [20, 20, 20])
        #expect(letters == 1)
        let healthy = try Lab(http(), until: 99, [publish(1, "a")])
        #expect(healthy.records(.postHTTP).count == 1 && healthy.endings(.rejected) == 0)
    }

    @Test func deliveryPolicy() throws {
        let policy =
            "DeliveryPolicy: {healthyRetryPolicy: {minDelayTarget: 2, maxDelayTarget: 8, numRetries: 6, "
            + "numNoDelayRetries: 1, numMinDelayRetries: 1, numMaxDelayRetries: 1}}"
        let (gaps, _) = try attempts(policy)
        #expect(gaps == [0, 2, 2, 5, 8, 8])
        let tooLong = try Lab(
            http("DeliveryPolicy: {healthyRetryPolicy: {minDelayTarget: 60, maxDelayTarget: 60, numRetries: 61}}"),
            until: 1)
        #expect(tooLong.findings.contains { $0.found.contains("retries for too long") })
    }

    @Test func subscriptionClientError() throws {
        let (gaps, letters) = try attempts(state: .deleted(true))
        #expect(gaps.isEmpty && letters == 1)
        let denied = try Lab(topic(policy: "Deny"), until: 99, [publish(1, "a")])
        #expect(denied.records(.sendMessage).count == 1)
        #expect(denied.records(.discard).map(\.rule) == [.subscriptionClientError])
    }

    @Test func deadLetterQueue() throws {
        let lab = try Lab(
            topic(subscriptions: ["RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}"], policy: "Deny", more: dead),
            until: 99, [publish(1, "a")])
        #expect(try messages(lab, in: "D") == ["a"])
        #expect(lab.endings(.rejected) == 0)
    }

    // MARK: FIFO

    private func ordered(_ properties: String = "", _ queue: String = "") -> String {
        topic(
            "TopicName: t.fifo, FifoTopic: true, \(properties)", subscriptions: ["RawMessageDelivery: true"],
            queue: "QueueName: NAME.fifo, FifoQueue: true, \(queue)")
    }

    @Test func topicGroup() throws {
        // While the queue turns deliveries away, later messages of a group wait for the earlier ones.
        let flood = (0..<500).map { place in
            Step.send(1 + Double(max(0, place - 300)) / 1e3, "Q0", "flood", group("flood", id: "\(place)"))
        }
        let publishes = (0..<20).map { publish(0.98 + Double($0) / 1e3, "\($0)", group("g", id: "p\($0)")) }
        let lab = try Lab(ordered(), until: 9, flood + publishes + [publish(5, "x")])
        let order = try lab.held("Q0").filter { $0 != "flood" }
        #expect(order == (0..<20).map(String.init))
        #expect(lab.records(.sendMessage, from: "T").contains { $0.outcome == .throttling })
        #expect(try lab.outcome(520) == .invalidParameter)
    }

    @Test func topicDeduplication() throws {
        let lab = try Lab(
            ordered(), until: 400,
            [
                publish(1, "a", group("g", id: "1")), publish(2, "b", group("g", id: "1")),
                publish(302, "c", group("g", id: "1")), publish(303, "d", group("g")),
            ])
        #expect(try lab.held("Q0") == ["a", "c"])
        #expect(try lab.outcome(3) == .invalidParameter)
        let byContent = try Lab(
            ordered("ContentBasedDeduplication: true"), until: 9,
            [publish(1, "a", group("g")), publish(2, "a", group("g")), publish(3, "b", group("g"))])
        #expect(try byContent.held("Q0") == ["a", "b"])
    }

    @Test func topicThroughput() throws {
        let publishes = (0..<3_100).map { publish(1, "a", group("g", id: "\($0)")) }
        let whole = try Lab(ordered(), until: 1.002, publishes)
        let byGroup = try Lab(ordered("FifoThroughputScope: MessageGroup"), until: 1.002, publishes)
        #expect(whole.records(.publish).count { $0.rule == .topicThroughput } == 100)
        #expect(byGroup.records(.publish).count { $0.rule == .topicThroughput } == 0)
    }

    @Test func fifoSubscriptions() throws {
        func isRefused(_ template: String) throws -> Bool {
            try Lab(template, until: 1).findings.contains { $0.expected.contains("SNS refuses the subscription") }
        }
        let fifoToStandard = try isRefused(topic(queue: "QueueName: NAME.fifo, FifoQueue: true"))
        let http = try isRefused(
            http().replacing("Properties: {}", with: "Properties: {TopicName: t.fifo, FifoTopic: true}"))
        let (ordered, plain) = (try isRefused(ordered()), try isRefused(topic()))
        let standard = try isRefused(topic("TopicName: t.fifo, FifoTopic: true"))
        #expect(fifoToStandard && http)
        #expect(!ordered && !plain && !standard)
    }
}
