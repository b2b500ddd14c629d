import Values

/// Something an event architect should know about a stack, with the practice that says why.
public struct Finding: Hashable, Sendable {
    /// The id of the catalog's practice; empty for what only could not be linked.
    public var practice: String
    /// The ids of the nodes it is about.
    public var nodes: [String]
    /// Where it is, what was found, and what to do.
    public var diagnostic: Diagnostic

    /// Makes a finding.
    public init(practice: String = "", nodes: [String] = [], diagnostic: Diagnostic) {
        self.practice = practice
        self.nodes = nodes
        self.diagnostic = diagnostic
    }
}
