import Simulation
import Testing
import Values

@testable import Services

/// A test for every row of Kinesis's table, named by its id, that looks at what a caller sees.
@Suite struct KinesisConformanceTests {
    private func stream(_ properties: String = "ShardCount: 1") -> String {
        "Resources:\n  S:\n    Type: AWS::Kinesis::Stream\n    Properties: {\(properties)}\n"
    }

    private func put(_ at: Double, _ data: String, key: String = "k", hash: String? = nil) -> Step {
        var parameters = JSONObject([
            .init(key: "Data", value: JSONValue(data)), .init(key: "PartitionKey", value: JSONValue(key)),
        ])
        if let hash { parameters["ExplicitHashKey"] = JSONValue(hash) }
        return Step(at, .putRecord, "S", JSONValue(parameters))
    }

    private func iterator(_ at: Double, _ type: String = "TRIM_HORIZON", shard: Int = 0, _ more: JSONValue = [:])
        -> Step
    {
        var parameters = JSONObject([
            .init(key: "ShardId", value: JSONValue("shardId-00000000000\(shard)")),
            .init(key: "ShardIteratorType", value: JSONValue(type)),
        ])
        for member in more.object ?? JSONObject() { parameters[member.key] = member.value }
        return Step(at, .getShardIterator, "S", JSONValue(parameters))
    }

    private func read(_ at: Double, _ step: Int, limit: Int = 1_000) -> Step {
        Step(at, .getRecords, "S") {
            ["ShardIterator": $0[step]?.payload["ShardIterator"] ?? .null, "Limit": JSONValue(limit)]
        }
    }

    private func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test func shardWrites() throws {
        func refused(_ properties: String, keys: Int) throws -> Int {
            let lab = try Lab(
                stream(properties), until: 5, (0..<1_200).map { put(1, "a", key: "key-\($0 % keys)") })
            return lab.records(.putRecord).count { $0.outcome == .provisionedThroughputExceeded }
        }
        let (one, many) = (try refused("ShardCount: 1", keys: 1), try refused("ShardCount: 4", keys: 200))
        #expect(one == 200)
        #expect(many == 0)
        // A key has one shard, however many there are.
        let hot = try refused("ShardCount: 4", keys: 1)
        #expect(hot == 200)
        let large = try Lab(stream(), until: 9, (0..<4).map { _ in put(1, text(500_000)) } + [put(4, text(500_000))])
        #expect(large.records(.putRecord).count { $0.outcome == .ok } == 4)
    }

    @Test func shardReads() throws {
        let lab = try Lab(
            stream(), until: 9,
            [put(1, "a"), iterator(2)] + (0..<7).map { read(3 + Double($0) / 100, 1) } + [read(5, 1)])
        let outcomes = try (2..<9).map { try lab.outcome($0) }
        #expect(outcomes.count { $0 == .ok } == 5)
        #expect(try lab.outcome(9) == .ok)
        // Two megabytes are left, a read of three is let in, and the next one has to wait for the debt.
        let puts = (0..<3).map { put(Double($0) * 1.1, text(1_000_000)) }
        let large = try Lab(stream(), until: 12, puts + [iterator(4), read(5, 3), read(5.3, 3), read(8, 3)])
        #expect(try large.bodies(4).count == 3)
        #expect(try large.outcome(5) == .provisionedThroughputExceeded)
        #expect(try large.outcome(6) == .ok)
    }

    @Test func recordSize() throws {
        let mebibyte = 1_048_576
        let usual = try Lab(stream(), until: 9, [put(1, text(mebibyte - 1)), put(4, text(mebibyte))])
        #expect(try usual.outcome(0) == .ok)
        #expect(try usual.outcome(1) == .validation)
        let more = try Lab(stream("ShardCount: 1, MaxRecordSizeInKiB: 2048"), until: 9, [put(4, text(mebibyte))])
        #expect(try more.outcome(0) == .ok)
    }

    @Test func recordBatch() throws {
        func records(_ count: Int) -> JSONValue {
            ["Records": JSONValue((0..<count).map { ["Data": "a", "PartitionKey": JSONValue("\($0)")] as JSONValue })]
        }
        let lab = try Lab(
            stream(), until: 9,
            [
                Step(1, .putRecords, "S", records(500)), Step(3, .putRecords, "S", records(501)),
                Step(5, .putRecords, "S", ["Records": [["Data": "a", "PartitionKey": "k"], ["Data": "b"]]]),
            ])
        #expect(try lab.outcome(0) == .ok)
        #expect(try lab.outcome(1) == .validation)
        #expect(try lab.outcome(2) == .partial)
        #expect(try lab.answer(2).payload["FailedRecordCount"] == 1)
    }

    @Test func partitionKey() throws {
        // The MD5 of "a" is 0cc1…, that of "b" 92eb…: the first and the second half of the hash keys.
        let lab = try Lab(
            stream("ShardCount: 2"), until: 9,
            [put(1, "x", key: "a"), put(1, "y", key: "b"), put(1, "z", key: ""), put(1, "z", key: text(257))])
        #expect(try lab.answer(0).payload["ShardId"] == "shardId-000000000000")
        #expect(try lab.answer(1).payload["ShardId"] == "shardId-000000000001")
        #expect(try lab.outcome(2) == .validation)
        #expect(try lab.outcome(3) == .validation)
    }

    @Test func explicitHashKey() throws {
        let last = "340282366920938463463374607431768211455"
        let lab = try Lab(
            stream("ShardCount: 2"), until: 9, [put(1, "x", key: "a", hash: last), put(1, "x", key: "b", hash: "0")])
        #expect(try lab.answer(0).payload["ShardId"] == "shardId-000000000001")
        #expect(try lab.answer(1).payload["ShardId"] == "shardId-000000000000")
    }

    @Test func shardOrder() throws {
        let lab = try Lab(
            stream(), until: 9, (0..<5).map { put(1 + Double($0) / 10, "\($0)") } + [iterator(3), read(4, 5)])
        #expect(try lab.bodies(6) == ["0", "1", "2", "3", "4"])
        let numbers = try (0..<5).map { try #require(lab.answer($0).payload["SequenceNumber"]?.string) }
        #expect(numbers == numbers.sorted() && Set(numbers).count == 5)
    }

    @Test func shardIterator() throws {
        let start = Double(EmulatedAccount.startSeconds)
        let lab = try Lab(
            stream(), until: 700,
            [
                put(1, "a"), put(2, "b"), put(3, "c"), iterator(4), iterator(4, "LATEST"),
                iterator(4, "AT_TIMESTAMP", ["Timestamp": JSONValue(.double(start + 1.5))]), put(5, "d"),
                read(6, 3), read(6.3, 4), read(6.6, 5),
                Step(7, .getShardIterator, "S") {
                    [
                        "ShardId": "shardId-000000000000", "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
                        "StartingSequenceNumber": $0[1]?.payload["SequenceNumber"] ?? .null,
                    ]
                },
                read(8, 10), read(303, 3), read(305, 3), iterator(9, shard: 1),
            ])
        #expect(try lab.bodies(7) == ["a", "b", "c", "d"])
        #expect(try lab.bodies(8) == ["d"])
        #expect(try lab.bodies(9) == ["b", "c", "d"])
        #expect(try lab.bodies(11) == ["c", "d"])
        #expect(try lab.outcome(12) == .ok)
        #expect(try lab.outcome(13) == .expiredIterator)
        #expect(try lab.outcome(14) == .resourceNotFound)
    }

    @Test func recordRetention() throws {
        func kept(_ properties: String, at hours: Double) throws -> Int {
            let time = hours * 3_600
            return try Lab(stream(properties), until: time + 10, [put(1, "a"), iterator(time), read(time + 1, 1)])
                .bodies(2)
                .count
        }
        let usual = (try kept("ShardCount: 1", at: 23.9), try kept("ShardCount: 1", at: 24.1))
        let longer = (
            try kept("ShardCount: 1, RetentionPeriodHours: 48", at: 24.1),
            try kept("ShardCount: 1, RetentionPeriodHours: 48", at: 48.1)
        )
        #expect(usual == (1, 0))
        #expect(longer == (1, 0))
    }

    @Test func onDemand() throws {
        let lab = try Lab(
            stream("StreamModeDetails: {StreamMode: ON_DEMAND}"), until: 5,
            (0..<4).map { put(1, text(900_000), hash: String(UInt128($0) << 126)) })
        #expect(try (0..<4).allSatisfy { try lab.outcome($0) == .ok })
        #expect(try lab.gauge("shards", of: "S") == 4)
    }
}
