import Simulation
import Testing
import Values

@testable import Services

extension SQSConformanceTests {
    @Test func messageGroup() throws {
        let lab = try Lab(
            fifo(), until: 60,
            [
                .send(1, "Q", "a1", group("a")), .send(1.1, "Q", "a2", group("a")),
                .send(1.2, "Q", "b1", group("b")),
                .receive(2, "Q", most: 1), .receive(3, "Q"), Step(4, .deleteMessage, "Q", from: handle(3)),
                .receive(5, "Q"), .send(6, "Q", "x"),
            ])
        #expect(try lab.bodies(3) == ["a1"])
        #expect(try lab.bodies(4) == ["b1"])
        #expect(try lab.bodies(6) == ["a2"])
        #expect(try lab.outcome(7) == .missingParameter)
        // A message that comes back comes before those sent after it.
        let back = try Lab(
            fifo("VisibilityTimeout: 3, ContentBasedDeduplication: true"), until: 30,
            [
                .send(1, "Q", "a1", group("a")), .send(1.1, "Q", "a2", group("a")), .receive(2, "Q", most: 1),
                .receive(6, "Q"),
            ])
        #expect(try back.bodies(3) == ["a1", "a2"])
    }

    @Test func groupsTogether() throws {
        let lab = try Lab(
            fifo(), until: 9,
            [
                .send(1, "Q", "a1", group("a")), .send(1.1, "Q", "b1", group("b")),
                .send(1.2, "Q", "a2", group("a")),
                .send(1.3, "Q", "b2", group("b")), .receive(2, "Q", most: 3),
            ])
        #expect(try lab.bodies(4) == ["a1", "a2", "b1"])
    }

    @Test func deduplication() throws {
        let lab = try Lab(
            fifo(""), until: 400,
            [
                .send(1, "Q", "a", group("g", id: "1")), .send(2, "Q", "b", group("g", id: "1")),
                .send(302, "Q", "c", group("g", id: "1")), .send(303, "Q", "d", group("g")), .receive(304, "Q"),
            ])
        #expect(try lab.outcome(1) == .ok)
        #expect(try lab.answer(1).rule == .deduplication)
        #expect(try lab.bodies(4) == ["a", "c"])
        #expect(try lab.outcome(3) == .invalidParameter)
    }

    @Test func contentBasedDeduplication() throws {
        let attributes: JSONValue = [
            "MessageGroupId": "g", "MessageAttributes": ["k": ["DataType": "String", "StringValue": "v"]],
        ]
        let lab = try Lab(
            fifo(), until: 9,
            [
                .send(1, "Q", "a", group("g")), .send(2, "Q", "a", attributes), .send(3, "Q", "b", group("g")),
                .send(4, "Q", "a", group("g", id: "own")), .receive(5, "Q"),
            ])
        #expect(try lab.bodies(4) == ["a", "b", "a"])
    }

    @Test func deduplicationScope() throws {
        let steps = [
            Step.send(1, "Q", "a", group("g", id: "1")), .send(2, "Q", "b", group("h", id: "1")), .receive(3, "Q"),
        ]
        let byQueue = try Lab(fifo(""), until: 9, steps).bodies(2)
        let byGroup = try Lab(fifo("DeduplicationScope: messageGroup"), until: 9, steps).bodies(2)
        #expect(byQueue == ["a"])
        #expect(byGroup == ["a", "b"])
    }

    @Test func fifoThroughput() throws {
        let steps = (0..<400).map { Step.send(1, "Q", "\($0)", group("g")) }
        let limited = try Lab(fifo(), until: 3, steps)
        #expect(limited.records(.sendMessage).count { $0.outcome == .throttling } == 100)
        let high = try Lab(
            fifo(
                "ContentBasedDeduplication: true, DeduplicationScope: messageGroup, "
                    + "FifoThroughputLimit: perMessageGroupId"), until: 3, steps)
        #expect(high.records(.sendMessage).count { $0.outcome == .throttling } == 0)
    }

    @Test func fifoDelay() throws {
        let delayed: JSONValue = ["MessageGroupId": "g", "DelaySeconds": 5]
        let lab = try Lab(
            fifo("ContentBasedDeduplication: true, DelaySeconds: 3"), until: 20,
            [.receive(0.5, "Q", wait: 20), .send(1, "Q", "a", group("g")), .send(1, "Q", "b", delayed)])
        #expect(abs(try lab.answer(0).at - 4) < 0.01)
        #expect(try lab.outcome(2) == .invalidParameter)
    }

    @Test func receiveAttempt() throws {
        func receive(_ at: Double, _ attempt: String) -> Step {
            Step(
                at, .receiveMessage, "Q",
                ["MaxNumberOfMessages": 1, "ReceiveRequestAttemptId": JSONValue(attempt)])
        }
        let lab = try Lab(
            fifo(), until: 20,
            [
                .send(1, "Q", "a", group("g")), .send(1, "Q", "b", group("h")), receive(2, "x"), receive(3, "x"),
                receive(4, "y"),
            ])
        #expect(try lab.bodies(3) == ["a"])
        #expect(try lab.answer(2).handle() == lab.answer(3).handle())
        #expect(try lab.bodies(4) == ["b"])
    }

    @Test func fairQueue() throws {
        // 60 messages of a noisy tenant come before 5 of a quiet one; 40 are in flight when the quiet one's turn is.
        func bodies(group name: String?) throws -> [String] {
            let noisy = (0..<60).map {
                Step.send(0.1 + Double($0) / 1e3, "Q", "noisy", name.map { group($0) } ?? [:])
            }
            let quiet = (0..<5).map { _ in Step.send(0.5, "Q", "quiet", group("quiet")) }
            let receives = (0..<4).map { Step.receive(1 + Double($0), "Q") }
            let lab = try Lab(queue(), until: 9, noisy + quiet + receives + [.receive(6, "Q")])
            return try lab.bodies(68)
        }
        let fair = try bodies(group: "noisy")
        let unfair = try bodies(group: nil)
        #expect(fair.prefix(5).allSatisfy { $0 == "quiet" })
        #expect(unfair.allSatisfy { $0 == "noisy" })
    }
}
