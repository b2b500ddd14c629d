import Simulation
import Testing
import Values

@testable import Services

extension SQSConformanceTests {
    @Test func visibilityTimeout() throws {
        for (property, back) in [("", 30.0), ("VisibilityTimeout: 7", 7.0)] {
            let lab = try Lab(
                queue(property), until: 60,
                [
                    .send(1, "Q", "a"), .receive(2, "Q"), .receive(3, "Q", wait: 20),
                    .receive(24, "Q", wait: 20),
                ])
            #expect(try lab.bodies(1) == ["a"])
            let again = try lab.bodies(2).isEmpty ? lab.answer(3) : lab.answer(2)
            #expect(again.bodies == ["a"])
            #expect(abs(again.at - 2 - back) < 0.01, "\(property): back at \(again.at)")
        }
    }

    @Test func changeVisibility() throws {
        let lab = try Lab(
            queue(), until: 60,
            [
                .send(1, "Q", "a"), .receive(2, "Q"),
                Step(5, .changeMessageVisibility, "Q", from: visibility(1, 4)),
                .receive(5.5, "Q", wait: 20), Step(10, .changeMessageVisibility, "Q", from: visibility(3, 0)),
                .receive(10.1, "Q", wait: 0), .receive(10.2, "Q", wait: 1),
            ])
        #expect(abs(try lab.answer(3).at - 9) < 0.01)
        #expect(try lab.bodies(5) + lab.bodies(6) == ["a"])
    }

    @Test func visibilityCeiling() throws {
        let lab = try Lab(
            queue(), until: 43_300,
            [
                .send(1, "Q", "a"), .receive(2, "Q"),
                Step(10, .changeMessageVisibility, "Q", from: visibility(1, 43_192)),
                Step(11, .changeMessageVisibility, "Q", from: visibility(1, 43_192)),
                Step(12, .receiveMessage, "Q", ["VisibilityTimeout": 43_201]),
            ])
        #expect(try lab.outcome(2) == .ok)
        #expect(try lab.outcome(3) == .invalidParameter)
        #expect(try lab.answer(3).rule == .visibilityCeiling)
        #expect(try lab.outcome(4) == .invalidParameter)
    }

    @Test func notInFlight() throws {
        let lab = try Lab(
            queue("VisibilityTimeout: 2"), until: 10,
            [
                .send(1, "Q", "a"), .receive(2, "Q"),
                Step(5, .changeMessageVisibility, "Q", from: visibility(1, 5)),
                Step(6, .changeMessageVisibility, "Q", ["ReceiptHandle": "none", "VisibilityTimeout": 1]),
            ])
        #expect(try lab.outcome(2) == .messageNotInFlight)
        #expect(try lab.outcome(3) == .receiptHandleIsInvalid)
    }

    @Test func receiptHandle() throws {
        let lab = try Lab(
            queue("VisibilityTimeout: 2"), until: 20,
            [
                .send(1, "Q", "a"), .receive(2, "Q"), .receive(5, "Q"),
                Step(5.5, .deleteMessage, "Q", from: handle(1)), .receive(8, "Q"),
                Step(11, .deleteMessage, "Q", from: handle(4)), .receive(12, "Q", wait: 5),
                Step(18, .deleteMessage, "Q", ["ReceiptHandle": "none"]),
            ])
        #expect(try lab.outcome(7) == .receiptHandleIsInvalid)
        #expect(try lab.answer(1).handle() != lab.answer(2).handle())
        #expect(try lab.outcome(3) == .ok)
        #expect(try lab.bodies(4) == ["a"])
        // The newest handle deletes, although the message has become visible again.
        #expect(try lab.bodies(6) == [])
        #expect(lab.endings(.delivered) == 1)
    }

    @Test func longPoll() throws {
        let lab = try Lab(
            queue(), until: 60,
            [
                .receive(1, "Q", wait: 20), .send(9, "Q", "a"), .receive(10, "Q", wait: 5),
                .receive(30, "Q", wait: 21),
            ])
        #expect(try lab.bodies(0) == ["a"])
        #expect(abs(try lab.answer(0).at - 9) < 0.01)
        #expect(abs(try lab.answer(2).at - 15) < 0.01)
        #expect(try lab.answer(2).bodies == [])
        #expect(try lab.outcome(3) == .invalidParameter)
        // The queue's own time counts where the receive gives none.
        let own = try Lab(
            queue("ReceiveMessageWaitTimeSeconds: 8"), until: 60, [Step(1, .receiveMessage, "Q")])
        #expect(abs(try own.answer(0).at - 9) < 0.01)
    }

    @Test func shortPoll() throws {
        let sends = (0..<40).map { Step.send(0.1, "Q", "\($0)") }
        let short = try Lab(queue(), until: 5, sends + (0..<8).map { .receive(1 + Double($0) / 10, "Q", wait: 0) })
        let long = try Lab(queue(), until: 5, sends + (0..<4).map { .receive(1 + Double($0) / 10, "Q", wait: 1) })
        #expect(try (40..<44).allSatisfy { try long.bodies($0).count == 10 })
        let answers = try (40..<48).map { try short.answer($0) }
        #expect(answers.contains { $0.rule == .shortPoll })
        #expect(answers.reduce(0) { $0 + $1.bodies.count } <= 40)
    }

    @Test func receiveCount() throws {
        let sends = (0..<12).map { Step.send(0.1, "Q", "\($0)") }
        let lab = try Lab(
            queue(), until: 5,
            sends + [
                Step(1, .receiveMessage, "Q", ["WaitTimeSeconds": 1]), .receive(2, "Q", most: 10),
                .receive(3, "Q", most: 11),
            ])
        #expect(try lab.bodies(12).count == 1)
        #expect(try lab.bodies(13).count == 10)
        #expect(try lab.outcome(14) == .invalidParameter)
    }

    @Test func maxReceiveCount() throws {
        for receives in [1, 3] {
            let lab = try Lab(
                redriving(receives: receives, "VisibilityTimeout: 1"), until: 30,
                [.send(1, "Q", "a")] + (0..<6).map { .receive(2 + Double($0) * 2, "Q") } + [.receive(20, "D")])
            #expect(try (1...6).count { try !lab.bodies($0).isEmpty } == receives)
            #expect(lab.records(.redrive, to: "D").count == 1)
            #expect(try lab.bodies(7) == ["a"])
        }
    }

    @Test func inFlightLimit() throws {
        var settings = QueueSettings(.init(logicalID: "Q", type: "AWS::SQS::Queue"))
        #expect(QueueSettings.inFlightLimit == 120_000)
        for isFIFO in [false, true] {
            settings.isFIFO = isFIFO
            var queue = Queue(
                id: ComponentID(0), settings: settings, isDeadLetterQueue: false,
                random: RandomStream(seed: 1, name: "q"))
            queue.inFlightCount = QueueSettings.inFlightLimit
            var archive = Archive()
            let call = Call(.receiveMessage, from: ComponentID(1), to: ComponentID(0), argument: 1, cause: .none)
            let refusal = queue.admit(call, at: .start, archive: &archive)
            #expect(refusal?.outcome == (isFIFO ? nil : .overLimit))
        }
    }
}
