import Templates
import Testing
import Values

private let head = "Transform: AWS::Serverless-2016-10-31\n"

private func stack(_ text: String, loadFile: (String) -> String? = { _ in nil }) throws -> Stack {
    let stack = try readStack(head + text, file: "t.yaml", loadFile: loadFile)
    #expect(stack.diagnostics.isEmpty, "\(stack.diagnostics)")
    return stack
}

private func listing(_ stack: Stack) -> [String] { stack.resources.map { "\($0.logicalID): \($0.type)" } }

@Test func aFunctionBehindAnAPIAndAQueueExpandsToWhatSAMMakes() throws {
    let stack = try stack(
        """
        Globals: {Function: {Runtime: python3.12, Timeout: 20, Environment: {Variables: {A: "1"}}}}
        Resources:
          Queue: {Type: AWS::SQS::Queue}
          Writer:
            Type: AWS::Serverless::Function
            Properties:
              Handler: index.handler
              InlineCode: "def handler(event, context): pass"
              Timeout: 5
              ReservedConcurrentExecutions: 3
              Environment: {Variables: {QUEUE: !Ref Queue}}
              Policies:
                - SQSSendMessagePolicy: {QueueName: !GetAtt Queue.QueueName}
              Events:
                Post: {Type: Api, Properties: {Path: "/orders/{id}", Method: post}}
                Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 5}}
        """
    )
    #expect(
        listing(stack).map { $0.replacing(/Deployment[0-9a-f]{10}/, with: "Deployment#") } == [
            "Queue: AWS::SQS::Queue",
            "Writer: AWS::Lambda::Function",
            "WriterPostPermissionProd: AWS::Lambda::Permission",
            "WriterQueue: AWS::Lambda::EventSourceMapping",
            "WriterRole: AWS::IAM::Role",
            "ServerlessRestApi: AWS::ApiGateway::RestApi",
            "ServerlessRestApiDeployment#: AWS::ApiGateway::Deployment",
            "ServerlessRestApiProdStage: AWS::ApiGateway::Stage",
        ]
    )
    let function = try #require(stack["Writer"])
    #expect(function.properties["Timeout"] == 5)
    #expect(function.properties["Runtime"] == "python3.12")
    #expect(function.properties["ReservedConcurrentExecutions"] == 3)
    #expect(function.properties["Code"]?["ZipFile"]?.string?.hasPrefix("def handler") == true)
    #expect(
        function.properties["Environment"]?["Variables"]
            == ["A": "1", "QUEUE": "https://sqs.us-east-1.amazonaws.com/123456789012/Queue"]
    )
    #expect(function.references.contains { $0.path == ["Environment", "Variables", "QUEUE"] && $0.target == "Queue" })
    let statement = stack["WriterRole"]?.properties["Policies"]?[0]?["PolicyDocument"]?["Statement"]?[0]
    #expect(statement?["Resource"] == "arn:aws:sqs:us-east-1:123456789012:Queue")
    #expect(statement?["Action"] == ["sqs:SendMessage*"])
    let mapping = try #require(stack["WriterQueue"])
    #expect(mapping.properties["EventSourceArn"] == "arn:aws:sqs:us-east-1:123456789012:Queue")
    #expect(mapping.expandedFrom == "Writer")
    #expect(mapping.expandedFromType == "AWS::Serverless::Function")
    #expect(mapping.position.line == 17)
    let uri = stack["ServerlessRestApi"]?.properties["Body"]?["paths"]?["/orders/{id}"]?["post"]?[
        "x-amazon-apigateway-integration"
    ]?["uri"]?.string
    #expect(uri.flatMap { stack.resource(arn: $0) }?.logicalID == "Writer")
    #expect(
        stack["WriterPostPermissionProd"]?.properties["SourceArn"]
            == "arn:aws:execute-api:us-east-1:123456789012:ServerlessRestApi/*/POST/orders/*"
    )
}

@Test func anHTTPAPIKeepsItsDocumentAndStage() throws {
    let stack = try stack(
        """
        Resources:
          Api:
            Type: AWS::Serverless::HttpApi
            Properties: {StageName: live, DefinitionUri: api.yaml}
          Outputs: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Api.Stage}}
        """,
        loadFile: { $0 == "api.yaml" ? "openapi: 3.0.1\npaths: {/a: {get: {}}}\n" : nil }
    )
    #expect(listing(stack).prefix(2) == ["Api: AWS::ApiGatewayV2::Api", "ApiliveStage: AWS::ApiGatewayV2::Stage"])
    #expect(stack["Api"]?.properties["Body"]?["paths"] == ["/a": ["get": [:]]])
    #expect(stack["Outputs"]?.properties["Value"] == "live")
}

@Test func mistakesInServerlessResourcesAreNamedWithThePlace() {
    let text =
        head + """
            Resources:
              Fn:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: index.handler
                  InlineCode: x
                  Timout: 3
                  Policies: [{SQSPollerPolicies: {}}, {SQSPollerPolicy: {Queue: x}}]
                  Events:
                    A: {Type: Apy}
                    B: {Type: Api, Properties: {Path: /a}}
                    C: {Type: S3, Properties: {Bucket: !Ref Buckt, Events: "s3:ObjectCreated:*"}}
              Bucket: {Type: AWS::S3::Bucket}
            """
    let found = readingStack(text, file: "t.yaml") { _ in nil }.diagnostics.map(\.description)
    #expect(
        found.contains(
            "t.yaml:8:7: error: unknown property 'Timout' of 'Fn'; use one that its type has; did you mean 'Timeout'?"))
    #expect(found.contains { $0.hasPrefix("t.yaml:9:19: error: unknown policy template 'SQSPollerPolicies'") })
    #expect(found.contains { $0.hasPrefix("t.yaml:9:62: error: unknown parameter 'Queue' of 'SQSPollerPolicy'") })
    #expect(found.contains { $0.hasPrefix("t.yaml:11:19: error: unknown event type 'Apy'") })
    #expect(found.contains("t.yaml:12:9: error: event 'B' without 'Method'; add the property 'Method'"))
    #expect(found.contains { $0.hasPrefix("t.yaml:13:44: error: an S3 event of a bucket outside this template") })
}

@Test func eventSourcesBringTheirSubscriptionsMappingsAndPermissions() throws {
    let stack = try stack(
        """
        Resources:
          Topic: {Type: AWS::SNS::Topic}
          Bucket: {Type: AWS::S3::Bucket}
          Fn:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.b
              Runtime: python3.12
              CodeUri: src/
              AutoPublishAlias: live
              EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS}}}
              Events:
                Files: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: "s3:ObjectCreated:*"}}
                News: {Type: SNS, Properties: {Topic: !Ref Topic, FilterPolicy: {kind: [order]}}}
                Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}, DeadLetterConfig: {Type: SQS}}}
        """
    )
    #expect(
        listing(stack).map { $0.replacing(/Version[0-9a-f]{10}/, with: "Version#") } == [
            "Topic: AWS::SNS::Topic",
            "Bucket: AWS::S3::Bucket",
            "Fn: AWS::Lambda::Function",
            "FnVersion#: AWS::Lambda::Version",
            "FnAliaslive: AWS::Lambda::Alias",
            "FnEventInvokeConfigOnFailureQueue: AWS::SQS::Queue",
            "FnEventInvokeConfig: AWS::Lambda::EventInvokeConfig",
            "FnFilesPermission: AWS::Lambda::Permission",
            "FnNewsPermission: AWS::Lambda::Permission",
            "FnNews: AWS::SNS::Subscription",
            "FnRuleQueue: AWS::SQS::Queue",
            "FnRuleQueuePolicy: AWS::SQS::QueuePolicy",
            "FnRule: AWS::Events::Rule",
            "FnRulePermission: AWS::Lambda::Permission",
            "FnRole: AWS::IAM::Role",
        ]
    )
    let alias = "arn:aws:lambda:us-east-1:123456789012:function:Fn:live"
    #expect(stack["FnNews"]?.properties["Endpoint"]?.string == alias)
    #expect(stack["FnRule"]?.properties["Targets"]?[0]?["Arn"]?.string == alias)
    let notification = stack["Bucket"]?.properties["NotificationConfiguration"]?["LambdaConfigurations"]?[0]
    #expect(notification == ["Function": JSONValue(alias), "Event": "s3:ObjectCreated:*"])
    #expect(stack["Bucket"]?.dependsOn == ["FnFilesPermission"])
    #expect(
        stack["FnEventInvokeConfig"]?.properties["DestinationConfig"]?["OnFailure"]?["Destination"]
            == "arn:aws:sqs:us-east-1:123456789012:FnEventInvokeConfigOnFailureQueue"
    )
}

@Test func stateMachinesHoldTheirDefinitionWithSubstitutionsPutIn() throws {
    let stack = try stack(
        """
        Resources:
          Queue: {Type: AWS::SQS::Queue}
          Machine:
            Type: AWS::Serverless::StateMachine
            Properties:
              DefinitionUri: flow.asl.json
              DefinitionSubstitutions: {QueueUrl: !Ref Queue, Wait: 30}
              Policies: [SQSSendMessagePolicy: {QueueName: !GetAtt Queue.QueueName}]
              Events: {Hourly: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}}
        """,
        loadFile: {
            $0 == "flow.asl.json"
                ? """
                {"StartAt": "Send", "States": {"Send": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                 "Parameters": {"QueueUrl": "${QueueUrl}", "MessageBody": "to ${QueueUrl} ${Other}"}, "End": true}}}
                """ : nil
        }
    )
    let machine = try #require(stack["Machine"])
    let parameters = try machine.stateMachineDefinition()?["States"]?["Send"]?["Parameters"]
    #expect(parameters?["QueueUrl"] == "https://sqs.us-east-1.amazonaws.com/123456789012/Queue")
    #expect(parameters?["MessageBody"] == "to https://sqs.us-east-1.amazonaws.com/123456789012/Queue ${Other}")
    #expect(
        machine.references.contains {
            $0.target == "Queue" && $0.path == ["Definition", "States", "Send", "Parameters", "QueueUrl"]
        }
    )
    #expect(stack["MachineHourlyRole"]?.type == "AWS::IAM::Role")
    #expect(stack["MachineHourly"]?.properties["Targets"]?[0]?["Arn"]?.string == machine.arn)
}

@Test func connectorsWriteThePoliciesOut() throws {
    let stack = try stack(
        """
        Resources:
          Fn:
            Type: AWS::Serverless::Function
            Connectors: {Save: {Properties: {Destination: {Id: Table}, Permissions: [Write]}}}
            Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12}
          Table: {Type: AWS::Serverless::SimpleTable}
        """
    )
    let policy = try #require(stack["FnSavePolicy"])
    #expect(policy.properties["Roles"] == ["FnRole"])
    let statement = policy.properties["PolicyDocument"]?["Statement"]?[0]
    #expect(statement?["Action"]?.array?.contains("dynamodb:PutItem") == true)
    #expect(statement?["Resource"]?[0]?.string == stack.arn(of: "Table"))
}
