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
    /// How long the integration may take, in nanoseconds; nil for as long as the kind of API allows.
    var timeout: Int64?
    /// Requests a second and at once that the stage lets the route have.
    var throttle: (rate: Double, burst: Double)?

    init(
        method: String, path: String, integration: Integration, bodySchema: BodySchema? = nil, timeout: Int64? = nil
    ) {
        self.timeout = timeout
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

    /// What a matching request has in place of the variables; `{name+}` has all that is left.
    func variables(in parts: [String]) -> [String: String] {
        var variables: [String: String] = [:]
        for (place, part) in path.enumerated() where part.hasPrefix("{") {
            guard place < parts.count else { break }
            variables[Route.variable(part)] =
                part.hasSuffix("+}") ? parts[place...].joined(separator: "/") : parts[place]
        }
        return variables
    }

    /// The name in `{name}` or `{name+}`.
    static func variable(_ part: String) -> String { part.filter { !"{}+".contains($0) } }

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

    /// The API parameters that name whom a call goes to, and the types of resource they name.
    static let targetParameters: [(name: String, type: String)] = [
        ("QueueUrl", "AWS::SQS::Queue"), ("TopicArn", "AWS::SNS::Topic"), ("TableName", "AWS::DynamoDB::Table"),
        ("FunctionName", "AWS::Lambda::Function"), ("StreamName", "AWS::Kinesis::Stream"),
        ("StreamARN", "AWS::Kinesis::Stream"), ("EventBusName", "AWS::Events::EventBus"),
    ]

    /// The API parameters of a request; nil where its template cannot take it.
    func parameters(for request: GatewayRequest) -> JSONValue? {
        switch parameters {
        case .mapping(let mapping):
            var parameters = JSONObject()
            for (name, mapping) in mapping {
                if let value = mapping.value(request) { parameters[name] = JSONValue(value) }
            }
            let entry = JSONValue(parameters)
            return action == .putEvents ? ["Entries": [entry]] : entry
        case .template(let template):
            guard let text = try? template.render(request), let read = FormParameters.read(text) else { return nil }
            return ServiceIntegration.decoded(read, action)
        }
    }

    /// A template writes the data of stream records as the API takes them, in Base64
    /// (docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html); nil where it has not.
    private static func decoded(_ parameters: JSONValue, _ action: Action) -> JSONValue? {
        func record(_ entry: JSONValue) -> JSONValue? {
            guard var object = entry.object, let data = object["Data"]?.string.flatMap(Base64.decode) else {
                return nil
            }
            object["Data"] = JSONValue(String(decoding: data, as: UTF8.self))
            return JSONValue(object)
        }
        switch action {
        case .putRecord: return record(parameters)
        case .putRecords:
            guard var object = parameters.object, let entries = object["Records"]?.array else { return nil }
            let records = entries.compactMap(record)
            guard records.count == entries.count else { return nil }
            object["Records"] = JSONValue(records)
            return JSONValue(object)
        default: return parameters
        }
    }
}
