import Values

/// An EventBridge event pattern, compiled: which events a rule, a pipe or a Lambda filter lets through.
///
/// The meaning is that of AWS's own matcher, aws/event-ruler: all keys must match, a key matches when one of its listed
/// tests accepts one of the event's values there, lists in the event are looked through, and keys below the same list
/// must be found in the same element of it. A dot in a key joins two levels, in patterns and in events alike.
public struct EventPattern: Sendable, Hashable {
    /// One way to match for every combination of `$or` alternatives; without `$or` exactly one.
    let branches: [PatternBranch]

    /// Compiles a pattern.
    /// - Throws: Every flaw for which EventBridge would refuse the pattern, each at its place and with its reason.
    public init(_ json: JSONValue) throws(Diagnostics) {
        try self.init(json, dialect: .eventBridge)
    }

    init(_ json: JSONValue, dialect: PatternDialect) throws(Diagnostics) {
        var compiler = PatternCompiler(dialect: dialect)
        branches = compiler.compile(json)
        if !compiler.diagnostics.isEmpty { throw Diagnostics(compiler.diagnostics) }
    }

    /// Whether the event matches. An event that is not an object matches nothing.
    public func matches(_ event: JSONValue) -> Bool {
        for branch in branches where branch.matches(event) { return true }
        return false
    }

    /// Whether the event matches, and where it does not, which keys failed and why.
    ///
    /// With `$or` the alternative that came nearest is explained.
    public func explain(_ event: JSONValue) -> MatchExplanation {
        var nearest: [MatchExplanation.Reason]?
        for branch in branches {
            let reasons = branch.failures(event)
            if reasons.isEmpty { return MatchExplanation(matches: true, reasons: []) }
            if nearest.map({ reasons.count < $0.count }) ?? true { nearest = reasons }
        }
        return MatchExplanation(matches: false, reasons: nearest ?? [], alternatives: branches.count)
    }
}

/// The limits and the name of a service that filters with event patterns.
struct PatternDialect: Sendable {
    /// Who refuses a bad pattern.
    let service: String
    /// The longest pattern, in bytes of compact JSON.
    let mostBytes: Int
    /// The greatest magnitude of a number in a test.
    let greatestNumber: Double
    /// How many rules `$or` may unfold into.
    let mostCombinations: Int
    /// Whether the bound on numbers also holds for a number to be equalled.
    var boundsExactNumbers = false
    /// Whether a pattern without keys is allowed, letting everything through.
    var allowsNoKeys = false

    /// 4 096 characters by botocore `events.EventPattern`; numbers within ±5e9 and 1 000 combinations of `$or` by
    /// docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html.
    static let eventBridge = PatternDialect(
        service: "EventBridge", mostBytes: 4096, greatestNumber: 5e9, mostCombinations: 1000)
    /// 4 096 characters by botocore `lambda.Pattern`; the matcher is EventBridge's.
    static let lambda = PatternDialect(
        service: "Lambda", mostBytes: 4096, greatestNumber: 5e9, mostCombinations: 1000)
    /// 256 KB and numbers within ±1e9 by docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html;
    /// 150 combinations of values bound `$or` before this does.
    static let filterPolicy = PatternDialect(
        service: "SNS", mostBytes: 262_144, greatestNumber: 1e9, mostCombinations: 150, boundsExactNumbers: true,
        allowsNoKeys: true)
}
