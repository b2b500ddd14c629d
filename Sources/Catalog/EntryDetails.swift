import Values

/// What only services have.
public struct ServiceDetail: Hashable, Sendable {
    /// Ids of the capabilities it implements.
    public var implements: [String]
    /// The CloudFormation types that deploy it.
    public var resourceTypes: [String]
    /// Properties and behaviours that the emulation models.
    public var modelled: [String]
    /// Those it does not.
    public var notModelled: [String]

    /// Makes a service's detail.
    public init(implements: [String], resourceTypes: [String], modelled: [String], notModelled: [String]) {
        self.implements = implements
        self.resourceTypes = resourceTypes
        self.modelled = modelled
        self.notModelled = notModelled
    }
}

/// What only flows have: enough to list and find them; the scenario itself is read by `Flows` from the text.
public struct FlowDetail: Hashable, Sendable {
    /// The pattern it belongs to.
    public var pattern: String
    /// The bindings it runs, in order; two or more are compared.
    public var bindings: [String]
    /// The path of its file inside the catalog.
    public var path: String
    /// How much virtual time it spans.
    public var horizon: TimeSpan

    /// Makes a flow's detail.
    public init(pattern: String, bindings: [String], path: String, horizon: TimeSpan = .zero) {
        self.pattern = pattern
        self.bindings = bindings
        self.path = path
        self.horizon = horizon
    }
}

/// What only terms have.
public struct TermDetail: Hashable, Sendable {
    /// Id of the entry that shows it at work.
    public var example: String
    /// Ids or plain words it is confused with.
    public var confusedWith: [String]

    /// Makes a term's detail.
    public init(example: String, confusedWith: [String]) {
        self.example = example
        self.confusedWith = confusedWith
    }
}

/// What only practices have.
public struct PracticeDetail: Hashable, Sendable {
    /// The pillar it serves, such as `reliability`.
    public var pillar: String
    /// Ids of the patterns it applies to.
    public var appliesTo: [String]

    /// Makes a practice's detail.
    public init(pillar: String, appliesTo: [String]) {
        self.pillar = pillar
        self.appliesTo = appliesTo
    }
}

/// What only sources have.
public struct SourceDetail: Hashable, Sendable {
    /// Where it is: a URL or a package with its version.
    public var location: String
    /// When it was read, `YYYY-MM-DD` or `YYYY-MM`; empty for a link that no fact rests on.
    public var read: String

    /// Makes a source's detail.
    public init(location: String, read: String) {
        self.location = location
        self.read = read
    }
}
