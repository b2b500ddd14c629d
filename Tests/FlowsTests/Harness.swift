import Flows
import Templates
import Topologies
import Values

/// A template and a scenario put together, as a user with two files would.
func session(
    template: String, flow: String, parameters: [String: String] = [:], seed: UInt64 = 1,
    checkpointSpacing: Int = 10_000
) throws -> FlowSession {
    let stack = try readStack(template, file: "template.yaml", parameters: parameters, loadFile: { _ in nil })
    let scenario = try readScenario(flow, file: "flow.yaml")
    let binding = FlowBinding(id: "", name: "template", stack: stack, topology: link(stack))
    return try FlowSession(scenario, bindings: [binding], seed: seed, checkpointSpacing: checkpointSpacing)
}

/// A queue with a dead-letter queue, a function that polls it, and a table it writes to.
let worker = """
    AWSTemplateFormatVersion: "2010-09-09"
    Transform: AWS::Serverless-2016-10-31
    Parameters:
      Visibility: {Type: Number, Default: 30}
      MaxReceives: {Type: Number, Default: 3}
      WriteCapacity: {Type: Number, Default: 100}
      Delay: {Type: Number, Default: 0}
      Retention: {Type: Number, Default: 345600}
      LargestMessage: {Type: Number, Default: 1048576}
      BatchSize: {Type: Number, Default: 10}
      BatchWindow: {Type: Number, Default: 0}
      Concurrency: {Type: Number, Default: 10}
      Timeout: {Type: Number, Default: 5}
    Resources:
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: !Ref Visibility
          DelaySeconds: !Ref Delay
          MessageRetentionPeriod: !Ref Retention
          MaximumMessageSize: !Ref LargestMessage
          RedrivePolicy:
            deadLetterTargetArn: !GetAtt Dead.Arn
            maxReceiveCount: !Ref MaxReceives
      Dead:
        Type: AWS::SQS::Queue
      Worker:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          Handler: index.handler
          InlineCode: "def handler(event, context): pass"
          Timeout: !Ref Timeout
          Policies:
            - Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Items.Arn}
          Events:
            Jobs:
              Type: SQS
              Properties:
                Queue: !GetAtt Jobs.Arn
                BatchSize: !Ref BatchSize
                MaximumBatchingWindowInSeconds: !Ref BatchWindow
                FunctionResponseTypes: [ReportBatchItemFailures]
                ScalingConfig: {MaximumConcurrency: !Ref Concurrency}
      Items:
        Type: AWS::DynamoDB::Table
        Properties:
          AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
          KeySchema: [{AttributeName: pk, KeyType: HASH}]
          ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: !Ref WriteCapacity}
    """

/// Jobs at a steady rate, each written to the table; some of them fail.
func jobs(rate: String = "10/s", until: String = "30s", fails: String = "", duration: String = "20ms") -> String {
    """
    id: jobs
    name: Jobs
    summary: Jobs are written to a table.
    for: 10m
    traffic:
      - id: jobs
        to: Jobs
        arrivals: {constant: {rate: \(rate)}}
        until: \(until)
        payload: {id.$: "States.Format('job-{}', $.index)", number.$: $.index}
    behaviour:
      Worker:
        duration: {constant: \(duration)}
        reportItemFailures: true
        calls:
          - action: dynamodb:PutItem
            to: Items
            forEach: $.Records
            parameters: {Item: {pk: {S.$: $.body.id}}}
        \(fails)
    """
}
