import Simulation

/// What the components of an account share: the concurrency that functions without their own draw from.
struct Account: Sendable {
    /// All functions of an account run at most so many invocations at once
    /// (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    static let concurrencyQuota = 1_000
    /// So much of it must stay for functions that reserve none (botocore 1.43.11, lambda.PutFunctionConcurrency).
    static let leastUnreserved = 100

    /// What is left for functions that neither reserve nor provision concurrency.
    private(set) var unreserved: Int
    private(set) var inUse = 0

    /// - Parameter setAside: what functions reserve or provision for themselves.
    init(quota: Int = Account.concurrencyQuota, setAside: Int = 0) { unreserved = max(0, quota - setAside) }

    var hasConcurrency: Bool { inUse < unreserved }
    mutating func take() { inUse += 1 }
    mutating func giveBack() { inUse -= 1 }
}
