/// An order of the items of every layer.
struct LayerOrder: Sendable {
    /// The items, layer after layer.
    var items: [Int32]
    /// The place of each item in its layer.
    private(set) var position: [Int32]

    init(_ problem: OrderProblem) {
        items = problem.firstOrder
        position = [Int32](repeating: 0, count: items.count)
        for layer in 0..<problem.layerCount { rememberPositions(problem.slots(layer)) }
    }

    /// Notes the places of one layer's items after they were moved.
    mutating func rememberPositions(_ slots: Range<Int>) {
        for slot in slots { position[Int(items[slot])] = Int32(slot - slots.lowerBound) }
    }

    /// The layers as lists.
    func layers(_ problem: OrderProblem) -> [[Int]] {
        (0..<problem.layerCount).map { items[problem.slots($0)].map { Int($0) } }
    }

    /// Exchanges the items of a slot and the next one in the same layer.
    mutating func exchange(_ slot: Int) {
        position.swapAt(Int(items[slot]), Int(items[slot + 1]))
        items.swapAt(slot, slot + 1)
    }

    /// Exchanges two lists of items that follow each other in a layer: `count` from a slot on, and as many as `next` after
    /// them.
    mutating func exchange(_ slot: Int, count: Int, next: Int) {
        if count == 1, next == 1 { return exchange(slot) }
        let place = position[Int(items[slot])]
        let middle = slot + count
        items.replaceSubrange(slot..<middle + next, with: Array(items[middle..<middle + next] + items[slot..<middle]))
        for moved in slot..<middle + next { position[Int(items[moved])] = place + Int32(moved - slot) }
    }

    /// Exchanges two items of one layer.
    mutating func exchange(_ first: Int, _ second: Int, firstSlot: Int) {
        items.swapAt(firstSlot + Int(position[first]), firstSlot + Int(position[second]))
        position.swapAt(first, second)
    }
}
