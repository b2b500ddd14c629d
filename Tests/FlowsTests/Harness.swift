import Flows
import Templates
import Topologies
import Values

/// A template and a scenario put together, as a user with two files would.
func session(
    template: String, flow: String, parameters: [String: String] = [:], faults: [String] = [], seed: UInt64 = 1,
    checkpointSpacing: Int = 10_000
) throws -> FlowSession {
    let stack = try readStack(template, file: "template.yaml", parameters: parameters, loadFile: { _ in nil })
    var scenario = try readScenario(flow, file: "flow.yaml")
    scenario.faults += try readFaults(faults)
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

/// A topic with a filtered subscription of a queue, and a function that polls the queue and writes to a table.
let shop = """
    AWSTemplateFormatVersion: "2010-09-09"
    Transform: AWS::Serverless-2016-10-31
    Parameters:
      MaxReceives: {Type: Number, Default: 20}
    Resources:
      Orders: {Type: AWS::SNS::Topic}
      ToJobs:
        Type: AWS::SNS::Subscription
        Properties:
          TopicArn: !Ref Orders
          Protocol: sqs
          Endpoint: !GetAtt Jobs.Arn
          RawMessageDelivery: true
          FilterPolicy: {kind: [order]}
      Allow:
        Type: AWS::SQS::QueuePolicy
        Properties:
          Queues: [!Ref Jobs]
          PolicyDocument:
            Statement:
              - {Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: "sqs:SendMessage", Resource: !GetAtt Jobs.Arn}
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 6
          RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: !Ref MaxReceives}
      Dead: {Type: AWS::SQS::Queue}
      Worker:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          Handler: index.handler
          InlineCode: "def handler(event, context): pass"
          Timeout: 5
          Policies:
            - Version: "2012-10-17"
              Statement:
                - {Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Items.Arn}
          Events:
            Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 5}}
      Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Worker, FunctionVersion: "1", Name: live}}
      Items:
        Type: AWS::DynamoDB::Table
        Properties:
          AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
          KeySchema: [{AttributeName: pk, KeyType: HASH}]
          BillingMode: PAY_PER_REQUEST
    """

/// Orders by the topic and bills straight to the queue, two a second for 40 s; what says that it is bad fails.
let trade = """
    id: trade
    name: Trade
    summary: Orders and bills are written to a table.
    for: 4m
    traffic:
      - id: orders
        to: Orders
        arrivals: {constant: {rate: 2/s}}
        until: 40s
        payload: {id.$: "States.Format('order-{}', $.index)", time.$: $.time}
        attributes: {kind: order}
      - id: bills
        to: Jobs
        arrivals: {constant: {rate: 2/s}}
        from: 250ms
        until: 40s
        payload: {id.$: "States.Format('bill-{}', $.index)", time.$: $.time}
    behaviour:
      Worker:
        duration: 50ms
        calls:
          - action: dynamodb:PutItem
            to: Items
            forEach: $.Records
            parameters: {Item: {pk: {S.$: $.body.id}}}
        fails:
          - {when: {body: {bad: [true]}}, error: Bad}
    """
