import Simulation
import Values

/// One run of a function's code, and how far it has got.
struct Invocation: Sendable, BitwiseCopyable {
    /// The synchronous call to answer; nil for asynchronous events.
    var callID: CallID?
    /// The asynchronous event it works on.
    var event: AsynchronousEvent?
    /// The record of the call, or of the attempt with an asynchronous event, that it is.
    var record: RecordID
    /// The messages it was given.
    var messages: MessageList
    /// The version of the code.
    var version = 0
    /// The environment it runs in.
    var environment = Environments.Kind.onDemand
    /// Whether it draws on the account's shared concurrency.
    var isShared = false
    /// When the environment was ready.
    var began = Instant.start
    /// The call in the behaviour's list that is next or under way.
    var step = 0
    /// The element of that call that is next or under way.
    var place = 0
    /// Attempts made of the call under way.
    var attempts = 0
    /// What code that looks at its event or calls others has at hand; nil for code that does neither.
    var work: UInt64?
}

/// What a run of a function's code has at hand.
struct Work: Sendable {
    /// The event as the function's code sees it.
    var input: JSONValue
    /// The elements of the `forEach` of the call under way, or the input alone.
    var elements: [Element] = []
    /// The messages made for the call under way, to be told lost if it fails.
    var sending = SmallList<MessageID>()
    /// A call that failed and is made again after a pause: the SDK sends the same request once more.
    var waiting: Call?
    /// The identifiers of failed elements, in order.
    var failedItems: [String] = []

    struct Element: Sendable {
        /// What templates and patterns see.
        var value: JSONValue
        /// What `batchItemFailures` names.
        var identifier: String
    }
}

/// An event of an asynchronous invocation, kept until a run of the function has handled it.
struct AsynchronousEvent: Sendable, BitwiseCopyable {
    var message: MessageID
    var payload: PayloadID
    var qualifier: UInt16
    var taken: Instant
    var failures = 0
    var throttles = 0
    /// The last attempt, or the call that brought it.
    var record: RecordID
}

/// The code of one version: what it does, and the components its calls go to, call by call.
struct FunctionCode: Sendable {
    let behaviour: FunctionBehaviour
    let targets: [DeliveryTarget]
    /// Whether anything looks at the event: if not, it is never built.
    let needsInput: Bool
    /// Whether it neither looks at its event nor calls others.
    let isSimple: Bool
    /// Whether elements of the event fail by themselves, rather than the whole invocation.
    let goesByElement: Bool

    init(behaviour: FunctionBehaviour, targets: [DeliveryTarget]) {
        self.behaviour = behaviour
        self.targets = targets
        needsInput =
            behaviour.calls.contains(where: \.looksAtInput) || behaviour.failures.contains { $0.condition != nil }
            || behaviour.reportsItemFailures || behaviour.response != nil
        isSimple = behaviour.calls.isEmpty && !needsInput
        goesByElement = behaviour.reportsItemFailures || behaviour.calls.contains { $0.forEach != nil }
    }
}

extension BehaviourCall {
    fileprivate var looksAtInput: Bool { parameters.constant == nil || forEach != nil || condition != nil }
}
