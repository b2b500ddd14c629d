/// Sorting a layer by the places of its items' neighbours.
struct LayerSorting {
    /// What an item's neighbours wish for it.
    enum Wish: Sendable {
        /// The weighted median of Gansner et al.
        case median
        /// The mean.
        case mean
    }

    /// Smaller numbers stand first among the groups of one parent, in all layers.
    var groupOrder: [Double]
    private let problem: OrderProblem
    /// The wish of each item; negative for none.
    private var values: [Double]
    private var entries: [Entry] = []
    private var places: [Int32] = []
    private var scratch: [Int32] = []

    /// A single item, or a frame with all that stands in it.
    private struct Entry {
        var slots: Range<Int>
        var value: Double
    }

    init(_ problem: OrderProblem) {
        self.problem = problem
        groupOrder = [Double](repeating: 0, count: problem.groups.count)
        values = [Double](repeating: -1, count: problem.itemCount)
    }

    /// Arranges all layers by a number per item.
    mutating func arrange(_ order: inout LayerOrder, by numbers: [Double]) {
        for group in problem.groups.indices {
            groupOrder[group] = problem.members[group].map { numbers[$0] }.min() ?? 0
        }
        values = numbers
        for layer in 0..<problem.layerCount { sort(layer, &order, flipTies: false) }
    }

    /// Arranges a layer by its neighbours on one side.
    mutating func arrange(
        _ layer: Int, _ order: inout LayerOrder, by wish: Wish, of neighbours: Neighbours, flipTies: Bool
    ) {
        for slot in problem.slots(layer) {
            let item = Int(order.items[slot])
            guard problem.role[item] == .single else { continue }
            values[item] = wish == .median ? median(item, neighbours, order) : mean(item, neighbours, order)
        }
        sort(layer, &order, flipTies: flipTies)
    }

    private func mean(_ item: Int, _ neighbours: Neighbours, _ order: LayerOrder) -> Double {
        let range = neighbours.range(item)
        if range.isEmpty { return -1 }
        var sum = 0
        for place in range { sum += Int(order.position[Int(neighbours.items[place])]) }
        return Double(sum) / Double(range.count)
    }

    private mutating func median(_ item: Int, _ neighbours: Neighbours, _ order: LayerOrder) -> Double {
        let range = neighbours.range(item)
        if range.count < 3 { return mean(item, neighbours, order) }
        places.removeAll(keepingCapacity: true)
        for place in range { places.append(order.position[Int(neighbours.items[place])]) }
        places.sort()
        let middle = places.count / 2
        if places.count % 2 == 1 { return Double(places[middle]) }
        let left = Double(places[middle - 1] - places[0])
        let right = Double(places[places.count - 1] - places[middle])
        if left + right == 0 { return Double(places[middle]) }
        return (Double(places[middle - 1]) * right + Double(places[middle]) * left) / (left + right)
    }

    // MARK: - Sorting

    private mutating func sort(_ layer: Int, _ order: inout LayerOrder, flipTies: Bool) {
        if problem.hasGroups {
            _ = sortNested(problem.slots(layer), &order, flipTies)
        } else {
            entries.removeAll(keepingCapacity: true)
            for slot in problem.slots(layer) {
                entries.append(Entry(slots: slot..<slot + 1, value: values[Int(order.items[slot])]))
            }
            write(Self.sorted(entries, flipTies: flipTies), to: problem.slots(layer), &order)
        }
        order.rememberPositions(problem.slots(layer))
    }

    /// Sorts what stands directly in a frame or a layer, and in the frames within it first.
    /// - Returns: the sum and the number of the wishes found.
    private mutating func sortNested(_ slots: Range<Int>, _ order: inout LayerOrder, _ flipTies: Bool) -> (Double, Int)
    {
        var own: [Entry] = []
        var groups: [Int] = []
        var total = (sum: 0.0, count: 0)
        var slot = slots.lowerBound
        while slot < slots.upperBound {
            let item = Int(order.items[slot])
            guard problem.role[item] == .opening else {
                own.append(Entry(slots: slot..<slot + 1, value: values[item]))
                if values[item] >= 0 { total = (total.sum + values[item], total.count + 1) }
                slot += 1
                continue
            }
            let end = order.items[slots].firstIndex(of: problem.otherEnd[item])!
            let inner = sortNested(slot + 1..<end, &order, flipTies)
            total = (total.sum + inner.0, total.count + inner.1)
            groups.append(problem.group[item])
            own.append(Entry(slots: slot..<end + 1, value: inner.1 > 0 ? inner.0 / Double(inner.1) : -1))
            slot = end + 1
        }
        write(inGroupOrder(Self.sorted(own, flipTies: flipTies), order), to: slots, &order)
        return total
    }

    /// Entries by value; those without one keep their place. With `flipTies` equal ones are turned around: as good an
    /// order that later rounds may improve where this one could not be.
    private static func sorted(_ entries: [Entry], flipTies: Bool) -> [Entry] {
        let movable = entries.indices.filter { entries[$0].value >= 0 }
        let sorted = movable.sorted {
            let (left, right) = (entries[$0].value, entries[$1].value)
            return left == right ? (flipTies ? $0 > $1 : $0 < $1) : left < right
        }
        var result = entries
        for (place, from) in zip(movable, sorted) { result[place] = entries[from] }
        return result
    }

    /// The entries with the groups among them put in their common order, at the places where groups stand.
    private func inGroupOrder(_ entries: [Entry], _ order: LayerOrder) -> [Entry] {
        let places = entries.indices.filter { entries[$0].slots.count > 1 }
        guard places.count > 1 else { return entries }
        func group(_ place: Int) -> Int { problem.group[Int(order.items[entries[place].slots.lowerBound])] }
        let sorted = places.sorted { (groupOrder[group($0)], group($0)) < (groupOrder[group($1)], group($1)) }
        var result = entries
        for (place, from) in zip(places, sorted) { result[place] = entries[from] }
        return result
    }

    private mutating func write(_ sorted: [Entry], to slots: Range<Int>, _ order: inout LayerOrder) {
        scratch.removeAll(keepingCapacity: true)
        for entry in sorted { scratch += order.items[entry.slots] }
        order.items.replaceSubrange(slots, with: scratch)
    }

    /// Puts the groups of every layer in their common order and leaves the rest in place.
    mutating func reorderGroups(_ order: inout LayerOrder) {
        for item in values.indices { values[item] = -1 }
        for layer in 0..<problem.layerCount { sort(layer, &order, flipTies: false) }
    }
}
