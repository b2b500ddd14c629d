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

    @Test func requestsHoldWhatAnIntegrationLooksForAndNameItsStream() throws {
        let run = try run(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: apigateway.amazonaws.com}, Action: "sts:AssumeRole"}]
                  Policies:
                    - PolicyName: put
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: "kinesis:Put*", Resource: !GetAtt Clicks.Arn}]
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: live
                  DefinitionBody:
                    openapi: 3.0.1
                    paths:
                      /streams/{name}/records:
                        put:
                          x-amazon-apigateway-integration:
                            type: aws
                            httpMethod: POST
                            credentials: !GetAtt Role.Arn
                            uri: !Sub "arn:aws:apigateway:${AWS::Region}:kinesis:action/PutRecords"
                            requestTemplates:
                              application/json: |
                                {"StreamName": "$input.params('name')", "Records": [
                                #foreach($one in $input.path('$.records'))
                                {"Data": "$util.base64Encode($one.data)", "PartitionKey": "$one.key"}
                                #if($foreach.hasNext),#end #end ]}
              Web:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    openapi: 3.0.1
                    paths:
                      /click:
                        post:
                          x-amazon-apigateway-integration:
                            type: aws_proxy
                            integrationSubtype: Kinesis-PutRecord
                            payloadFormatVersion: "1.0"
                            credentials: !GetAtt Role.Arn
                            requestParameters:
                              {StreamName: !Ref Clicks, Data: $request.body, PartitionKey: $request.body.page}
            """)
        let calls = (0..<run.recordCount).map { run.record($0) }
        #expect(calls.count { $0.action == "kinesis:PutRecords" && $0.outcome.isSuccess } == 60)
        #expect(calls.count { $0.action == "kinesis:PutRecord" && $0.outcome.isSuccess } == 60)
        #expect(run.value(of: .rejected, for: "Api") == 0 && run.value(of: .rejected, for: "Web") == 0)
        #expect(run.balance.isClosed)
    }

    @Test func everyConsumerGetsSomethingThatItsFilterLetsThrough() throws {
        let run = try run(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Runtime: python3.13, Handler: index.handler, InlineCode: "def handler(e, c): pass"}}
            Resources:
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
              News: {Type: AWS::SNS::Topic}
              Tell:
                Type: AWS::Serverless::Function
                Properties:
                  Policies: [SNSPublishMessagePolicy: {TopicName: !GetAtt News.TopicName}]
                  Events:
                    Paid:
                      Type: EventBridgeRule
                      Properties:
                        EventBusName: !Ref Bus
                        Pattern: {source: [shop], detail: {amount: [{numeric: [">", 100]}]}}
              Count:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Test:
                      Type: EventBridgeRule
                      Properties: {EventBusName: !Ref Bus, Pattern: {detail: {kind: [{prefix: test}]}}}
              Big:
                Type: AWS::Serverless::Function
                Properties:
                  Events: {News: {Type: SNS, Properties: {Topic: !Ref News, FilterPolicy: {size: [big]}}}}
              Small:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    News:
                      Type: SNS
                      Properties:
                        Topic: !Ref News
                        FilterPolicyScope: MessageBody
                        FilterPolicy: {size: [{numeric: ["<", 10]}]}
              Work: {Type: AWS::SQS::Queue}
              Paint:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Work:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Work.Arn
                        FilterCriteria: {Filters: [{Pattern: '{"body": {"colour": ["red"]}}'}]}
            """)
        for function in ["Tell", "Count", "Big", "Small", "Paint"] {
            #expect(run.value(of: .invocations, for: function) ?? 0 > 0, "\(function) gets nothing")
        }
        #expect(run.balance.isClosed)
    }

    @Test func requestsGoStraightToWhatIsBehindADistribution() throws {
        let run = try run(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Edge:
                Type: AWS::CloudFront::Distribution
                Properties:
                  DistributionConfig:
                    Enabled: true
                    Origins:
                      - Id: api
                        DomainName: !Sub "${Api}.execute-api.${AWS::Region}.amazonaws.com"
                        CustomOriginConfig: {OriginProtocolPolicy: https-only}
                    DefaultCacheBehavior: {TargetOriginId: api, ViewerProtocolPolicy: https-only}
              Api: {Type: AWS::Serverless::HttpApi}
              Answer:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Events: {Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /}}}
            """)
        #expect(run.value(of: .invocations, for: "Answer") == 60)
        #expect(
            run.findings.map(\.description) == [
                "template.yaml:3:3: warning: Edge (AWS::CloudFront::Distribution) is not emulated; "
                    + "requests go straight to what is behind it"
            ])
    }

    @Test func waysInThatAreNotEmulatedAreNamed() throws {
        let stack = try readStack(
            """
            Resources:
              Machine:
                Type: AWS::StepFunctions::StateMachine
                Properties: {RoleArn: "arn:aws:iam::123456789012:role/x", DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'}
            """, file: "template.yaml", loadFile: { _ in nil })
        let binding = FlowBinding(id: "", name: "template", stack: stack, topology: link(stack))
        let error = #expect(throws: Diagnostics.self) { try assumedScenario(for: binding, horizon: .seconds(60)) }
        #expect(
            error?.description == """
                template.yaml:2:3: error: no entry point of the template is emulated: Machine (AWS::StepFunctions::StateMachine); \
                traffic can go to APIs, queues, topics, event buses, streams, buckets and functions
                """)
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
