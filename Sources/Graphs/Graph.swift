/// `Graphs` owns the shape of an architecture as everyone draws it: nodes, groups and edges, and the one table of edge
/// kinds. It must not know how a graph is drawn or where it came from.

/// A directed graph with nested groups: what the diagram engine draws and what a topology turns into.
public struct Graph: Hashable, Sendable {
    /// The direction in which edges should flow, where the author of the graph wants one.
    public var direction: FlowDirection?
    /// The nodes; ids are unique.
    public var nodes: [GraphNode]
    /// The edges; parallel edges and self-loops are allowed.
    public var edges: [GraphEdge]
    /// The groups; ids are unique and no group contains itself.
    public var groups: [GraphGroup]

    /// Makes a graph.
    public init(
        direction: FlowDirection? = nil,
        nodes: [GraphNode] = [],
        edges: [GraphEdge] = [],
        groups: [GraphGroup] = []
    ) {
        self.direction = direction
        self.nodes = nodes
        self.edges = edges
        self.groups = groups
    }
}

/// The direction in which a drawing flows from sources to targets.
public enum FlowDirection: String, Hashable, Sendable, CaseIterable {
    case right
    case down
}

/// A node of a graph.
public struct GraphNode: Hashable, Sendable {
    /// The identifier that edges name.
    public var id: String
    /// What is drawn in the box; lines are separated by `\n`.
    public var label: String
    /// What sort of component it is, a capability such as `queue` or `function`; empty when unknown.
    public var kind: String
    /// The group it stands in, if any.
    public var group: String?
    /// Whether traffic enters the architecture here; entries are kept in the first rank.
    public var isEntry: Bool

    /// Makes a node; the label is the id unless one is given.
    public init(id: String, label: String? = nil, kind: String = "", group: String? = nil, isEntry: Bool = false) {
        self.id = id
        self.label = label ?? id
        self.kind = kind
        self.group = group
        self.isEntry = isEntry
    }
}

/// A directed edge of a graph.
public struct GraphEdge: Hashable, Sendable {
    /// The id of the node it leaves.
    public var from: String
    /// The id of the node it enters.
    public var to: String
    /// What is written along it; empty for none.
    public var label: String
    /// What travels along it and who starts it.
    public var kind: EdgeKind
    /// Whether the edge is assumed rather than stated by the template; assumed edges are drawn dashed.
    public var isAssumed: Bool

    /// Makes an edge.
    public init(from: String, to: String, label: String = "", kind: EdgeKind = .call, isAssumed: Bool = false) {
        self.from = from
        self.to = to
        self.label = label
        self.kind = kind
        self.isAssumed = isAssumed
    }
}

/// A group of nodes, drawn as a frame around them.
public struct GraphGroup: Hashable, Sendable {
    /// The identifier that nodes and inner groups name.
    public var id: String
    /// The title on the frame.
    public var label: String
    /// The group it stands in, if any.
    public var parent: String?

    /// Makes a group; the label is the id unless one is given.
    public init(id: String, label: String? = nil, parent: String? = nil) {
        self.id = id
        self.label = label ?? id
        self.parent = parent
    }
}
