/// An action as a policy names it, with wildcards, compiled once: `dynamodb:Get*`, `SQS:SendMessage`, `*`.
///
/// For readers that ask what a statement allows without the rest of the policy. Letters' case does not count.
public struct ActionPattern: Hashable, Sendable {
    private let wildcard: Wildcard

    /// Compiles a pattern.
    public init(_ text: String) { wildcard = Wildcard(globbing: text, ignoringCase: true) }

    /// Whether an action fits.
    public func matches(_ action: String) -> Bool { wildcard.matches(action, ignoringCase: true) }
}
