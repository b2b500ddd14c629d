import Graphs
import Templates
import Values

/// Proves that a binding is an explicit form of a pattern, and tells all that is missing.
///
/// - Every role of the form is bound, to a component with the role's capability, to a part of one, to an external system,
///   or deliberately to nothing.
/// - Every edge of the form is realised by a path of derived edges that runs only through components no role is bound
///   to. An absent role's edges join its neighbours first. Where several components share a role, each of them sends to
///   one of the next role, and each of those is reached.
/// - A dead-letter edge is realised by a path with a dead letter on it, and no other edge is; likewise for observation.
///   A `read` ends on a way that reads.
public func proveBinding(
    _ form: PatternForm, _ binding: [BoundRole], topology: Topology, stack: Stack
) -> [Diagnostic] {
    var proof = BindingProof(form: form, binding: binding, topology: topology, stack: stack)
    proof.checkRoles()
    proof.checkEdges()
    return proof.diagnostics
}

private struct BindingProof {
    let form: PatternForm
    let binding: [BoundRole]
    let topology: Topology
    let stack: Stack
    let nodes: [String: TopologyNode]
    /// All nodes that a role is bound to.
    let boundNodes: Set<String>
    let edgesFrom: [String: [TopologyEdge]]
    var diagnostics: [Diagnostic] = []

    init(form: PatternForm, binding: [BoundRole], topology: Topology, stack: Stack) {
        self.form = form
        self.binding = binding
        self.topology = topology
        self.stack = stack
        nodes = Dictionary(topology.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        boundNodes = Set(binding.flatMap(\.targets).compactMap(\.nodeID))
        edgesFrom = Dictionary(grouping: topology.edges, by: \.from)
    }

    // MARK: - Roles

    mutating func checkRoles() {
        let known = form.roles.map(\.id)
        for bound in binding where !known.contains(bound.role) {
            report(
                bound.position, "the pattern has no role '\(bound.role)'",
                "expected one of \(known.joined(separator: ", "))", nearestName(to: bound.role, among: known))
        }
        for role in form.roles {
            guard let bound = binding.first(where: { $0.role == role.id }), !bound.targets.isEmpty else {
                report(
                    binding.first?.position ?? .none, "role '\(role.id)' is not bound",
                    "bind it to a resource, to external:NAME, or to none")
                continue
            }
            for target in bound.targets { check(target, plays: role, at: bound.position) }
        }
        // With a neighbour missing, the way to the external system is missing with it.
        if diagnostics.isEmpty { checkExternals() }
    }

    private mutating func checkExternals() {
        let names = topology.nodes.filter { $0.kind == "external" }.map { String($0.id.dropFirst("external:".count)) }
        for bound in binding {
            for case .external(let name) in bound.targets where nodes["external:" + name] == nil {
                report(
                    bound.position, "nothing in the template leads to or from external:\(name)",
                    "give role '\(bound.role)' an edge to a role that is bound", nearestName(to: name, among: names))
            }
        }
    }

    private mutating func check(_ target: BoundRole.Target, plays role: PatternForm.Role, at position: SourcePosition) {
        switch target {
        case .absent: return
        case .external(let name):
            if role.capability != "external" {
                report(
                    position,
                    "role '\(role.id)' needs capability '\(role.capability)' but is bound to external:\(name)",
                    "bind it to a resource")
            }
        case .resource(let id):
            guard let node = existing(id, role, at: position) else { return }
            checkCapability(capabilities(of: node), of: id, role, at: position)
        case .part(resource: let id, part: let part):
            guard let node = existing(id, role, at: position) else { return }
            let parts = parts(of: id)
            guard let kind = parts[part] else {
                report(
                    position, "'\(id)' has no part '\(part)'",
                    parts.isEmpty
                        ? "bind the role to '\(id)' itself"
                        : "expected one of "
                            + parts.keys.sorted().joined(separator: ", "),
                    nearestName(to: part, among: parts.keys.sorted()))
                return
            }
            checkCapability([kind] + capabilities(of: node), of: "\(id)#\(part)", role, at: position)
        }
    }

    private mutating func existing(
        _ id: String, _ role: PatternForm.Role, at position: SourcePosition
    ) -> TopologyNode? {
        if let node = nodes[id] { return node }
        if let resource = stack[id] {
            report(
                position, "role '\(role.id)' is bound to '\(id)', which the topology does not draw",
                "link the stack for this binding, or bind the role to a component instead of \(resource.type)")
        } else {
            report(
                position, "role '\(role.id)' is bound to '\(id)', which is not in \(stack.file)",
                "expected the logical id of a resource",
                nearestName(to: id, among: stack.resources.map(\.logicalID)))
        }
        return nil
    }

    private mutating func checkCapability(
        _ kinds: [String], of id: String, _ role: PatternForm.Role, at position: SourcePosition
    ) {
        guard !kinds.contains(role.capability) else { return }
        report(
            position, "role '\(role.id)' needs capability '\(role.capability)' but '\(id)' is '\(kinds[0])'",
            "bind it to a component of that capability, or change the role's capability")
    }

    /// What a node can play: its kind first, which may differ from its type's, as of a rule with a schedule.
    private func capabilities(of node: TopologyNode) -> [String] {
        unique([node.kind] + Topologies.capabilities(ofType: node.type))
    }

    /// The named parts of a resource with their kinds: plumbing that belongs to it or to its edges, by logical id and by
    /// name; the indexes of a table; the behaviour of code.
    private func parts(of id: String) -> [String: String] {
        var parts: [String: String] = [:]
        let edges = Set(topology.edges.filter { $0.from == id || $0.to == id }.map(\.id))
        for resource in stack.resources {
            let belongs: Bool =
                switch topology.folded[resource.logicalID] {
                case .node(id): true
                case .edges(let ids): ids.contains(where: edges.contains)
                default: nodes[resource.logicalID] != nil && resource.references.contains { $0.target == id }
                }
            guard belongs else { continue }
            let kind = resourceTable[resource.type]?.kind ?? "resource"
            parts[resource.logicalID] = kind
            for property in ["StageName", "Name"] {
                if let name = resource.properties[property]?.string { parts[name] = kind }
            }
        }
        for property in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
            for index in stack[id]?.properties[property]?.array ?? [] {
                if let name = index["IndexName"]?.string { parts[name] = "index" }
            }
        }
        return parts
    }

    // MARK: - Edges

    mutating func checkEdges() {
        let targets = Dictionary(binding.map { ($0.role, $0.targets) }, uniquingKeysWith: { first, _ in first })
        for edge in contracted(form, binding) {
            let sources = (targets[edge.from] ?? []).compactMap(\.nodeID).filter { nodes[$0] != nil }
            let ends = (targets[edge.to] ?? []).compactMap(\.nodeID).filter { nodes[$0] != nil }
            // What is not bound has been told already.
            guard !sources.isEmpty, !ends.isEmpty else { continue }
            let position = binding.first { $0.role == edge.to }?.position ?? edge.position
            var reached: Set<String> = []
            for source in sources {
                let found = reachable(from: source, ends: Set(ends), kind: edge.kind)
                if found.isEmpty { unrealised(edge, from: source, to: ends, at: position) }
                reached.formUnion(found)
            }
            for end in ends where !reached.contains(end) && sources.count + ends.count > 2 {
                if reached.isEmpty { continue }
                unrealised(edge, from: sources.joined(separator: "', '"), to: [end], at: position)
            }
        }
    }

    private mutating func unrealised(
        _ edge: PatternForm.Edge, from: String, to ends: [String], at position: SourcePosition
    ) {
        let leading = (edgesFrom[from] ?? []).map(\.to)
        report(
            position,
            "no way realises '\(edge.from)' \(edge.kind.rawValue) '\(edge.to)': nothing leads from '\(from)' to "
                + ends.map { "'\($0)'" }.joined(separator: " or "),
            leading.isEmpty
                ? "the template gives '\(from)' nothing to send to; give it a mapping, a target or a permission"
                : "'\(from)' leads to \(unique(leading).map { "'\($0)'" }.joined(separator: ", "))")
    }

    /// The ends that paths through unbound components reach.
    private func reachable(from source: String, ends: Set<String>, kind: EdgeKind) -> Set<String> {
        var found: Set<String> = ends.contains(source) ? [source] : []
        // A state is a node, and whether the path there has the special edge that the kind asks for.
        struct State: Hashable {
            var node: String
            var hasSpecial: Bool
        }
        let special: EdgeKind? = kind == .deadLetter || kind == .observe ? kind : nil
        var seen: Set<State> = [State(node: source, hasSpecial: special == nil)]
        var front = Array(seen)
        while let state = front.popLast() {
            for edge in edgesFrom[state.node] ?? [] {
                let isSpecial = edge.kind == .deadLetter || edge.kind == .observe
                guard !isSpecial || edge.kind == special else { continue }
                let next = State(node: edge.to, hasSpecial: state.hasSpecial || isSpecial)
                if ends.contains(edge.to), next.hasSpecial, kind != .read || edge.reads { found.insert(edge.to) }
                guard !boundNodes.contains(edge.to), seen.insert(next).inserted else { continue }
                front.append(next)
            }
        }
        return found
    }

    private mutating func report(
        _ position: SourcePosition, _ found: String, _ expected: String, _ nearest: String? = nil
    ) {
        diagnostics.append(Diagnostic(at: position, found: found, expected: expected, nearest: nearest))
    }
}

extension TopologyEdge {
    /// Whether calls along the edge may read: it is a read, it carries an action that reads, or it carries any action.
    var reads: Bool {
        kind == .read || actions.isEmpty || actions.contains { edgeKind(ofAction: $0) == .read }
    }
}
