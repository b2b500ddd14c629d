import Languages
import Simulation
import Templates
import Values

/// Makes APIs from their resources: routes come from an OpenAPI body, or from the resources that name the API.
enum APIBuilder {
    static let modelled: Set<String> = [
        "Name", "Body", "ProtocolType", "EndpointConfiguration", "Target", "Parameters", "DisableExecuteApiEndpoint",
        "FailOnWarnings",
    ]

    /// What is read of the resources that make up an API.
    static let plumbing: [String: Set<String>] = [
        "AWS::ApiGateway::Deployment": ["RestApiId", "StageName", "StageDescription"],
        "AWS::ApiGateway::Stage": ["RestApiId", "DeploymentId", "StageName", "Variables", "MethodSettings"],
        "AWS::ApiGateway::Resource": ["RestApiId", "ParentId", "PathPart"],
        "AWS::ApiGateway::Method": [
            "RestApiId", "ResourceId", "HttpMethod", "Integration", "MethodResponses", "RequestModels",
            "RequestValidatorId", "OperationName",
        ],
        "AWS::ApiGateway::Model": ["RestApiId", "ContentType", "Schema"],
        "AWS::ApiGateway::RequestValidator": ["RestApiId", "ValidateRequestBody"],
        "AWS::ApiGatewayV2::Stage": [
            "ApiId", "StageName", "DeploymentId", "AutoDeploy", "StageVariables", "DefaultRouteSettings",
            "RouteSettings",
        ],
        "AWS::ApiGatewayV2::Route": ["ApiId", "RouteKey", "Target", "OperationName"],
        "AWS::ApiGatewayV2::Integration": [
            "ApiId", "IntegrationType", "IntegrationMethod", "IntegrationUri", "IntegrationSubtype", "CredentialsArn",
            "PayloadFormatVersion", "RequestParameters", "ResponseParameters", "TimeoutInMillis", "ConnectionType",
        ],
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        let isHTTP = resource.type == "AWS::ApiGatewayV2::Api"
        if isHTTP, resource.string("ProtocolType") == "WEBSOCKET" {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position, found: "\(resource.logicalID) is a WebSocket API",
                    expected: "this version emulates REST and HTTP APIs: every call to it fails"))
            return nil
        }
        var stages: [APIStage] = []
        for (stage, settings) in StageSettings.stages(of: resource, in: builder.stack) {
            // What an integration has to say is said once, for the first stage.
            let told = builder.findings
            var stage = stage
            stage.routes = routes(resource, isHTTP: isHTTP, stage, &builder)
            for place in stage.routes.indices {
                stage.routes[place].throttle = settings.throttle(of: stage.routes[place])
            }
            if !stages.isEmpty { builder.findings = told }
            stages.append(stage)
        }
        if stages.isEmpty {
            var stage = APIStage(name: "$default")
            stage.routes = routes(resource, isHTTP: isHTTP, stage, &builder)
            stages = [stage]
        }
        let settings = API.Settings(
            isHTTP: isHTTP, arn: resource.arn ?? "", stages: stages, names: names(builder),
            integrationTimeout: (isHTTP ? 30 : 29) * second)
        return API(id: id, settings: settings)
    }

    private static func routes(
        _ api: Resource, isHTTP: Bool, _ stage: APIStage, _ builder: inout CloudBuilder
    ) -> [Route] {
        let reader = IntegrationReader(api: api, isHTTP: isHTTP, stage: stage)
        return openAPIRoutes(reader, &builder)
            + (isHTTP ? httpRoutes(reader, &builder) : restRoutes(reader, &builder))
    }

    /// Every name under which parameters may call a component: ARN, URL, name.
    private static func names(_ builder: CloudBuilder) -> [String: ComponentID] {
        var names: [String: ComponentID] = [:]
        for resource in builder.stack.resources {
            guard let component = builder.component(resource.logicalID) else { continue }
            for name in [resource.arn, resource.physicalID, resource.physicalName] {
                if let name { names[name] = component }
            }
        }
        if let bus = builder.component(CloudBuilder.defaultBus) {
            names["default"] = bus
            names[CloudBuilder.defaultBusARN] = bus
        }
        return names
    }

    // MARK: Where routes are written

    private static func openAPIRoutes(_ reader: IntegrationReader, _ builder: inout CloudBuilder) -> [Route] {
        guard let body = reader.api.property("Body") else { return [] }
        var routes: [Route] = []
        for path in body["paths"]?.object ?? JSONObject() {
            for operation in path.value.object ?? JSONObject() {
                guard let written = operation.value["x-amazon-apigateway-integration"] else { continue }
                let method = anyMethod(operation.key)
                routes.append(
                    Route(
                        method: method, path: path.key,
                        integration: reader.integration(written, of: (method, path.key), &builder),
                        bodySchema: bodySchema(operation.value, body), timeout: timeout(written["timeoutInMillis"])))
            }
        }
        return routes
    }

    private static func anyMethod(_ name: String) -> String {
        name.lowercased() == "x-amazon-apigateway-any-method" ? "ANY" : name
    }

    /// The schema of an operation's JSON body, where its request validator looks at bodies.
    private static func bodySchema(_ operation: JSONValue, _ document: JSONValue) -> BodySchema? {
        let validator =
            operation["x-amazon-apigateway-request-validator"] ?? document["x-amazon-apigateway-request-validator"]
        guard let name = validator?.string,
            document["x-amazon-apigateway-request-validators"]?[name]?["validateRequestBody"]?.bool == true
        else { return nil }
        let openAPI3 = operation["requestBody"]?["content"]?["application/json"]?["schema"]
        let openAPI2 = operation["parameters"]?.array?.first { $0["in"]?.string == "body" }?["schema"]
        return (openAPI3 ?? openAPI2).map { BodySchema(schema: $0, document: document) }
    }

    /// How long an integration may take by what it says in milliseconds, in nanoseconds.
    private static func timeout(_ written: JSONValue?) -> Int64? {
        written?.wholeNumber.map { Int64($0) * 1_000_000 }
    }

    private static func httpRoutes(_ reader: IntegrationReader, _ builder: inout CloudBuilder) -> [Route] {
        let api = reader.api
        var routes: [Route] = []
        for resource in builder.stack.resources
        where resource.type == "AWS::ApiGatewayV2::Route"
            && resource.references.contains(where: { $0.path == ["ApiId"] && $0.target == api.logicalID })
        {
            let integration = resource.references.first { $0.path == ["Target"] }.flatMap { builder.stack[$0.target] }
            let route = httpRoute(resource.string("RouteKey"))
            routes.append(
                Route(
                    method: route.method, path: route.path,
                    integration: integration.map { reader.httpIntegration($0.properties, of: route, &builder) }
                        ?? .unavailable,
                    timeout: timeout(integration?.property("TimeoutInMillis"))))
        }
        // Quick create: an API with a target of its own has one route to it, in the newer format of payloads.
        if let target = api.property("Target") {
            let route = httpRoute(api.string("RouteKey"))
            let integration: JSONValue = [
                "IntegrationType": "AWS_PROXY", "IntegrationUri": target, "PayloadFormatVersion": "2.0",
            ]
            routes.append(
                Route(
                    method: route.method, path: route.path,
                    integration: reader.httpIntegration(integration, of: route, &builder)))
        }
        return routes
    }

    /// What a route key such as `POST /orders` takes; `$default`, and no key, take everything.
    private static func httpRoute(_ key: String?) -> (method: String, path: String) {
        let words = (key ?? "$default").split(separator: " ").map(String.init)
        return words.count == 2 ? (method: words[0], path: words[1]) : (method: "ANY", path: "/{all+}")
    }

    private static func restRoutes(_ reader: IntegrationReader, _ builder: inout CloudBuilder) -> [Route] {
        let api = reader.api
        var routes: [Route] = []
        for resource in builder.stack.resources
        where resource.type == "AWS::ApiGateway::Method"
            && resource.references.contains(where: { $0.path == ["RestApiId"] && $0.target == api.logicalID })
        {
            let place = resource.references.first { $0.path == ["ResourceId"] && $0.attribute != "RootResourceId" }
            let route = (
                method: resource.string("HttpMethod") ?? "ANY", path: path(of: place?.target, builder.stack)
            )
            routes.append(
                Route(
                    method: route.method, path: route.path,
                    integration: reader.integration(
                        restIntegration(resource.property("Integration") ?? [:]), of: route, &builder),
                    bodySchema: bodySchema(of: resource, builder.stack),
                    timeout: timeout(resource.property("Integration", "TimeoutInMillis"))))
        }
        return routes
    }

    /// The model of a method's JSON body, where its request validator looks at bodies.
    private static func bodySchema(of method: Resource, _ stack: Stack) -> BodySchema? {
        func target(_ path: [String]) -> Resource? {
            method.references.first { $0.path == path }.flatMap { stack[$0.target] }
        }
        guard target(["RequestValidatorId"])?.isTrue("ValidateRequestBody") == true,
            let schema = target(["RequestModels", "application/json"])?.property("Schema")
        else { return nil }
        return BodySchema(schema: schema, document: schema)
    }

    /// The path of an `AWS::ApiGateway::Resource`: its parts up to the root.
    private static func path(of logicalID: String?, _ stack: Stack) -> String {
        var path = ""
        var next = logicalID
        var depth = 0
        while let resource = next.flatMap({ stack[$0] }), depth < 32 {
            path = "/" + (resource.string("PathPart") ?? "") + path
            next = resource.references.first { $0.path == ["ParentId"] && $0.attribute != "RootResourceId" }?.target
            depth += 1
        }
        return path.isEmpty ? "/" : path
    }

    /// A method's integration in the words of the OpenAPI extension.
    private static func restIntegration(_ written: JSONValue) -> JSONValue {
        var integration = JSONObject()
        for member in written.object ?? JSONObject() {
            let key = member.key.prefix(1).lowercased() + member.key.dropFirst()
            integration[key == "integrationHttpMethod" ? "httpMethod" : key] = member.value
        }
        if let responses = written["IntegrationResponses"]?.array {
            integration["responses"] = JSONValue(
                JSONObject(
                    responses.map { response in
                        .init(
                            key: response["SelectionPattern"]?.string ?? "default",
                            value: ["statusCode": response["StatusCode"] ?? "200"])
                    }))
        }
        return JSONValue(integration)
    }
}
