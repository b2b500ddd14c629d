import Simulation

/// The deduplication ids that a FIFO queue or topic has seen in the last five minutes
/// (botocore 1.43.11, sqs.SendMessageRequest).
struct Deduplication: Sendable {
    private struct Key: Hashable, Sendable {
        var id: NameID
        var group: NameID
    }

    /// Whether ids count for each group by itself.
    let isByGroup: Bool
    private var seen: Set<Key> = []
    private var order = FIFO<(key: Key, at: Instant)>()

    init(isByGroup: Bool) { self.isByGroup = isByGroup }

    /// Whether an id is new; it is remembered then.
    mutating func isNew(_ id: NameID, group: NameID, at now: Instant) -> Bool {
        while let oldest = order.first, now - oldest.at >= QueueSettings.deduplicationInterval {
            _ = order.popFirst()
            seen.remove(oldest.key)
        }
        let key = Key(id: id, group: isByGroup ? group : .none)
        guard seen.insert(key).inserted else { return false }
        order.append((key, now))
        return true
    }
}
