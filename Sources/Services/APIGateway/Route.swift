import Languages
import Values

/// One route of an API: a method, a path, and what answers.
struct Route: Sendable {
    /// Upper case, or `ANY`.
    var method: String
    /// The parts of the path; `{name}` takes any one part, `{name+}` all that are left.
    var path: [String]
    var integration: Integration
    /// What the body must be, where the API validates it.
    var bodySchema: BodySchema?

    init(method: String, path: String, integration: Integration, bodySchema: BodySchema? = nil) {
        self.method = method.uppercased()
        self.path = Route.parts(path)
        self.integration = integration
        self.bodySchema = bodySchema
    }

    static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }

    /// Whether a request takes this route.
    func matches(method wanted: String, path parts: [String]) -> Bool {
        guard method == "ANY" || method == wanted || method == "X-AMAZON-APIGATEWAY-ANY-METHOD" else { return false }
        for (place, part) in path.enumerated() {
            if part.hasPrefix("{"), part.hasSuffix("+}") { return parts.count > place }
            guard place < parts.count, part.hasPrefix("{") || part == parts[place] else { return false }
        }
        return parts.count == path.count
    }

    /// How exactly it names a request: literal parts count more than variables, a method more than `ANY`.
    var precision: Int {
        path.reduce(method == "ANY" ? 0 : 1) { $0 + ($1.hasPrefix("{") ? ($1.hasSuffix("+}") ? 1 : 2) : 4) }
    }
}

/// What answers a route.
enum Integration: Sendable {
    /// A function gets the whole request and gives the whole response.
    case function(DeliveryTarget, identity: IdentityID)
    /// A service action gets parameters made from the request.
    case service(ServiceIntegration)
    /// The gateway answers by itself.
    case mock
    /// Why it does not work here.
    case unavailable
}

/// A call that the gateway makes itself.
struct ServiceIntegration: Sendable {
    /// How API parameters are made from a request.
    enum Parameters: Sendable {
        /// A mapping template of a REST API; its text is JSON or a form.
        case template(MappingTemplate)
        /// The parameter mapping of an HTTP API: a text from the request for each API parameter.
        case mapping([(name: String, value: ParameterMapping)])
    }

    var action: Action
    /// The component it goes to, where the integration itself names it.
    var target: ComponentID?
    var parameters: Parameters
    var identity: IdentityID
    /// The status codes that replace the service's own, by a pattern on it; `default` last.
    var statuses: [(pattern: String, status: Int)]
}
