import Simulation

/// The order in which a FIFO queue gives its messages: each group in the order of sending, and nothing of a group while
/// one of its messages is in flight.
struct GroupOrder: Sendable {
    private struct Group: Sendable {
        var waiting = FIFO<EntryReference>()
        var inFlight = 0
        /// Whether it stands among those that can be received from.
        var isListed = false
    }

    private var groups: [NameID: Group] = [:]
    private var available = FIFO<NameID>()

    /// A message is ready, for the first time or again: it takes its place in its group.
    mutating func add(_ reference: EntryReference, group: NameID) {
        groups[group, default: Group()].waiting.insert(reference) { $0.sequence > reference.sequence }
        list(group)
    }

    private mutating func list(_ id: NameID) {
        guard let group = groups[id], group.inFlight == 0, !group.isListed, !group.waiting.isEmpty else { return }
        groups[id]?.isListed = true
        available.append(id)
    }

    /// The group to receive from next; it stays closed until `leave` or `landed` opens it.
    mutating func enter() -> NameID? {
        guard let id = available.popFirst() else { return nil }
        groups[id]?.isListed = false
        return id
    }

    /// The first message of a group that waits.
    mutating func next(of group: NameID, _ entries: QueueEntries) -> EntryReference? {
        while let reference = groups[group]?.waiting.popFirst() {
            if entries.isWaiting(reference) { return reference }
        }
        return nil
    }

    mutating func tookOff(_ group: NameID) { groups[group]?.inFlight += 1 }

    /// A receive is done with a group.
    mutating func leave(_ id: NameID) {
        guard let group = groups[id] else { return }
        if group.inFlight == 0, group.waiting.isEmpty { groups[id] = nil } else { list(id) }
    }

    /// A message of a group is no longer in flight.
    mutating func landed(_ id: NameID) {
        groups[id]?.inFlight -= 1
        leave(id)
    }
}
