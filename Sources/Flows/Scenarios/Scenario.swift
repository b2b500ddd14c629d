import Languages
import Services
import Values

/// `Flows` owns scenarios: traffic, function behaviour, faults, expectations and narration on a stack; running them,
/// measuring them and exporting them. It must not know screens, or where the files came from.

/// A scenario as its file declares it. Names are those of roles or resources; `FlowSession` resolves them in each
/// binding that it runs.
public struct Scenario: Sendable {
    /// Unique in the catalog.
    public var id: String
    /// The name a reader knows it by.
    public var name: String
    /// One line.
    public var summary: String
    /// The bindings it runs, in order; empty for a template of its own.
    public var bindings: [Named]
    /// Names that stand for one or several resources of a template of its own; a pattern's flow has the pattern's roles.
    public var roles: [(role: Named, resources: [Named])] = []
    /// How much virtual time it takes at most.
    public var horizon: TimeSpan
    /// Values for the templates' parameters.
    public var parameters: [String: String]
    /// Requests from outside; none where a schedule of the template sets everything off.
    public var traffic: [Traffic]
    /// Components before the traffic's targets that are not emulated: the requests go straight to what is behind them.
    public var passedOver: [String] = []
    /// What functions do.
    public var behaviours: [Behaviour]
    /// What breaks, and when.
    public var faults: [ScenarioFault]
    /// What must come out.
    public var expectations: [Expectation]
    /// What is told, and when.
    public var narration: [Narration]
    /// Where it was read.
    public var position: SourcePosition

    /// A name and where it stands.
    public struct Named: Hashable, Sendable {
        /// The name.
        public var name: String
        /// Where it stands.
        public var position: SourcePosition

        init(_ value: JSONValue) {
            name = value.string ?? value.compactText
            position = value.position
        }
    }

    /// Requests from outside.
    public struct Traffic: Sendable {
        /// Its name, for expectations and faults.
        public var id: String
        /// The role or resource it goes to.
        public var to: Named
        /// The action; nil for the one that its target takes.
        public var action: Named?
        /// What it asks for by HTTP, for APIs and function URLs.
        public var request: RequestLine?
        /// When requests come.
        public var arrivals: Arrivals
        /// When they begin; zero unless set.
        public var from: TimeSpan
        /// When they end; nil for the horizon.
        public var until: TimeSpan?
        /// The body.
        public var payload: PayloadTemplate
        /// Message attributes.
        public var attributes: PayloadTemplate?
        /// What else the API call says, such as `MessageGroupId`.
        public var parameters: PayloadTemplate?
        /// How failed requests are tried again; nil for not at all.
        public var retry: ClientRetry?
    }

    /// What one function does.
    public struct Behaviour: Sendable {
        /// The role or function.
        public var who: Named
        /// Its durations, failures and the like; calls are in `calls`.
        public var base: FunctionBehaviour
        /// Its calls, with the roles or resources they go to.
        public var calls: [(call: BehaviourCall, to: Named)]
    }

    /// Something that breaks, or is mended.
    public struct ScenarioFault: Sendable {
        /// Which fault.
        public var kind: FaultKind
        /// When it begins.
        public var at: TimeSpan
        /// How long it lasts; nil to the end, or for what is over at once.
        public var duration: TimeSpan?
        /// The role, resource or traffic it strikes; nil for all resources, or the only one that it can strike.
        public var to: Named?
        /// The other end, for what is between two.
        public var from: Named?
        /// How much, in the measure of its row.
        public var amount: FaultAmount?
        /// The share of what it strikes, 0 to 1.
        public var share: Double
        /// The body of the message that it inserts.
        public var payload: JSONValue?
        /// The field of bodies that it is about.
        public var field: String?
        /// Where it is declared.
        public var position: SourcePosition
    }

    /// Something told at a moment.
    public struct Narration: Hashable, Sendable {
        /// When.
        public var at: TimeSpan
        /// What.
        public var text: String
        /// The role or resource to look at.
        public var look: Named?
        /// The only binding it is about; nil where it is about each that is run.
        public var binding: Named?
    }
}

/// What must come out of a run.
public struct Expectation: Hashable, Sendable {
    /// The sentence a reader understands.
    public var says: String
    /// The binding it is about; nil for each that is run.
    public var binding: String?
    /// Which number.
    public var metric: Metric
    /// Of which role, resource or traffic.
    public var of: Scenario.Named
    /// What it must be.
    public var comparison: Comparison
    /// Where it is declared.
    public var position: SourcePosition
}

/// A number that a run has, of a component or of a traffic source.
public enum Metric: String, Hashable, Sendable, CaseIterable {
    case accepted
    case rejected
    case delivered
    case deadLettered
    case expired
    case filtered
    case inFlight
    case calls
    case throttles
    case errors
    case maxDepth
    case drainedAt
    case invocations
    case maxConcurrency
    case duplicates
    case requiredWriteCapacity
    case consumedWriteCapacity
    case latencyP50
    case latencyP99

    /// Whether its values are lengths of time, in seconds, rather than counts.
    public var isTime: Bool { self == .drainedAt || self == .latencyP50 || self == .latencyP99 }

    /// What it is, in a few words.
    public var meaning: String {
        switch self {
        case .accepted: "requests accepted"
        case .rejected: "requests or messages rejected"
        case .delivered: "messages delivered"
        case .deadLettered: "messages in dead-letter queues"
        case .expired: "messages expired"
        case .filtered: "messages filtered out"
        case .inFlight: "messages still in flight"
        case .calls: "calls"
        case .throttles: "calls throttled"
        case .errors: "calls that failed otherwise"
        case .maxDepth: "messages in the queue at its fullest"
        case .drainedAt: "time the queue was empty again after its fullest"
        case .invocations: "invocations"
        case .maxConcurrency: "invocations at once, at most"
        case .duplicates: "messages given to the function again"
        case .requiredWriteCapacity: "write capacity that would have throttled nobody"
        case .consumedWriteCapacity: "write units consumed"
        case .latencyP50: "median time to an answer"
        case .latencyP99: "99th percentile of the time to an answer"
        }
    }
}

/// A comparison with one or two numbers; times are in seconds.
public enum Comparison: Hashable, Sendable {
    case equal(Double)
    case more(Double)
    case atLeast(Double)
    case less(Double)
    case atMost(Double)
    case between(Double, Double)

    /// Reads `= 0`, `> 1000`, `< 5m`, `between 2m and 20m`; nil for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        if words.count == 4, words[0] == "between", words[2] == "and", let low = Self.number(words[1]),
            let high = Self.number(words[3])
        {
            self = .between(low, high)
            return
        }
        guard words.count == 2, let number = Self.number(words[1]) else { return nil }
        switch words[0] {
        case "=": self = .equal(number)
        case ">": self = .more(number)
        case ">=": self = .atLeast(number)
        case "<": self = .less(number)
        case "<=": self = .atMost(number)
        default: return nil
        }
    }

    private static func number(_ text: String) -> Double? { Double(text) ?? TimeSpan(text)?.seconds }

    /// Whether a value passes.
    public func holds(_ value: Double) -> Bool {
        switch self {
        case .equal(let number): value == number
        case .more(let number): value > number
        case .atLeast(let number): value >= number
        case .less(let number): value < number
        case .atMost(let number): value <= number
        case .between(let low, let high): value >= low && value <= high
        }
    }
}
