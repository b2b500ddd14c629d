import Graphs

/// A small generator of repeatable numbers (SplitMix64): a seed printed by a failing test replays its graph.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    /// The seed is spread by another factor than the steps: else one seed's numbers would be those of the next, one step
    /// on.
    init(_ seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// The sorts of graphs that property tests draw.
enum GraphSort: String, CaseIterable, Sendable {
    case tree, dag, cyclic, parallel, grouped, nested, wide, scattered

    /// The graph of a seed.
    func graph(seed: UInt64, size: ClosedRange<Int> = 1...18) -> Graph {
        var random = Seeded(seed)
        let count = Int.random(in: size, using: &random)
        var graph = Graph()
        for index in 0..<count {
            var label = "n\(index)"
            if self == .wide {
                label = [
                    "订单\(index)号", "long name of node \(index)", "two\nlines\(index)", "caféé\(index)", "Wert🙂\(index)",
                ]
                .randomElement(using: &random)!
            }
            let kind =
                random.chance(40)
                ? ["message-queue", "function", "external", "topic"].randomElement(using: &random)! : ""
            graph.nodes.append(GraphNode(id: "n\(index)", label: label, kind: kind, isEntry: random.chance(8)))
        }
        addEdges(to: &graph, &random)
        if self == .grouped || self == .nested { addGroups(to: &graph, &random) }
        return graph
    }

    private func addEdges(to graph: inout Graph, _ random: inout Seeded) {
        let count = graph.nodes.count
        func add(_ from: Int, _ to: Int) {
            var label = ""
            if random.chance(25) {
                label = "e\(graph.edges.count)"
                if self == .wide { label += [" 每分钟", " over the limit", "\nagain"].randomElement(using: &random)! }
            }
            let kind = random.chance(50) ? EdgeKind.event : EdgeKind.allCases.randomElement(using: &random)!
            graph.edges.append(
                GraphEdge(from: "n\(from)", to: "n\(to)", label: label, kind: kind, isAssumed: random.chance(5))
            )
        }
        if self == .tree {
            for node in 1..<max(2, count) where node < count { add(Int.random(in: 0..<node, using: &random), node) }
            return
        }
        let edges = self == .scattered ? count / 2 : Int(Double(count) * Double.random(in: 0.8...1.8, using: &random))
        for _ in 0..<edges {
            let from = Int.random(in: 0..<count, using: &random)
            let to = Int.random(in: 0..<count, using: &random)
            switch self {
            case .cyclic, .parallel, .nested: add(from, to)
            default:
                if from == to { continue }
                add(min(from, to), max(from, to))
            }
            if self == .parallel, random.chance(40) { add(from, to) }
        }
    }

    private func addGroups(to graph: inout Graph, _ random: inout Seeded) {
        let groups = Int.random(in: 1...(self == .nested ? 5 : 3), using: &random)
        for index in 0..<groups {
            let parent =
                self == .nested && index > 0 && random.chance(60)
                ? "g\(Int.random(in: 0..<index, using: &random))" : nil
            let label = random.chance(30) ? "G\(index) a group with a long title" : "G\(index)"
            graph.groups.append(GraphGroup(id: "g\(index)", label: label, parent: parent))
        }
        for node in graph.nodes.indices where random.chance(60) {
            graph.nodes[node].group = "g\(Int.random(in: 0..<groups, using: &random))"
        }
    }
}
