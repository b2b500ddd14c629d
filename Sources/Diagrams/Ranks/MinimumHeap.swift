/// A binary heap of keyed values; equal keys leave in the order of their values.
struct MinimumHeap {
    private var items: [(key: Int, value: Int)] = []

    var first: (key: Int, value: Int)? { items.first }

    mutating func removeAll() { items.removeAll(keepingCapacity: true) }

    mutating func insert(key: Int, value: Int) {
        items.append((key, value))
        var place = items.count - 1
        while place > 0 {
            let above = (place - 1) / 2
            guard items[place] < items[above] else { break }
            items.swapAt(place, above)
            place = above
        }
    }

    @discardableResult
    mutating func removeFirst() -> (key: Int, value: Int) {
        let first = items[0]
        let last = items.removeLast()
        guard !items.isEmpty else { return first }
        items[0] = last
        var place = 0
        while true {
            var least = place
            for below in [2 * place + 1, 2 * place + 2] where below < items.count && items[below] < items[least] {
                least = below
            }
            if least == place { return first }
            items.swapAt(place, least)
            place = least
        }
    }
}
