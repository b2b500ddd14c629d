import Templates
import Values

/// A stage of an API: a name that callers use, with variables and limits of its own.
struct APIStage: Sendable {
    /// `$default` for the stage of an HTTP API whose URLs name none.
    var name: String
    var variables: [String: String] = [:]
    var routes: [Route] = []

    /// The variables as events of the proxy carry them.
    var writtenVariables: JSONValue {
        JSONValue(
            JSONObject(variables.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: JSONValue($0.value)) }))
    }

    /// A text with the stage's values in place of `${stageVariables.NAME}`.
    func filled(_ text: String) -> String {
        variables.reduce(text) { $0.replacing("${stageVariables.\($1.key)}", with: $1.value) }
    }
}

/// What a stage resource says about its routes.
struct StageSettings {
    /// The stages of an API, in the order of the template: resources of their own, then those that a deployment names
    /// (SAM's names a further one, `Stage`, that nobody means).
    static func stages(of api: Resource, in stack: Stack) -> [(stage: APIStage, settings: StageSettings)] {
        stages(of: api, in: stack, types: ["AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"])
            + stages(of: api, in: stack, types: ["AWS::ApiGateway::Deployment"])
    }

    private static func stages(
        of api: Resource, in stack: Stack, types: [String]
    ) -> [(stage: APIStage, settings: StageSettings)] {
        stack.resources.compactMap { resource in
            guard types.contains(resource.type), let name = resource.string("StageName"),
                resource.references.contains(where: { $0.target == api.logicalID })
            else { return nil }
            var variables: [String: String] = [:]
            for member in (resource.property("Variables") ?? resource.property("StageVariables"))?.object
                ?? JSONObject()
            {
                variables[member.key] = member.value.string ?? member.value.compactText
            }
            return (APIStage(name: name, variables: variables), StageSettings(resource: resource))
        }
    }

    private let resource: Resource

    /// The limits of a route: its own, or else those of all. They hold for each route by itself
    /// (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html: limits of a stage are
    /// applied at the level of methods).
    func throttle(of route: Route) -> (rate: Double, burst: Double)? {
        let path = "/" + route.path.joined(separator: "/")
        let ofRoutes = resource.property("RouteSettings")
        let lists = (resource.property("MethodSettings") ?? resource.property("StageDescription", "MethodSettings"))?
            .array
        var candidates = [ofRoutes?["\(route.method) \(path)"]]
        if path == "/{all+}" { candidates.append(ofRoutes?["$default"]) }
        for (wantedPath, wantedMethod) in [(path, route.method), (path, "*"), ("/*", route.method), ("/*", "*")] {
            candidates.append(
                lists?.first {
                    let written = ($0["ResourcePath"]?.string ?? "").replacing("~1", with: "/").replacing(
                        "//", with: "/")
                    return written == wantedPath && $0["HttpMethod"]?.string == wantedMethod
                })
        }
        candidates.append(resource.property("DefaultRouteSettings"))
        for settings in candidates {
            guard let rate = settings?["ThrottlingRateLimit"]?.numberWritten else { continue }
            return (rate, settings?["ThrottlingBurstLimit"]?.numberWritten ?? rate)
        }
        return nil
    }
}

extension EmulatedServices {
    /// The names of the stages of an API of a stack.
    public static func stages(of api: String, in stack: Stack) -> [String] {
        stack[api].map { StageSettings.stages(of: $0, in: stack).map(\.stage.name) } ?? []
    }
}
