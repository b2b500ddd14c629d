import Testing
import Values

@testable import Services

/// A test for every row of DynamoDB's table, named by its id, that looks at what a caller sees.
@Suite struct DynamoDBConformanceTests {
    private func table(_ properties: String = "BillingMode: PAY_PER_REQUEST") -> String {
        """
        Resources:
          T:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
              \(properties)

        """
    }

    private func units(write: Int = 100, read: Int = 100) -> String {
        "ProvisionedThroughput: {ReadCapacityUnits: \(read), WriteCapacityUnits: \(write)}"
    }

    private func put(_ at: Double, _ key: String, size: Int = 0, _ more: JSONValue = [:]) -> Step {
        var parameters = more.object ?? JSONObject()
        var item = JSONObject([.init(key: "pk", value: ["S": JSONValue(key)])])
        if size > 0 { item["v"] = ["S": JSONValue(String(repeating: "x", count: size))] }
        parameters["Item"] = JSONValue(item)
        return Step(at, .putItem, "T", JSONValue(parameters))
    }

    private func set(_ at: Double, _ key: String, _ value: String) -> Step {
        Step(at, .putItem, "T", ["Item": ["pk": ["S": JSONValue(key)], "v": ["S": JSONValue(value)]]])
    }

    private func get(_ at: Double, _ key: String, strong: Bool) -> Step {
        Step(at, .getItem, "T", ["Key": ["pk": ["S": JSONValue(key)]], "ConsistentRead": .init(.bool(strong))])
    }

    private func refused(_ lab: Lab) -> Int {
        lab.archive.journal.entries.count { $0.outcome == .provisionedThroughputExceeded }
    }

    @Test func provisionedThroughput() throws {
        // Ten units at first; items of 1, 2 and 3 KB take one, two and three of them.
        let small = try Lab(table(units(write: 10)), until: 2, (0..<12).map { put(0.5, "\($0)", size: 900) })
        let large = try Lab(table(units(write: 10)), until: 2, (0..<12).map { put(0.5, "\($0)", size: 2_900) })
        #expect(refused(small) == 0)
        #expect(refused(large) == 7)
        let slow = try Lab(
            table(units(write: 10)), until: 9, (0..<40).map { put(1 + Double($0) / 10, "\($0)", size: 900) })
        #expect(refused(slow) == 0)
    }

    @Test func eventualReads() throws {
        func refused(strong: Bool) throws -> Int {
            let reads = (0..<40).map { get(2 + Double($0) / 1e3, "a", strong: strong) }
            return self.refused(try Lab(table(units(read: 5)), until: 5, [put(1, "a", size: 100)] + reads))
        }
        let (strong, eventual) = (try refused(strong: true), try refused(strong: false))
        // Fifteen units have come in, and the last one may be overdrawn.
        #expect(strong == 24)
        #expect(eventual == 9)
    }

    @Test func burstCapacity() throws {
        func refused(after seconds: Double) throws -> Int {
            let writes = (0..<1_600).map { put(seconds + Double($0) / 1e4, "\($0)") }
            return self.refused(try Lab(table(units(write: 5)), until: seconds + 5, writes))
        }
        let (early, late) = (try refused(after: 10), try refused(after: 400))
        #expect((1_540...1_550).contains(early))
        // 300 seconds of five units, and no more.
        #expect((99...100).contains(late))
    }

    @Test func onDemand() throws {
        let lab = try Lab(table(), until: 2, (0..<2_000).map { put(0.5, "\($0)") })
        #expect(refused(lab) == 0)
    }

    @Test func itemSize() throws {
        let lab = try Lab(table(), until: 9, [put(1, "a", size: 409_000), put(1, "a", size: 409_600)])
        #expect(try lab.outcome(0) == .ok)
        #expect(try lab.outcome(1) == .validation)
        #expect(try lab.answer(1).rule == .itemSize)
    }

    @Test func conditionExpression() throws {
        let once: JSONValue = ["ConditionExpression": "attribute_not_exists(pk)"]
        let lab = try Lab(
            table("BillingMode: PAY_PER_REQUEST"), until: 9,
            [put(1, "a", size: 5, once), put(2, "a", size: 9, once), get(3, "a", strong: true)])
        #expect(try lab.outcome(1) == .conditionalCheckFailed)
        #expect(try lab.answer(2).payload["Item"]?["v"]?["S"] == "xxxxx")
    }

    // MARK: Streams

    private func streamed(_ view: String) -> String {
        table("BillingMode: PAY_PER_REQUEST\n      StreamSpecification: {StreamViewType: \(view)}")
    }

    private func iterator(_ at: Double) -> Step {
        Step(
            at, .getStreamIterator, "T", ["ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"])
    }

    private func read(_ at: Double, _ step: Int) -> Step {
        Step(at, .getStreamRecords, "T") { ["ShardIterator": $0[step]?.payload["ShardIterator"] ?? .null] }
    }

    private func changes(_ view: String) throws -> [JSONValue] {
        let delete = Step(4, .deleteItem, "T", ["Key": ["pk": ["S": "a"]]])
        let lab = try Lab(
            streamed(view), until: 9,
            [set(1, "a", "1"), set(2, "a", "2"), set(3, "a", "2"), delete, iterator(5), read(6, 4)])
        return try lab.bodies(5).map { try readJSON($0) }
    }

    @Test func streamViews() throws {
        let (keys, new) = (try changes("KEYS_ONLY"), try changes("NEW_IMAGE"))
        let (old, both) = (try changes("OLD_IMAGE"), try changes("NEW_AND_OLD_IMAGES"))
        #expect(keys.allSatisfy { $0["dynamodb"]?["Keys"] == ["pk": ["S": "a"]] })
        func images(_ changes: [JSONValue], _ name: String) -> [String] {
            changes.map { $0["dynamodb"]?[name]?["v"]?["S"]?.string ?? "-" }
        }
        #expect(images(keys, "NewImage") == ["-", "-", "-"] && images(keys, "OldImage") == ["-", "-", "-"])
        #expect(images(new, "NewImage") == ["1", "2", "-"] && images(new, "OldImage") == ["-", "-", "-"])
        #expect(images(old, "NewImage") == ["-", "-", "-"] && images(old, "OldImage") == ["-", "1", "2"])
        #expect(images(both, "NewImage") == ["1", "2", "-"] && images(both, "OldImage") == ["-", "1", "2"])
    }

    @Test func streamOrder() throws {
        let changes = try changes("KEYS_ONLY")
        #expect(changes.map { $0["eventName"]?.string } == ["INSERT", "MODIFY", "REMOVE"])
        let numbers = changes.compactMap { $0["dynamodb"]?["SequenceNumber"]?.string }
        #expect(numbers == numbers.sorted() && Set(numbers).count == 3)
    }

    @Test func streamRetention() throws {
        func kept(_ hours: Double) throws -> Int {
            let time = hours * 3_600
            return try Lab(
                streamed("KEYS_ONLY"), until: time + 5, [set(1, "a", "1"), iterator(time), read(time + 1, 1)]
            ).bodies(2).count
        }
        let (before, after) = (try kept(23.9), try kept(24.1))
        #expect(before == 1 && after == 0)
    }

    @Test func streamIterator() throws {
        let lab = try Lab(streamed("KEYS_ONLY"), until: 1_000, [iterator(1), read(900, 0), read(902, 0)])
        #expect(try lab.outcome(1) == .ok)
        #expect(try lab.outcome(2) == .expiredIterator)
    }
}
