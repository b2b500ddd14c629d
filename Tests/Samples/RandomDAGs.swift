import Graphs

/// Random graphs without cycles and with one and a half edges per node, the same on every machine.
public enum RandomDAG: String, CaseIterable, Sendable {
    /// Both ends of an edge are drawn from all nodes.
    case spread
    /// An edge ends at one of the nodes that follow soon after its source: in a twentieth of all nodes, at least in five.
    case near

    /// The seeds that comparisons are published for.
    public static let publishedSeeds: ClosedRange<UInt64> = 1...20

    /// A graph of nodes `n0`, `n1` ..., whose edges are all different and lead from smaller to greater numbers.
    public func graph(nodes count: Int, seed: UInt64) -> Graph {
        // SplitMix64, by which the graphs can be made again anywhere. The seed is spread by another factor than the steps:
        // else one seed's numbers would be those of the next, one step on.
        var state = seed &* 0xD134_2543_DE82_EF95
        func below(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            mixed = mixed ^ (mixed >> 31)
            return Int(mixed % UInt64(bound))
        }
        var graph = Graph(nodes: (0..<count).map { GraphNode(id: "n\($0)") })
        var seen: Set<Int> = []
        let reach = max(5, count / 20)
        while graph.edges.count < count * 3 / 2 {
            let first = below(count)
            let second = self == .spread ? below(count) : first + 1 + below(reach)
            guard first != second, second < count else { continue }
            let (from, to) = (min(first, second), max(first, second))
            guard seen.insert(from * count + to).inserted else { continue }
            graph.edges.append(GraphEdge(from: "n\(from)", to: "n\(to)"))
        }
        return graph
    }
}
