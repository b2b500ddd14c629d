import Simulation
import Testing
import Values

@testable import Services

extension SQSConformanceTests {
    @Test func redriveAllowPolicy() throws {
        func moved(_ policy: String) throws -> (Int, Bool) {
            let lab = try Lab(
                redriving(to: policy, "VisibilityTimeout: 1"), until: 20,
                [.send(1, "Q", "a"), .receive(2, "Q"), .receive(4, "Q")])
            let isTold = lab.findings.contains { $0.found.contains("cannot be the dead-letter queue") }
            return (lab.records(.redrive).count, isTold)
        }
        let account = "arn:aws:sqs:us-east-1:123456789012:"
        let byQueue = "RedriveAllowPolicy: {redrivePermission: byQueue, sourceQueueArns: "
        let all = try moved("")
        let none = try moved("RedriveAllowPolicy: {redrivePermission: denyAll}")
        let another = try moved(byQueue + "[\"\(account)other\"]}")
        let this = try moved(byQueue + "[\"\(account)Q\"]}")
        #expect(all == (1, false))
        #expect(none == (0, true))
        #expect(another == (0, true))
        #expect(this == (1, false))
    }

    @Test func sameType() throws {
        let lab = try Lab(
            redriving(to: "QueueName: d.fifo, FifoQueue: true", "VisibilityTimeout: 1"), until: 20,
            [.send(1, "Q", "a"), .receive(2, "Q"), .receive(4, "Q")])
        #expect(lab.findings.contains { $0.found.contains("one is a FIFO queue and the other is not") })
        #expect(lab.records(.redrive).isEmpty)
    }

    @Test func messageMoveTask() throws {
        let dead = (0..<4).map { Step.send(1, "Q", "\($0)") }
        let kill = [Step.receive(2, "Q"), .receive(5, "Q")]
        let lab = try Lab(
            redriving("VisibilityTimeout: 1", more: "  O:\n    Type: AWS::SQS::Queue\n"), until: 60,
            dead + kill + [
                Step(10, .startMessageMoveTask, "D", ["MaxNumberOfMessagesPerSecond": 2]), .receive(20, "Q"),
                .receive(25, "Q"),
                Step(
                    30, .startMessageMoveTask, "D",
                    ["DestinationArn": "arn:aws:sqs:us-east-1:123456789012:O"]),
                Step(40, .startMessageMoveTask, "Q"),
                Step(41, .startMessageMoveTask, "D", ["MaxNumberOfMessagesPerSecond": 501]),
            ])
        let back = lab.records(.redrive, to: "Q").map(\.sent.seconds)
        #expect(back.count == 4)
        #expect(zip(back, back.dropFirst()).allSatisfy { abs($1 - $0 - 0.5) < 0.001 })
        #expect(try lab.bodies(7).count == 4)
        #expect(lab.records(.redrive, to: "O").count == 4)
        #expect(try lab.outcome(10) == .unsupportedOperation)
        #expect(try lab.outcome(11) == .invalidParameter)
    }

    @Test func activeMoveTask() throws {
        let dead = (0..<4).map { Step.send(1, "Q", "\($0)") }
        let slow: JSONValue = ["MaxNumberOfMessagesPerSecond": 1]
        let lab = try Lab(
            redriving("VisibilityTimeout: 1"), until: 60,
            dead + [
                .receive(2, "Q"), .receive(5, "Q"), Step(10, .startMessageMoveTask, "D", slow),
                Step(11, .startMessageMoveTask, "D", slow), Step(11.5, .cancelMessageMoveTask, "D"),
                Step(12, .cancelMessageMoveTask, "D"), Step(13, .listMessageMoveTasks, "D"),
            ] + (0..<12).map { Step(20 + Double($0), .startMessageMoveTask, "D") }
                + [Step(40, .listMessageMoveTasks, "D")])
        #expect(try lab.outcome(6) == .ok)
        #expect(try lab.outcome(7) == .unsupportedOperation)
        #expect(try lab.outcome(8) == .ok)
        #expect(try lab.outcome(9) == .resourceNotFound)
        #expect(try lab.answer(10).payload["Results"]?[0]?["Status"] == "CANCELLED")
        #expect(try lab.answer(10).payload["Results"]?[0]?["ApproximateNumberOfMessagesMoved"] == 2)
        #expect(try lab.answer(23).payload["Results"]?.array?.count == 10)
    }

    @Test func purge() throws {
        let lab = try Lab(
            queue("VisibilityTimeout: 300"), until: 100,
            [
                .send(1, "Q", "a"), .receive(2, "Q"), .send(3, "Q", "b"), Step(4, .purgeQueue, "Q"),
                Step(50, .purgeQueue, "Q"), .send(51, "Q", "c"), .receive(70, "Q"), Step(80, .purgeQueue, "Q"),
            ])
        #expect(try lab.outcome(3) == .ok)
        #expect(try lab.outcome(4) == .purgeInProgress)
        #expect(try lab.bodies(6) == ["c"])
        #expect(lab.records(.discard).map(\.sent.seconds).allSatisfy { abs($0 - 64) < 0.1 })
        #expect(lab.records(.discard).count == 2)
        #expect(try lab.outcome(7) == .ok)
    }

    @Test func queueDeletion() throws {
        let lab = try Lab(
            queue(), until: 100,
            [
                .send(1, "Q", "a"), Step(2, .deleteQueue, "Q"), Step(30, .createQueue, "Q"), .send(70, "Q", "b"),
                Step(71, .createQueue, "Q"), .send(72, "Q", "c"), .receive(73, "Q"),
            ])
        #expect(try lab.outcome(2) == .queueDeletedRecently)
        #expect(try lab.outcome(3) == .nonExistentQueue)
        #expect(try lab.outcome(4) == .ok)
        #expect(try lab.bodies(6) == ["c"])
    }

    private func redriving(_ properties: String, more: String = "") -> String {
        redriving(to: "", receives: 1, properties) + more
    }
}
