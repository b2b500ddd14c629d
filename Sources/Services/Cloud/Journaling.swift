import Simulation

/// How calls and what services do by themselves become records.
extension Archive {
    /// Writes down a call that is leaving its principal.
    mutating func journalCall(_ call: Call, sent: Instant, arrives: Instant) -> RecordID {
        journal.append(
            Record(
                sent: sent, arrived: arrives, from: call.principal, to: call.resource, action: call.action,
                message: call.messages.first, messageCount: UInt32(call.messages.count), parameters: call.parameters),
            cause: call.cause)
    }

    /// Writes down how a call ended.
    mutating func complete(_ record: RecordID, _ result: CallResult, at now: Instant) {
        if isWatched { completions.append(record) }
        journal[record].complete(result, at: now)
    }

    /// Writes down a receive once it is answered. Its cause is what made the first message available.
    mutating func journalReceive(_ call: Call, _ result: CallResult, at now: Instant) -> RecordID {
        journal.append(
            Record(
                sent: now, arrived: now, completed: now, from: call.principal, to: call.resource, action: call.action,
                outcome: result.outcome, rule: result.rule, message: messages(result.received).first,
                messageCount: UInt32(result.received.count)),
            cause: result.cause)
    }

    /// Writes down that a function begins to run with an asynchronous event. Its cause is the call that brought the event,
    /// or the attempt before.
    mutating func journalAttempt(of event: AsynchronousEvent, by function: ComponentID, at now: Instant) -> RecordID {
        journal.append(
            Record(
                sent: now, arrived: now, from: function, to: function, action: .attempt, message: event.message,
                messageCount: 1),
            cause: event.record)
    }

    /// Writes down something a service does by itself.
    @discardableResult
    mutating func note(
        _ action: Action,
        from: ComponentID,
        to: ComponentID,
        rule: Rule,
        message: MessageID = .none,
        at now: Instant,
        cause: RecordID
    ) -> RecordID {
        journal.append(
            Record(
                sent: now, arrived: now, completed: now, from: from, to: to, action: action, outcome: .ok, rule: rule,
                message: message, messageCount: message == .none ? 0 : 1),
            cause: cause)
    }
}

extension Record {
    fileprivate mutating func complete(_ result: CallResult, at now: Instant) {
        completed = now
        outcome = result.outcome
        rule = result.rule
        self.result = result.payload
    }
}
