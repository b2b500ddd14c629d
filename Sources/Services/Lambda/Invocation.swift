import Simulation
import Values

/// One run of a function's code: the elements it works on, and how far it has got.
struct Invocation: Sendable {
    /// The synchronous call to answer; nil for asynchronous events.
    var callID: CallID?
    /// The asynchronous event it works on.
    var event: AsynchronousEvent?
    /// The record of the call, or of the attempt with an asynchronous event, that it is.
    var record: RecordID
    /// The messages it was given.
    var messages: MessageList
    /// The event as the function's code sees it.
    var input: JSONValue
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
    /// The elements of that call's `forEach`, or the input alone.
    var elements: [Element] = []
    /// The element that is next or under way.
    var place = 0
    /// Attempts made of the call under way.
    var attempts = 0
    /// A call that failed and is made again after a pause: the SDK sends the same request once more.
    var waiting: Call?
    /// The message made for the call under way, to be told lost if it fails.
    var sending: MessageList = MessageList()
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
struct AsynchronousEvent: Sendable {
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
    var behaviour: FunctionBehaviour
    var targets: [DeliveryTarget]
}
