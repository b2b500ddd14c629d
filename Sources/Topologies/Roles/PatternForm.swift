import Graphs
import Templates
import Values

/// The generic form of a pattern as a topology sees it: the parts its components play, and what they send each other.
public struct PatternForm: Hashable, Sendable {
    /// A part that a component plays.
    public struct Role: Hashable, Sendable {
        /// Unique in the form.
        public var id: String
        /// The name that the generic diagram shows.
        public var name: String
        /// The capability that a component needs for it; `external` for what stands outside.
        public var capability: String

        /// Makes a role.
        public init(id: String, name: String? = nil, capability: String) {
            self.id = id
            self.name = name ?? id
            self.capability = capability
        }
    }

    /// What one role sends to another.
    public struct Edge: Hashable, Sendable {
        /// The role it leaves.
        public var from: String
        /// The role it enters.
        public var to: String
        /// What travels.
        public var kind: EdgeKind
        /// What the generic diagram writes along it; may be empty.
        public var label: String
        /// Where it is declared.
        public var position: SourcePosition

        /// Makes an edge.
        public init(from: String, to: String, kind: EdgeKind, label: String = "", position: SourcePosition = .none) {
            self.from = from
            self.to = to
            self.kind = kind
            self.label = label
            self.position = position
        }
    }

    /// The roles in reading order.
    public var roles: [Role]
    /// The edges between them.
    public var edges: [Edge]

    /// Makes a form.
    public init(roles: [Role], edges: [Edge]) {
        self.roles = roles
        self.edges = edges
    }

    /// The graph of the generic diagram: a node for each role; roles that nothing sends to are entries.
    public func graph() -> Graph {
        let entered = Set(edges.filter { $0.kind != .observe }.map(\.to))
        return Graph(
            nodes: roles.map {
                GraphNode(id: $0.id, label: $0.name, kind: $0.capability, isEntry: !entered.contains($0.id))
            },
            edges: edges.map { GraphEdge(from: $0.from, to: $0.to, label: $0.label, kind: $0.kind) }
        )
    }
}

/// What plays a role in one binding.
public struct BoundRole: Hashable, Sendable {
    /// What a role can be bound to.
    public enum Target: Hashable, Sendable {
        /// A resource by its logical id.
        case resource(String)
        /// A named part of a resource: a stage, an alias, an index, or plumbing that belongs to it.
        case part(resource: String, part: String)
        /// A system outside of the template.
        case external(String)
        /// Nothing in this binding: the role's edges join its neighbours.
        case absent
    }

    /// The role's id.
    public var role: String
    /// What plays it; several resources may share a role.
    public var targets: [Target]
    /// Where the binding is declared.
    public var position: SourcePosition

    /// Makes a bound role.
    public init(role: String, targets: [Target], position: SourcePosition = .none) {
        self.role = role
        self.targets = targets
        self.position = position
    }
}

extension BoundRole.Target {
    /// The node that plays the role; nil where nothing does.
    public var nodeID: String? {
        switch self {
        case .resource(let id), .part(resource: let id, part: _): id
        case .external(let name): "external:" + name
        case .absent: nil
        }
    }
}

/// Links a stack for a binding of a pattern: bound resources stay nodes, and the external systems of the binding stand
/// where the form's edges put them.
public func link(_ stack: Stack, form: PatternForm, binding: [BoundRole]) -> Topology {
    var resources: Set<String> = []
    for target in binding.flatMap(\.targets) {
        switch target {
        case .resource(let id): resources.insert(id)
        case .part(resource: let id, part: let part):
            resources.insert(id)
            if stack[part] != nil { resources.insert(part) }
        case .external, .absent: continue
        }
    }
    return link(stack, boundTo: resources, externals: externalWays(form, binding))
}

/// The ways that a form's edges make between external systems and resources.
func externalWays(_ form: PatternForm, _ binding: [BoundRole]) -> [ExternalWay] {
    let targets = Dictionary(binding.map { ($0.role, $0.targets) }, uniquingKeysWith: { first, _ in first })
    var ways: [ExternalWay] = []
    for edge in contracted(form, binding) {
        for from in targets[edge.from] ?? [] {
            for to in targets[edge.to] ?? [] {
                switch (from, to) {
                case (.external(let name), .resource(let id)), (.external(let name), .part(resource: let id, part: _)):
                    ways.append(ExternalWay(name: name, resource: id, kind: edge.kind))
                case (.resource(let id), .external(let name)), (.part(resource: let id, part: _), .external(let name)):
                    ways.append(ExternalWay(name: name, resource: id, kind: edge.kind, isOutgoing: true))
                default: continue
                }
            }
        }
    }
    return unique(ways)
}

/// The form's edges with absent roles taken out: what came to an absent role goes on to where it led.
func contracted(_ form: PatternForm, _ binding: [BoundRole]) -> [PatternForm.Edge] {
    var edges = form.edges
    for role in binding where role.targets.allSatisfy({ $0 == .absent }) {
        let incoming = edges.filter { $0.to == role.role && $0.from != role.role }
        let outgoing = edges.filter { $0.from == role.role && $0.to != role.role }
        edges.removeAll { $0.from == role.role || $0.to == role.role }
        for before in incoming {
            for after in outgoing {
                let isDirect = before.kind == .call || before.kind == .event
                let joined = PatternForm.Edge(
                    from: before.from, to: after.to, kind: isDirect && after.kind == .poll ? before.kind : after.kind,
                    label: after.label, position: before.position)
                if !edges.contains(where: { $0.from == joined.from && $0.to == joined.to && $0.kind == joined.kind }) {
                    edges.append(joined)
                }
            }
        }
    }
    return edges
}
