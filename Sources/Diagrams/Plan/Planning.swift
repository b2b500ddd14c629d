import Canvas
import Graphs

/// How a graph is to be measured: the choices that width decides on.
struct Measures: Hashable, Sendable {
    var direction: FlowDirection
    var detail: DiagramOptions.Detail
    /// The columns a line of text should not exceed; nil to leave lines as they are.
    var wrap: Int?
    var isTight: Bool
    /// The columns after which a drawing that flows right goes on in a new row; nil for one row.
    var foldLimit: Int?
    /// The edges that may pass a fold.
    var foldWires = 0
}

/// Splits a graph into its connected parts and measures them.
///
/// Parts are connected by edges or by a group; they come in the order of their first nodes. Edges and group names that
/// lead nowhere are left out: readers of graphs report them.
func plans(_ graph: Graph, _ measures: Measures) -> [Plan] {
    let metrics = Metrics(direction: measures.direction, isTight: measures.isTight)
    let indexOfNode = Dictionary(graph.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let groups = GroupForest(graph)
    // Union of nodes that belong together.
    var parent = Array(graph.nodes.indices)
    func root(_ node: Int) -> Int {
        var node = node
        while parent[node] != node {
            parent[node] = parent[parent[node]]
            node = parent[node]
        }
        return node
    }
    func join(_ left: Int, _ right: Int) {
        let (a, b) = (root(left), root(right))
        parent[max(a, b)] = min(a, b)
    }
    var firstOfOutermost: [Int: Int] = [:]
    for (index, node) in graph.nodes.enumerated() {
        guard let group = groups.index(of: node.group) else { continue }
        let outermost = groups.outermost(group)
        if let first = firstOfOutermost[outermost] { join(first, index) } else { firstOfOutermost[outermost] = index }
    }
    let ends = graph.edges.map { (tail: indexOfNode[$0.from], head: indexOfNode[$0.to]) }
    for case (let tail?, let head?) in ends { join(tail, head) }

    var partOfRoot: [Int: Int] = [:]
    var plans: [Plan] = []
    var place = [Int](repeating: 0, count: graph.nodes.count)
    var part = place
    for (index, node) in graph.nodes.enumerated() {
        let own = partOfRoot[root(index)] ?? plans.count
        if own == plans.count {
            partOfRoot[root(index)] = own
            plans.append(
                Plan(
                    nodes: [], edges: [], groups: [], metrics: metrics, foldLimit: measures.foldLimit,
                    foldWires: measures.foldWires))
        }
        part[index] = own
        place[index] = plans[own].nodes.count
        let box = NodeBox(node, detail: measures.detail, wrap: measures.wrap, padding: metrics.textPadding)
        plans[own].nodes.append(
            .init(index: index, box: box, group: groups.index(of: node.group), isEntry: node.isEntry, loops: []))
    }
    for (index, edge) in graph.edges.enumerated() {
        guard let tail = ends[index].tail, let head = ends[index].head else { continue }
        let lines =
            edge.label.isEmpty || measures.detail == .overview ? [] : labelLines(edge.label, wrap: measures.wrap)
        let own = part[tail]
        if tail == head {
            plans[own].nodes[place[tail]].loops.append(.init(index: index, lines: lines))
        } else {
            let look = EdgeKind.allCases.firstIndex(of: edge.kind)! * 2 + (edge.isAssumed ? 1 : 0)
            let isMinor = [.deadLetter, .observe, .resolve].contains(edge.kind)
            plans[own].edges.append(
                .init(index: index, tail: place[tail], head: place[head], lines: lines, look: look, isMinor: isMinor)
            )
        }
    }
    for own in plans.indices { groups.addGroups(to: &plans[own], graph) }
    return plans
}

/// The groups of a graph as a forest, without unknown parents and circles.
private struct GroupForest {
    private var indexOfGroup: [String: Int]
    private var parent: [Int?]

    init(_ graph: Graph) {
        indexOfGroup = Dictionary(
            graph.groups.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        parent = []
        for (index, group) in graph.groups.enumerated() {
            var above = group.parent.flatMap { indexOfGroup[$0] }
            // A parent counts only if the way up from it ends.
            var seen: Set<Int> = [index]
            var next = above
            while let group = next {
                if !seen.insert(group).inserted {
                    above = nil
                    break
                }
                next = graph.groups[group].parent.flatMap { indexOfGroup[$0] }
            }
            parent.append(above)
        }
    }

    func index(of id: String?) -> Int? { id.flatMap { indexOfGroup[$0] } }

    func outermost(_ group: Int) -> Int {
        var group = group
        while let above = parent[group] { group = above }
        return group
    }

    /// Adds the groups that hold a node of the plan, parents first, and renumbers the nodes' groups.
    func addGroups(to plan: inout Plan, _ graph: Graph) {
        var renumbered: [Int: Int] = [:]
        func add(_ group: Int) -> Int {
            // The way up from a group is as long as the groups are nested; collect it and add from the outermost down.
            var path = [group]
            while let above = parent[path.last!] { path.append(above) }
            for group in path.reversed() where renumbered[group] == nil {
                let above = parent[group].map { renumbered[$0]! }
                renumbered[group] = plan.groups.count
                let title = labelLines(graph.groups[group].label, wrap: nil).joined(separator: " ")
                plan.groups.append(
                    .init(
                        index: group,
                        parent: above,
                        titleWidth: title.columns + 2,
                        depth: above.map { plan.groups[$0].depth + 1 } ?? 0
                    )
                )
            }
            return renumbered[group]!
        }
        for node in plan.nodes.indices {
            plan.nodes[node].group = plan.nodes[node].group.map(add)
        }
    }
}
