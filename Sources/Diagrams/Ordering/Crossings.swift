/// Counting crossings between neighbouring layers.
struct CrossingCounter {
    private var tree: [Int] = []
    private var ends: [(from: Int32, to: Int32, weight: Int32)] = []

    /// The weighted crossings between a layer and the one after it, by an accumulator tree over the higher layer (Barth,
    /// Mutzel and Jünger 2004).
    mutating func count(layer: [Int], nextCount: Int, position: [Int32], down: Neighbours) -> Int {
        ends.removeAll(keepingCapacity: true)
        for item in layer {
            let start = ends.count
            for slot in down.range(item) {
                ends.append((position[item], position[Int(down.items[slot])], down.weights[slot]))
            }
            if ends.count - start > 1 { ends[start...].sort { $0.to < $1.to } }
        }
        guard ends.count > 1 else { return 0 }
        var width = 1
        while width < nextCount { width *= 2 }
        tree.removeAll(keepingCapacity: true)
        tree.append(contentsOf: repeatElement(0, count: 2 * width))
        var crossings = 0
        for end in ends {
            let weight = Int(end.weight)
            var place = Int(end.to) + width
            tree[place] += weight
            while place > 1 {
                if place & 1 == 0 { crossings += weight * tree[place + 1] }
                place /= 2
                tree[place] += weight
            }
        }
        return crossings
    }
}

/// The crossings of two items' segments to one side if the first stands before the second, and if it stands after.
@inline(__always)
func pairCrossings(_ first: Int, _ second: Int, _ neighbours: Neighbours, _ position: [Int32]) -> (
    before: Int, after: Int
) {
    var before = 0
    var after = 0
    for left in neighbours.range(first) {
        let leftPlace = position[Int(neighbours.items[left])]
        let leftWeight = Int(neighbours.weights[left])
        for right in neighbours.range(second) {
            let rightPlace = position[Int(neighbours.items[right])]
            let weight = leftWeight * Int(neighbours.weights[right])
            if leftPlace > rightPlace { before += weight } else if leftPlace < rightPlace { after += weight }
        }
    }
    return (before, after)
}
