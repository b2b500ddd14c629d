/// Taking apart edges that cross each other twice, or cross although they share an end.
///
/// Such a pair can change places from one crossing to the other, or from the common end to the crossing: that removes the
/// crossings and adds none, since each takes the other's course. No move within one layer finds this.
struct Untangling {
    /// The items of each edge from its lower to its higher layer.
    private let chains: [[Int]]
    private let layer: [Int32]
    /// The group each item stands in.
    private let group: [Int]
    /// The edge of the segment at each place among the neighbours in the layer after; negative for frames.
    private let edgeOfPlace: [Int32]
    private let problem: OrderProblem
    private var segments: [Segment] = []

    private struct Segment {
        var edge: Int32
        var head: Int32
    }

    /// Where two edges cross.
    private struct Crossing {
        var first: Int32
        var second: Int32
        var gap: Int32
    }

    init(_ graph: LayeredGraph, _ problem: OrderProblem) {
        chains = graph.chains
        layer = problem.layer
        group = graph.items.map { $0.group ?? -1 }
        self.problem = problem
        edgeOfPlace = graph.items.indices.flatMap { item in
            graph.outgoing[item].map { Int32(graph.segments[$0].edge ?? -1) }
        }
    }

    /// Takes apart what can be.
    /// - Returns: whether anything was.
    mutating func run(_ order: inout LayerOrder) -> Bool {
        var isChanged = false
        for _ in 0..<8 {
            guard untangleOnce(&order) else { break }
            isChanged = true
        }
        return isChanged
    }

    private mutating func untangleOnce(_ order: inout LayerOrder) -> Bool {
        var crossings: [Crossing] = []
        for gap in 0..<max(0, problem.layerCount - 1) {
            collect(gap, order, &crossings)
            // Too many to sort: the order is far from readable anyway.
            if crossings.count > 1_000_000 { return false }
        }
        crossings.sort { ($0.first, $0.second, $0.gap) < ($1.first, $1.second, $1.gap) }
        var isTouched = [Bool](repeating: false, count: chains.count)
        var isChanged = false
        for (place, crossing) in crossings.enumerated() {
            let (first, second) = (Int(crossing.first), Int(crossing.second))
            guard !isTouched[first], !isTouched[second] else { continue }
            let gap = Int(crossing.gap)
            let (own, other) = (chains[first], chains[second])
            var range: ClosedRange<Int>?
            if own[0] == other[0], isFirst(place, crossings) {
                range = Int(layer[own[0]]) + 1...gap
            } else if place + 1 < crossings.count, crossings[place + 1].first == crossing.first,
                crossings[place + 1].second == crossing.second
            {
                range = gap + 1...Int(crossings[place + 1].gap)
            } else if own[own.count - 1] == other[other.count - 1] {
                range = gap + 1...Int(layer[own[own.count - 1]]) - 1
            }
            guard let range, exchange(first, second, range, &order) else { continue }
            isTouched[first] = true
            isTouched[second] = true
            isChanged = true
        }
        return isChanged
    }

    private func isFirst(_ place: Int, _ crossings: [Crossing]) -> Bool {
        place == 0 || crossings[place - 1].first != crossings[place].first
            || crossings[place - 1].second != crossings[place].second
    }

    /// Lets two edges take each other's places in some layers; not where that would move one into another group.
    private func exchange(_ first: Int, _ second: Int, _ range: ClosedRange<Int>, _ order: inout LayerOrder) -> Bool {
        let (own, other) = (chains[first], chains[second])
        let (ownStart, otherStart) = (Int(layer[own[0]]), Int(layer[other[0]]))
        for at in range where group[own[at - ownStart]] != group[other[at - otherStart]] { return false }
        for at in range {
            let slots = problem.slots(at)
            order.exchange(own[at - ownStart], other[at - otherStart], firstSlot: slots.lowerBound)
        }
        return true
    }

    /// Adds the crossings after a layer of edges that may meet again or share an end.
    private mutating func collect(_ gap: Int, _ order: LayerOrder, _ crossings: inout [Crossing]) {
        segments.removeAll(keepingCapacity: true)
        for slot in problem.slots(gap) {
            let start = segments.count
            for place in problem.down.range(Int(order.items[slot])) where edgeOfPlace[place] >= 0 {
                segments.append(
                    Segment(edge: edgeOfPlace[place], head: order.position[Int(problem.down.items[place])]))
            }
            if segments.count - start > 1 { segments[start...].sort { $0.head < $1.head } }
        }
        // Sorting by insertion passes every pair that crosses.
        var place = 1
        while place < segments.count {
            let segment = segments[place]
            var target = place
            while target > 0, segments[target - 1].head > segment.head {
                let other = segments[target - 1]
                segments[target] = other
                // Edges between neighbouring layers have no course to exchange.
                if chains[Int(other.edge)].count > 2, chains[Int(segment.edge)].count > 2 {
                    let (first, second) = (min(other.edge, segment.edge), max(other.edge, segment.edge))
                    crossings.append(Crossing(first: first, second: second, gap: Int32(gap)))
                }
                target -= 1
            }
            segments[target] = segment
            place += 1
        }
    }
}
