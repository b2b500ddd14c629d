/// A constraint `position[head] - position[tail] >= length` and what stretching it costs.
struct Arc: Hashable, Sendable {
    var tail: Int
    var head: Int
    /// The least distance from tail to head; may be zero.
    var length: Int
    /// The cost of each cell of distance.
    var weight: Int
}

/// Whole positions that satisfy all arcs at the least total of weight times distance.
///
/// The network simplex of Gansner, Koutsofios, North and Vo (1993), used twice: for ranks and for coordinates. The arcs
/// must not form a cycle. Cut values are kept as sums of node balances over subtrees of a spanning forest, so that a
/// pivot touches only the path between the exchanged arcs and the smaller side of the cut.
///
/// The search stops early after `budget` visits of arcs: every state on the way satisfies all arcs, so a large graph gets a
/// good answer where the best one would take too long.
struct NetworkSimplex {
    private let nodeCount: Int
    private let arcs: [Arc]
    /// Arcs at each node, as ranges of `incident`.
    private var firstIncident: [Int32]
    private var incident: [Int32]
    private var position: [Int]

    private var parent: [Int32]
    private var parentArc: [Int32]
    private var treeArcs: [[Int32]]
    /// The nodes below and including each node.
    private var subtreeSize: [Int32]
    /// Outgoing minus incoming weight over the subtree below and including each node.
    private var subtreeBalance: [Int]
    private var mark: [Int32]
    private var stamp: Int32 = 0
    private var budget: Int

    /// The best positions found; the smallest of each connected part is not normalised.
    /// - Parameter start: positions to begin from, used where they satisfy all arcs.
    static func solve(nodeCount: Int, arcs: [Arc], start: [Int]? = nil, budget: Int = 20_000_000) -> [Int] {
        guard nodeCount > 0 else { return [] }
        var solver = NetworkSimplex(nodeCount: nodeCount, arcs: arcs, budget: budget)
        if let start, arcs.allSatisfy({ start[$0.head] - start[$0.tail] >= $0.length }) {
            solver.position = start
        } else {
            solver.placeByLongestPath()
        }
        solver.growTightForest()
        solver.sumSubtrees()
        solver.pivotUntilBest()
        return solver.position
    }

    private init(nodeCount: Int, arcs: [Arc], budget: Int) {
        self.nodeCount = nodeCount
        self.arcs = arcs
        self.budget = budget
        firstIncident = [Int32](repeating: 0, count: nodeCount + 1)
        for arc in arcs {
            firstIncident[arc.tail + 1] += 1
            firstIncident[arc.head + 1] += 1
        }
        for node in 0..<nodeCount { firstIncident[node + 1] += firstIncident[node] }
        incident = [Int32](repeating: 0, count: arcs.count * 2)
        var next = firstIncident
        for (index, arc) in arcs.enumerated() {
            incident[Int(next[arc.tail])] = Int32(index)
            next[arc.tail] += 1
            incident[Int(next[arc.head])] = Int32(index)
            next[arc.head] += 1
        }
        position = [Int](repeating: 0, count: nodeCount)
        parent = [Int32](repeating: -1, count: nodeCount)
        parentArc = [Int32](repeating: -1, count: nodeCount)
        treeArcs = [[Int32]](repeating: [], count: nodeCount)
        subtreeSize = [Int32](repeating: 1, count: nodeCount)
        subtreeBalance = [Int](repeating: 0, count: nodeCount)
        mark = [Int32](repeating: 0, count: nodeCount)
    }

    private func arcs(at node: Int) -> Range<Int> { Int(firstIncident[node])..<Int(firstIncident[node + 1]) }

    private func slack(_ arc: Arc) -> Int { position[arc.head] - position[arc.tail] - arc.length }

    /// Gives every node the smallest position its incoming arcs allow.
    private mutating func placeByLongestPath() {
        var waiting = [Int](repeating: 0, count: nodeCount)
        for arc in arcs { waiting[arc.head] += 1 }
        var ready = (0..<nodeCount).filter { waiting[$0] == 0 }
        var done = 0
        while done < ready.count {
            let node = ready[done]
            done += 1
            for slot in arcs(at: node) {
                let arc = arcs[Int(incident[slot])]
                guard arc.tail == node else { continue }
                position[arc.head] = max(position[arc.head], position[node] + arc.length)
                waiting[arc.head] -= 1
                if waiting[arc.head] == 0 { ready.append(arc.head) }
            }
        }
        precondition(done == nodeCount, "the arcs form a cycle")
    }
}

// MARK: - The first spanning forest

extension NetworkSimplex {
    /// Spans every connected part with arcs of no slack, shifting what is already spanned towards its nearest neighbour.
    private mutating func growTightForest() {
        var isSpanned = [Bool](repeating: false, count: nodeCount)
        // Arcs that leave and that enter the growing tree, by their slack before the tree's shift.
        var leaving = MinimumHeap()
        var entering = MinimumHeap()
        for root in 0..<nodeCount where !isSpanned[root] {
            var shift = 0
            var members: [Int] = []
            leaving.removeAll()
            entering.removeAll()
            var added = root
            while true {
                isSpanned[added] = true
                members.append(added)
                // Members are stored without the shift they get at the end.
                position[added] -= shift
                for slot in arcs(at: added) {
                    let index = Int(incident[slot])
                    let arc = arcs[index]
                    if arc.tail == added, !isSpanned[arc.head] {
                        leaving.insert(key: position[arc.head] - position[added] - arc.length, value: index)
                    } else if arc.head == added, !isSpanned[arc.tail] {
                        entering.insert(key: position[added] - position[arc.tail] - arc.length, value: index)
                    }
                }
                while let top = leaving.first, isSpanned[arcs[top.value].head] { leaving.removeFirst() }
                while let top = entering.first, isSpanned[arcs[top.value].tail] { entering.removeFirst() }
                let out = leaving.first.map { $0.key - shift }
                let into = entering.first.map { $0.key + shift }
                guard out != nil || into != nil else { break }
                let chosen: Int
                if let out, out <= into ?? .max {
                    chosen = leaving.removeFirst().value
                    shift += out
                    added = arcs[chosen].head
                    hang(added, below: arcs[chosen].tail, by: chosen)
                } else {
                    chosen = entering.removeFirst().value
                    shift -= into!
                    added = arcs[chosen].tail
                    hang(added, below: arcs[chosen].head, by: chosen)
                }
            }
            for member in members { position[member] += shift }
        }
    }

    private mutating func hang(_ child: Int, below node: Int, by arc: Int) {
        parent[child] = Int32(node)
        parentArc[child] = Int32(arc)
        treeArcs[child].append(Int32(arc))
        treeArcs[node].append(Int32(arc))
    }

    private mutating func sumSubtrees() {
        for arc in arcs {
            subtreeBalance[arc.tail] += arc.weight
            subtreeBalance[arc.head] -= arc.weight
        }
        var order: [Int] = []
        order.reserveCapacity(nodeCount)
        for root in 0..<nodeCount where parent[root] < 0 {
            var stack = [root]
            while let node = stack.popLast() {
                order.append(node)
                for arc in treeArcs[node] where parentArc[node] != arc {
                    let other = arcs[Int(arc)].tail == node ? arcs[Int(arc)].head : arcs[Int(arc)].tail
                    stack.append(other)
                }
            }
        }
        for node in order.reversed() where parent[node] >= 0 {
            subtreeSize[Int(parent[node])] += subtreeSize[node]
            subtreeBalance[Int(parent[node])] += subtreeBalance[node]
        }
    }
}

// MARK: - Pivots

extension NetworkSimplex {
    private mutating func pivotUntilBest() {
        var scan = 0
        while budget > 0, let child = nextLeaving(from: &scan) {
            exchange(child)
        }
    }

    /// The node whose tree arc has the most negative cut value among the next few that have one.
    private mutating func nextLeaving(from scan: inout Int) -> Int? {
        let enough = 30
        var best: Int?
        var bestCut = 0
        var found = 0
        for _ in 0..<nodeCount {
            let node = scan
            scan = scan + 1 == nodeCount ? 0 : scan + 1
            guard parentArc[node] >= 0 else { continue }
            let cut = arcs[Int(parentArc[node])].tail == node ? subtreeBalance[node] : -subtreeBalance[node]
            guard cut < 0 else { continue }
            found += 1
            if cut < bestCut {
                bestCut = cut
                best = node
            }
            if found == enough { break }
        }
        budget -= 30
        return best
    }

    /// Takes the arc above `child` out of the tree and the tightest one that crosses the cut the other way in.
    private mutating func exchange(_ child: Int) {
        let removed = Int(parentArc[child])
        let above = Int(parent[child])
        var root = above
        while parent[root] >= 0 { root = Int(parent[root]) }
        // Walk the smaller side of the cut.
        let isBelow = subtreeSize[child] * 2 <= subtreeSize[root]
        let side = collectSide(from: isBelow ? child : above, without: removed)
        let sideHoldsTail = (arcs[removed].tail == child) == isBelow
        // The entering arc runs from the head's side to the tail's side.
        var entering = -1
        var least = Int.max
        for node in side {
            let slots = arcs(at: node)
            budget -= slots.count
            for slot in slots {
                let index = Int(incident[slot])
                let arc = arcs[index]
                let outside = sideHoldsTail ? arc.tail : arc.head
                let inside = sideHoldsTail ? arc.head : arc.tail
                guard inside == node, mark[outside] != stamp else { continue }
                let free = slack(arc)
                if free < least || (free == least && index < entering) {
                    least = free
                    entering = index
                }
            }
        }
        // A negative cut value means that such an arc exists.
        precondition(entering >= 0, "an unbounded objective: weights must not be negative")
        if least > 0 {
            let shift = sideHoldsTail ? -least : least
            for node in side { position[node] += shift }
        }
        let belowEnd: Int
        let arc = arcs[entering]
        if (mark[arc.tail] == stamp) == isBelow { belowEnd = arc.tail } else { belowEnd = arc.head }
        relink(child: child, removed: removed, entering: entering, belowEnd: belowEnd)
    }

    private mutating func collectSide(from start: Int, without removed: Int) -> [Int] {
        stamp += 1
        var side = [start]
        mark[start] = stamp
        var next = 0
        while next < side.count {
            let node = side[next]
            next += 1
            for index in treeArcs[node] where Int(index) != removed {
                let arc = arcs[Int(index)]
                let other = arc.tail == node ? arc.head : arc.tail
                if mark[other] != stamp {
                    mark[other] = stamp
                    side.append(other)
                }
            }
        }
        return side
    }

    /// Re-roots the subtree below `child` at `belowEnd` and hangs it by the entering arc.
    private mutating func relink(child: Int, removed: Int, entering: Int, belowEnd: Int) {
        let arc = arcs[entering]
        let aboveEnd = arc.tail == belowEnd ? arc.head : arc.tail
        let size = subtreeSize[child]
        let balance = subtreeBalance[child]
        var node = Int(parent[child])
        while node >= 0 {
            subtreeSize[node] -= size
            subtreeBalance[node] -= balance
            node = Int(parent[node])
        }
        node = aboveEnd
        while node >= 0 {
            subtreeSize[node] += size
            subtreeBalance[node] += balance
            node = Int(parent[node])
        }
        // Turn the path from belowEnd up to child around.
        var current = belowEnd
        var newParent = aboveEnd
        var newArc = Int32(entering)
        var sizeAbove = size
        var balanceAbove = balance
        while true {
            let oldParent = Int(parent[current])
            let oldArc = parentArc[current]
            let oldSize = subtreeSize[current]
            let oldBalance = subtreeBalance[current]
            parent[current] = Int32(newParent)
            parentArc[current] = newArc
            subtreeSize[current] = sizeAbove
            subtreeBalance[current] = balanceAbove
            if current == child { break }
            sizeAbove = size - oldSize
            balanceAbove = balance - oldBalance
            newParent = current
            newArc = oldArc
            current = oldParent
        }
        for end in [arcs[removed].tail, arcs[removed].head] {
            if let place = treeArcs[end].firstIndex(of: Int32(removed)) { treeArcs[end].remove(at: place) }
        }
        treeArcs[arc.tail].append(Int32(entering))
        treeArcs[arc.head].append(Int32(entering))
    }
}
