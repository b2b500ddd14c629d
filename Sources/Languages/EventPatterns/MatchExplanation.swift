/// Why an event does or does not pass a pattern, key by key.
public struct MatchExplanation: Sendable, Hashable {
    /// One key that failed.
    public struct Reason: Sendable, Hashable {
        /// The key's path, joined by dots: `detail.state`.
        public var key: String
        /// What the event holds there, as JSON, or words such as "missing".
        public var found: String
        /// What the pattern wants there, in words.
        public var wanted: String

        /// Makes a reason.
        public init(key: String, found: String, wanted: String) {
            self.key = key
            self.found = found
            self.wanted = wanted
        }
    }

    /// Whether the event passes.
    public var matches: Bool
    /// The keys that failed, in the order of their paths; empty when the event passes.
    public var reasons: [Reason]
    /// How many alternatives `$or` gave, of which the nearest is explained; 1 without `$or`.
    public var alternatives: Int

    /// Makes an explanation.
    public init(matches: Bool, reasons: [Reason], alternatives: Int = 1) {
        self.matches = matches
        self.reasons = reasons
        self.alternatives = alternatives
    }
}

extension MatchExplanation: CustomStringConvertible {
    /// `detail.state is "stopped", wanted "running"; source is missing, wanted "orders"`, or `every key matches`.
    public var description: String {
        if matches { return "every key matches" }
        let text = reasons.map { "\($0.key) is \($0.found), wanted \($0.wanted)" }.joined(separator: "; ")
        return alternatives > 1 ? "none of \(alternatives) alternatives matches, the nearest: \(text)" : text
    }
}
