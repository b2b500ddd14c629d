import Languages
import Simulation
import Values

/// What a function does when it is invoked, as a flow declares it or the template suggests.
///
/// Calls are made one after another. A call with `forEach` is made once per element; when an element fails, its later
/// calls are left out, and either the element is reported (`reportsItemFailures`) or the invocation fails.
public struct FunctionBehaviour: Sendable {
    /// How long the function's own work takes, calls not counted.
    public var duration: DurationDistribution
    /// What it asks of others, in order.
    public var calls: [BehaviourCall]
    /// When it fails.
    public var failures: [BehaviourFailure]
    /// Whether it returns `batchItemFailures`.
    public var reportsItemFailures: Bool
    /// Whether bodies are read as JSON before templates and patterns see them.
    public var parsesBody: Bool
    /// How long a new execution environment takes to start.
    public var coldStart: DurationDistribution
    /// The memory in MB at which the duration was measured: work takes longer with less. nil where memory does not matter.
    public var measuredAtMemory: Int?
    /// What it returns, as a template over the event; of a list one answer per element. nil for a bare success.
    public var response: PayloadTemplate?
    /// Whether all this is suggested by the template rather than declared by a flow.
    public var isAssumed: Bool

    /// Makes a behaviour. The default cold start is archscope's own round figure: AWS publishes none.
    public init(
        duration: DurationDistribution = .constant(50_000_000),
        calls: [BehaviourCall] = [],
        failures: [BehaviourFailure] = [],
        reportsItemFailures: Bool = false,
        parsesBody: Bool = true,
        coldStart: DurationDistribution = .constant(250_000_000),
        measuredAtMemory: Int? = nil,
        response: PayloadTemplate? = nil,
        isAssumed: Bool = false
    ) {
        self.duration = duration
        self.calls = calls
        self.failures = failures
        self.reportsItemFailures = reportsItemFailures
        self.parsesBody = parsesBody
        self.coldStart = coldStart
        self.measuredAtMemory = measuredAtMemory
        self.response = response
        self.isAssumed = isAssumed
    }
}

/// One call that a function makes.
public struct BehaviourCall: Sendable {
    /// What it asks.
    public var action: Action
    /// The logical id of the resource it asks.
    public var resource: String
    /// Its API parameters, as a payload template over the event or the element.
    public var parameters: PayloadTemplate
    /// The elements to make it for; nil for once per invocation.
    public var forEach: JSONPath?
    /// The inputs to make it for; nil for all.
    public var condition: EventPattern?
    /// How it is tried again when it fails in a way that may pass.
    public var retry: ClientRetry

    /// Makes a call.
    public init(
        action: Action,
        resource: String,
        parameters: PayloadTemplate,
        forEach: JSONPath? = nil,
        condition: EventPattern? = nil,
        retry: ClientRetry = .standardMode(attempts: 3)
    ) {
        self.action = action
        self.resource = resource
        self.parameters = parameters
        self.forEach = forEach
        self.condition = condition
        self.retry = retry
    }
}

/// When a function fails: for inputs that match, or now and then.
public struct BehaviourFailure: Sendable {
    /// The inputs it fails for; nil for any.
    public var condition: EventPattern?
    /// How likely it fails for them, 0 to 1.
    public var rate: Double
    /// The error it raises.
    public var error: String

    /// Makes a failure.
    public init(condition: EventPattern? = nil, rate: Double = 1, error: String) {
        self.condition = condition
        self.rate = rate
        self.error = error
    }
}

/// How a duration is drawn, in nanoseconds.
public enum DurationDistribution: Hashable, Sendable {
    case constant(Int64)
    case uniform(from: Int64, to: Int64)
    case exponential(mean: Int64)
    /// Cut off at zero.
    case normal(mean: Int64, deviation: Int64)

    /// Draws one duration.
    public func draw(_ random: inout RandomStream) -> Int64 {
        switch self {
        case .constant(let time): time
        case .uniform(let from, let to): from + Int64((Double(to - from) * random.uniform()).rounded())
        case .exponential(let mean): Int64(random.exponential(mean: Double(mean)).rounded())
        case .normal(let mean, let deviation):
            max(0, Int64(random.normal(mean: Double(mean), deviation: Double(deviation)).rounded()))
        }
    }
}
