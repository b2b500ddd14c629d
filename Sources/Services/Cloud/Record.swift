import Simulation

/// One line of a run's journal: a call, or something a service did by itself.
///
/// A record is written when the call is sent; its outcome is known from `completed` on. About 56 bytes.
public struct Record: Hashable, Sendable, BitwiseCopyable {
    /// When the call left its principal.
    public var sent: Instant
    /// When it reached the resource.
    public var arrived: Instant
    /// When the resource answered; `never` while it has not.
    public var completed: Instant
    /// Who asked.
    public var from: ComponentID
    /// Of whom.
    public var to: ComponentID
    /// What was asked, or what happened.
    public var action: Action
    /// How it ended.
    public var outcome: Outcome
    /// The rule that decided, where one did.
    public var rule: Rule
    /// The first message it carried or gave back.
    public var message: MessageID
    /// The number of messages.
    public var messageCount: UInt32
    /// The API parameters, where they are not the message.
    public var parameters: PayloadID
    /// What came back.
    public var result: PayloadID

    /// Makes a record of a call that has just been sent.
    public init(
        sent: Instant,
        arrived: Instant,
        completed: Instant = .never,
        from: ComponentID,
        to: ComponentID,
        action: Action,
        outcome: Outcome = .pending,
        rule: Rule = .none,
        message: MessageID = .none,
        messageCount: UInt32 = 0,
        parameters: PayloadID = .none
    ) {
        self.sent = sent
        self.arrived = arrived
        self.completed = completed
        self.from = from
        self.to = to
        self.action = action
        self.outcome = outcome
        self.rule = rule
        self.message = message
        self.messageCount = messageCount
        self.parameters = parameters
        result = .none
    }
}
