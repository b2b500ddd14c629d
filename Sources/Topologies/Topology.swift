import Graphs
import Templates
import Values

/// `Topologies` owns who sends what to whom: it links the resources of a stack into nodes and edges, folds plumbing into
/// the components it serves, binds roles, and finds what an event architect should know. It must not know how a topology
/// is drawn or run.

/// The components of a stack and the ways messages take between them, all derived from the template.
public struct Topology: Sendable {
    /// The components.
    public var nodes: [TopologyNode]
    /// The ways; ids are unique and stable.
    public var edges: [TopologyEdge]
    /// Boundaries: networks, clusters, nested stacks.
    public var groups: [GraphGroup]
    /// Where each resource went that is neither a node nor a group, by logical id.
    public var folded: [String: Fold]
    /// What an event architect should know about this stack, and what could not be linked.
    public var findings: [Finding]

    /// Makes a topology.
    public init(
        nodes: [TopologyNode] = [],
        edges: [TopologyEdge] = [],
        groups: [GraphGroup] = [],
        folded: [String: Fold] = [:],
        findings: [Finding] = []
    ) {
        self.nodes = nodes
        self.edges = edges
        self.groups = groups
        self.folded = folded
        self.findings = findings
    }
}

/// Where a resource that is not drawn by itself belongs.
public enum Fold: Hashable, Sendable {
    /// Into a component: a queue policy into its queue.
    case node(String)
    /// Into one or more edges, by their ids: an event source mapping into the way from queue to function.
    case edges([String])
    /// Into a boundary: a route table into its network.
    case group(String)
    /// Nowhere that is drawn: a stack-wide setting.
    case hidden
}

/// A component of a topology.
public struct TopologyNode: Hashable, Sendable {
    /// The logical id; of external systems a name such as `external:client`.
    public var id: String
    /// What is drawn: the id, with the physical name where the template gives one.
    public var label: String
    /// The CloudFormation type; empty for external systems.
    public var type: String
    /// The capability, such as `message-queue`, `topic`, `function`, `key-value-store`; `external` for systems outside.
    public var kind: String
    /// Which layer shows it.
    public var layer: Layer
    /// The group it stands in.
    public var group: String?
    /// Whether traffic enters here.
    public var isEntry: Bool
    /// Where its resource stands in the template.
    public var position: SourcePosition

    /// Makes a node.
    public init(
        id: String,
        label: String? = nil,
        type: String = "",
        kind: String,
        layer: Layer = .main,
        group: String? = nil,
        isEntry: Bool = false,
        position: SourcePosition = .none
    ) {
        self.id = id
        self.label = label ?? id
        self.type = type
        self.kind = kind
        self.layer = layer
        self.group = group
        self.isEntry = isEntry
        self.position = position
    }
}

/// Layers of a topology that can be shown or hidden.
public enum Layer: String, Hashable, Sendable, CaseIterable {
    case main
    case observability
    case identity
    case network
}

/// A way that messages take.
public struct TopologyEdge: Hashable, Sendable {
    /// Unique and stable: `from>to` with `#2` and so on for parallel ways.
    public var id: String
    /// The node it leaves.
    public var from: String
    /// The node it enters.
    public var to: String
    /// Who starts it and what travels.
    public var kind: EdgeKind
    /// A short phrase: a route, a filter, a batch size; empty when the kind says all.
    public var label: String
    /// The logical ids of the plumbing it runs through: mappings, subscriptions, rules.
    public var via: [String]
    /// The API actions that calls along it use, such as `sqs:SendMessage`; empty when any may.
    public var actions: [String]
    /// Where the template states it.
    public var position: SourcePosition
    /// Whether it is assumed from permissions or names rather than stated.
    public var isAssumed: Bool

    /// Makes an edge.
    public init(
        id: String,
        from: String,
        to: String,
        kind: EdgeKind,
        label: String = "",
        via: [String] = [],
        actions: [String] = [],
        position: SourcePosition = .none,
        isAssumed: Bool = false
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.kind = kind
        self.label = label
        self.via = via
        self.actions = actions
        self.position = position
        self.isAssumed = isAssumed
    }
}

extension Topology {
    /// The findings about a node, by their places in `findings`, which start at 0.
    public func findingNumbers(of node: String) -> [Int] {
        findings.indices.filter { findings[$0].nodes.contains(node) }
    }

    /// The graph to draw: the nodes of the layers asked for, and the edges between them.
    ///
    /// - Parameter marksFindings: Whether a node tells the numbers of its findings, which start at 1: `! 1, 3`.
    public func graph(showing layers: Set<Layer> = [.main], marksFindings: Bool = false) -> Graph {
        let shown = nodes.filter { layers.contains($0.layer) }
        let ids = Set(shown.map(\.id))
        return Graph(
            nodes: shown.map { node in
                let numbers = marksFindings ? findingNumbers(of: node.id).map { "\($0 + 1)" } : []
                let mark = numbers.isEmpty ? "" : "\n! " + numbers.joined(separator: ", ")
                return GraphNode(
                    id: node.id, label: node.label + mark, kind: node.kind, group: node.group, isEntry: node.isEntry)
            },
            edges: edges.filter { ids.contains($0.from) && ids.contains($0.to) }.map {
                GraphEdge(from: $0.from, to: $0.to, label: $0.label, kind: $0.kind, isAssumed: $0.isAssumed)
            },
            groups: groups(holding: shown)
        )
    }

    /// The groups that hold one of these nodes, directly or through inner groups.
    private func groups(holding shown: [TopologyNode]) -> [GraphGroup] {
        let parents = Dictionary(groups.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        var needed: Set<String> = []
        for node in shown {
            var next = node.group
            while let id = next, needed.insert(id).inserted { next = parents[id] ?? nil }
        }
        return groups.filter { needed.contains($0.id) }
    }
}
