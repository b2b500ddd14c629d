import Simulation

/// A request that says the same each time: its payloads are stored once, only its messages are made anew.
struct PreparedRequest: Sendable {
    private let call: Call
    private let messages: SmallList<Message>

    /// Prepares what a request that has been filled says; nil where that holds the time or the number of its message.
    init?(_ call: Call, _ archive: Archive) {
        guard call.action != .putEvents else { return nil }
        self.call = call
        messages = archive.all(call.messages).mapped { archive.message($0) }
    }

    /// The request once more.
    func made(_ parent: MessageID, at now: Instant, _ archive: inout Archive) -> Call {
        var call = call
        call.about = parent
        call.messages = archive.list(
            messages.mapped { message in
                var message = message
                message.parent = parent
                message.born = now
                return archive.keep(message)
            })
        return call
    }
}
