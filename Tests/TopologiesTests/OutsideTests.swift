import Templates
import Testing
import Topologies
import Values

@Suite("Systems outside of the stack")
struct OutsideTests {
    func topology(_ text: String) throws -> Topology { link(try readStack(text, file: "t.yaml") { _ in nil }) }

    @Test("An import, a parameter and a parameter store lead to the systems they name")
    func symbols() throws {
        let topology = try topology(
            """
            Parameters: {Stream: {Type: String}, TopicArn: {Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/topic}}
            Resources:
              Worker: {Type: AWS::Lambda::Function}
              A: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !ImportValue shop-orders, FunctionName: !Ref Worker}}
              B: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Stream, FunctionName: !Ref Worker}}
              C: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref TopicArn, Protocol: lambda, Endpoint: !GetAtt Worker.Arn}}
              D: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Sub "arn:aws:sns:us-east-1:123456789012:news", Protocol: lambda, Endpoint: !GetAtt Worker.Arn}}
            """)
        #expect(
            lines(topology) == [
                "external:shop-orders -poll-> Worker", "external:Stream -poll-> Worker",
                "external:/shop/topic -event-> Worker", "external:news -event-> Worker",
            ])
    }

    @Test("A role's permission on what another stack exports is a way to it")
    func permissions() throws {
        let topology = try topology(
            """
            Resources:
              Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: "dynamodb:PutItem", Resource: [!ImportValue table, !Join ["", [!ImportValue table, "/index/*"]]]}
                          - {Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::pictures/*"}
                          - {Effect: Allow, Action: "ses:SendEmail", Resource: "*"}
                          - {Effect: Allow, Action: "bedrock:InvokeModel", Resource: "arn:aws:bedrock:*::foundation-model/*"}
            """)
        #expect(
            lines(topology) == [
                "Worker -write-> external:table", "Worker -read-> external:pictures", "Worker -event-> external:SES",
                "Worker -call-> external:Bedrock",
            ])
        let broad = topology.findings.filter { $0.practice == "least-privilege-per-function" }
        #expect(
            broad.map(\.diagnostic.found) == [
                "'Role' allows 'ses:SendEmail' on '*'",
                "'Role' allows 'bedrock:InvokeModel' on 'arn:aws:bedrock:*::foundation-model/*'",
            ])
    }

    @Test("Each action of a statement works on the resources of its own service alone")
    func mixedStatements() throws {
        let topology = try topology(
            """
            Resources:
              Worker: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
              Queue: {Type: AWS::SQS::Queue}
              Table: {Type: AWS::DynamoDB::Table}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyDocument:
                        Statement: {Effect: Allow, Action: ["sqs:SendMessage", "dynamodb:GetItem"], Resource: [!GetAtt Queue.Arn, !GetAtt Table.Arn]}
            """)
        #expect(lines(topology) == ["Worker -event-> Queue", "Worker -read-> Table"])
    }

    @Test("What SAM makes has the line of the event or policy it is made for")
    func places() throws {
        let topology = try topology(
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Table: {Type: AWS::DynamoDB::Table}
              Bucket: {Type: AWS::S3::Bucket}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  InlineCode: x
                  Handler: a.b
                  Runtime: python3.12
                  Policies:
                    - DynamoDBReadPolicy: {TableName: !Ref Table}
                  Events:
                    Files: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: "s3:ObjectCreated:*"}}
                    Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}
            """)
        #expect(
            topology.edges.map { "\($0.id) \($0.position.line)" } == [
                "Bucket>Worker 14", "ServerlessHttpApi>Worker 15", "Worker>Table 12",
                "external:client>ServerlessHttpApi 15",
            ])
    }
}
