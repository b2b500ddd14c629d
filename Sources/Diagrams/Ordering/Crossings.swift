/// Counting crossings between neighbouring layers.
struct CrossingCounter {
    private var tree: [Int32] = []
    private var ends: [(to: Int32, weight: Int32)] = []

    /// The weighted crossings of a whole order.
    mutating func count(_ order: LayerOrder, _ problem: OrderProblem) -> Int {
        (0..<max(0, problem.layerCount - 1)).reduce(0) { $0 + count(order, problem, after: $1) }
    }

    /// The weighted crossings between a layer and the one after it, by an accumulator tree over the higher layer (Barth,
    /// Mutzel and Jünger 2004).
    mutating func count(_ order: LayerOrder, _ problem: OrderProblem, after layer: Int) -> Int {
        ends.removeAll(keepingCapacity: true)
        for slot in problem.slots(layer) {
            let start = ends.count
            for place in problem.down.range(Int(order.items[slot])) {
                ends.append((order.position[Int(problem.down.items[place])], problem.down.weights[place]))
            }
            if ends.count - start > 1 { ends[start...].sort { $0.to < $1.to } }
        }
        guard ends.count > 1 else { return 0 }
        var width = 1
        while width < problem.slots(layer + 1).count { width *= 2 }
        tree.removeAll(keepingCapacity: true)
        tree.append(contentsOf: repeatElement(0, count: 2 * width))
        return tree.withUnsafeMutableBufferPointer { tree in
            var crossings = 0
            for end in ends {
                var place = Int(end.to) + width
                var later: Int32 = 0
                tree[place] += end.weight
                while place > 1 {
                    if place & 1 == 0 { later += tree[place + 1] }
                    place >>= 1
                    tree[place] += end.weight
                }
                crossings += Int(later) * Int(end.weight)
            }
            return crossings
        }
    }
}
