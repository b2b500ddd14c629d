import Values

/// How long SNS waits before it tries a delivery again, by the endpoint's kind
/// (docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html).
enum RetryPolicy: Hashable, Sendable {
    /// Lambda and SQS: 100,015 times over 23 days.
    case managed
    /// HTTP and HTTPS: 3 times, 20 s apart, unless a delivery policy says otherwise.
    case http(HTTPRetryPolicy)

    /// The pause after so many attempts; nil after the last.
    func pause(after attempts: Int) -> Int64? {
        switch self {
        case .managed: RetryPolicy.managedPause(after: attempts)
        case .http(let policy): policy.pause(after: attempts)
        }
    }

    /// 3 at once, 2 after 1 s, 10 growing from 1 s to 20 s, then 100,000 at 20 s.
    private static func managedPause(after attempts: Int) -> Int64? {
        switch attempts {
        case ...3: 0
        case ...5: second
        // Doubling from 1 s, cut off at 20 s: the page gives the ends of the range and not the steps.
        case ...15: min(20 * second, second << Int64(attempts - 6))
        case ...100_015: 20 * second
        default: nil
        }
    }
}

/// A delivery policy for HTTP endpoints: four phases, one after another.
struct HTTPRetryPolicy: Hashable, Sendable {
    var minDelay = 20
    var maxDelay = 20
    var retries = 3
    var withoutDelay = 0
    var withMinDelay = 0
    var withMaxDelay = 0
    var backoff = "linear"

    /// Reads `healthyRetryPolicy`; what it leaves out keeps its default.
    init(_ written: JSONValue? = nil) {
        func number(_ name: String, _ usual: Int) -> Int { max(0, written?[name]?.wholeNumber ?? usual) }
        minDelay = number("minDelayTarget", 20)
        maxDelay = number("maxDelayTarget", 20)
        retries = number("numRetries", 3)
        withoutDelay = number("numNoDelayRetries", 0)
        withMinDelay = number("numMinDelayRetries", 0)
        withMaxDelay = number("numMaxDelayRetries", 0)
        backoff = written?["backoffFunction"]?.string ?? "linear"
    }

    func pause(after attempts: Int) -> Int64? {
        guard attempts <= retries else { return nil }
        var place = attempts - 1
        if place < withoutDelay { return 0 }
        place -= withoutDelay
        if place < withMinDelay { return Int64(minDelay) * second }
        place -= withMinDelay
        let growing = max(0, retries - withoutDelay - withMinDelay - withMaxDelay)
        if place >= growing { return Int64(maxDelay) * second }
        // AWS shows the four functions as curves between the two delays and gives no formulas.
        if backoff == "exponential" || backoff == "geometric" {
            return min(Int64(maxDelay) * second, (Int64(minDelay) * second) << Int64(min(place, 20)))
        }
        let step = growing > 1 ? Int64(maxDelay - minDelay) * second / Int64(growing - 1) : 0
        return Int64(minDelay) * second + step * Int64(place)
    }

    /// All pauses together: SNS takes no policy that goes on for more than an hour.
    var total: Int64 {
        // A policy of more retries than this is too long whatever its delays.
        guard retries <= 100 else { return .max }
        return (1...max(1, retries)).reduce(0) { $0 + (pause(after: $1) ?? 0) }
    }

    static let longestTotal: Int64 = 3_600 * second
    static let mostRetries = 100
}
