import Flows
import Templates
import Testing
import Topologies
import Values

@Suite("Templates without a flow run on assumed traffic") struct AssumedScenarioTests {
    private func run(_ template: String, for horizon: TimeSpan = .seconds(60)) throws -> FlowRun {
        let stack = try readStack(template, file: "template.yaml", loadFile: { _ in nil })
        let binding = FlowBinding(id: "", name: "template", stack: stack, topology: link(stack))
        var session = try FlowSession(try assumedScenario(for: binding, horizon: horizon), bindings: [binding])
        session.finish()
        return session.runs[0]
    }

    private func actions(_ run: FlowRun) -> Set<String> {
        Set((0..<run.recordCount).map { run.record($0).action })
    }

    @Test func objectsThatPassTheFilterArePutIntoABucketWhoseFunctionReadsThem() throws {
        let run = try run(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Pictures: {Type: AWS::S3::Bucket}
              Small: {Type: AWS::S3::Bucket}
              Resize:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Policies:
                    - S3ReadPolicy: {BucketName: !Sub "pictures-${AWS::AccountId}"}
                  Events:
                    New:
                      Type: S3
                      Properties:
                        Bucket: !Ref Pictures
                        Events: s3:ObjectCreated:*
                        Filter: {S3Key: {Rules: [{Name: suffix, Value: .jpg}]}}
            """)
        #expect(actions(run).isSuperset(of: ["s3:PutObject", "lambda:Invoke"]))
        #expect(run.balance.isClosed)
    }

    @Test func aQueueBehindABucketTakesNothingFromOutsideThoughItsFunctionReadsTheBucket() throws {
        let stack = try readStack(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Pictures:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: pictures
                  NotificationConfiguration:
                    QueueConfigurations: [{Event: "s3:ObjectCreated:*", Queue: !GetAtt Work.Arn}]
              Work: {Type: AWS::SQS::Queue}
              Resize:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Policies: [S3ReadPolicy: {BucketName: pictures}]
                  Events: {Work: {Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}}
            """, file: "template.yaml", loadFile: { _ in nil })
        let binding = FlowBinding(id: "", name: "template", stack: stack, topology: link(stack))
        #expect(try assumedScenario(for: binding, horizon: .seconds(60)).traffic.map(\.id) == ["Pictures"])
    }

    @Test func itemsArePutIntoATableWhoseStreamSetsOffItsOwnWriters() throws {
        let run = try run(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Count:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Policies: [DynamoDBCrudPolicy: {TableName: !Ref Orders}]
                  Events:
                    Changes:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}
            """)
        #expect(actions(run).isSuperset(of: ["dynamodb:PutItem", "lambda:Invoke"]))
        #expect(run.balance.isClosed)
    }

    @Test func anAPIMadeWithATargetAndTheDefaultBusAreWaysIn() throws {
        let run = try run(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties:
                  Name: quick
                  ProtocolType: HTTP
                  Target: !GetAtt Answer.Arn
              Allowed:
                Type: AWS::Lambda::Permission
                Properties:
                  Action: lambda:InvokeFunction
                  Principal: apigateway.amazonaws.com
                  FunctionName: !Ref Answer
              Answer:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
              Hear:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Events:
                    Paid: {Type: EventBridgeRule, Properties: {Pattern: {source: [shop], detail-type: [Paid]}}}
            """)
        let invoked = (0..<run.recordCount).map { run.record($0) }.filter { $0.action == "lambda:Invoke" }
        #expect(Set(invoked.map(\.to)) == ["Answer", "Hear"])
        #expect(run.balance.isClosed)
    }

    @Test func aTableThatIsOnlyReadIsNoWayIn() throws {
        let stack = try readStack(
            """
            Resources:
              Orders: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: [{AttributeName: id, KeyType: HASH}]}}
            """, file: "template.yaml", loadFile: { _ in nil })
        let binding = FlowBinding(id: "", name: "template", stack: stack, topology: link(stack))
        #expect(throws: Diagnostics.self) { try assumedScenario(for: binding, horizon: .seconds(60)) }
    }
}
