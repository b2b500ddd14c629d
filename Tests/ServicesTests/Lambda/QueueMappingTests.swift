import Simulation
import Testing
import Values

@testable import Services

extension LambdaConformanceTests {
    /// A queue, a function, and a mapping with these properties.
    private func mapped(
        _ properties: String, queue: String = "VisibilityTimeout: 60", function more: String = ""
    ) -> String {
        stack(
            "  Q:\n    Type: AWS::SQS::Queue\n    Properties: {\(queue)}\n",
            function("F", "Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, \(properties)}}}\n\(more)"))
    }

    private func sends(_ count: Int, every gap: Double = 0, at start: Double = 1) -> [Step] {
        (0..<count).map { .send(start + Double($0) * gap, "Q", "{\"n\": \($0)}") }
    }

    /// Messages that become visible at one moment.
    private func batch(_ count: Int) -> [Step] {
        let entries = (0..<count).map {
            ["Id": JSONValue("\($0)"), "MessageBody": JSONValue("{\"n\": \($0)}")] as JSONValue
        }
        return [Step(1, .sendMessageBatch, "Q", ["Entries": JSONValue(entries)])]
    }

    private func batches(_ lab: Lab) -> [Int] { lab.records(.invokeFunction).map { Int($0.messageCount) } }

    @Test func mappingBatchSize() throws {
        func largest(_ properties: String) throws -> Int? {
            // Messages that wait in one batch: the mapping's pollers start after they are there.
            let lab = try Lab(mapped(properties, queue: "DelaySeconds: 5, VisibilityTimeout: 60"), until: 20, sends(60))
            return batches(lab).max()
        }
        let (usual, two) = (try largest("BatchSize: 10"), try largest("BatchSize: 2"))
        #expect(usual == 1 || usual == 10)
        #expect(try #require(two) <= 2)
        let gathered = try Lab(mapped("MaximumBatchingWindowInSeconds: 2"), until: 20, sends(40))
        #expect(batches(gathered).max() == 10)
        let more = try Lab(mapped("BatchSize: 30, MaximumBatchingWindowInSeconds: 2"), until: 20, sends(200))
        #expect(batches(more).max() == 30)
    }

    @Test func mappingWindow() throws {
        func first(_ window: Int) throws -> Double? {
            invocations(
                try Lab(mapped("MaximumBatchingWindowInSeconds: \(window)"), until: 60, sends(3, every: 0.1))
            ).first
        }
        let (none, four) = (try first(0), try first(4))
        #expect(try #require(none) < 1.1)
        #expect(try abs(#require(four) - 5) < 0.1)
    }

    @Test func mappingEventSize() throws {
        let large = String(repeating: "x", count: 1_000_000)
        let lab = try Lab(
            mapped("BatchSize: 10, MaximumBatchingWindowInSeconds: 5, ScalingConfig: {MaximumConcurrency: 2}"),
            until: 60, (0..<20).map { .send(1 + Double($0) / 1e3, "Q", large) })
        #expect(batches(lab).max() == 6)
        #expect(batches(lab).reduce(0, +) == 20)
        #expect(lab.endings(.delivered) == 20)
    }

    @Test func mappingLimits() throws {
        func isRefused(_ properties: String, queue: String = "VisibilityTimeout: 60") throws -> Bool {
            try Lab(mapped(properties, queue: queue), until: 1).findings.contains {
                $0.expected.hasPrefix("Lambda refuses it")
            }
        }
        let fifo = "VisibilityTimeout: 60, QueueName: q.fifo, FifoQueue: true"
        let refused = [
            try isRefused("BatchSize: 11"),
            try isRefused("BatchSize: 11, MaximumBatchingWindowInSeconds: 1", queue: fifo),
            try isRefused("MaximumBatchingWindowInSeconds: 1", queue: fifo),
        ]
        let taken = [
            try isRefused("BatchSize: 10"), try isRefused("BatchSize: 11, MaximumBatchingWindowInSeconds: 1"),
            try isRefused("BatchSize: 10", queue: fifo),
        ]
        #expect(refused.allSatisfy { $0 })
        #expect(!taken.contains(true))
    }

    @Test func mappingVisibility() throws {
        func isTold(_ timeout: Int) throws -> Bool {
            try Lab(mapped("BatchSize: 1", function: "Timeout: \(timeout)"), until: 1).findings
                .contains { $0.found.contains("visibility timeout is shorter") }
        }
        let (enough, short) = (try isTold(60), try isTold(61))
        #expect(!enough && short)
    }

    @Test func mappingFilter() throws {
        let lab = try Lab(
            mapped("FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"n\": [1, 3]}}'}]}, BatchSize: 1"), until: 20,
            sends(5))
        #expect(batches(lab).count == 2)
        #expect(lab.endings(.delivered) == 2)
        #expect(lab.endings(.filtered) == 3)
        #expect(lab.records(.deleteMessage).contains { $0.rule == .mappingFilter })
    }

    @Test func mappingBatchFailure() throws {
        func second(_ visibility: Int) throws -> Double {
            let lab = try Lab(
                mapped("BatchSize: 10, MaximumBatchingWindowInSeconds: 1", queue: "VisibilityTimeout: \(visibility)"),
                behaviours: ["F": try taking(0.1, fails: true)], until: 100, batch(4))
            #expect(Array(batches(lab).prefix(2)) == [4, 4])
            return try #require(invocations(lab).dropFirst().first)
        }
        // Received at 1 s, back after the timeout, gathered for another second.
        let (short, long) = (try second(10), try second(30))
        #expect(abs(short - 12) < 0.2)
        #expect(abs(long - 32) < 0.2)
    }

    @Test func mappingPartialFailure() throws {
        func again(_ types: String) throws -> Int {
            let lab = try Lab(
                mapped("BatchSize: 10, MaximumBatchingWindowInSeconds: 1, FunctionResponseTypes: [\(types)]"),
                behaviours: ["F": try taking(0.1, when: ["body": ["n": [2]]], reports: true)], until: 63, batch(4))
            return lab.archive.journal.entries.filter { $0.action == .invokeFunction }.dropFirst()
                .reduce(0) { $0 + Int($1.messageCount) }
        }
        let (reported, ignored) = (try again("ReportBatchItemFailures"), try again(""))
        // One message comes back; without the setting its report goes unread and all four are deleted.
        #expect(reported == 1)
        #expect(ignored == 0)
    }

    @Test func mappingConcurrency() throws {
        let lab = try Lab(
            mapped("BatchSize: 1"), behaviours: ["F": try taking(3)], until: 40, sends(400))
        let times = invocations(lab)
        // Five at once; then five more a second while all are busy.
        #expect(times.count { $0 < 1.5 } == 5)
        #expect((8...12).contains(times.count { $0 < 2.5 }))
        #expect(try lab.gauge("pollers", of: "FE") > 50)
    }

    @Test func maximumConcurrency() throws {
        for most in [2, 4] {
            let lab = try Lab(
                mapped("BatchSize: 1, ScalingConfig: {MaximumConcurrency: \(most)}"), behaviours: ["F": try taking(2)],
                until: 20.5, sends(200))
            #expect(invocations(lab).count { $0 < 2.9 } == most)
        }
    }

    @Test func mappingFIFO() throws {
        let fifo = "VisibilityTimeout: 20, QueueName: q.fifo, FifoQueue: true, ContentBasedDeduplication: true"
        let steps = (0..<20).map { place in
            Step.send(
                1 + Double(place) / 100, "Q", "{\"n\": \(place)}", ["MessageGroupId": place % 2 == 0 ? "even" : "odd"])
        }
        let lab = try Lab(
            mapped("BatchSize: 1", queue: fifo),
            behaviours: ["F": try taking(0.5, when: ["Records": ["body": [["prefix": "{\"n\": 4"]]]])], until: 60, steps
        )
        let order = lab.texts(lab.records(.invokeFunction)).compactMap { Int($0.dropFirst(6).dropLast()) }
        // The odd group goes on; the even one waits for its fourth message, which fails for good.
        #expect(order.filter { $0 % 2 == 1 } == Array(stride(from: 1, to: 20, by: 2)))
        #expect(order.filter { $0 % 2 == 0 } == [0, 2, 4, 4, 4])
        let starts = lab.records(.invokeFunction).map { ($0.arrived, $0.completed) }
        let most = starts.map { one in starts.count { $0.0 <= one.0 && $0.1 > one.0 } }.max()
        #expect(most == 2)
    }
}
