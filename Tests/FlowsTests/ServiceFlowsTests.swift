import Flows
import Testing
import Values

/// Whatever services a flow runs through: nothing is lost, every call lies on one edge of the topology, and neither
/// checkpoints nor going back change what happens.
@Suite struct ServiceFlowsTests {
    @Test func aScheduleSetsAFlowOffByItself() throws {
        let flow = """
            id: ticks
            name: Ticks
            summary: A schedule sends into a queue.
            for: 150s
            """
        func template(_ more: String) -> String {
            """
            Resources:
              Ticks: {Type: AWS::SQS::Queue}
            \(more)
            """
        }
        let rule = """
              Clock:
                Type: AWS::Events::Rule
                Properties:
                  ScheduleExpression: rate(1 minute)
                  Targets: [{Id: ticks, Arn: !GetAtt Ticks.Arn}]
              Allow:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Ticks]
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}
            """
        var session = try session(template: template(rule), flow: flow)
        session.finish()
        #expect(session.runs[0].value(of: .accepted, for: "Ticks") == 2)
        #expect {
            _ = try FlowsTests.session(template: template(""), flow: flow)
        } throws: {
            "\($0)".contains("nothing sets the flow 'ticks' off; expected 'traffic', or a schedule in the template")
        }
    }

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

    static let all: [ServiceFlow] = [orderedQueues, destinations, streams, objects, orderedTopic, schedules, pipes]

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

    private static let streams = ServiceFlow(
        "a Kinesis stream and a table's stream with a bad record each",
        """
          Clicks:
            Type: AWS::Kinesis::Stream
            Properties: {ShardCount: 2}
          Count:
            Type: AWS::Serverless::Function
            Properties:
              Policies: [{DynamoDBWritePolicy: {TableName: !Ref Totals}}]
              Events:
                Clicks:
                  Type: Kinesis
                  Properties:
                    Stream: !GetAtt Clicks.Arn
                    StartingPosition: TRIM_HORIZON
                    BatchSize: 4
                    BisectBatchOnFunctionError: true
                    MaximumRetryAttempts: 1
                    DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Bad.Arn}}
          Bad:
            Type: AWS::SQS::Queue
          Totals:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_IMAGE}
          Follow:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Totals:
                  Type: DynamoDB
                  Properties:
                    Stream: !GetAtt Totals.StreamArn
                    StartingPosition: LATEST
                    FunctionResponseTypes: [ReportBatchItemFailures]

        """,
        """
        traffic:
          - id: clicks
            to: Clicks
            arrivals: {constant: {rate: 4/s}}
            until: 10s
            payload: {number.$: $.index}
        behaviour:
          Count:
            duration: {constant: 20ms}
            fails: [{when: {kinesis: {data: {number: [7]}}}, error: Bad}]
            calls:
              - action: dynamodb:PutItem
                to: Totals
                forEach: $.Records
                parameters: {Item: {pk: {S.$: "States.Format('{}', $.kinesis.data.number)"}}}
          Follow:
            duration: {constant: 20ms}
            reportItemFailures: true
        """,
        expected: [("clicks", .accepted, 40), ("Bad", .deadLettered, 1), ("Follow", .duplicates, 0)])

    private static let objects = ServiceFlow(
        "a bucket that tells a queue, a topic, a function and the default bus",
        """
          Uploads:
            Type: AWS::S3::Bucket
            Properties:
              NotificationConfiguration:
                QueueConfigurations:
                  - {Event: "s3:ObjectCreated:*", Queue: !GetAtt Work.Arn, Filter: {S3Key: {Rules: [{Name: prefix, Value: a}]}}}
                EventBridgeConfiguration: {EventBridgeEnabled: true}
          Work:
            Type: AWS::SQS::Queue
          WorkPolicy:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref Work]
              PolicyDocument:
                Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}]
          Resize:
            Type: AWS::Serverless::Function
            Properties:
              Policies: [{S3CrudPolicy: {BucketName: !Ref Thumbnails}}]
              Events:
                Uploads: {Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}
                Created: {Type: EventBridgeRule, Properties: {Pattern: {source: [aws.s3], detail-type: [Object Created]}}}
          Thumbnails:
            Type: AWS::S3::Bucket

        """,
        """
        traffic:
          - id: uploads
            to: Uploads
            arrivals: {constant: {rate: 2/s}}
            until: 10s
            payload: {Key.$: "States.Format('{}/{}.jpg', States.ArrayGetItem(States.Array('a', 'b'), States.MathRandom(0, 2)), $.index)"}
        behaviour:
          Resize:
            duration: {constant: 20ms}
            calls: [{action: "s3:PutObject", to: Thumbnails, parameters: {Key.$: States.UUID()}}]
        """,
        expected: [("uploads", .accepted, 20), ("Uploads", .accepted, 20)])

    private static let orderedTopic = ServiceFlow(
        "a FIFO topic with two queues, and a topic with an HTTP endpoint",
        """
          News:
            Type: AWS::SNS::Topic
            Properties: {TopicName: news.fifo, FifoTopic: true, ContentBasedDeduplication: true}
          Left:
            Type: AWS::SQS::Queue
            Properties: {QueueName: left.fifo, FifoQueue: true}
          Right:
            Type: AWS::SQS::Queue
            Properties: {QueueName: right.fifo, FifoQueue: true}
          Policy:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref Left, !Ref Right]
              PolicyDocument:
                Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}]
          ToLeft:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Left.Arn}
          ToRight:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Right.Arn, FilterPolicy: {kind: [big]}}
          Alarms:
            Type: AWS::SNS::Topic
            Properties: {Subscription: [{Protocol: https, Endpoint: "https://partner.example.com/hook"}]}

        """,
        """
        traffic:
          - id: news
            to: News
            arrivals: {constant: {rate: 2/s}}
            until: 10s
            payload: {n.$: $.index}
            attributes: {kind: big}
            parameters: {MessageGroupId: all}
          - id: alarms
            to: Alarms
            arrivals: {constant: {rate: 1/s}}
            until: 5s
            payload: {n.$: $.index}
        """,
        expected: [("Left", .accepted, 20), ("Right", .accepted, 20), ("alarms", .accepted, 5)])

    private static let schedules = ServiceFlow(
        "a scheduled rule, a schedule, an archive with a replay, and an API destination",
        """
          Tick:
            Type: AWS::Serverless::Function
            Properties:
              Events:
                Minute: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
                Other: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(2 minutes)}}
          Shop:
            Type: AWS::Events::EventBus
            Properties: {Name: shop}
          Kept:
            Type: AWS::Events::Archive
            Properties: {SourceArn: !GetAtt Shop.Arn, ArchiveName: kept}
          Orders:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Shop
              EventPattern: {source: [shop]}
              Targets:
                - {Id: hook, Arn: !GetAtt Hook.Arn, RoleArn: !GetAtt Role.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}
          Connection:
            Type: AWS::Events::Connection
            Properties: {AuthorizationType: API_KEY}
          Hook:
            Type: AWS::Events::ApiDestination
            Properties:
              ConnectionArn: !GetAtt Connection.Arn
              HttpMethod: POST
              InvocationEndpoint: https://partner.example.com/orders
          Dead:
            Type: AWS::SQS::Queue
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies:
                - PolicyName: call
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "events:InvokeApiDestination", Resource: !GetAtt Hook.Arn}]

        """,
        """
        traffic:
          - id: orders
            to: Shop
            arrivals: {constant: {rate: 1/s}}
            until: 150s
            payload: {Source: shop, DetailType: order, Detail: {n.$: $.index}}
        """,
        expected: [("Tick", .invocations, 45), ("Hook", .calls, 150)])

    private static let pipes = ServiceFlow(
        "a pipe from a queue with enrichment to a bus, and one from a table's stream to a queue",
        """
          Inbox:
            Type: AWS::SQS::Queue
          Enrich:
            Type: AWS::Serverless::Function
          Shop:
            Type: AWS::Events::EventBus
            Properties: {Name: shop}
          First:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: !GetAtt Role.Arn
              Source: !GetAtt Inbox.Arn
              Enrichment: !GetAtt Enrich.Arn
              Target: !GetAtt Shop.Arn
              TargetParameters: {EventBridgeEventBusParameters: {Source: shop, DetailType: order}}
          Store:
            Type: AWS::Serverless::Function
            Properties:
              Policies: [{DynamoDBWritePolicy: {TableName: !Ref Items}}]
              Events:
                Order: {Type: EventBridgeRule, Properties: {EventBusName: !Ref Shop, Pattern: {source: [shop]}}}
          Items:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_IMAGE}
          Second:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: !GetAtt Role.Arn
              Source: !GetAtt Items.StreamArn
              SourceParameters: {DynamoDBStreamParameters: {StartingPosition: LATEST, BatchSize: 5}}
              Target: !GetAtt Outbox.Arn
          Outbox:
            Type: AWS::SQS::Queue
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies:
                - PolicyName: pipe
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"], Resource: !GetAtt Inbox.Arn}
                      - {Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Outbox.Arn}
                      - {Effect: Allow, Action: "lambda:InvokeFunction", Resource: !GetAtt Enrich.Arn}
                      - {Effect: Allow, Action: "events:PutEvents", Resource: !GetAtt Shop.Arn}
                      - {Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt Items.StreamArn}

        """,
        """
        traffic:
          - id: inbox
            to: Inbox
            arrivals: {constant: {rate: 2/s}}
            until: 10s
            payload: {n.$: $.index}
        behaviour:
          Enrich: {duration: {constant: 20ms}}
          Store:
            duration: {constant: 20ms}
            calls: [{action: "dynamodb:PutItem", to: Items, parameters: {Item: {pk: {S.$: States.UUID()}}}}]
        """,
        expected: [("Inbox", .delivered, 20), ("Outbox", .accepted, 20)])
}
