import Simulation

/// How a client or a function tries failed requests again, in the terms of a States Language `Retry`
/// (docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
public struct ClientRetry: Hashable, Sendable {
    /// `IntervalSeconds` in nanoseconds: the pause before the first retry.
    public var interval: Int64
    /// `MaxAttempts`: the most retries; 0 for none.
    public var maxAttempts: Int
    /// `BackoffRate`: how many times as long each pause is as the one before.
    public var backoffRate: Double
    /// `MaxDelaySeconds` in nanoseconds: the longest pause; nil for no limit.
    public var maxDelay: Int64?
    /// `JitterStrategy: FULL`: each pause is a random part of its length.
    public var hasFullJitter: Bool

    /// Makes a policy, with the defaults of the States Language.
    public init(
        interval: Int64 = 1_000_000_000, maxAttempts: Int = 3, backoffRate: Double = 2, maxDelay: Int64? = nil,
        hasFullJitter: Bool = false
    ) {
        self.interval = interval
        self.maxAttempts = maxAttempts
        self.backoffRate = backoffRate
        self.maxDelay = maxDelay
        self.hasFullJitter = hasFullJitter
    }

    /// The SDKs' standard mode, 3 attempts unless told otherwise: before each retry a random part of 1 s, 2 s and so on, at
    /// most 20 s (docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
    public static func standardMode(attempts: Int) -> ClientRetry {
        ClientRetry(maxAttempts: attempts - 1, maxDelay: 20_000_000_000, hasFullJitter: true)
    }

    /// The pause before the retry of this number, counted from 1, in nanoseconds; nil after the last.
    func pause(before retry: Int, random: inout RandomStream) -> Int64? {
        guard retry <= maxAttempts else { return nil }
        var length = Double(interval)
        for _ in 1..<max(1, retry) where length < 1e18 { length *= backoffRate }
        if let maxDelay { length = min(length, Double(maxDelay)) }
        // A pause beyond a century is as good as none: the run ends before.
        length = min(length, 3e18)
        return Int64(((hasFullJitter ? random.uniform() : 1) * length).rounded())
    }
}
