import Values

/// What a mapping template or a parameter mapping of API Gateway can look at: the request on its way to the
/// integration, or, with the integration's answer as `body`, the response on its way back.
public struct GatewayRequest: Sendable, Hashable {
    /// The body as text.
    public var body: String
    /// Values of the placeholders in the resource's path: `{petId}`.
    public var path: [String: String]
    /// Query parameters; several values of one name joined by commas.
    public var query: [String: String]
    /// Headers; several values of one name joined by commas. Names do not depend on case.
    public var headers: [String: String]
    /// The stage's variables.
    public var stageVariables: [String: String]
    /// What `$context` names: `requestId`, `identity.sourceIp` and so on.
    public var context: JSONObject

    /// Makes a request.
    public init(
        body: String = "", path: [String: String] = [:], query: [String: String] = [:],
        headers: [String: String] = [:], stageVariables: [String: String] = [:], context: JSONObject = JSONObject()
    ) {
        self.body = body
        self.path = path
        self.query = query
        self.headers = headers
        self.stageVariables = stageVariables
        self.context = context
    }

    /// The header of a name in any case.
    func header(_ name: String) -> String? {
        if let value = headers[name] { return value }
        let lowered = name.lowercased()
        return headers.keys.sorted().first { $0.lowercased() == lowered }.flatMap { headers[$0] }
    }

    /// The parameter of a name: of the path, else of the query, else a header, which is the order of
    /// docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html.
    func parameter(_ name: String) -> String? { path[name] ?? query[name] ?? header(name) }
}

/// Why filling a mapping template failed.
public enum MappingTemplateError: Error, Sendable, Hashable {
    /// The template looks into the body, which is not JSON; the gateway answers 400.
    case bodyIsNotJSON
    /// A loop ran too long; the gateway answers 500.
    case tooManyIterations(limit: Int)
    /// A path that the template computes is no JSONPath; the gateway answers 500.
    case notAPath(String)
}

extension MappingTemplateError: CustomStringConvertible {
    /// What happened, in words.
    public var description: String {
        switch self {
        case .bodyIsNotJSON: "the body could not be parsed into JSON"
        case .tooManyIterations(let limit): "a #foreach went over \(limit) iterations"
        case .notAPath(let text): "'\(text)' is not a JSONPath"
        }
    }
}
