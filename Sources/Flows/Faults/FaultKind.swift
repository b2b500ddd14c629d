import Values

/// The faults a flow may name; the rows of `FaultKind.row` say what each means.
public enum FaultKind: String, Hashable, Sendable, CaseIterable {
    // Functions
    case crash
    case slow
    case coldStartStorm = "cold-start-storm"
    case longPause = "long-pause"
    case buggyDeployment = "buggy-deployment"
    case badAliasShift = "bad-alias-shift"
    case fix
    // Capacity
    case throttle
    case exhaustedCapacity = "exhausted-capacity"
    case fullShard = "full-shard"
    case hotKey = "hot-key"
    case hotMessageGroup = "hot-message-group"
    // Messages
    case poison
    case badRecord = "bad-record"
    case oversizePayload = "oversize-payload"
    case duplicate
    case replayDuplicates = "replay-duplicates"
    case reorder
    case filterMismatch = "filter-mismatch"
    case lateSubscriber = "late-subscriber"
    // Ways
    case delay
    case regionLatency = "region-latency"
    case lostAcknowledgement = "lost-acknowledgement"
    case partition
    case lostZone = "lost-zone"
    case maintenanceWindow = "maintenance-window"
    case retryStorm = "retry-storm"
    // Permissions
    case deniedPermission = "denied-permission"
    case roleRevoked = "role-revoked"
    // Queues and pollers
    case stuckPoller = "stuck-poller"
    case shortVisibility = "short-visibility"
    case queueDeleted = "queue-deleted"
    case purge
    case redrive
    // Buses
    case replay
    // Clocks
    case clockJump = "clock-jump"
    case clockSkew = "clock-skew"
}

/// What a fault strikes.
enum FaultTarget: Hashable, Sendable {
    /// A resource of one of these types.
    case resource([String])
    /// A resource of any type that is called.
    case anyResource
    /// A traffic source of the flow.
    case traffic
    /// Every resource; nothing is named.
    case everything
    /// One resource, or every one where none is named.
    case oneOrEverything

    /// What has to be named, for messages.
    var words: String {
        switch self {
        case .resource(let types): types.joined(separator: " or ")
        case .anyResource: "a resource"
        case .traffic: "a traffic source"
        case .everything: "nothing: it strikes every resource"
        case .oneOrEverything: "a resource, or nothing for all of them"
        }
    }
}

/// What a fault's `by` is worth: so many times, so long, so many, or so many bytes.
public enum FaultAmount: Hashable, Sendable {
    case factor(Double)
    case time(TimeSpan)
    case count(Int)
    case size(ByteSize)

    /// As a flow writes it.
    var written: String {
        switch self {
        case .factor(let factor): "\(factor)"
        case .time(let time): "\(time)"
        case .count(let count): "\(count)"
        case .size(let size): "\(size.bytes)"
        }
    }

    /// The amount of the same kind that a value spells; nil where it spells none.
    func reading(_ value: JSONValue) -> FaultAmount? {
        switch self {
        case .factor: value.double.flatMap { $0 > 0 && $0 <= 1e6 ? .factor($0) : nil }
        case .time: value.string.flatMap { TimeSpan($0) }.flatMap { $0 > .zero ? .time($0) : nil }
        case .count: value.integer.flatMap { (1...1_000).contains($0) ? .count($0) : nil }
        case .size: value.integer.flatMap { (1...16 << 20).contains($0) ? .size(ByteSize($0)) : nil }
        }
    }

    /// What a value has to be, for messages.
    var expected: String {
        switch self {
        case .factor: "expected a factor above 0"
        case .time: "expected a duration such as 250ms or 1h"
        case .count: "expected a number from 1 to 1000"
        case .size: "expected a number of bytes, at most 16777216"
        }
    }

    /// The time it is; zero for what is none.
    var time: TimeSpan { if case .time(let time) = self { time } else { .zero } }
    /// The number it is; 0 for what is none.
    var count: Int { if case .count(let count) = self { count } else { 0 } }
}

/// One fault: what it strikes, what it takes, what it does, and what it lets one expect.
struct FaultRow: Sendable {
    /// What `to` names.
    var strikes: FaultTarget
    /// What `by` means; nil where it takes none.
    var by: (amount: FaultAmount, means: String)?
    /// The default of `share`; nil where it takes none.
    var share: Double?
    /// Whether `from` names the other end.
    var hasOtherEnd = false
    /// Whether it can end after a while.
    var lasts = true
    /// Whether it must say when it ends.
    var mustEnd = false
    /// Whether it needs a `payload`.
    var needsPayload = false
    /// Whether it takes a `field` of the payload, and the default.
    var field: String?
    /// What it does, exactly.
    var means: String
    /// What it lets one expect; `{to}`, `{from}`, `{by}`, `{share}` and `{for}` stand for its arguments.
    var predicts: String
}
