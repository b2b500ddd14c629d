import Testing
import Values

@testable import Services

/// A test for every row of S3's table, named by its id, that looks at what a caller sees.
@Suite struct S3ConformanceTests {
    private func bucket(_ configuration: String, _ more: String = "", queue: String = "") -> String {
        """
        Resources:
          B:
            Type: AWS::S3::Bucket
            Properties: {NotificationConfiguration: {\(configuration)}\(more)}
          Q:
            Type: AWS::SQS::Queue
            Properties: {\(queue)}
          QP:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref Q]
              PolicyDocument:
                Statement:
                  - {Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}
                  - {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}

        """
    }

    private func told(_ event: String, _ filter: String = "") -> String {
        "QueueConfigurations: [{Event: \"\(event)\", Queue: !GetAtt Q.Arn\(filter)}]"
    }

    private func put(_ at: Double, _ key: String) -> Step {
        Step(at, .putObject, "B", ["Key": JSONValue(key), "Body": "hello"])
    }

    private func delete(_ at: Double, _ key: String) -> Step { Step(at, .deleteObject, "B", ["Key": JSONValue(key)]) }

    private func events(_ lab: Lab) throws -> [JSONValue] {
        try lab.held("Q").compactMap { try readJSON($0)["Records"]?[0] }
    }

    private func names(_ lab: Lab) throws -> [String] {
        try events(lab).compactMap { $0["eventName"]?.string }.sorted()
    }

    @Test func notificationEvents() throws {
        let steps = [put(1, "a"), delete(5, "a"), delete(6, "none")]
        let created = try Lab(bucket(told("s3:ObjectCreated:*")), until: 60, steps)
        let removed = try Lab(bucket(told("s3:ObjectRemoved:Delete")), until: 60, steps)
        #expect(try names(created) == ["ObjectCreated:Put"])
        #expect(try names(removed) == ["ObjectRemoved:Delete"])
        #expect(try events(created)[0]["s3"]?["object"]?["size"] == 5)
    }

    @Test func notificationFilter() throws {
        let rules = ", Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}, {Name: suffix, Value: .jpg}]}}"
        let steps = [put(1, "in/a.jpg"), put(2, "in/a.png"), put(3, "out/a.jpg")]
        let held = try Lab(bucket(told("s3:ObjectCreated:*", rules)), until: 60, steps)
        let open = try Lab(bucket(told("s3:ObjectCreated:*")), until: 60, steps)
        #expect(try events(held).map { $0["s3"]?["object"]?["key"] } == ["in/a.jpg"])
        #expect(held.records(.filter).count == 2)
        #expect(try events(open).count == 3)
    }

    @Test func notificationDelivery() throws {
        let lab = try Lab(
            bucket(told("s3:ObjectCreated:*")), until: 60, (0..<50).map { put(1 + Double($0) / 100, "\($0)") })
        let keys = lab.texts(lab.records(.sendMessage)).compactMap {
            try? readJSON($0)["Records"]?[0]?["s3"]?["object"]?["key"]?.string.flatMap(Int.init)
        }
        #expect(keys.count == 50 && keys != keys.sorted())
        // Without the queue's policy the notification is refused, and lost.
        let denied = try Lab(
            bucket(told("s3:ObjectCreated:*")).replacing("s3.amazonaws.com", with: "sns.amazonaws.com"), until: 60,
            [put(1, "a")])
        #expect(denied.endings(.rejected) == 1)
        #expect(denied.records(.discard).map(\.rule) == [.notificationDelivery])
    }

    @Test func sequencer() throws {
        let lab = try Lab(bucket(told("s3:ObjectCreated:*")), until: 60, (0..<9).map { put(1 + Double($0) / 100, "k") })
        let versions = try events(lab).map { $0["s3"]?["object"]?["sequencer"]?.string ?? "" }
        #expect(Set(versions).count == 9)
        let tags = try events(lab).sorted {
            $0["s3"]?["object"]?["sequencer"]?.string ?? "" < $1["s3"]?["object"]?["sequencer"]?.string ?? ""
        }.map { $0["s3"]?["object"]?["eTag"]?.string ?? "" }
        #expect(tags == (1...9).map(String.init))
    }

    @Test func encodedKey() throws {
        let lab = try Lab(bucket(told("s3:ObjectCreated:*")), until: 60, [put(1, "red flower/é&.jpg")])
        #expect(try events(lab)[0]["s3"]?["object"]?["key"] == "red+flower/%C3%A9%26.jpg")
    }

    @Test func standardOnly() throws {
        let lab = try Lab(
            bucket(told("s3:ObjectCreated:*"), queue: "QueueName: q.fifo, FifoQueue: true"), until: 60, [put(1, "a")])
        #expect(lab.findings.contains { $0.found.contains("which S3 refuses") })
        #expect(lab.records(.sendMessage).isEmpty)
    }

    @Test func overlaps() throws {
        func isRefused(_ first: String, _ second: String) throws -> Bool {
            func entry(_ prefix: String) -> String {
                "{Event: \"s3:ObjectCreated:*\", Queue: !GetAtt Q.Arn, "
                    + "Filter: {S3Key: {Rules: [{Name: prefix, Value: \(prefix)}]}}}"
            }
            let lab = try Lab(bucket("QueueConfigurations: [\(entry(first)), \(entry(second))]"), until: 1)
            return lab.findings.contains { $0.found.contains("set off by the same objects") }
        }
        let (nested, apart) = (try isRefused("images/", "images/old/"), try isRefused("images/", "texts/"))
        #expect(nested && !apart)
    }

    @Test func eventBridge() throws {
        let rule = """
              R:
                Type: AWS::Events::Rule
                Properties:
                  EventPattern: {source: [aws.s3], detail-type: [Object Created]}
                  Targets: [{Id: q, Arn: !GetAtt Q.Arn}]
            """
        let steps = [put(1, "a b"), delete(9, "a b")]
        let on = try Lab(bucket("EventBridgeConfiguration: {EventBridgeEnabled: true}") + rule, until: 60, steps)
        let off = try Lab(bucket("EventBridgeConfiguration: {EventBridgeEnabled: false}") + rule, until: 60, steps)
        #expect(on.records(.putEvents).count == 2)
        let event = try readJSON(try #require(on.held("Q").first))
        #expect(event["detail"]?["object"]?["key"] == "a b")
        #expect(event["detail"]?["bucket"]?["name"] == "B")
        #expect(off.records(.putEvents).isEmpty)
    }

    @Test func deleteMarker() throws {
        let lab = try Lab(
            bucket(told("s3:ObjectRemoved:*"), ", VersioningConfiguration: {Status: Enabled}"), until: 60,
            [put(1, "a"), delete(5, "a")])
        #expect(try names(lab) == ["ObjectRemoved:DeleteMarkerCreated"])
    }

    @Test func consistency() throws {
        func get(_ at: Double) -> Step { Step(at, .getObject, "B", ["Key": "a"]) }
        let lab = try Lab(bucket(""), until: 9, [get(1), put(2, "a"), get(2.001), delete(3, "a"), get(3.001)])
        #expect(try [0, 2, 4].map { try lab.outcome($0) } == [.notFound, .ok, .notFound])
    }
}
