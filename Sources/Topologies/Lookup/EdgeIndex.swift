/// On which edge of a topology a call lies.
public enum EdgeMatch: Hashable, Sendable {
    /// On exactly this edge, by its id; the message travels as the edge points.
    case edge(String)
    /// On exactly this edge, against its direction: messages that a redrive moves back from a dead-letter queue.
    case backwards(String)
    /// From outside straight to a node where traffic enters and that has no drawn client.
    case entry(String)
    /// On none.
    case missing
    /// On several; their ids.
    case ambiguous([String])
}

/// Finds the edge that a call lies on: a table made once for a topology, then one look-up per call.
///
/// Principals and resources are logical ids. Both may be plumbing: an event source mapping that calls
/// `sqs:ReceiveMessage` on its queue and `lambda:Invoke` on its function lies on the way from queue to function both
/// times; a subscription or a topic that calls `sqs:SendMessage` on a queue lies on the way from topic to queue.
public struct EdgeIndex: Sendable {
    private struct Pair: Hashable {
        var principal: String
        var resource: String
    }

    private struct Entry {
        var edge: Int
        var isBackwards: Bool
    }

    private let ids: [String]
    private let actions: [[String]]
    private let areDeadLetters: [Bool]
    private let entriesByPair: [Pair: [Entry]]
    /// Nodes that folded plumbing belongs to.
    private let nodeOfFolded: [String: String]
    private let entryNodes: Set<String>

    /// Makes the index of a topology.
    /// - Complexity: O(edges × their plumbing).
    public init(_ topology: Topology) {
        ids = topology.edges.map(\.id)
        actions = topology.edges.map(\.actions)
        areDeadLetters = topology.edges.map { $0.kind == .deadLetter }
        var nodeOfFolded: [String: String] = [:]
        for (id, fold) in topology.folded {
            if case .node(let node) = fold { nodeOfFolded[id] = node }
        }
        self.nodeOfFolded = nodeOfFolded
        entryNodes = Set(topology.nodes.filter { $0.isEntry && $0.kind != "external" }.map(\.id))
        let nodes = Set(topology.nodes.map(\.id))
        var table: [Pair: [Entry]] = [:]
        for (index, edge) in topology.edges.enumerated() {
            var pairs: Set<Pair> = [Pair(principal: edge.from, resource: edge.to)]
            // A consumer pulls: it calls the source.
            if edge.kind == .poll { pairs.insert(Pair(principal: edge.to, resource: edge.from)) }
            for plumbing in edge.via {
                pairs.insert(Pair(principal: plumbing, resource: edge.to))
                pairs.insert(Pair(principal: edge.from, resource: plumbing))
                if edge.kind == .poll { pairs.insert(Pair(principal: plumbing, resource: edge.from)) }
            }
            for pair in pairs { table[pair, default: []].append(Entry(edge: index, isBackwards: false)) }
            if edge.kind == .deadLetter {
                table[Pair(principal: edge.to, resource: edge.from), default: []]
                    .append(Entry(edge: index, isBackwards: true))
            }
        }
        // Of a way through plumbing that a role is bound to, what the source calls at its end lies on the last hop.
        for (index, edge) in topology.edges.enumerated() where Self.isPlumbing(edge.from, topology, nodes) {
            for before in topology.edges where before.to == edge.from {
                let pair = Pair(principal: before.from, resource: edge.to)
                if table[pair] == nil { table[pair] = [Entry(edge: index, isBackwards: false)] }
            }
        }
        entriesByPair = table
    }

    private static func isPlumbing(_ id: String, _ topology: Topology, _ nodes: Set<String>) -> Bool {
        guard nodes.contains(id), let node = topology.nodes.first(where: { $0.id == id }),
            let row = resourceTable[node.type]
        else { return false }
        return switch row.placement {
        case .onWays, .into: true
        case .componentWith(_, let kind, _): node.kind != kind
        default: false
        }
    }

    /// The edge that a call lies on.
    public func edge(for principal: String, resource: String, action: String) -> EdgeMatch {
        let exact = match(principal, resource, action)
        if exact != .missing { return exact }
        let principalNode = nodeOfFolded[principal] ?? principal
        let resourceNode = nodeOfFolded[resource] ?? resource
        if principalNode != principal || resourceNode != resource {
            let folded = match(principalNode, resourceNode, action)
            if folded != .missing { return folded }
        }
        if principal.hasPrefix("external:"), entryNodes.contains(resourceNode) { return .entry(resourceNode) }
        return .missing
    }

    private func match(_ principal: String, _ resource: String, _ action: String) -> EdgeMatch {
        guard let entries = entriesByPair[Pair(principal: principal, resource: resource)] else { return .missing }
        let carrying = entries.filter { entry in
            !entry.isBackwards
                && (actions[entry.edge].contains(action) || areDeadLetters[entry.edge] && action == Self.redrive)
        }
        if carrying.count == 1 { return .edge(ids[carrying[0].edge]) }
        if carrying.count > 1 { return .ambiguous(carrying.map { ids[$0.edge] }) }
        let open = entries.filter { !$0.isBackwards && actions[$0.edge].isEmpty }
        if open.count == 1 { return .edge(ids[open[0].edge]) }
        if open.count > 1 { return .ambiguous(open.map { ids[$0.edge] }) }
        let backwards = entries.filter(\.isBackwards)
        if backwards.count == 1, Self.moves.contains(action) { return .backwards(ids[backwards[0].edge]) }
        return .missing
    }

    /// What SQS does by itself with a message that was received too often; no API call moves it.
    private static let redrive = "redrive"

    /// The actions by which messages are moved back.
    private static let moves: Set<String> = [
        redrive, "sqs:StartMessageMoveTask", "sqs:SendMessage", "sqs:SendMessageBatch",
    ]
}

extension Topology {
    /// The table that finds the edge of a call; make it once and keep it.
    public func edgeIndex() -> EdgeIndex { EdgeIndex(self) }
}
