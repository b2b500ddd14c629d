import Graphs
import Templates
import Values

extension Linker {
    /// Folds the ways onto the components, merges parallel ones, and tells where every other resource went.
    func finish() -> Topology {
        var hops: [Way] = []
        for way in ways { hops += split(way) }
        let edges = merged(hops)
        var incoming: Set<String> = []
        for edge in edges where edge.kind != .read && edge.kind != .observe { incoming.insert(edge.to) }
        var sending: Set<String> = []
        for edge in edges where edge.kind != .deadLetter && edge.kind != .observe { sending.insert(edge.from) }
        var nodes = nodes
        for index in nodes.indices {
            // Traffic enters at what sends on and is not sent to by anything in the stack: a client, a schedule, a topic.
            let id = nodes[index].id
            nodes[index].isEntry =
                nodes[index].layer == .main && !incoming.contains(id) && sending.contains(id)
        }
        let groups = groups(around: nodes)
        var topology = Topology(
            nodes: nodes, edges: edges, groups: groups, folded: folded(edges: edges, groups: groups), findings: findings
        )
        topology.findings += practiceFindings(of: topology)
        topology.findings.sort { $0.diagnostic.position < $1.diagnostic.position }
        return topology
    }

    /// The hops of a way between components: one, or more where bound plumbing stands on it.
    private func split(_ way: Way) -> [Way] {
        guard let from = component(of: way.from), let to = component(of: way.to) else { return [] }
        var stops: [String] = []
        var before: [[String]] = [[]]
        for id in way.via {
            if nodeIDs.contains(id), id != from, id != to {
                stops.append(id)
                before.append([])
            } else {
                before[before.count - 1].append(id)
            }
        }
        var hop = way
        hop.from = from
        hop.to = to
        if stops.isEmpty { return throughBoundEnds(hop) }
        var hops: [Way] = []
        for (index, stop) in stops.enumerated() {
            hop.to = stop
            hop.via = before[index]
            hop.actions = index == 0 && way.kind == .poll ? way.actions.filter { edgeKind(ofAction: $0) == .poll } : []
            hop.label = index == 0 ? way.label : ""
            hops.append(hop)
            hop.from = stop
        }
        hop.to = to
        hop.via = before[before.count - 1]
        hop.label = ""
        hop.actions = way.actions
        if way.kind == .poll {
            hop.actions = way.actions.filter { edgeKind(ofAction: $0) != .poll }
            hop.kind = hop.actions.first.flatMap(edgeKind(ofAction:)) ?? .event
        }
        return hops + [hop]
    }

    /// A hop that starts or ends at bound plumbing goes on to the component it belongs to: to an alias, and from there to
    /// its function.
    private func throughBoundEnds(_ hop: Way) -> [Way] {
        var hops = [hop]
        if let owner = owner(ofBound: hop.from), owner != hop.to {
            var before = hop
            (before.from, before.to, before.via, before.label) = (owner, hop.from, [], "")
            hops.insert(before, at: 0)
        }
        if let owner = owner(ofBound: hop.to), owner != hop.from {
            var after = hop
            (after.from, after.to, after.via, after.label) = (hop.to, owner, [], "")
            hops.append(after)
        }
        return hops
    }

    /// The component that plumbing belongs to which is a node only because a role is bound to it.
    private func owner(ofBound id: String) -> String? {
        guard bound.contains(id), let row = row(of: id), case .into = row.placement else { return nil }
        return owners[id].flatMap(component(of:))
    }

    private struct EdgeKey: Hashable {
        var from: String
        var to: String
        var kind: EdgeKind
    }

    /// One edge for each pair of nodes and kind: labels and plumbing of parallel ways are joined.
    private func merged(_ hops: [Way]) -> [TopologyEdge] {
        var order: [EdgeKey] = []
        var parallel: [EdgeKey: [Way]] = [:]
        for hop in hops {
            let key = EdgeKey(from: hop.from, to: hop.to, kind: hop.kind)
            if parallel[key] == nil { order.append(key) }
            parallel[key, default: []].append(hop)
        }
        var counts: [String: Int] = [:]
        return withActionsOnce(order.map { edge(of: parallel[$0] ?? []) }).map { edge in
            var edge = edge
            counts[edge.id, default: 0] += 1
            if let count = counts[edge.id], count > 1 { edge.id += "#\(count)" }
            return edge
        }
    }

    /// Parallel ways as one edge; its id is not yet unique.
    private func edge(of ways: [Way]) -> TopologyEdge {
        TopologyEdge(
            id: "\(ways[0].from)>\(ways[0].to)",
            from: ways[0].from,
            to: ways[0].to,
            kind: ways[0].kind,
            label: joinedLabels(ways.map(\.label)),
            via: unique(ways.flatMap(\.via)),
            actions: ways.contains { $0.actions.isEmpty } ? [] : unique(ways.flatMap(\.actions)),
            position: ways[0].position,
            isAssumed: ways.allSatisfy { $0.evidence == .assumed }
        )
    }

    /// Lets each action lie on one edge of a pair of nodes: where a workflow both sends and waits for the answer, the
    /// first way takes both. Dead letters stay apart.
    private func withActionsOnce(_ edges: [TopologyEdge]) -> [TopologyEdge] {
        var kept: [TopologyEdge] = []
        var places: [String: [Int]] = [:]
        for edge in edges {
            let same = (places[edge.id] ?? []).first { place in
                kept[place].kind != .deadLetter && edge.kind != .deadLetter
                    && !Set(kept[place].actions).isDisjoint(with: edge.actions)
            }
            if let same {
                kept[same].label = joinedLabels([kept[same].label, edge.label])
                kept[same].via = unique(kept[same].via + edge.via)
                kept[same].actions = unique(kept[same].actions + edge.actions)
                kept[same].isAssumed = kept[same].isAssumed && edge.isAssumed
            } else {
                places[edge.id, default: []].append(kept.count)
                kept.append(edge)
            }
        }
        return kept
    }

    /// The boundaries that hold a node, with the boundaries around them.
    private func groups(around nodes: [TopologyNode]) -> [GraphGroup] {
        var needed: Set<String> = []
        for node in nodes {
            var next = node.group
            while let id = next, needed.insert(id).inserted { next = boundary(around: id) }
        }
        return stack.resources.filter { needed.contains($0.logicalID) }.map {
            GraphGroup(id: $0.logicalID, label: shortName($0.logicalID), parent: boundary(around: $0.logicalID))
        }
    }

    private func folded(edges: [TopologyEdge], groups: [GraphGroup]) -> [String: Fold] {
        let drawn = nodeIDs.union(groups.map(\.id))
        var edgesVia: [String: [String]] = [:]
        for edge in edges {
            for id in edge.via { edgesVia[id, default: []].append(edge.id) }
        }
        var folded: [String: Fold] = [:]
        for resource in stack.resources where !drawn.contains(resource.logicalID) {
            let id = resource.logicalID
            if let edges = owned(id, by: edgesVia) {
                folded[id] = .edges(edges)
            } else if let component = component(of: id) {
                folded[id] = .node(component)
            } else if let boundary = boundary(around: id) {
                folded[id] = .group(boundary)
            } else {
                folded[id] = .hidden
            }
        }
        return folded
    }
}

extension Linker {
    /// The edges that plumbing lies on, or that the plumbing it belongs to lies on: the role of a rule with its rule.
    private func owned(_ id: String, by edgesVia: [String: [String]]) -> [String]? {
        var next: String? = id
        for _ in 0...stack.resources.count {
            guard let id = next, !nodeIDs.contains(id) else { return nil }
            if let edges = edgesVia[id] { return edges }
            next = owners[id]
        }
        return nil
    }
}

/// The labels of parallel ways as one: each once, at most two, then how many more.
func joinedLabels(_ labels: [String]) -> String {
    let different = unique(labels.filter { !$0.isEmpty })
    guard different.count > 2 else { return different.joined(separator: ", ") }
    return different.prefix(2).joined(separator: ", ") + ", \(different.count - 2) more"
}

/// The elements in their order, each once.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
}
