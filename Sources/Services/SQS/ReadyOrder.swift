import Simulation

/// The order in which a standard queue gives its messages: as they became ready, but with tenants that take more than
/// their share of the consumers behind the others.
///
/// SQS promises no order; this is one it may give. Messages are parted by tenant only once one names a tenant.
struct ReadyOrder: Sendable {
    private struct Tenant: Sendable {
        var waiting = 0
        var inFlight = 0
        var lastSent = Instant.start
        var isNoisy = false
        /// Its messages that came up while it was noisy.
        var deferred = FIFO<EntryReference>()
    }

    private var ready = FIFO<EntryReference>()
    private var tenants: [NameID: Tenant] = [:]
    /// Tenants found noisy, in that order.
    private var noisy: [NameID] = []

    /// More than a tenth of all messages in flight, and at least 30
    /// (docs.amazonaws.cn/en_us/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html).
    private static let leastInFlight = 30
    private static let share = 10
    /// A tenant that sends nothing for so long is quiet again.
    private static let silence: Int64 = 300 * second

    mutating func sent(group: NameID, at now: Instant) {
        if group != .none { tenants[group, default: Tenant()].lastSent = now }
    }

    mutating func append(_ reference: EntryReference, group: NameID) {
        ready.append(reference)
        if group != .none { tenants[group, default: Tenant()].waiting += 1 }
    }

    /// Puts messages that a receive passed over back to the front, in their order.
    mutating func putBack(_ passed: [EntryReference], groups: [NameID]) {
        for (reference, group) in zip(passed, groups).reversed() {
            ready.prepend(reference)
            if group != .none { tenants[group]?.waiting += 1 }
        }
    }

    /// A message that waited is gone without having been taken.
    mutating func dropped(group: NameID) {
        if group != .none { tenants[group]?.waiting -= 1 }
    }

    mutating func tookOff(group: NameID, allInFlight: Int) {
        guard group != .none, var tenant = tenants[group] else { return }
        tenant.inFlight += 1
        if !tenant.isNoisy, tenant.inFlight >= Self.leastInFlight, tenant.inFlight * Self.share > allInFlight {
            tenant.isNoisy = true
            noisy.append(group)
        }
        tenants[group] = tenant
    }

    mutating func landed(group: NameID) {
        if group != .none { tenants[group]?.inFlight -= 1 }
    }

    /// The next message to give, and whether a noisy tenant was passed over for it.
    mutating func next(_ entries: QueueEntries, at now: Instant) -> (reference: EntryReference, isFair: Bool)? {
        if !noisy.isEmpty { forgive(now) }
        while let reference = ready.popFirst() {
            guard entries.isWaiting(reference) else { continue }
            let group = entries[reference.slot].group
            guard group != .none else { return (reference, !noisy.isEmpty) }
            if tenants[group]?.isNoisy == true {
                tenants[group]?.deferred.append(reference)
            } else {
                tenants[group]?.waiting -= 1
                return (reference, !noisy.isEmpty)
            }
        }
        // Only noisy tenants wait: the one with the fewest messages in flight comes first.
        let byLoad = noisy.filter { tenants[$0]?.deferred.isEmpty == false }
            .min { tenants[$0]?.inFlight ?? 0 < tenants[$1]?.inFlight ?? 0 }
        guard let group = byLoad else { return nil }
        while let reference = tenants[group]?.deferred.popFirst() {
            if entries.isWaiting(reference) {
                tenants[group]?.waiting -= 1
                return (reference, false)
            }
        }
        return next(entries, at: now)
    }

    /// Lets tenants be quiet again whose backlog is used up, or who have sent nothing for five minutes.
    private mutating func forgive(_ now: Instant) {
        noisy.removeAll { group in
            guard var tenant = tenants[group] else { return true }
            guard tenant.waiting == 0 || now - tenant.lastSent >= Self.silence else { return false }
            tenant.isNoisy = false
            for reference in tenant.deferred.all.reversed() { ready.prepend(reference) }
            tenant.deferred = FIFO()
            tenants[group] = tenant
            return true
        }
    }
}
