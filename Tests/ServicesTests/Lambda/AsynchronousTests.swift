import Simulation
import Testing
import Values

@testable import Services

extension LambdaConformanceTests {
    private var dead: String { "  D:\n    Type: AWS::SQS::Queue\n" }

    private func config(_ config: String) -> String { "EventInvokeConfig: {\(config)}" }

    @Test func asynchronousInvocation() throws {
        let lab = try Lab(stack(function("F")), behaviours: ["F": try taking(1, fails: true)], until: 600, [event(1)])
        let call = try #require(lab.records(.invokeFunction, to: "F").first)
        #expect(call.outcome == .ok && call.rule == .asynchronousInvocation && call.completed == call.arrived)
        // What nobody waits for is in the journal all the same: each attempt, because of the one before.
        let attempts = lab.archive.journal.entries.indices.filter {
            lab.archive.journal.entries[$0].action == .attempt
        }
        #expect(attempts.count == 3)
        for (place, attempt) in attempts.enumerated() {
            let entry = lab.archive.journal.entries[attempt]
            #expect(entry.outcome == .functionError && entry.message == call.message)
            let cause = lab.archive.journal.entries[Int(lab.archive.journal.causes[attempt].index)]
            #expect(cause.action == (place == 0 ? .invokeFunction : .attempt))
        }
    }

    @Test func asynchronousRetry() throws {
        func gaps(_ properties: String) throws -> [Double] {
            let lab = try Lab(
                stack(dead, function("F", "DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt D.Arn}\n" + properties)),
                behaviours: ["F": try taking(1, fails: true)], until: 600, [event(1)])
            // The letter tells when the last attempt was over.
            return lab.records(.sendMessage, to: "D").map { $0.sent.seconds - 1 }
        }
        let (usual, once, never) = (
            try gaps(""), try gaps(config("MaximumRetryAttempts: 1")), try gaps(config("MaximumRetryAttempts: 0"))
        )
        // Three runs of a second, a minute and two minutes between them.
        #expect(usual.count == 1 && abs(usual[0] - 183) < 0.1)
        #expect(once.count == 1 && abs(once[0] - 62) < 0.1)
        #expect(never.count == 1 && abs(never[0] - 1) < 0.1)
    }

    @Test func asynchronousEventAge() throws {
        func age(_ properties: String) throws -> Double? {
            let lab = try Lab(
                stack(function("F", "ReservedConcurrentExecutions: 0\n" + properties)), until: 30_000, [event(1)])
            #expect(lab.records(.discard).allSatisfy { $0.rule == .asynchronousEventAge })
            return lab.records(.discard).first.map { $0.sent.seconds - 1 }
        }
        let (usual, hour) = (try age(""), try age(config("MaximumEventAgeInSeconds: 3600")))
        // The attempt that would come after the limit is not made; attempts are at most five minutes apart.
        #expect(try (21_300...21_600).contains(#require(usual)))
        #expect(try (3_300...3_600).contains(#require(hour)))
    }

    @Test func throttledEvents() throws {
        let lab = try Lab(
            stack(
                dead,
                function(
                    "F",
                    "ReservedConcurrentExecutions: 1\n"
                        + config("DestinationConfig: {OnSuccess: {Type: SQS, Destination: !GetAtt D.Arn}}"))),
            behaviours: ["F": try taking(2)], until: 60, [event(1), event(1.5)])
        let ends = lab.records(.sendMessage, to: "D").map(\.sent.seconds)
        // The second is turned away at 1.5 s and 2.5 s; two seconds later the first is done.
        #expect(ends.count == 2 && abs(ends[0] - 3) < 0.02 && abs(ends[1] - 6.5) < 0.02)
    }

    @Test func destinations() throws {
        let others = """
              S:
                Type: AWS::SQS::Queue
              B:
                Type: AWS::Events::EventBus
                Properties: {Name: results}
              R:
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: !Ref B
                  EventPattern: {source: [lambda], detail: {requestContext: {condition: [RetriesExhausted]}}}
                  Targets: [{Id: d, Arn: !GetAtt D.Arn}]
              Policy:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref D]
                  PolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}]
            """
        let lab = try Lab(
            stack(
                dead, others,
                function(
                    "F",
                    config(
                        "MaximumRetryAttempts: 0, DestinationConfig: {OnSuccess: {Type: SQS, Destination: !GetAtt S.Arn}, "
                            + "OnFailure: {Type: EventBridge, Destination: !GetAtt B.Arn}}"))),
            behaviours: ["F": try taking(0.1, when: ["bad": [true]])], until: 60,
            [event(1, "F", ["n": 1]), event(2, "F", ["bad": true])])
        let success = try readJSON(try #require(lab.held("S").first))
        #expect(success["requestContext"]?["condition"] == "Success")
        #expect(success["requestPayload"] == ["n": 1])
        #expect(success["responsePayload"]?["statusCode"] == 200)
        let failure = try readJSON(try #require(lab.held("D").first))
        #expect(failure["detail-type"] == "Lambda Function Invocation Result - Failure")
        #expect(failure["detail"]?["requestPayload"] == ["bad": true])
        #expect(failure["detail"]?["responseContext"]?["functionError"] == "Unhandled")
        #expect(failure["detail"]?["responsePayload"]?["errorType"] == "Broken")
    }

    @Test func deadLetterQueue() throws {
        let lab = try Lab(
            stack(
                dead,
                function(
                    "F", "DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt D.Arn}\n" + config("MaximumRetryAttempts: 0"))
            ),
            behaviours: ["F": try taking(0.1, fails: true)], until: 60, [event(1, "F", ["n": 1]), .receive(20, "D")])
        #expect(try lab.bodies(1).map { try readJSON($0) } == [["n": 1]])
        let letter = lab.archive.message(try lab.answer(1).received[0].message)
        #expect(lab.archive.json(letter.attributes)["ErrorMessage"]?["StringValue"] == "Broken")
    }
}
