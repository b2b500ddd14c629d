import Testing
import Topologies

@Suite("APIs")
struct APITests {
    @Test("A method that proxies to a function is a call, and a client stands in front of the API")
    func proxy() throws {
        let topology = link(
            try stack(
                """
                {
                  "Api": {"Type": "AWS::ApiGateway::RestApi"},
                  "OrdersResource": {"Type": "AWS::ApiGateway::Resource", "Properties": {
                    "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}, "PathPart": "orders"}},
                  "One": {"Type": "AWS::ApiGateway::Resource", "Properties": {
                    "RestApiId": {"Ref": "Api"}, "ParentId": {"Ref": "OrdersResource"}, "PathPart": "{id}"}},
                  "Post": {"Type": "AWS::ApiGateway::Method", "Properties": {
                    "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "One"}, "HttpMethod": "POST",
                    "Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri":
                      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Handler/invocations"}}},
                  "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"}},
                  "Handler": {"Type": "AWS::Lambda::Function"}
                }
                """))
        #expect(lines(topology) == ["Api -call-> Handler (POST /orders/{id})", "external:client -call-> Api"])
        #expect(topology.nodes.filter(\.isEntry).map(\.id) == ["external:client"])
        #expect(topology.folded["Stage"] == .node("Api"))
        let index = topology.edgeIndex()
        #expect(
            index.edge(for: "external:client", resource: "Api", action: "execute-api:Invoke")
                == .edge("external:client>Api"))
        #expect(
            index.edge(for: "external:client", resource: "Stage", action: "execute-api:Invoke")
                == .edge("external:client>Api"))
        #expect(index.edge(for: "Api", resource: "Handler", action: "lambda:Invoke") == .edge("Api>Handler"))
        #expect(index.edge(for: "Stage", resource: "Handler", action: "lambda:Invoke") == .edge("Api>Handler"))
    }

    @Test(
        "A service integration finds its resource by reference, by the name in its template, or by its role",
        arguments: [
            (
                #""Uri": "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem", "RequestTemplates": {"application/json": "{\"TableName\":\"Music\"}"}"#,
                "Api -write-> Table (POST /)"
            ),
            (
                #""Uri": "arn:aws:apigateway:us-east-1:dynamodb:action/Query", "RequestTemplates": {"application/json": "{\"TableName\":\"Music\"}"}"#,
                "Api -read-> Table (POST /)"
            ),
            (
                #""Uri": "arn:aws:apigateway:us-east-1:sqs:path/123456789012/Queue", "RequestTemplates": {"application/json": "Action=SendMessage&MessageBody=x"}"#,
                "Api -event-> Queue (POST /)"
            ),
            (
                #""Uri": "arn:aws:apigateway:us-east-1:kinesis:action/PutRecord", "Credentials": {"Fn::GetAtt": ["Role", "Arn"]}"#,
                "Api -event-> Stream (POST /)"
            ),
            (
                #""Uri": "arn:aws:apigateway:us-east-1:events:action/PutEvents""#,
                "Api -event-> default (POST /)"
            ),
            (
                #""Uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:Other:live/invocations""#,
                "Api -call-> external:Other (POST /)"
            ),
        ])
    func serviceIntegrations(integration: String, expected: String) throws {
        let topology = link(
            try stack(
                """
                {
                  "Api": {"Type": "AWS::ApiGateway::RestApi"},
                  "Post": {"Type": "AWS::ApiGateway::Method", "Properties": {
                    "RestApiId": {"Ref": "Api"}, "ResourceId": {"Fn::GetAtt": ["Api", "RootResourceId"]}, "HttpMethod": "POST",
                    "Integration": {"Type": "AWS", \(integration)}}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
                    {"Effect": "Allow", "Action": "kinesis:*", "Resource": {"Fn::GetAtt": ["Stream", "Arn"]}}]}}]}},
                  "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "Music"}},
                  "Queue": {"Type": "AWS::SQS::Queue"},
                  "Stream": {"Type": "AWS::Kinesis::Stream"}
                }
                """))
        #expect(lines(topology).first == expected)
    }

    @Test("HTTP APIs name the action in the integration's subtype, in resources and in OpenAPI")
    func subtypes() throws {
        let topology = link(
            try stack(
                """
                {
                  "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": {"openapi": "3.0.1", "paths": {"/run": {"post": {
                    "x-amazon-apigateway-integration": {"integrationSubtype": "StepFunctions-StartSyncExecution",
                      "requestParameters": {"StateMachineArn": {"Fn::GetAtt": ["Flow", "Arn"]}}}}}}}}},
                  "Integration": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"ApiId": {"Ref": "Api"},
                    "IntegrationType": "AWS_PROXY", "IntegrationSubtype": "SQS-SendMessage",
                    "RequestParameters": {"QueueUrl": {"Ref": "Queue"}, "MessageBody": "$request.body"}}},
                  "Route": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {
                    "ApiId": {"Ref": "Api"}, "RouteKey": "POST /orders", "Target": "integrations/Integration"}},
                  "Queue": {"Type": "AWS::SQS::Queue"},
                  "Flow": {"Type": "AWS::StepFunctions::StateMachine"}
                }
                """))
        #expect(
            lines(topology) == [
                "Api -call-> Flow (POST /run)", "Api -event-> Queue (POST /orders)", "external:client -call-> Api",
            ])
        #expect(topology.folded["Route"] == .edges(["Api>Queue"]))
    }

    @Test("Authorizers are asked before the integration, whether resources or part of OpenAPI declare them")
    func authorizers() throws {
        let topology = link(
            try stack(
                """
                {
                  "Pool": {"Type": "AWS::Cognito::UserPool"},
                  "Check": {"Type": "AWS::Lambda::Function"},
                  "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {"swagger": "2.0", "paths": {},
                    "securityDefinitions": {"Users": {"type": "apiKey", "x-amazon-apigateway-authorizer": {
                      "type": "cognito_user_pools", "providerARNs": [{"Fn::GetAtt": ["Pool", "Arn"]}]}}}}}},
                  "Gate": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"RestApiId": {"Ref": "Api"}, "Type": "TOKEN",
                    "AuthorizerUri": {"Fn::Sub": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Check.Arn}/invocations"}}}
                }
                """))
        #expect(
            lines(topology) == [
                "Api -call-> Pool (authorizer)", "Api -call-> Check (authorizer)", "external:client -call-> Api",
            ])
    }
}
