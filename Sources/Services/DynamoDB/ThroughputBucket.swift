import Simulation

/// The capacity of a table in one direction: units come in every second, unused ones are kept for 300 seconds.
///
/// A call is let in while any unit is left and may take more than there are, as the service does; the debt is paid
/// before the next call. Counted in thousandths of a unit, so that slow tables add up exactly.
struct ThroughputBucket: Sendable {
    /// Units per second.
    let unitsPerSecond: Int64
    private var thousandths: Int64
    private var filledAt = Instant.start

    /// Seconds of unused capacity that are kept (repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals).
    private static let burstSeconds: Int64 = 300

    /// A new table has one second's worth of units and nothing saved.
    init(unitsPerSecond: Int64) {
        self.unitsPerSecond = unitsPerSecond
        thousandths = unitsPerSecond * 1_000
    }

    /// Takes units, or says that there are none.
    mutating func take(_ units: Int64, at now: Instant) -> Bool { take(halves: units * 2, at: now) }

    /// Takes half units: an eventually consistent read takes half of what a strongly consistent one does.
    mutating func take(halves: Int64, at now: Instant) -> Bool {
        refill(now)
        guard thousandths > 0 else { return false }
        thousandths -= halves * 500
        return true
    }

    /// Units saved for a burst beyond the current second's.
    func saved(at now: Instant) -> Int64 {
        var copy = self
        copy.refill(now)
        return max(0, copy.thousandths / 1_000)
    }

    private mutating func refill(_ now: Instant) {
        // A millisecond brings exactly one thousandth of each unit per second; the rest of the time stays.
        let milliseconds = (now - filledAt) / 1_000_000
        thousandths = min(thousandths + milliseconds * unitsPerSecond, unitsPerSecond * 1_000 * Self.burstSeconds)
        filledAt = filledAt + milliseconds * 1_000_000
    }
}
