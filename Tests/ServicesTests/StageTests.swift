import Testing
import Values

@testable import Services

/// Requests to the stages of an API: each with its variables, its limits and its way to the integration.
@Suite struct StageTests {
    private func get(_ at: Double, _ path: String, stage: String? = nil, body: JSONValue? = nil) -> Step {
        var request = JSONObject()
        request["httpMethod"] = body == nil ? "GET" : "POST"
        request["path"] = JSONValue(path)
        request["stage"] = stage.map { JSONValue($0) }
        request["body"] = body
        return Step(at, .invokeAPI, "Api", JSONValue(request))
    }

    /// A REST API whose stages call different functions by a variable, with limits of their own.
    private let staged = """
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              Body:
                openapi: 3.0.1
                paths:
                  /a: &get
                    get:
                      x-amazon-apigateway-integration:
                        type: aws_proxy
                        httpMethod: POST
                        uri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${!stageVariables.who}/invocations"
                  /b: *get
          Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
          Test:
            Type: AWS::ApiGateway::Stage
            Properties:
              RestApiId: !Ref Api
              DeploymentId: !Ref Deployment
              StageName: test
              Variables: {who: tester}
              MethodSettings:
                - {ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1}
                - {ResourcePath: "/~1b", HttpMethod: GET, ThrottlingRateLimit: 1, ThrottlingBurstLimit: 3}
          Live:
            Type: AWS::ApiGateway::Stage
            Properties:
              {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: live, Variables: {who: server}}
          Tester: &function
            Type: AWS::Lambda::Function
            Properties:
              {FunctionName: tester, Runtime: python3.13, Handler: index.handler, Role: "arn:aws:iam::1:role/x", Code: {ZipFile: "x"}}
          Server:
            Type: AWS::Lambda::Function
            Properties:
              {FunctionName: server, Runtime: python3.13, Handler: index.handler, Role: "arn:aws:iam::1:role/x", Code: {ZipFile: "x"}}
          TesterAllows:
            Type: AWS::Lambda::Permission
            Properties: {Action: lambda:InvokeFunction, FunctionName: tester, Principal: apigateway.amazonaws.com}
          ServerAllows:
            Type: AWS::Lambda::Permission
            Properties:
              Action: lambda:InvokeFunction
              FunctionName: server
              Principal: apigateway.amazonaws.com
              SourceArn: !Sub "arn:aws:execute-api:us-east-1:123456789012:${Api}/live/GET/*"
        """

    @Test func aStagesVariableSaysWhichFunctionAnswers() throws {
        let lab = try Lab(
            staged, until: 10,
            [get(1, "/a", stage: "test"), get(2, "/a", stage: "live"), get(3, "/a"), get(4, "/a", stage: "nowhere")])
        #expect(try (0..<4).map { try lab.outcome($0) } == [.ok, .ok, .ok, .accessDenied])
        #expect(lab.records(.invokeFunction, to: "Tester").count == 2, "the first stage is asked where none is named")
        let event = try #require(lab.records(.invokeFunction, to: "Server").first)
        let carried = lab.archive.json(event.parameters)
        #expect(carried["stageVariables"]?["who"] == "server")
        #expect(carried["requestContext"]?["stage"] == "live")
    }

    @Test func limitsOfAStageHoldForEachRouteByItselfAndNotForOtherStages() throws {
        let asked = ["/a", "/a", "/b", "/b", "/b", "/b"]
        let lab = try Lab(
            staged, until: 10,
            asked.enumerated().map { get(1 + Double($0) / 1000, $1, stage: "test") }
                + asked.enumerated().map { get(2 + Double($0) / 1000, $1, stage: "live") })
        let outcomes = try (0..<12).map { try lab.outcome($0) }
        #expect(
            outcomes[..<6] == [.ok, .tooManyRequests, .ok, .ok, .ok, .tooManyRequests],
            "one at once for /a, three for /b")
        #expect(outcomes[6...].allSatisfy { $0 == .ok })
        #expect(try lab.answer(1).rule == .stageThrottle)
    }

    @Test func anIntegrationIsGivenUpAfterItsOwnTimeout() throws {
        let behaviours = ["Answer": FunctionBehaviour(duration: .constant(4_000_000_000))]
        func outcome(_ milliseconds: Int) throws -> Answer {
            let lab = try Lab(
                """
                Resources:
                  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: api, ProtocolType: HTTP}}
                  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: $default, AutoDeploy: true}}
                  Route:
                    Type: AWS::ApiGatewayV2::Route
                    Properties: {ApiId: !Ref Api, RouteKey: GET /a, Target: !Sub "integrations/${Integration}"}
                  Integration:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Api
                      IntegrationType: AWS_PROXY
                      IntegrationUri: !GetAtt Answer.Arn
                      PayloadFormatVersion: "2.0"
                      TimeoutInMillis: \(milliseconds)
                  Allow:
                    Type: AWS::Lambda::Permission
                    Properties:
                      {Action: lambda:InvokeFunction, FunctionName: !Ref Answer, Principal: apigateway.amazonaws.com}
                  Answer:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: python3.13
                      Handler: index.handler
                      Timeout: 20
                      InlineCode: "def handler(event, context): pass"
                """, behaviours: behaviours, until: 20, [get(1, "/a")])
            return try lab.answer(0)
        }
        let short = try outcome(2_000)
        #expect(short.outcome == .integrationTimeout && short.rule == .integrationTimeout)
        #expect(try outcome(10_000).outcome == .ok)
    }

    @Test func aMethodsModelRefusesBodiesWhereItsValidatorLooksAtThem() throws {
        func outcomes(_ validates: Bool) throws -> [Outcome] {
            let lab = try Lab(
                """
                Resources:
                  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: api}}
                  Orders:
                    Type: AWS::ApiGateway::Resource
                    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}
                  Order:
                    Type: AWS::ApiGateway::Model
                    Properties:
                      RestApiId: !Ref Api
                      ContentType: application/json
                      Schema: {type: object, required: [sku], properties: {sku: {type: string}}}
                  Validator:
                    Type: AWS::ApiGateway::RequestValidator
                    Properties: {RestApiId: !Ref Api, ValidateRequestBody: \(validates)}
                  Post:
                    Type: AWS::ApiGateway::Method
                    Properties:
                      RestApiId: !Ref Api
                      ResourceId: !Ref Orders
                      HttpMethod: POST
                      AuthorizationType: NONE
                      RequestValidatorId: !Ref Validator
                      RequestModels: {application/json: !Ref Order}
                      Integration: {Type: MOCK}
                  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: live}}
                """, until: 10,
                [
                    get(1, "/orders", body: ["sku": "lamp"]), get(2, "/orders", body: ["sku": 7]),
                    get(3, "/orders", body: [:]),
                ])
            return try (0..<3).map { try lab.outcome($0) }
        }
        #expect(try outcomes(true) == [.ok, .badRequest, .badRequest])
        #expect(try outcomes(false) == [.ok, .ok, .ok])
    }

    @Test func whatOfAnAPIIsNotModelledIsSaid() throws {
        let lab = try Lab(
            """
            Resources:
              Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: api}}
              Root:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !GetAtt Api.RootResourceId
                  HttpMethod: GET
                  ApiKeyRequired: false
                  AuthorizationType: AWS_IAM
                  Integration: {Type: MOCK}
              Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
              Live:
                Type: AWS::ApiGateway::Stage
                Properties:
                  {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: live, CacheClusterEnabled: true}
            """, until: 1)
        let found = lab.findings.map(\.found).filter { $0.contains("not modelled") }
        #expect(found == ["Root.AuthorizationType is not modelled", "Live.CacheClusterEnabled is not modelled"])
    }
}
