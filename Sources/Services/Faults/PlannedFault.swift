import Simulation

/// A fault as a scenario plans it: what it does, to whom, and for how long.
public struct PlannedFault: Sendable {
    /// What a fault strikes.
    public enum Target: Hashable, Sendable {
        /// A resource, by its logical id.
        case resource(String)
        /// A traffic source, by its name.
        case traffic(String)
    }

    /// What a fault does.
    public enum Effect: Hashable, Sendable {
        /// It changes how a component itself works.
        case state(FaultState)
        /// It disturbs the calls to or from a component.
        case calls(Disturbance)
        /// What its target took in the last so many nanoseconds comes to it again, all at once.
        case replay(window: Int64)
    }

    /// When it begins.
    public var at: Instant
    /// When it ends; nil where it lasts, or is over at once.
    public var until: Instant?
    /// What it strikes.
    public var targets: [Target]
    /// What it does there.
    public var effects: [Effect]

    /// When it last changes something by itself: deleting a queue, or what is in it, takes its time.
    public var lastChange: Instant {
        let takesTime = effects.contains(.state(.deleted(true))) || effects.contains(.state(.purge))
        return takesTime ? at + (QueueSettings.deletionTime + second) : at
    }

    /// Makes a fault.
    public init(at: Instant, until: Instant? = nil, targets: [Target], effects: [Effect]) {
        self.at = at
        self.until = until
        self.targets = targets
        self.effects = effects
    }
}

/// A planned fault with its targets found: kept once in the cloud, so that the kernel's activities hold its number only.
struct FaultPlan: Sendable {
    var fault: PlannedFault
    var components: [ComponentID]
}
