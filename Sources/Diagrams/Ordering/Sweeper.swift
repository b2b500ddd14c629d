/// One search for an order: sweeps of medians over the layers, each followed by transpositions.
struct Sweeper {
    private let graph: LayeredGraph
    private let groups: [Plan.Group]
    private let down: Neighbours
    private let up: Neighbours
    private var trees: [LayerTree]
    private var layers: [[Int]]
    private var position: [Int32]
    /// Smaller numbers stand first among the groups of one parent.
    private var groupOrder: [Double]
    private var counter = CrossingCounter()
    /// The best order so far.
    private(set) var bestLayers: [[Int]] = []
    /// The weighted crossings of the best order.
    private(set) var bestCrossings = Int.max
    private var bestTrees: [LayerTree] = []

    init(_ graph: LayeredGraph, groups: [Plan.Group], down: Neighbours, up: Neighbours) {
        self.graph = graph
        self.groups = groups
        self.down = down
        self.up = up
        trees = groups.isEmpty ? [] : LayerTree.trees(graph, groups: groups)
        layers = graph.layers
        position = [Int32](repeating: 0, count: graph.items.count)
        groupOrder = [Double](repeating: 0, count: groups.count)
        for layer in layers.indices { rememberPositions(layer) }
    }

    private mutating func rememberPositions(_ layer: Int) {
        for (place, item) in layers[layer].enumerated() { position[item] = Int32(place) }
    }

    /// Takes a first order from a number per item.
    mutating func begin(_ values: [Double]) {
        for group in groups.indices {
            let members = graph.items.indices.filter { item in
                guard graph.items[item].isNode, let own = graph.items[item].group else { return false }
                return own == group || groupsAround(own).contains(group)
            }
            groupOrder[group] = members.map { values[$0] }.min() ?? 0
        }
        for layer in layers.indices { arrange(layer, values, flipTies: false) }
        keepIfBetter()
    }

    private func groupsAround(_ group: Int) -> [Int] {
        var around: [Int] = []
        var next = groups[group].parent
        while let group = next {
            around.append(group)
            next = groups[group].parent
        }
        return around
    }

    /// Sweeps until nothing has been gained for a while.
    mutating func improve(rounds: Int = 24) {
        var idle = 0
        var values = [Double](repeating: -1, count: graph.items.count)
        for round in 0..<rounds where bestCrossings > 0 && idle < 8 {
            let isDown = round.isMultiple(of: 2)
            let flipTies = round % 4 < 2
            let sequence = isDown ? Array(layers.indices.dropFirst()) : Array(layers.indices.dropLast().reversed())
            for layer in sequence {
                for item in layers[layer] { values[item] = median(item, isDown ? up : down) }
                arrange(layer, values, flipTies: flipTies)
            }
            transpose(flipTies: !flipTies)
            idle = keepIfBetter() ? 0 : idle + 1
        }
    }

    /// Goes back to the best order so far.
    mutating func restoreBest() {
        layers = bestLayers
        trees = bestTrees
        for layer in layers.indices { rememberPositions(layer) }
    }

    @discardableResult
    private mutating func keepIfBetter() -> Bool {
        let crossings = countCrossings()
        guard crossings < bestCrossings else { return false }
        bestCrossings = crossings
        bestLayers = layers
        bestTrees = trees
        return true
    }

    private mutating func countCrossings() -> Int {
        var total = 0
        for layer in layers.indices.dropLast() {
            total += counter.count(
                layer: layers[layer], nextCount: layers[layer + 1].count, position: position, down: down)
        }
        return total
    }

    /// The weighted median of the neighbours' positions; -1 without neighbours.
    private func median(_ item: Int, _ neighbours: Neighbours) -> Double {
        let range = neighbours.range(item)
        if range.isEmpty { return -1 }
        if range.count == 1 { return Double(position[Int(neighbours.items[range.lowerBound])]) }
        let places = range.map { position[Int(neighbours.items[$0])] }.sorted()
        let middle = places.count / 2
        if places.count % 2 == 1 { return Double(places[middle]) }
        if places.count == 2 { return Double(places[0] + places[1]) / 2 }
        let left = Double(places[middle - 1] - places[0])
        let right = Double(places[places.count - 1] - places[middle])
        if left + right == 0 { return Double(places[middle]) }
        return (Double(places[middle - 1]) * right + Double(places[middle]) * left) / (left + right)
    }

    // MARK: - Sorting a layer

    private mutating func arrange(_ layer: Int, _ values: [Double], flipTies: Bool) {
        if groups.isEmpty {
            layers[layer] = sorted(layers[layer].map { ($0, values[$0]) }, flipTies: flipTies)
        } else {
            arrange(group: nil, layer, values, flipTies)
            layers[layer] = trees[layer].items
        }
        rememberPositions(layer)
    }

    /// Sorts entries by value; those without one keep their place.
    ///
    /// With `flipTies` neighbours of equal value change places too, again and again: as good an order that later rounds
    /// may improve where this one could not be. In long layers equal values are turned around once.
    private func sorted<Element>(_ entries: [(element: Element, value: Double)], flipTies: Bool) -> [Element] {
        let movable = entries.indices.filter { entries[$0].value >= 0 }
        var sorted = movable
        if flipTies, movable.count <= 64 {
            for _ in movable {
                for place in 0..<max(0, sorted.count - 1)
                where entries[sorted[place]].value >= entries[sorted[place + 1]].value {
                    sorted.swapAt(place, place + 1)
                }
            }
        } else {
            sorted.sort {
                let (left, right) = (entries[$0].value, entries[$1].value)
                return left == right ? (flipTies ? $0 > $1 : $0 < $1) : left < right
            }
        }
        var result = entries.map(\.element)
        for (place, from) in zip(movable, sorted) { result[place] = entries[from].element }
        return result
    }

    private mutating func arrange(group: Int?, _ layer: Int, _ values: [Double], _ flipTies: Bool) {
        let entries = trees[layer].entries(of: group)
        var valued: [(LayerTree.Entry, Double)] = []
        for entry in entries {
            switch entry {
            case .item(let item): valued.append((entry, values[item]))
            case .group(let inner):
                arrange(group: inner, layer, values, flipTies)
                let known = trees[layer].items(of: entry).filter { !graph.items[$0].isFrame && values[$0] >= 0 }
                let mean = known.isEmpty ? -1 : known.reduce(0) { $0 + values[$1] } / Double(known.count)
                valued.append((entry, mean))
            }
        }
        store(inGroupOrder(sorted(valued, flipTies: flipTies)), of: group, layer)
    }

    private mutating func store(_ entries: [LayerTree.Entry], of group: Int?, _ layer: Int) {
        if let group { trees[layer].groups[group]!.entries = entries } else { trees[layer].root = entries }
    }

    /// The entries with the groups among them put in their common order, at the places where groups stand.
    private func inGroupOrder(_ entries: [LayerTree.Entry]) -> [LayerTree.Entry] {
        var places: [Int] = []
        var present: [Int] = []
        for (place, entry) in entries.enumerated() {
            guard case .group(let group) = entry else { continue }
            places.append(place)
            present.append(group)
        }
        guard present.count > 1 else { return entries }
        present.sort { (groupOrder[$0], $0) < (groupOrder[$1], $1) }
        var result = entries
        for (place, group) in zip(places, present) { result[place] = .group(group) }
        return result
    }

    // MARK: - Transposition

    /// Exchanges neighbours while that removes crossings; with `flipTies` also those that cross as much either way.
    private mutating func transpose(flipTies: Bool) {
        var isOpen = [Bool](repeating: true, count: layers.count)
        for _ in 0..<60 {
            var gained = false
            for layer in layers.indices where isOpen[layer] {
                isOpen[layer] = false
                let gain = groups.isEmpty ? transposeItems(layer, flipTies) : transposeEntries(layer, nil, flipTies)
                if gain > 0 {
                    gained = true
                    for near in [layer - 1, layer, layer + 1] where layers.indices.contains(near) {
                        isOpen[near] = true
                    }
                }
            }
            if !gained { break }
        }
    }

    private mutating func transposeItems(_ layer: Int, _ flipTies: Bool) -> Int {
        var gain = 0
        for place in 0..<max(0, layers[layer].count - 1) {
            let (left, right) = (layers[layer][place], layers[layer][place + 1])
            let above = pairCrossings(left, right, up, position)
            let below = pairCrossings(left, right, down, position)
            let now = above.before + below.before
            let saved = now - above.after - below.after
            if saved > 0 || (flipTies && saved == 0 && now > 0) {
                gain += saved
                layers[layer].swapAt(place, place + 1)
                position[left] = Int32(place + 1)
                position[right] = Int32(place)
            }
        }
        return gain
    }

    private mutating func transposeEntries(_ layer: Int, _ group: Int?, _ flipTies: Bool) -> Int {
        var gain = 0
        for entry in trees[layer].entries(of: group) {
            if case .group(let inner) = entry { gain += transposeEntries(layer, inner, flipTies) }
        }
        var entries = trees[layer].entries(of: group)
        var changed = false
        for place in 0..<max(0, entries.count - 1) {
            if case .group = entries[place], case .group = entries[place + 1] { continue }
            let (now, saved) = exchange(entries[place], entries[place + 1], layer)
            if saved > 0 || (flipTies && saved == 0 && now > 0) {
                gain += saved
                entries.swapAt(place, place + 1)
                changed = true
            }
        }
        if changed {
            store(entries, of: group, layer)
            layers[layer] = trees[layer].items
            rememberPositions(layer)
        }
        return gain
    }

    /// The crossings of two neighbouring entries, and how many of them an exchange would remove.
    private func exchange(_ first: LayerTree.Entry, _ second: LayerTree.Entry, _ layer: Int) -> (now: Int, saved: Int) {
        func pair(_ left: Int, _ right: Int) -> (now: Int, saved: Int) {
            let above = pairCrossings(left, right, up, position)
            let below = pairCrossings(left, right, down, position)
            let now = above.before + below.before
            return (now, now - above.after - below.after)
        }
        if case .item(let left) = first, case .item(let right) = second { return pair(left, right) }
        var total = (now: 0, saved: 0)
        for left in trees[layer].items(of: first) {
            for right in trees[layer].items(of: second) {
                let one = pair(left, right)
                total = (total.now + one.now, total.saved + one.saved)
            }
        }
        return total
    }

    // MARK: - The order of groups

    /// Exchanges neighbouring groups of one parent in all layers while that removes crossings.
    mutating func tryGroupOrders() {
        guard groups.count > 1 else { return }
        for _ in 0..<4 {
            var gained = false
            let parents = [Int?](groups.map(\.parent)).reduce(into: [Int?]()) { if !$0.contains($1) { $0.append($1) } }
            for parent in parents {
                var siblings = groups.indices.filter { groups[$0].parent == parent }
                siblings.sort { (groupOrder[$0], $0) < (groupOrder[$1], $1) }
                for place in 0..<max(0, siblings.count - 1) where bestCrossings > 0 {
                    var trial = self
                    trial.trees = bestTrees
                    trial.layers = bestLayers
                    trial.groupOrder = groupOrder
                    for (index, group) in siblings.enumerated() { trial.groupOrder[group] = Double(index) }
                    trial.groupOrder[siblings[place]] = Double(place + 1)
                    trial.groupOrder[siblings[place + 1]] = Double(place)
                    for layer in layers.indices { trial.rememberPositions(layer) }
                    trial.bestCrossings = bestCrossings
                    trial.reorderGroups()
                    trial.improve(rounds: 8)
                    if trial.bestCrossings < bestCrossings {
                        self = trial
                        siblings.swapAt(place, place + 1)
                        gained = true
                    }
                }
            }
            if !gained { return }
        }
    }

    /// Puts the groups of every layer in their common order and leaves the rest in place.
    private mutating func reorderGroups() {
        for layer in layers.indices {
            store(inGroupOrder(trees[layer].root), of: nil, layer)
            for group in groups.indices where trees[layer].groups[group] != nil {
                store(inGroupOrder(trees[layer].entries(of: group)), of: group, layer)
            }
            layers[layer] = trees[layer].items
            rememberPositions(layer)
        }
        keepIfBetter()
    }
}
