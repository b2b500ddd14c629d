/// Edges that share a port and a trunk: all leave one node, or all enter one, on the same side and with the same look.
///
/// An edge belongs to at most one bundle, so every drawn trunk has a single source or a single target and can be told
/// apart by following it.
struct Bundling: Sendable {
    /// Which side of a node an edge is attached to.
    enum Side: Int, Sendable {
        /// Towards lower ranks.
        case before
        /// Towards higher ranks.
        case after
    }

    /// A bundle of at least two edges.
    struct Bundle: Sendable {
        var node: Int
        var side: Side
        var edges: [Int]
    }

    /// The bundles.
    var bundles: [Bundle] = []
    /// The bundle of each edge, if any.
    var bundleOfEdge: [Int?]

    /// Whether the edge shares its port at this node on this side.
    func bundle(of edge: Int, at node: Int, _ side: Side) -> Int? {
        guard let bundle = bundleOfEdge[edge], bundles[bundle].node == node, bundles[bundle].side == side else {
            return nil
        }
        return bundle
    }

    /// Takes bundles apart where, in the order of the layers, another edge leads from the same side of the node to
    /// between their ends: it would have to cross the trunk.
    mutating func separate(_ graph: LayeredGraph, layers: [[Int]]) {
        var position = [Int](repeating: 0, count: graph.items.count)
        for layer in layers { for (place, item) in layer.enumerated() { position[item] = place } }
        for bundle in bundles.indices {
            let item = graph.itemOfNode[bundles[bundle].node]
            let isAfter = bundles[bundle].side == .after
            func place(_ segment: Int) -> Int {
                position[isAfter ? graph.segments[segment].head : graph.segments[segment].tail]
            }
            let segments = (isAfter ? graph.outgoing[item] : graph.incoming[item])
                .sorted { (place($0), $0) < (place($1), $1) }
            let runs = segments.split { bundleOfEdge[graph.segments[$0].edge!] != bundle }
            guard runs.count > 1 else { continue }
            dissolve([bundle])
            for run in runs where run.count > 1 {
                let edges = run.map { graph.segments[$0].edge! }
                for edge in edges { bundleOfEdge[edge] = bundles.count }
                bundles.append(Bundle(node: bundles[bundle].node, side: bundles[bundle].side, edges: edges))
            }
        }
    }

    /// Lets the edges of some bundles run by themselves.
    mutating func dissolve(_ dissolved: [Int]) {
        for bundle in dissolved {
            for edge in bundles[bundle].edges { bundleOfEdge[edge] = nil }
            bundles[bundle].edges = []
        }
    }

    /// Finds bundles, largest first.
    init(_ plan: Plan, isReversed: [Bool]) {
        bundleOfEdge = [Int?](repeating: nil, count: plan.edges.count)
        struct Key: Hashable {
            var node: Int
            var side: Int
            var leaves: Bool
            var look: Int
        }
        var candidates: [(key: Key, edges: [Int])] = []
        var placeOfKey: [Key: Int] = [:]
        func add(_ edge: Int, node: Int, side: Side, leaves: Bool) {
            let key = Key(node: node, side: side.rawValue, leaves: leaves, look: plan.edges[edge].look)
            if let place = placeOfKey[key] {
                candidates[place].edges.append(edge)
            } else {
                placeOfKey[key] = candidates.count
                candidates.append((key, [edge]))
            }
        }
        for (index, edge) in plan.edges.enumerated() {
            add(index, node: edge.tail, side: isReversed[index] ? .before : .after, leaves: true)
            add(index, node: edge.head, side: isReversed[index] ? .after : .before, leaves: false)
        }
        // Of parallel edges only the first joins: a trunk that led twice to one node could not be counted.
        for place in candidates.indices {
            var others: Set<Int> = []
            let leaves = candidates[place].key.leaves
            candidates[place].edges.removeAll {
                !others.insert(leaves ? plan.edges[$0].head : plan.edges[$0].tail).inserted
            }
        }
        let order = candidates.indices.sorted {
            let (left, right) = (candidates[$0], candidates[$1])
            return (right.edges.count, right.key.leaves ? 1 : 0, $0) < (left.edges.count, left.key.leaves ? 1 : 0, $1)
        }
        for place in order {
            let free = candidates[place].edges.filter { bundleOfEdge[$0] == nil }
            guard free.count > 1 else { continue }
            for edge in free { bundleOfEdge[edge] = bundles.count }
            let key = candidates[place].key
            bundles.append(Bundle(node: key.node, side: Side(rawValue: key.side)!, edges: free))
        }
    }
}
