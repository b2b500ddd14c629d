import Simulation

/// One API call on its way: who asks what of whom. All that it says is numbers: what they stand for is in the archive.
public struct Call: Sendable, BitwiseCopyable {
    /// What is asked.
    public var action: Action
    /// Who asks.
    public var principal: ComponentID
    /// Of whom.
    public var resource: ComponentID
    /// The messages that travel with the call.
    public var messages: MessageList
    /// The API parameters that are not a message: an item, a receipt.
    public var parameters: PayloadID
    /// The one number an action may take: the most messages to receive, a visibility timeout in nanoseconds, the
    /// invocation type.
    public var argument: Int64
    /// The receipts that belong to the messages, for deleting and changing visibility.
    public var receipts: ReceiptList
    /// How long a receive may wait for a message, in nanoseconds; -1 for as long as the queue says.
    public var wait: Int64
    /// The journal record that led to the call.
    public var cause: RecordID
    /// The caller's own mark, given back with the result.
    public var token: UInt64
    /// Of a function, which of its versions or aliases is called; 0 for the function itself.
    var qualifier: UInt16 = 0
    /// The message that the caller worked on when it made the call: what the call makes comes from it.
    var about = MessageID.none
    /// Whose permissions count, where they are not the principal's own: a rule's, an integration's credentials.
    var identity = IdentityID.own
    /// Whether a fault makes it once more, so that nobody waits for its answer.
    var isEcho = false

    /// Makes a call.
    init(
        _ action: Action,
        from principal: ComponentID,
        to resource: ComponentID,
        messages: MessageList = MessageList(),
        parameters: PayloadID = .none,
        argument: Int64 = -1,
        receipts: ReceiptList = ReceiptList(),
        wait: Int64 = -1,
        cause: RecordID,
        token: UInt64 = 0,
        identity: IdentityID = .own
    ) {
        self.action = action
        self.principal = principal
        self.resource = resource
        self.messages = messages
        self.parameters = parameters
        self.argument = argument
        self.receipts = receipts
        self.wait = wait
        self.cause = cause
        self.token = token
        self.identity = identity
    }

    /// Whether the messages become the resource's own once it has taken the call; else they are done with by the answer.
    var handsOver: Bool { action.handsOver || action == .invokeFunction && argument == Call.asynchronous }

    /// `argument` of an asynchronous invocation (`InvocationType: Event`).
    public static let asynchronous: Int64 = 1
    /// `argument` of a synchronous invocation (`InvocationType: RequestResponse`).
    public static let synchronous: Int64 = 0
}

/// What a call gave.
public struct CallResult: Sendable, BitwiseCopyable {
    /// How it ended.
    public var outcome: Outcome
    /// The rule that decided, where one did.
    public var rule: Rule
    /// The messages or records it gave back.
    public var received: ReceivedRange
    /// What else it gave back.
    public var payload: PayloadID
    /// For a receive: the record that made the first message available.
    public var cause: RecordID = .none

    /// Makes a result.
    public init(
        _ outcome: Outcome, rule: Rule = .none, received: ReceivedRange = ReceivedRange(), payload: PayloadID = .none
    ) {
        self.outcome = outcome
        self.rule = rule
        self.received = received
        self.payload = payload
    }
}

/// What a component says to a call it has taken.
public enum Response: Sendable, BitwiseCopyable {
    /// The result, at once.
    case result(CallResult)
    /// The result comes later, by `Effects.reply`.
    case later
}
