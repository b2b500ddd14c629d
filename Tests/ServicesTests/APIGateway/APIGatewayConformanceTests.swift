import Simulation
import Testing
import Values

@testable import Services

/// A test for every row of API Gateway's table, named by its id, that looks at what a caller sees.
@Suite struct APIGatewayConformanceTests {
    /// A function behind both kinds of API.
    private func both(_ stage: String = "") -> String {
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): pass"
              Timeout: 60
              Events:
                Rest: {Type: Api, Properties: {Path: /orders, Method: post, RestApiId: !Ref Rest}}
                Http: {Type: HttpApi, Properties: {Path: /orders, Method: post, ApiId: !Ref Http}}
          Rest:
            Type: AWS::Serverless::Api
            Properties: {StageName: live\(stage.isEmpty ? "" : ", " + stage)}
          Http:
            Type: AWS::Serverless::HttpApi
        """
    }

    private func request(
        _ at: Double, _ api: String, _ path: String = "/orders", method: String = "POST", body: JSONValue = [:]
    ) -> Step {
        Step(at, .invokeAPI, api, ["httpMethod": JSONValue(method), "path": JSONValue(path), "body": body])
    }

    private func status(_ lab: Lab, _ step: Int) throws -> Int {
        try #require(try lab.answer(step).payload["statusCode"]?.integer)
    }

    private func behaviour(seconds: Double = 0.02, fails: Bool = false) -> [String: FunctionBehaviour] {
        var behaviour = FunctionBehaviour(duration: .constant(Int64(seconds * 1e9)), coldStart: .constant(0))
        if fails { behaviour.failures = [BehaviourFailure(error: "Broken")] }
        return ["F": behaviour]
    }

    // MARK: Rates

    @Test func accountThrottle() throws {
        // Ten seconds' worth of the account's rate comes within half a second.
        let many = (0..<5_200).map { request(1 + Double($0) * 1e-6, "Rest", "/nowhere") }
        let lab = try Lab(both(), until: 3, many + [request(2.5, "Rest", "/nowhere")])
        let refused = try (0..<5_200).filter { try lab.answer($0).rule == .accountThrottle }
        // Within the 5.2 ms 52 more come in than the burst.
        #expect(abs(refused.count - 148) < 3, "\(refused.count)")
        #expect(try lab.outcome(refused[0]) == .tooManyRequests)
        #expect(try lab.answer(5_200).rule == .routeNotFound)
    }

    @Test func stageThrottle() throws {
        let settings = "[{HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 2, ThrottlingBurstLimit: 3}]"
        let steps = (0..<5).map { request(1 + Double($0) / 100, "Rest") } + [request(3, "Rest")]
        let lab = try Lab(both("MethodSettings: \(settings)"), behaviours: behaviour(), until: 5, steps)
        #expect(try (0..<6).map { try lab.outcome($0) } == [.ok, .ok, .ok, .tooManyRequests, .tooManyRequests, .ok])
        #expect(try lab.answer(3).rule == .stageThrottle)
        let free = try Lab(both(), behaviours: behaviour(), until: 5, steps)
        #expect(try (0..<6).allSatisfy { try free.outcome($0) == .ok })
    }

    // MARK: Routes

    @Test func routeNotFound() throws {
        let lab = try Lab(
            both(), behaviours: behaviour(), until: 5,
            [request(1, "Rest", "/nowhere"), request(1, "Http", "/nowhere"), request(1, "Rest", method: "GET")])
        #expect(try [status(lab, 0), status(lab, 1), status(lab, 2)] == [403, 404, 403])
        #expect(try lab.answer(1).rule == .routeNotFound)
    }

    @Test func routePrecision() throws {
        func function(_ id: String, _ path: String, method: String = "get") -> String {
            """
              \(id):
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Events: {Http: {Type: HttpApi, Properties: {Path: "\(path)", Method: \(method), ApiId: !Ref Http}}}

            """
        }
        let lab = try Lab(
            "Resources:\n  Http: {Type: AWS::Serverless::HttpApi}\n" + function("Rest", "/orders/{all+}")
                + function("One", "/orders/{id}") + function("Open", "/orders/open")
                + function("Any", "/orders/open", method: "any"),
            until: 5,
            [
                request(1, "Http", "/orders/open", method: "GET"), request(2, "Http", "/orders/7", method: "GET"),
                request(3, "Http", "/orders/7/items", method: "GET"), request(4, "Http", "/orders/open"),
            ])
        let reached = lab.records(.invokeFunction).map { lab.cloud.components[Int($0.to.index)].logicalID }
        #expect(reached == ["Open", "One", "Rest", "Any"])
    }

    // MARK: Functions

    @Test func proxyEvent() throws {
        let steps = [request(1, "Rest", body: ["n": 1]), request(2, "Http", body: ["n": 1])]
        let lab = try Lab(both(), behaviours: behaviour(), until: 5, steps)
        let events = lab.records(.invokeFunction, to: "F").map { lab.archive.json($0.parameters) }
        #expect(events.count == 2)
        #expect(events[0]["httpMethod"] == "POST" && events[0]["resource"] == "/orders" && events[0]["version"] == nil)
        #expect(events[1]["version"] == "2.0" && events[1]["routeKey"] == "POST /orders")
        #expect(events.allSatisfy { $0["body"] == #"{"n":1}"# })
    }

    @Test func functionFailure() throws {
        let lab = try Lab(
            both(), behaviours: behaviour(fails: true), until: 5, [request(1, "Rest"), request(2, "Http")])
        #expect(try [status(lab, 0), status(lab, 1)] == [502, 500])
    }

    @Test func integrationTimeout() throws {
        let lab = try Lab(
            both(), behaviours: behaviour(seconds: 50), until: 90, [request(1, "Rest"), request(1, "Http")])
        #expect(try [lab.outcome(0), lab.outcome(1)] == [.integrationTimeout, .integrationTimeout])
        #expect(try abs(lab.answer(0).at - 30) < 0.1 && abs(lab.answer(1).at - 31) < 0.1)
        #expect(try status(lab, 0) == 504)
    }

    // MARK: Services

    /// An HTTP API with one route straight to a service.
    private func straight(_ subtype: String, _ parameters: String, _ action: String, _ resource: String) -> String {
        """
        Resources:
          Http: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: http, ProtocolType: HTTP}}
          Route:
            Type: AWS::ApiGatewayV2::Route
            Properties: {ApiId: !Ref Http, RouteKey: POST /orders, Target: !Sub "integrations/${Integration}"}
          Integration:
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              ApiId: !Ref Http
              IntegrationType: AWS_PROXY
              IntegrationSubtype: \(subtype)
              CredentialsArn: !GetAtt Role.Arn
              PayloadFormatVersion: "1.0"
              RequestParameters: \(parameters)
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies:
                - PolicyName: call
                  PolicyDocument: {Statement: [{Effect: Allow, Action: "\(action)", Resource: "*"}]}
          Target: \(resource)
        """
    }

    static let subtypes: [(subtype: String, parameters: String, action: Action, resource: String)] = [
        (
            "SQS-SendMessage", "{QueueUrl: !Ref Target, MessageBody: $request.body}", .sendMessage,
            "{Type: AWS::SQS::Queue}"
        ),
        (
            "EventBridge-PutEvents",
            "{EventBusName: !Ref Target, Source: shop, DetailType: order, Detail: $request.body}", .putEvents,
            "{Type: AWS::Events::EventBus, Properties: {Name: shop}}"
        ),
        (
            "Kinesis-PutRecord", "{StreamName: !Ref Target, PartitionKey: $request.body.id, Data: $request.body}",
            .putRecord, "{Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}"
        ),
    ]

    @Test func serviceIntegration() throws {
        for row in Self.subtypes {
            let lab = try Lab(
                straight(row.subtype, row.parameters, row.action.name, row.resource), until: 5,
                [request(1, "Http", body: ["id": "7"])])
            #expect(lab.findings.isEmpty, "\(lab.findings)")
            #expect(try status(lab, 0) == 200, "\(row.subtype)")
            let calls = lab.records(row.action, to: "Target")
            #expect(calls.map(\.outcome) == [.ok], "\(row.subtype)")
            #expect(lab.texts(calls).allSatisfy { $0.contains(#"{"id":"7"}"#) }, "\(lab.texts(calls))")
            // Without the permission of its role nothing gets there.
            let denied = try Lab(
                straight(row.subtype, row.parameters, "sns:Publish", row.resource), until: 5,
                [request(1, "Http", body: ["id": "7"])])
            #expect(try status(denied, 0) == 403, "\(row.subtype)")
        }
    }

    @Test func statusMapping() throws {
        let mapping = """
            {QueueUrl: !Ref Target, MessageBody: $request.body}
                  ResponseParameters:
                    "200": {ResponseParameters: [{Destination: overwrite:statuscode, Source: "202"}]}
            """
        let lab = try Lab(
            straight("SQS-SendMessage", mapping, "sqs:SendMessage", "{Type: AWS::SQS::Queue}"), until: 5,
            [request(1, "Http", body: ["id": "7"])])
        #expect(try status(lab, 0) == 202)
    }

    @Test func requestValidation() throws {
        let template = """
            Resources:
              Rest:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: live
                  DefinitionBody:
                    openapi: "3.0.1"
                    x-amazon-apigateway-request-validators: {all: {validateRequestBody: true}}
                    paths:
                      /orders:
                        post:
                          x-amazon-apigateway-request-validator: all
                          requestBody:
                            content: {application/json: {schema: {type: object, required: [id]}}}
                          x-amazon-apigateway-integration: {type: MOCK}
            """
        let lab = try Lab(
            template, until: 5, [request(1, "Rest", body: ["n": 1]), request(2, "Rest", body: ["id": "7"])])
        #expect(try status(lab, 0) == 400)
        #expect(try lab.answer(0).rule == .requestValidation)
        #expect(try lab.outcome(1) == .ok)
    }
}
