/// The rank of every node: edges run from lower to higher ranks, as short as possible in total.
///
/// Entries share the first rank; the ranks a group spans are kept few, so that its frame stays small.
/// - Parameters:
///   - edges: tail and head of each edge in the direction it is laid out; they must form no cycle.
///   - findsOthers: whether it is worth the time to look for more than one way.
/// - Returns: ways to rank the nodes at the same total length of edges, each different.
func assignRanks(_ plan: Plan, edges: [(tail: Int, head: Int)], findsOthers: Bool) -> [[Int]] {
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
    let count = groupEnd + plan.groups.count
    var solutions = [NetworkSimplex.solve(nodeCount: count, arcs: arcs)]
    if findsOthers {
        // Read from its other end, with the nodes in the other order, the same problem often has another solution.
        let mirrored = arcs.map {
            Arc(tail: count - 1 - $0.head, head: count - 1 - $0.tail, length: $0.length, weight: $0.weight)
        }
        solutions.append(NetworkSimplex.solve(nodeCount: count, arcs: mirrored).reversed().map { -$0 })
    }
    var rankings: [[Int]] = []
    for positions in solutions {
        let least = positions[..<nodeCount].min() ?? 0
        let ranks = positions[..<nodeCount].map { $0 - least }
        var balanced = ranks
        balance(&balanced, plan, edges: edges)
        for ranking in [balanced, ranks] where !rankings.contains(ranking) { rankings.append(ranking) }
    }
    return rankings
}

/// Moves nodes that could stand in several ranks at the same total length to the least crowded of them.
private func balance(_ ranks: inout [Int], _ plan: Plan, edges: [(tail: Int, head: Int)]) {
    var incoming = [Int](repeating: 0, count: ranks.count)
    var outgoing = incoming
    var crowd = [Int](repeating: 0, count: (ranks.max() ?? -1) + 1)
    for rank in ranks { crowd[rank] += 1 }
    var edgesOfNode = [[Int]](repeating: [], count: ranks.count)
    for (index, edge) in edges.enumerated() {
        outgoing[edge.tail] += 1
        incoming[edge.head] += 1
        edgesOfNode[edge.tail].append(index)
        edgesOfNode[edge.head].append(index)
    }
    for node in ranks.indices where incoming[node] == outgoing[node] && incoming[node] > 0 {
        if plan.nodes[node].isEntry || plan.nodes[node].group != nil { continue }
        var low = 0
        var high = crowd.count - 1
        for index in edgesOfNode[node] {
            if edges[index].head == node {
                low = max(low, ranks[edges[index].tail] + 1)
            } else {
                high = min(high, ranks[edges[index].head] - 1)
            }
        }
        guard low < high else { continue }
        var best = ranks[node]
        for rank in low...high where crowd[rank] < crowd[best] - (best == ranks[node] ? 1 : 0) { best = rank }
        crowd[ranks[node]] -= 1
        crowd[best] += 1
        ranks[node] = best
    }
}
