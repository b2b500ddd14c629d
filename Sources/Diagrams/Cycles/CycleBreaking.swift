/// Which edges are laid out against their direction, so that the rest has no cycle.
///
/// Only edges on a cycle are reversed. Edges into an entry from its own cycle are reversed first, then the edges that a
/// depth-first walk from entries, sources and the rest, each in order, finds closing a cycle.
/// - Parameters:
///   - edges: tail and head of each edge; self-loops are not reversed and must be left out of ranking.
///   - entries: the nodes where traffic enters.
func edgesToReverse(nodeCount: Int, edges: [(tail: Int, head: Int)], entries: [Int]) -> [Bool] {
    var outgoing = [[Int]](repeating: [], count: nodeCount)
    var hasIncoming = [Bool](repeating: false, count: nodeCount)
    for (index, edge) in edges.enumerated() where edge.tail != edge.head {
        outgoing[edge.tail].append(index)
        hasIncoming[edge.head] = true
    }
    var isReversed = [Bool](repeating: false, count: edges.count)
    let component = strongComponents(nodeCount: nodeCount, edges: edges, outgoing: outgoing)
    var isEntry = [Bool](repeating: false, count: nodeCount)
    for entry in entries { isEntry[entry] = true }
    for (index, edge) in edges.enumerated()
    where edge.tail != edge.head && isEntry[edge.head] && !isEntry[edge.tail]
        && component[edge.tail] == component[edge.head]
    {
        isReversed[index] = true
    }

    enum State { case unseen, open, closed }
    var state = [State](repeating: .unseen, count: nodeCount)
    var stack: [(node: Int, next: Int)] = []
    let starts = entries + (0..<nodeCount).filter { !hasIncoming[$0] } + Array(0..<nodeCount)
    for start in starts where state[start] == .unseen {
        state[start] = .open
        stack.append((start, 0))
        while let (node, next) = stack.last {
            guard next < outgoing[node].count else {
                state[node] = .closed
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            let edge = outgoing[node][next]
            let head = edges[edge].head
            // A reversed edge runs to the tail: from an entry to a node of its cycle, which the walk reaches anyway.
            if isReversed[edge] { continue }
            switch state[head] {
            case .open: isReversed[edge] = true
            case .closed: break
            case .unseen:
                state[head] = .open
                stack.append((head, 0))
            }
        }
    }
    // The edges reversed for entries close no cycle: what is left leads from no other node of the cycle to an entry.
    return isReversed
}

/// The number of the strongly connected component of each node (Tarjan 1972, without recursion).
private func strongComponents(nodeCount: Int, edges: [(tail: Int, head: Int)], outgoing: [[Int]]) -> [Int] {
    var component = [Int](repeating: -1, count: nodeCount)
    var number = [Int](repeating: -1, count: nodeCount)
    var low = [Int](repeating: 0, count: nodeCount)
    var open: [Int] = []
    var walk: [(node: Int, next: Int)] = []
    var count = 0
    var components = 0
    for start in 0..<nodeCount where number[start] < 0 {
        walk.append((start, 0))
        while let (node, next) = walk.last {
            if next == 0 {
                number[node] = count
                low[node] = count
                count += 1
                open.append(node)
            }
            if next < outgoing[node].count {
                walk[walk.count - 1].next += 1
                let head = edges[outgoing[node][next]].head
                if number[head] < 0 {
                    walk.append((head, 0))
                } else if component[head] < 0 {
                    low[node] = min(low[node], number[head])
                }
                continue
            }
            walk.removeLast()
            if let above = walk.last?.node { low[above] = min(low[above], low[node]) }
            if low[node] == number[node] {
                while let member = open.popLast() {
                    component[member] = components
                    if member == node { break }
                }
                components += 1
            }
        }
    }
    return component
}
