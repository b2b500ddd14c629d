import Simulation

/// A message in a queue.
struct QueueEntry: Sendable {
    enum Phase: UInt8, Sendable { case free, delayed, ready, inFlight }

    var message: MessageID
    var group: NameID
    /// When it was sent: retention counts from here, on a standard queue also in its dead-letter queue.
    var sentAt: Instant
    /// When it comes back, in flight.
    var visibleAt = Instant.never
    /// When it was received last.
    var receivedAt = Instant.never
    var firstReceivedAt = Instant.never
    /// The record that made it available.
    var cause: RecordID
    /// The queue it came from, in a dead-letter queue.
    var source: ComponentID
    /// Its number in the order of sending.
    var sequence: UInt32
    /// The number of its last receive.
    var serial: UInt32 = 0
    var receiveCount: UInt32 = 0
    var phase = Phase.free

    /// A consumer takes it.
    mutating func receive(serial: UInt32, at now: Instant) {
        phase = .inFlight
        receiveCount += 1
        self.serial = serial
        receivedAt = now
        if receiveCount == 1 { firstReceivedAt = now }
    }
}

/// A place in a queue's slots; the sequence tells the entry it means from a later one in the same slot.
struct EntryReference: Sendable {
    var slot: UInt32
    var sequence: UInt32
}

/// The messages of a queue, each in a slot that it keeps until it is gone.
///
/// Other structures refer to entries and are not told when one goes: they ask `isWaiting` before they use a reference.
struct QueueEntries: Sendable {
    private var slots: [QueueEntry] = []
    private var free: [UInt32] = []
    private var nextSequence: UInt32 = 1

    /// Every sequence number given out so far is below this.
    var endSequence: UInt32 { nextSequence }

    /// Keeps an entry under the next sequence number.
    mutating func insert(_ entry: QueueEntry) -> EntryReference {
        var entry = entry
        entry.sequence = nextSequence
        nextSequence += 1
        if let slot = free.popLast() {
            slots[Int(slot)] = entry
            return EntryReference(slot: slot, sequence: entry.sequence)
        }
        slots.append(entry)
        return EntryReference(slot: UInt32(slots.count - 1), sequence: entry.sequence)
    }

    subscript(slot: UInt32) -> QueueEntry {
        get { slots[Int(slot)] }
        _modify { yield &slots[Int(slot)] }
    }

    mutating func remove(_ slot: UInt32) {
        slots[Int(slot)].phase = .free
        free.append(slot)
    }

    /// Whether what a reference means is still there and waits to be received.
    func isWaiting(_ reference: EntryReference) -> Bool {
        slots[Int(reference.slot)].sequence == reference.sequence && slots[Int(reference.slot)].phase == .ready
    }

    /// Whether what a reference means is still there.
    func isThere(_ reference: EntryReference) -> Bool {
        slots[Int(reference.slot)].sequence == reference.sequence && slots[Int(reference.slot)].phase != .free
    }

    /// Whether a receive's message is still hidden for the time that it was hidden at first.
    func isHidden(_ slot: UInt32, serial: UInt32, until moment: Instant) -> Bool {
        let entry = slots[Int(slot)]
        return entry.phase == .inFlight && entry.serial == serial && entry.visibleAt == moment
    }

    /// The slot of the entry whose last receive gave this receipt, if it is still there.
    func slot(ofReceipt receipt: UInt64) -> UInt32? {
        let slot = UInt32(truncatingIfNeeded: receipt >> 32)
        guard slot < slots.count, slots[Int(slot)].serial == UInt32(truncatingIfNeeded: receipt),
            slots[Int(slot)].serial != 0, slots[Int(slot)].phase != .free
        else { return nil }
        return slot
    }

    /// The number of messages.
    var count: Int { slots.count - free.count }

    /// The slots in use, in order.
    var occupied: [UInt32] { slots.indices.filter { slots[$0].phase != .free }.map { UInt32($0) } }

    func count(_ phase: QueueEntry.Phase) -> Int { slots.count { $0.phase == phase } }
}
