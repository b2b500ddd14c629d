import Languages
import Simulation
import Testing
import Values

@testable import Services

extension LambdaConformanceTests {
    private func reading(_ properties: String, shards: Int = 1) -> String {
        stack(
            "  S:\n    Type: AWS::Kinesis::Stream\n    Properties: {ShardCount: \(shards)}\n",
            "  D:\n    Type: AWS::SQS::Queue\n",
            function(
                "F",
                "Events: {E: {Type: Kinesis, Properties: {Stream: !GetAtt S.Arn, StartingPosition: TRIM_HORIZON, "
                    + "\(properties)}}}"))
    }

    private func puts(_ count: Int, every gap: Double = 0, keys: Int = 1) -> [Step] {
        (0..<count).map { place in
            Step(
                0.1 + Double(place) * gap, .putRecord, "S",
                ["Data": JSONValue("{\"n\": \(place)}"), "PartitionKey": JSONValue("k\(place % keys)")])
        }
    }

    /// The numbers in the records of each invocation.
    private func batches(_ lab: Lab) throws -> [[Int]] {
        try lab.archive.journal.entries.indices.filter { lab.archive.journal.entries[$0].action == .invokeFunction }
            .map { place in
                try lab.archive.messages(of: RecordID(UInt32(place))).map { message in
                    try readJSON(lab.archive.text(lab.archive.message(message).body))["n"]?.integer ?? -1
                }
            }
    }

    private func failing(at number: Int) throws -> JSONValue { ["kinesis": ["data": ["n": [.init(.integer(number))]]]] }

    /// A function that fails for a whole batch when one record of it has this number.
    private func poisoned(by number: Int) throws -> FunctionBehaviour {
        let path = try JSONPath("$.Records")
        return FunctionBehaviour(
            duration: .constant(100_000_000),
            calls: [
                BehaviourCall(
                    action: .sendMessage, resource: "None", parameters: try .init([:]), forEach: path,
                    condition: try .init(["never": [true]]))
            ],
            failures: [BehaviourFailure(condition: try .init(failing(at: number)), error: "Poison")],
            coldStart: .constant(0))
    }

    @Test func streamOrder() throws {
        let lab = try Lab(
            reading("BatchSize: 10", shards: 2), behaviours: ["F": try taking(0.5)], until: 60,
            puts(60, every: 0.02, keys: 8))
        let numbers = try batches(lab)
        for key in 0..<8 {
            let order = numbers.flatMap { $0 }.filter { $0 % 8 == key }
            #expect(order == order.sorted() && order.count == (key < 4 ? 8 : 7))
        }
        let starts = lab.records(.invokeFunction).map { ($0.arrived, $0.completed) }
        #expect(starts.map { one in starts.count { $0.0 <= one.0 && $0.1 > one.0 } }.max() == 2)
        #expect(lab.endings(.filtered) == 0 && lab.endings(.expired) == 0)
    }

    @Test func streamBatchSize() throws {
        let usual = try batches(try Lab(reading("Enabled: true"), until: 30, puts(250)))
        let small = try batches(try Lab(reading("BatchSize: 7"), until: 30, puts(250)))
        #expect(usual.map(\.count) == [100, 100, 50])
        #expect(small.map(\.count).max() == 7)
    }

    @Test func streamWindow() throws {
        func first(_ window: Int) throws -> (Double, Int) {
            let lab = try Lab(
                reading("MaximumBatchingWindowInSeconds: \(window)"), until: 60, puts(8, every: 1))
            return (try #require(invocations(lab).first), try batches(lab)[0].count)
        }
        let (none, five) = (try first(0), try first(5))
        #expect(none.0 < 1.1 && none.1 == 1)
        #expect(abs(five.0 - none.0 - 5) < 0.1 && five.1 > 4)
    }

    @Test func startingPosition() throws {
        let lab = try Lab(reading("BatchSize: 10"), until: 30, puts(8, every: 1))
        #expect(try batches(lab).flatMap { $0 } == Array(0..<8))
        // Where a mapping that comes later begins in a stream with a record of the first and one of the third second.
        var log = RecordLog(
            id: ComponentID(0), shards: 1,
            limits: .init(
                retention: second, callsPerSecond: nil, bytesPerSecond: nil, recordsPerCall: 9, bytesPerCall: 9,
                iteratorLifetime: second, pollInterval: second), consumers: [])
        var archive = Archive()
        var effects = Effects()
        for seconds in [Int64(1), 3] {
            let message = archive.makeMessage(body: .none, origin: ComponentID(0), at: .start, size: 1)
            log.append(message, shard: 0, .none, Instant(nanoseconds: seconds * second), &archive, &effects)
        }
        func start(_ type: String, at seconds: Int64? = nil) -> UInt64 {
            log.start(
                type, shard: 0, timestamp: seconds.map { Instant(nanoseconds: $0 * second) }, sequence: nil)
        }
        #expect(start("TRIM_HORIZON") == 0)
        #expect(start("AT_TIMESTAMP", at: 1) == 0)
        #expect(start("AT_TIMESTAMP", at: 2) == 1)
        #expect(start("LATEST") == 2)
    }

    @Test func parallelization() throws {
        func most(_ factor: Int) throws -> Int {
            let lab = try Lab(
                reading("BatchSize: 1, ParallelizationFactor: \(factor)"), behaviours: ["F": try taking(1)], until: 30,
                puts(20, keys: 20))
            let starts = lab.records(.invokeFunction).map { ($0.arrived, $0.completed) }
            return starts.map { one in starts.count { $0.0 <= one.0 && $0.1 > one.0 } }.max() ?? 0
        }
        let (one, four) = (try most(1), try most(4))
        #expect(one == 1 && four == 4)
    }

    @Test func streamFilter() throws {
        let lab = try Lab(
            reading("FilterCriteria: {Filters: [{Pattern: '{\"data\": {\"n\": [1, 3]}}'}]}"), until: 30, puts(5))
        #expect(try batches(lab) == [[1, 3]])
        #expect(lab.endings(.filtered) == 3)
        #expect(lab.records(.filter).allSatisfy { $0.rule == .streamFilter })
    }

    @Test func streamBlocks() throws {
        let lab = try Lab(
            reading("BatchSize: 2"), behaviours: ["F": try poisoned(by: 2)], until: 90_000, puts(6, every: 0.01))
        let numbers = try batches(lab)
        #expect(numbers.first == [0, 1])
        #expect(numbers.count { $0 == [2, 3] } > 1_000)
        // After a day the records are gone, and the shard goes on: with nothing, for the others have gone, too.
        #expect(!numbers.contains([4, 5]))
        #expect(lab.records(.discard).map(\.rule) == [.recordAge, .recordAge])
        #expect(lab.endings(.expired) == 2)
    }

    @Test func streamRetry() throws {
        for retries in [0, 2] {
            let lab = try Lab(
                reading("BatchSize: 2, MaximumRetryAttempts: \(retries)"), behaviours: ["F": try poisoned(by: 2)],
                until: 100, puts(6))
            #expect(try batches(lab) == [[0, 1]] + Array(repeating: [2, 3], count: retries + 1) + [[4, 5]])
            #expect(lab.records(.discard).map(\.rule) == [.streamRetry, .streamRetry])
        }
    }

    @Test func recordAge() throws {
        func given(_ age: Int) throws -> [Double] {
            let lab = try Lab(
                reading("BatchSize: 2, MaximumRecordAgeInSeconds: \(age)"), behaviours: ["F": try poisoned(by: 0)],
                until: 1_000, puts(2))
            #expect(lab.records(.discard).allSatisfy { $0.rule == .recordAge })
            return lab.records(.discard).map(\.sent.seconds)
        }
        let (minute, five) = (try given(60), try given(300))
        #expect(minute.count == 2 && (60...125).contains(minute[0]))
        #expect(five.count == 2 && (300...365).contains(five[0]))
    }

    @Test func bisect() throws {
        let lab = try Lab(
            reading("BatchSize: 8, BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0"),
            behaviours: ["F": try poisoned(by: 5)], until: 200, puts(8))
        #expect(
            try batches(lab) == [[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3], [4, 5, 6, 7], [4, 5], [4], [5], [6, 7]])
        #expect(lab.records(.discard).count == 1)
    }

    @Test func streamPartialFailure() throws {
        func calls(_ types: String) throws -> [[Int]] {
            try batches(
                try Lab(
                    reading("BatchSize: 5, MaximumRetryAttempts: 1, FunctionResponseTypes: [\(types)]"),
                    behaviours: ["F": try taking(0.1, when: failing(at: 2), reports: true)], until: 100, puts(5)))
        }
        let (reported, ignored) = (try calls("ReportBatchItemFailures"), try calls(""))
        #expect(reported == [[0, 1, 2, 3, 4], [2, 3, 4]])
        #expect(ignored == [[0, 1, 2, 3, 4]])
    }

    @Test func streamOnFailure() throws {
        let lab = try Lab(
            reading(
                "BatchSize: 3, MaximumRetryAttempts: 1, "
                    + "DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt D.Arn}}"),
            behaviours: ["F": try poisoned(by: 1)], until: 100, puts(3))
        let record = try readJSON(try #require(lab.held("D").first))
        #expect(record["requestContext"]?["condition"] == "RetryAttemptsExhausted")
        #expect(record["requestContext"]?["approximateInvokeCount"] == 2)
        #expect(record["KinesisBatchInfo"]?["batchSize"] == 3)
        #expect(record["KinesisBatchInfo"]?["shardId"] == "shardId-000000000000")
    }
}
