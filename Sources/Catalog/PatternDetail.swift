import Values

/// What only patterns have.
public struct PatternDetail: Hashable, Sendable {
    /// How the pattern is shown.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// Bound to resources.
        case template
        /// An annotated payload on a host pattern's flow.
        case message
        /// An article about how to work.
        case practice
    }

    /// Its form.
    public var form: Form
    /// The parts that components play, in reading order.
    public var roles: [Role]
    /// What the roles send each other.
    public var edges: [RoleEdge]
    /// Its explicit forms.
    public var bindings: [Binding]
    /// Layers the explicit diagram opens with, besides the main one.
    public var layers: [String]
    /// Ids of practices that apply.
    public var practices: [String]
    /// Ids of its flows, filled in by the reader.
    public var flows: [String]
    /// How it fails, and where each failure can be watched; the article tells the same in words.
    public var failures: [FailureMode]

    /// Makes a pattern's detail.
    public init(
        form: Form,
        roles: [Role] = [],
        edges: [RoleEdge] = [],
        bindings: [Binding] = [],
        layers: [String] = [],
        practices: [String] = [],
        flows: [String] = [],
        failures: [FailureMode] = []
    ) {
        self.form = form
        self.roles = roles
        self.edges = edges
        self.bindings = bindings
        self.layers = layers
        self.practices = practices
        self.flows = flows
        self.failures = failures
    }
}

/// A way in which a pattern fails, and where that can be watched.
public struct FailureMode: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// What happens, marked up.
    public var what: String
    /// The flow and the moment that show it; nil where it cannot be watched.
    public var watch: Watch?
    /// Why it cannot be watched; empty where it can.
    public var whyNot: String
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a failure mode.
    public init(
        name: String,
        what: String,
        watch: Watch? = nil,
        whyNot: String = "",
        position: SourcePosition = .none
    ) {
        self.name = name
        self.what = what
        self.watch = watch
        self.whyNot = whyNot
        self.position = position
    }

    /// A moment of a flow.
    public struct Watch: Hashable, Sendable {
        /// The flow's id.
        public var flow: String
        /// Virtual time since the flow began.
        public var at: TimeSpan

        /// Makes a moment.
        public init(flow: String, at: TimeSpan) {
            self.flow = flow
            self.at = at
        }
    }
}

/// A part that a component plays in a pattern: producer, buffer, worker, store.
public struct Role: Hashable, Sendable {
    /// Unique in the pattern.
    public var id: String
    /// What the generic diagram shows.
    public var name: String
    /// The id of the capability it needs; `external` for what stands outside.
    public var capability: String
    /// What it does here.
    public var summary: String
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a role.
    public init(id: String, name: String, capability: String, summary: String, position: SourcePosition = .none) {
        self.id = id
        self.name = name
        self.capability = capability
        self.summary = summary
        self.position = position
    }
}

/// What one role sends to another.
public struct RoleEdge: Hashable, Sendable {
    /// The role it leaves.
    public var from: String
    /// The role it enters.
    public var to: String
    /// The edge kind's name, as in the edge table: `call`, `event`, `poll`.
    public var kind: String
    /// What travels; may be empty.
    public var label: String
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes an edge.
    public init(from: String, to: String, kind: String, label: String = "", position: SourcePosition = .none) {
        self.from = from
        self.to = to
        self.kind = kind
        self.label = label
        self.position = position
    }
}

/// An explicit form of a pattern: a template and what plays which role in it.
public struct Binding: Hashable, Sendable {
    /// Unique in the pattern; the folder's name.
    public var id: String
    /// The name a reader knows it by.
    public var name: String
    /// What is particular about it.
    public var summary: String
    /// The template's path inside the catalog.
    public var templatePath: String
    /// What plays each role.
    public var roles: [RoleBinding]
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a binding.
    public init(
        id: String,
        name: String,
        summary: String,
        templatePath: String,
        roles: [RoleBinding],
        position: SourcePosition = .none
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.templatePath = templatePath
        self.roles = roles
        self.position = position
    }
}

/// What plays a role in one binding.
public struct RoleBinding: Hashable, Sendable {
    /// What a role can be bound to.
    public enum Target: Hashable, Sendable {
        /// A resource by its logical id (after SAM expansion, or the SAM resource's own).
        case resource(String)
        /// A named part of a resource, written `LogicalId#part`: a rule, a stage, an alias, a filter.
        case part(resource: String, part: String)
        /// Something outside of the template, written `external:name`.
        case external(String)
        /// Deliberately absent in this binding, written `none`: its edges join its neighbours.
        case absent
    }

    /// The role's id.
    public var role: String
    /// What plays it; several resources may share a role.
    public var targets: [Target]
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a role binding.
    public init(role: String, targets: [Target], position: SourcePosition = .none) {
        self.role = role
        self.targets = targets
        self.position = position
    }
}
