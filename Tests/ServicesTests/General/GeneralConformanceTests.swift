import Languages
import Simulation
import Testing
import Values

@testable import Services

/// A test for every row that belongs to no one service, named by its id.
@Suite struct GeneralConformanceTests {
    /// A topic that sends to a queue whose policy has these statements.
    private func topic(_ statements: String...) -> String {
        """
        Resources:
          T: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Q.Arn}]}}
          Q: {Type: AWS::SQS::Queue}
          P:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref Q]
              PolicyDocument: {Statement: [\(statements.joined(separator: ", "))]}
        """
    }

    private let allow =
        "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, Resource: !GetAtt Q.Arn}"
    private let publish = Step(1, .publish, "T", ["Message": "a"])

    private func sent(_ lab: Lab) throws -> Record { try #require(lab.records(.sendMessage, to: "Q").first) }

    @Test func implicitDeny() throws {
        let other = allow.replacing("sqs:SendMessage", with: "sqs:ReceiveMessage")
        let (allowed, denied) = (
            try sent(Lab(topic(allow), until: 5, [publish])), try sent(Lab(topic(other), until: 5, [publish]))
        )
        #expect(allowed.outcome == .ok)
        #expect(denied.outcome == .accessDenied && denied.rule == .implicitDeny)
    }

    @Test func explicitDeny() throws {
        let deny = "{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*'}"
        let denied = try sent(Lab(topic(allow, deny), until: 5, [publish]))
        #expect(denied.outcome == .accessDenied && denied.rule == .explicitDeny)
    }

    /// A function that writes to a table of so much capacity.
    private func writer(_ capacity: Int) -> String {
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): pass"
              Timeout: 60
              Policies: [{DynamoDBWritePolicy: {TableName: !Ref Items}}]
          Items:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
              ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: \(capacity)}
        """
    }

    private func writing(_ item: JSONValue, fails: Bool = false) throws -> [String: FunctionBehaviour] {
        var behaviour = FunctionBehaviour(duration: .constant(20_000_000), coldStart: .constant(0))
        behaviour.calls = [
            BehaviourCall(action: .putItem, resource: "Items", parameters: try PayloadTemplate(["Item": item]))
        ]
        if fails { behaviour.failures = [BehaviourFailure(error: "Broken")] }
        return ["F": behaviour]
    }

    private func invoke(_ at: Double) -> Step { Step(at, .invokeFunction, "F", ["Payload": [:]]) }

    @Test func sdkRetry() throws {
        // A write of 10 units overdraws a table of one unit a second; the next one, at once, is throttled.
        let large: JSONValue = ["pk": ["S": "a"], "text": ["S": JSONValue(String(repeating: "x", count: 10_000))]]
        let lab = try Lab(writer(1), behaviours: try writing(large), until: 90, [invoke(1), invoke(1.1)])
        let tries = lab.records(.putItem, to: "Items")
        #expect(tries.count == 4 && tries[0].outcome == .ok)
        #expect(tries.dropFirst().allSatisfy { $0.outcome == .provisionedThroughputExceeded })
        // A random part of 1 s, then of 2 s.
        let pauses = zip(tries.dropFirst(), tries.dropFirst(2)).map { $1.sent - $0.completed }
        #expect(pauses.count == 2 && pauses[0] <= second + 20_000_000 && pauses[1] <= 2 * second + 20_000_000)
    }

    @Test func callFailure() throws {
        let large: JSONValue = ["pk": ["S": "a"], "text": ["S": JSONValue(String(repeating: "x", count: 500_000))]]
        let lab = try Lab(writer(1), behaviours: try writing(large), until: 90, [invoke(1)])
        #expect(try lab.outcome(0) == .functionError)
        #expect(try lab.answer(0).rule == .callFailure)
    }

    @Test func flowFailure() throws {
        let lab = try Lab(
            writer(1), behaviours: try writing(["pk": ["S": "a"]], fails: true), until: 9, [invoke(1)])
        #expect(try lab.outcome(0) == .functionError)
        #expect(try lab.answer(0).rule == .flowFailure)
        #expect(lab.records(.putItem).isEmpty)
    }

    @Test func flowFault() throws {
        let lab = try Lab(
            writer(1), behaviours: try writing(["pk": ["S": "a"]]), faults: [(0.5, "F", .crashing(true))], until: 9,
            [invoke(1)])
        #expect(try lab.outcome(0) == .functionError)
        #expect(try lab.answer(0).rule == .flowFault)
    }

    @Test func unsupportedRequest() throws {
        let lab = try Lab(topic(allow), until: 5, [Step(1, .publish, "Q", ["Message": "a"])])
        #expect(try lab.outcome(0) == .validation)
        #expect(try lab.answer(0).rule == .unsupportedRequest)
    }
}
