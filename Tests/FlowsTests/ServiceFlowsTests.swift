import Flows
import Testing
import Values

/// Whatever services a flow runs through: nothing is lost, every call lies on one edge of the topology, and neither
/// checkpoints nor going back change what happens.
@Suite struct ServiceFlowsTests {
    @Test(arguments: ServiceFlow.all) func theRunKeepsItsPromises(_ flow: ServiceFlow) throws {
        var straight = try session(template: flow.template, flow: flow.scenario)
        straight.finish()
        let run = straight.runs[0]
        #expect(run.balance.isClosed, "\(run.balance)")
        for stray in run.strayCalls.prefix(5) {
            Issue.record("\(stray.record.from) \(stray.record.action) \(stray.record.to): \(stray.match)")
        }
        for (name, metric, expected) in flow.expected {
            #expect(run.value(of: metric, for: name) == expected, "\(metric) of \(name)")
        }
        let lines = (0..<run.recordCount).map { run.line($0, withPayload: true) }

        var restless = try session(template: flow.template, flow: flow.scenario, checkpointSpacing: 17)
        restless.runs[0].advance(to: .seconds(40))
        restless.runs[0].rewind(to: .seconds(13))
        restless.runs[0].advance(to: .seconds(90))
        restless.runs[0].rewind(to: .seconds(61))
        restless.finish()
        let again = restless.runs[0]
        let same = (0..<again.recordCount).map { again.line($0, withPayload: true) } == lines
        #expect(same, "going back and forth changed the journal")
    }
}

/// A template and a scenario that go through some services, and what must come of them.
struct ServiceFlow: Sendable, CustomTestStringConvertible {
    var name: String
    var template: String
    var scenario: String
    var expected: [(String, Metric, Double)]

    var testDescription: String { name }

    init(_ name: String, _ resources: String, _ scenario: String, expected: [(String, Metric, Double)]) {
        self.name = name
        template = "Transform: AWS::Serverless-2016-10-31\n" + ServiceFlow.shared + resources
        self.scenario = "id: flow\nname: Flow\nsummary: Runs.\nfor: 30m\n" + scenario
        self.expected = expected
    }

    /// Properties that every function here needs.
    private static let shared = """
        Globals:
          Function: {Runtime: python3.13, Handler: index.handler, InlineCode: "def handler(event, context): pass"}
        Resources:

        """

    static let all: [ServiceFlow] = [orderedQueues, destinations]

    private static let orderedQueues = ServiceFlow(
        "FIFO queues with a poison message and a redrive after the fix",
        """
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: orders.fifo
              FifoQueue: true
              ContentBasedDeduplication: true
              VisibilityTimeout: 10
              RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}
          Dead:
            Type: AWS::SQS::Queue
            Properties: {QueueName: dead.fifo, FifoQueue: true}
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Orders:
                  Type: SQS
                  Properties: {Queue: !GetAtt Orders.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]}

        """,
        """
        traffic:
          - id: orders
            to: Orders
            arrivals: {constant: {rate: 2/s}}
            until: 30s
            payload: {number.$: $.index}
            parameters: {MessageGroupId.$: "States.ArrayGetItem(States.Array('a', 'b', 'c'), States.MathRandom(0, 3))"}
        behaviour:
          Worker:
            duration: {constant: 100ms}
            reportItemFailures: true
            fails: [{when: {body: {number: [7]}}, error: Bad}]
        faults:
          - {name: fix, to: Worker, at: 2m}
          - {name: redrive, to: Dead, at: 3m}
        """,
        expected: [("orders", .accepted, 60), ("Orders", .delivered, 60), ("Dead", .deadLettered, 0)])

    private static let destinations = ServiceFlow(
        "a function URL, an alias, and asynchronous invocations with destinations",
        """
          Front:
            Type: AWS::Serverless::Function
            Properties:
              FunctionUrlConfig: {AuthType: NONE}
              Policies: [{LambdaInvokePolicy: {FunctionName: !Ref Work}}]
          Work:
            Type: AWS::Serverless::Function
            Properties:
              EventInvokeConfig:
                MaximumRetryAttempts: 1
                DestinationConfig:
                  OnSuccess: {Type: SQS, Destination: !GetAtt Done.Arn}
                  OnFailure: {Type: SNS, Destination: !Ref Alarm}
          Done:
            Type: AWS::SQS::Queue
          Alarm:
            Type: AWS::SNS::Topic
          Page:
            Type: AWS::Serverless::Function
            Properties:
              AutoPublishAlias: live
              Events: {Alarm: {Type: SNS, Properties: {Topic: !Ref Alarm}}}

        """,
        """
        traffic:
          - id: requests
            to: Front
            request: {method: POST, path: /}
            arrivals: {constant: {rate: 1/s}}
            until: 20s
            payload: {number.$: $.index}
        behaviour:
          Front:
            duration: {constant: 10ms}
            calls:
              - {action: "lambda:Invoke", to: Work, parameters: {InvocationType: Event, Payload: {body.$: $.body}}}
          Work:
            duration: {constant: 50ms}
            fails: [{when: {body: {number: [3]}}, error: Bad}]
        """,
        expected: [
            ("requests", .accepted, 20), ("Done", .accepted, 19), ("Alarm", .accepted, 1), ("Page", .invocations, 1),
        ])
}
