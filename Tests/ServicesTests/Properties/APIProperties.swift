import Testing
import Values

@testable import Services

/// Stages of APIs.
extension PropertyRow {
    private static func get(_ at: Double) -> Step {
        Step(at, .invokeAPI, "Api", ["httpMethod": "GET", "path": "/a"])
    }
    private static let three = (0..<3).map { get(1 + Double($0) / 1_000) }

    private static let stages = PropertyRows(
        type: "AWS::ApiGatewayV2::Stage",
        template: Parts.of("Api", "AWS::ApiGatewayV2::Api", "Name: api, ProtocolType: HTTP") + Parts.function("F")
            + Parts.function("G") + Parts.role
                + """
                  Route:
                    Type: AWS::ApiGatewayV2::Route
                    Properties: {ApiId: !Ref Api, RouteKey: GET /a, Target: !Sub "integrations/${Integration}"}
                  Integration:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Api
                      IntegrationType: AWS_PROXY
                      PayloadFormatVersion: "2.0"
                      IntegrationUri: "arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.who}"
                  Stage:
                    Type: AWS::ApiGatewayV2::Stage
                    Properties: {ApiId: !Ref Api, StageName: $default, %}

                """)
    private static let who = "StageVariables: {who: F}"

    static let ofHTTPStages: [PropertyRow] = [
        stages.row(
            "StageVariables", "proxyEvent", ["StageVariables: {who: F}", "StageVariables: {who: G}"], [get(1)],
            shows: ["1 0", "0 1"]
        ) { $0.count(.invokeFunction, to: "F") + " " + $0.count(.invokeFunction, to: "G") },
        stages.row(
            "DefaultRouteSettings", "stageThrottle",
            [who, who + ", DefaultRouteSettings: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2}"], three,
            shows: ["ok ok ok", "ok ok tooManyRequests"]
        ) { try $0.outcomes(0, 1, 2) },
        stages.row(
            "RouteSettings", "stageThrottle",
            [who, who + ", RouteSettings: {\"GET /a\": {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1}}"], three,
            shows: ["ok ok ok", "ok tooManyRequests tooManyRequests"]
        ) { try $0.outcomes(0, 1, 2) },
    ]

    private static let deployments = PropertyRows(
        type: "AWS::ApiGateway::Deployment",
        template: """
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Body: {openapi: 3.0.1, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}}
              D: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: live, %}}

            """)

    static let ofDeployments: [PropertyRow] = [
        deployments.row(
            "StageDescription", "stageThrottle",
            [
                "",
                "StageDescription: {MethodSettings: [{ResourcePath: /*, HttpMethod: '*', ThrottlingRateLimit: 1, "
                    + "ThrottlingBurstLimit: 2}]}",
            ], three, shows: ["ok ok ok", "ok ok tooManyRequests"]
        ) { try $0.outcomes(0, 1, 2) }
    ]
}
