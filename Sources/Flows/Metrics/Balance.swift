import Services
import Simulation

/// What became of every message of a run: made = delivered + expired + filtered + rejected + dead-lettered + in flight.
public struct Balance: Hashable, Sendable {
    /// Messages made: requests, notifications, events and the copies that services make of them.
    public var made = 0
    /// Done with by their consumer, or handed on as copies.
    public var delivered = 0
    /// Older than their retention.
    public var expired = 0
    /// Left out by a filter.
    public var filtered = 0
    /// Refused or given up.
    public var rejected = 0
    /// In a dead-letter queue.
    public var deadLettered = 0
    /// Held by a component or on their way.
    public var inFlight = 0
    /// Messages that ended more than once, or neither ended nor are held: always empty, or the emulation is wrong.
    public var unaccounted: [MessageID] = []

    /// Its numbers by name; the first is the sum of the others.
    public static var parts: [(name: String, count: KeyPath<Balance, Int>)] {
        [
            ("messages made", \.made), ("delivered", \.delivered), ("filtered out", \.filtered),
            ("rejected", \.rejected), ("expired", \.expired), ("dead-lettered", \.deadLettered),
            ("in flight at the end", \.inFlight),
        ]
    }

    /// Whether every message is accounted for once.
    public var isClosed: Bool {
        unaccounted.isEmpty && made == delivered + expired + filtered + rejected + deadLettered + inFlight
    }
}

extension FlowRun {
    /// What has become of every message so far.
    public var balance: Balance {
        var balance = Balance()
        balance.made = archive.messages.count
        var ends = [UInt8](repeating: 0, count: archive.messages.count)
        for ending in archive.endings {
            ends[Int(ending.message.index)] += 1
            switch ending.disposition {
            case .delivered: balance.delivered += 1
            case .expired: balance.expired += 1
            case .filtered: balance.filtered += 1
            case .rejected: balance.rejected += 1
            }
        }
        let dead = Set(cloud.deadLetters.map(\.message))
        let held = Set(cloud.heldMessages(archive))
        for place in ends.indices {
            let message = MessageID(place)
            if ends[place] == 0, dead.contains(message) {
                balance.deadLettered += 1
            } else if ends[place] == 0, held.contains(message) {
                balance.inFlight += 1
            } else if ends[place] != 1 {
                balance.unaccounted.append(message)
            }
        }
        return balance
    }
}
