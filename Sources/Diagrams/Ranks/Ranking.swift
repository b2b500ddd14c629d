/// The rank of every node: edges run from lower to higher ranks, as short as possible in total.
///
/// Entries share the first rank; the ranks a group spans are kept few, so that its frame stays small.
/// - Parameter edges: tail and head of each edge in the direction it is laid out; they must form no cycle.
func assignRanks(_ plan: Plan, edges: [(tail: Int, head: Int)]) -> [Int] {
    let nodeCount = plan.nodes.count
    // Frames and the common start are nodes of the ranking of their own.
    let firstRank = nodeCount
    let groupStart = nodeCount + 1
    let groupEnd = groupStart + plan.groups.count
    var arcs: [Arc] = []
    arcs.reserveCapacity(edges.count + nodeCount)
    for edge in edges { arcs.append(Arc(tail: edge.tail, head: edge.head, length: 1, weight: 4)) }
    let hasEntry = plan.nodes.contains(where: \.isEntry)
    if hasEntry {
        var hasIncoming = [Bool](repeating: false, count: nodeCount)
        for edge in edges { hasIncoming[edge.head] = true }
        for (node, entry) in plan.nodes.enumerated() {
            let holds = entry.isEntry && !hasIncoming[node]
            arcs.append(Arc(tail: firstRank, head: node, length: 0, weight: holds ? 1000 : 0))
        }
    }
    for group in plan.groups.indices {
        arcs.append(Arc(tail: groupStart + group, head: groupEnd + group, length: 0, weight: 6))
    }
    for (node, member) in plan.nodes.enumerated() {
        for group in plan.path(of: member.group) {
            arcs.append(Arc(tail: groupStart + group, head: node, length: 0, weight: 0))
            arcs.append(Arc(tail: node, head: groupEnd + group, length: 0, weight: 0))
        }
    }
    let positions = NetworkSimplex.solve(nodeCount: groupEnd + plan.groups.count, arcs: arcs)
    let least = positions[..<nodeCount].min() ?? 0
    return positions[..<nodeCount].map { $0 - least }
}
