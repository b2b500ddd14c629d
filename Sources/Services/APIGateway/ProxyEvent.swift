import Simulation
import Values

extension API {
    /// The event that a proxy integration hands to a function: format 1.0 for REST APIs, 2.0 for HTTP APIs.
    func proxyEvent(
        _ request: JSONValue, path: String, stage: APIStage, route: Route, at now: Instant, _ call: Call,
        _ archive: Archive
    ) -> JSONValue {
        let method = request["httpMethod"]?.string ?? "GET"
        let requestID = JSONValue(archive.identifier(of: call.messages.first))
        let text = request["body"].map { $0.string ?? $0.compactText }
        let body = text.map { JSONValue($0) } ?? .null
        let resource = JSONValue("/" + route.path.joined(separator: "/"))
        let found = route.variables(in: Route.parts(path))
        let variables = JSONObject(
            route.path.compactMap { part in
                found[Route.variable(part)].map { .init(key: Route.variable(part), value: JSONValue($0)) }
            })
        let milliseconds = JSONValue(Int(EmulatedAccount.epochMilliseconds(now)))
        if settings.isHTTP {
            return [
                "version": "2.0", "routeKey": JSONValue("\(method) /\(route.path.joined(separator: "/"))"),
                "rawPath": JSONValue(path), "rawQueryString": "", "headers": ["content-type": "application/json"],
                "requestContext": [
                    "http": ["method": JSONValue(method), "path": JSONValue(path)], "requestId": requestID,
                    "stage": JSONValue(stage.name), "timeEpoch": milliseconds,
                ],
                "pathParameters": JSONValue(variables), "body": body, "isBase64Encoded": false,
            ]
        }
        return [
            "resource": resource, "path": JSONValue(path), "httpMethod": JSONValue(method),
            "headers": ["Content-Type": "application/json"], "queryStringParameters": .null,
            "pathParameters": JSONValue(variables),
            "stageVariables": stage.variables.isEmpty ? .null : stage.writtenVariables,
            "requestContext": [
                "resourcePath": resource, "httpMethod": JSONValue(method), "requestId": requestID,
                "stage": JSONValue(stage.name), "requestTimeEpoch": milliseconds,
            ],
            "body": body, "isBase64Encoded": false,
        ]
    }
}
