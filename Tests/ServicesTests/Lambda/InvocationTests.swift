import Simulation
import Testing
import Values

@testable import Services

extension LambdaConformanceTests {
    // MARK: Concurrency

    @Test func accountConcurrency() throws {
        let both = stack(function("F"), function("G"))
        let steps = (0..<3).map { invoke(1 + Double($0) / 100) } + [invoke(1.1, "G"), invoke(1.2, "G")]
        let slow = ["F": try taking(2), "G": try taking(2)]
        let lab = try Lab(both, behaviours: slow, concurrencyQuota: 104, until: 9, steps)
        #expect(try (0..<5).map { try lab.outcome($0) } == [.ok, .ok, .ok, .ok, .ok])
        // Another function reserves all but four: F and G have these together.
        let third = function("H", "ReservedConcurrentExecutions: 100")
        let tight = try Lab(both + "\n" + third, behaviours: slow, concurrencyQuota: 104, until: 9, steps)
        #expect(try (0..<4).map { try tight.outcome($0) } == [.ok, .ok, .ok, .ok])
        #expect(try tight.outcome(4) == .tooManyRequests)
        #expect(try tight.answer(4).rule == .accountConcurrency)
        #expect(Account.concurrencyQuota == 1_000)
    }

    @Test func reservedConcurrency() throws {
        let steps = (0..<3).map { invoke(1 + Double($0) / 100) } + [invoke(6)]
        let lab = try Lab(
            stack(function("F", "ReservedConcurrentExecutions: 2")), behaviours: ["F": try taking(2)], until: 9, steps)
        #expect(try (0..<4).map { try lab.outcome($0) } == [.ok, .ok, .tooManyRequests, .ok])
        #expect(try lab.answer(2).rule == .reservedConcurrency)
        let none = try Lab(stack(function("F", "ReservedConcurrentExecutions: 0")), until: 9, [invoke(1)])
        #expect(try none.outcome(0) == .tooManyRequests)
    }

    @Test func unreservedConcurrency() throws {
        func isTold(_ reserved: Int) throws -> Bool {
            let lab = try Lab(stack(function("F", "ReservedConcurrentExecutions: \(reserved)")), until: 1)
            return lab.findings.contains { $0.found.contains("set aside") }
        }
        let (most, tooMuch) = (try isTold(900), try isTold(901))
        #expect(!most && tooMuch)
    }

    @Test func provisionedConcurrency() throws {
        func answers(_ provisioned: Int) throws -> [Double] {
            let config =
                provisioned > 0
                ? "\nProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: \(provisioned)}" : ""
            let topic = """
                  T:
                    Type: AWS::SNS::Topic
                    Properties: {Subscription: [{Protocol: lambda, Endpoint: !Ref F.Alias}]}
                  P:
                    Type: AWS::Lambda::Permission
                    Properties: {Action: "lambda:InvokeFunction", FunctionName: !Ref F.Alias, Principal: sns.amazonaws.com}
                  D:
                    Type: AWS::SQS::Queue
                """
            let lab = try Lab(
                stack(
                    function(
                        "F",
                        "AutoPublishAlias: live\(config)\nEventInvokeConfig: "
                            + "{DestinationConfig: {OnSuccess: {Type: SQS, Destination: !GetAtt D.Arn}}}"), topic),
                behaviours: ["F": try taking(1, coldStart: 3)], until: 20,
                [Step(1, .publish, "T", ["Message": "a"]), Step(1, .publish, "T", ["Message": "b"])])
            return lab.records(.sendMessage, to: "D").map(\.sent.seconds)
        }
        let (cold, one, both) = (try answers(0), try answers(1), try answers(2))
        #expect(cold.count == 2 && cold.allSatisfy { $0 > 5 })
        #expect(one.count == 2 && one[0] < 2.1 && one[1] > 5)
        #expect(both.count == 2 && both.allSatisfy { $0 < 2.1 })
    }

    @Test func coldStart() throws {
        let lab = try Lab(
            stack(function()), behaviours: ["F": try taking(1, coldStart: 0.5)], until: 20,
            [invoke(1), invoke(5), invoke(5.2)])
        #expect(try abs(lab.answer(0).at - 2.5) < 0.02)
        // The first environment is warm, and busy when the third call comes.
        #expect(try abs(lab.answer(1).at - 6) < 0.02)
        #expect(try abs(lab.answer(2).at - 6.7) < 0.02)
    }

    @Test func scalingRate() throws {
        let steps = (0..<1_100).map { _ in invoke(1) } + (0..<150).map { _ in invoke(2) }
        let lab = try Lab(
            stack(function()), behaviours: ["F": try taking(2)], concurrencyQuota: 5_000, until: 9, steps)
        let first = lab.records(.invokeFunction).filter { $0.arrived.seconds < 1.5 }
        let second = lab.records(.invokeFunction).filter { $0.arrived.seconds > 1.5 }
        #expect(first.count { $0.rule == .scalingRate } == 100)
        #expect(second.count { $0.rule == .scalingRate } == 50)
    }

    // MARK: Running

    @Test func functionTimeout() throws {
        func outcome(_ properties: String) throws -> Answer {
            let behaviours = ["F": try taking(4)]
            return try Lab(stack(function("F", properties)), behaviours: behaviours, until: 20, [invoke(1)]).answer(0)
        }
        let (usual, longer) = (try outcome(""), try outcome("Timeout: 5"))
        #expect(usual.outcome == .functionTimeout)
        #expect(abs(usual.at - 4) < 0.02)
        #expect(longer.outcome == .ok)
    }

    @Test func memory() throws {
        func end(_ memory: Int) throws -> Double {
            var behaviour = try taking(1)
            behaviour.measuredAtMemory = 512
            return try Lab(
                stack(function("F", "MemorySize: \(memory)\nTimeout: 30")), behaviours: ["F": behaviour], until: 20,
                [invoke(1)]
            ).answer(0).at - 1
        }
        let (same, half, most) = (try end(512), try end(256), try end(10_240))
        #expect(abs(same - 1) < 0.02)
        #expect(abs(half - 2) < 0.02)
        #expect(abs(most - 512.0 / 1_769) < 0.02)
    }

    @Test func eventPayload() throws {
        func text(_ count: Int) -> JSONValue { JSONValue(String(repeating: "x", count: count)) }
        let lab = try Lab(
            stack(function()), until: 9,
            [
                invoke(1, "F", text(6_000_000)), invoke(1, "F", text(6_291_456)), event(1, "F", text(1_000_000)),
                event(1, "F", text(1_048_576)),
            ])
        #expect(try (0..<4).map { try lab.outcome($0) } == [.ok, .requestTooLarge, .ok, .requestTooLarge])
    }

    @Test func aliasWeights() throws {
        let versions = """
              Old:
                Type: AWS::Lambda::Version
                Properties: {FunctionName: !Ref F}
              New:
                Type: AWS::Lambda::Version
                Properties: {FunctionName: !Ref F}
              Live:
                Type: AWS::Lambda::Alias
                Properties:
                  FunctionName: !Ref F
                  FunctionVersion: !GetAtt Old.Version
                  Name: live
                  RoutingConfig:
                    AdditionalVersionWeights: [{FunctionVersion: !GetAtt New.Version, FunctionWeight: WEIGHT}]
              M:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref Live, BatchSize: 1}
            """
        func failures(_ weight: Double) throws -> Int {
            let lab = try Lab(
                stack(queue, function("F", "Policies: [SQSPollerPolicy: {QueueName: !GetAtt Q.QueueName}]"), versions)
                    .replacing("WEIGHT", with: "\(weight)"),
                behaviours: ["New": try taking(0.01, fails: true), "Old": try taking(0.01)], until: 40,
                (0..<400).map { .send(1 + Double($0) / 20, "Q", "\($0)") })
            return lab.records(.invokeFunction).count { $0.outcome == .functionError }
        }
        let (none, quarter, all) = (try failures(0), try failures(0.25), try failures(1))
        #expect(none == 0)
        #expect((60...140).contains(quarter))
        #expect(all == 400)
    }

    @Test func functionURL() throws {
        let request: JSONValue = ["httpMethod": "GET", "path": "/"]
        let with = try Lab(
            stack(function("F", "FunctionUrlConfig: {AuthType: NONE}")), until: 9,
            [Step(1, .invokeFunctionURL, "F", request)])
        let without = try Lab(stack(function()), until: 9, [Step(1, .invokeFunctionURL, "F", request)])
        #expect(try with.outcome(0) == .ok)
        #expect(try without.outcome(0) == .notFound)
    }
}
