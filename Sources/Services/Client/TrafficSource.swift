import Languages
import Simulation
import Values

/// What an HTTP request asks for.
public struct RequestLine: Hashable, Sendable {
    /// In upper case.
    public var method: String
    /// From the first slash on.
    public var path: String
    /// The stage of the API; nil for its first.
    public var stage: String?

    /// Makes a request line.
    public init(_ method: String, _ path: String, stage: String? = nil) {
        self.method = method.uppercased()
        self.path = path
        self.stage = stage
    }
}

/// Requests that come from outside of the stack.
public struct TrafficSource: Sendable {
    /// Its name in the flow.
    public var name: String
    /// The node it comes from, such as `external:client`.
    public var node: String
    /// The logical id it goes to.
    public var target: String
    /// What it asks there.
    public var action: Action
    /// What it asks for by HTTP, for APIs and function URLs.
    public var request: RequestLine?
    /// When requests come.
    public var arrivals: Arrivals
    /// When they begin and end.
    public var window: (from: Instant, until: Instant)
    /// The body, as a template over `index`, `time` and `random`.
    public var payload: PayloadTemplate
    /// Message attributes, as a template over the same; nil for none.
    public var attributes: PayloadTemplate?
    /// What else the API call says, such as `MessageGroupId`, as a template over the same; nil for nothing.
    public var parameters: PayloadTemplate?
    /// How failed requests are tried again; nil for not at all.
    public var retry: ClientRetry?
    /// Requests that a fault puts among the others: when, and with which body.
    public var inserted: [(at: Instant, body: JSONValue)]

    /// Makes a source.
    public init(
        name: String,
        node: String,
        target: String,
        action: Action,
        request: RequestLine? = nil,
        arrivals: Arrivals,
        window: (from: Instant, until: Instant),
        payload: PayloadTemplate,
        attributes: PayloadTemplate? = nil,
        parameters: PayloadTemplate? = nil,
        retry: ClientRetry? = nil,
        inserted: [(at: Instant, body: JSONValue)] = []
    ) {
        self.name = name
        self.node = node
        self.target = target
        self.action = action
        self.request = request
        self.arrivals = arrivals
        self.window = window
        self.payload = payload
        self.attributes = attributes
        self.parameters = parameters
        self.retry = retry
        self.inserted = inserted
    }
}

extension TrafficSource {
    /// Whether every request says the same, whatever its number and time.
    var isConstant: Bool {
        switch action {
        // A record has a partition key of its own, an object a key, and an event its time.
        case .putRecord, .putObject, .putEvents: return false
        default: return [payload, attributes, parameters].allSatisfy { $0 == nil || $0?.constant != nil }
        }
    }
}
