import Simulation

/// What faults make of a function's code and environments.
struct FunctionFaults: Sendable {
    /// Whether no environment is used again.
    private(set) var startsCold = false
    /// Until when code stands still.
    private(set) var pausedUntil = Instant.start
    /// How much of the work a faulty deployment fails, 0 for none.
    private var bugShare = 0.0
    /// How many of the invocations reach a version that fails, 0 for none.
    private var badVersionShare = 0.0
    /// Chance of its own, so that faults change no duration.
    private var random: RandomStream

    init(random: RandomStream) { self.random = random }

    mutating func apply(_ fault: FaultState) {
        switch fault {
        case .fixed: bugShare = 0
        case .coldStarts(let on): startsCold = on
        case .paused(let until): pausedUntil = until
        case .buggy(let share): bugShare = share
        case .badVersion(let share): badVersionShare = share
        default: break
        }
    }

    /// Whether the faulty deployment fails the work at hand.
    mutating func bugHappens() -> Bool { bugShare > 0 && random.happens(bugShare) }

    /// Whether an invocation is one that the failing version answers.
    mutating func badVersionAnswers() -> Bool { badVersionShare > 0 && random.happens(badVersionShare) }
}
