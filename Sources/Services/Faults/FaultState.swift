import Simulation
import Values

/// What a fault changes in a component itself.
public enum FaultState: Hashable, Sendable {
    // Functions
    /// Every invocation fails, or does so no longer.
    case crashing(Bool)
    /// Work takes so many times as long; 1 is normal.
    case slowness(Double)
    /// Calls are refused as throttled, or no longer.
    case throttling(Bool)
    /// The failures that the flow's behaviour or a deployment brought stop: the fix has been deployed.
    case fixed
    /// No execution environment is used again: each invocation starts one.
    case coldStarts(Bool)
    /// A share of the idle execution environments is gone.
    case environmentsLost(share: Double)
    /// Code that runs stands still until then; timeouts go on.
    case paused(until: Instant)
    /// A deployment made a share of the work fail; it lasts until the fix.
    case buggy(share: Double)
    /// An alias sends a share of the invocations to a version that fails; 0 for none.
    case badVersion(share: Double)
    // Queues
    /// Dead letters go back to where they came from.
    case redrive
    /// What is received is hidden for so many nanoseconds; nil for the queue's own visibility timeout.
    case visibility(Int64?)
    /// All messages of the queue are deleted.
    case purge
    /// The queue is deleted with all that is in it, or made again under its name.
    case deleted(Bool)
    // Streams
    /// The shard that has taken most so far is at its limit: this share of the writes to it is refused; 0 for none.
    case fullShard(share: Double)
    // Buses and topics
    /// A rule or subscription, by its logical id, does not exist yet.
    case unsubscribed(String)
    /// It exists.
    case subscribed(String)
    /// What the archives of the bus hold is sent again.
    case replay
    // Traffic sources
    /// The source's clock is off by so many nanoseconds.
    case clockOffset(Int64)
    /// Attributes and, where it is named, a field of the body come under other names.
    case renamed(field: String?)
    /// Names are as they were.
    case named
    /// This field of the body has the same value in every request.
    case fixedField(String, JSONValue)
    /// The field has its own values again.
    case freeField
    /// Every message belongs to this message group; nil for the groups of their own.
    case fixedGroup(String?)
    /// Requests that fail are tried again at once, so many times; nil for as the traffic says.
    case eager(attempts: Int?)

    /// What ends it; nil for what lasts or is over at once.
    var opposite: FaultState? {
        switch self {
        case .crashing: .crashing(false)
        case .slowness: .slowness(1)
        case .throttling: .throttling(false)
        case .coldStarts: .coldStarts(false)
        case .badVersion: .badVersion(share: 0)
        case .fullShard: .fullShard(share: 0)
        case .deleted(let isGone): isGone ? .deleted(false) : nil
        case .visibility: .visibility(nil)
        case .clockOffset: .clockOffset(0)
        case .renamed: .named
        case .fixedField: .freeField
        case .fixedGroup: .fixedGroup(nil)
        case .eager: .eager(attempts: nil)
        case .unsubscribed(let id): .subscribed(id)
        case .fixed, .environmentsLost, .paused, .buggy, .redrive, .purge, .replay, .named, .freeField, .subscribed:
            nil
        }
    }
}
