import Simulation

/// A token bucket: so many requests a second, so many at once.
struct RequestBucket: Sendable {
    private let rate: Double
    private let burst: Double
    private var tokens: Double
    private var filledAt = Instant.start

    init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = burst
        tokens = burst
    }

    /// Takes one token, or says that there is none.
    mutating func take(at now: Instant) -> Bool {
        tokens = min(burst, tokens + rate * Double(now - filledAt) / 1e9)
        filledAt = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
