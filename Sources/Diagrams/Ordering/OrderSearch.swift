/// A search for an order: sweeps over the layers from several starts, then small changes to the best order found.
struct OrderSearch {
    let problem: OrderProblem
    private var order: LayerOrder
    private var sorting: LayerSorting
    private var transposition: Transposition
    private var untangling: Untangling
    private var counter = CrossingCounter()
    private var chance = Chance()
    /// The best order so far.
    private(set) var best: LayerOrder
    /// The weighted crossings of the best order.
    private(set) var bestCrossings = Int.max
    private var bestGroupOrder: [Double] = []

    init(_ graph: LayeredGraph, _ plan: Plan) {
        problem = OrderProblem(graph, plan)
        untangling = Untangling(graph, problem)
        order = LayerOrder(problem)
        best = order
        sorting = LayerSorting(problem)
        transposition = Transposition(problem)
    }

    /// Searches from every start, then on from the best order.
    mutating func run() {
        keepIfBetter()
        // Large graphs have less to gain from each start and pay more for it.
        let starts = problem.itemCount > 4000 ? [InitialOrder.depthFirst, .breadthFirst] : InitialOrder.allCases
        for start in starts where bestCrossings > 0 {
            sorting.arrange(&order, by: start.values(problem))
            sweepUntilIdle(most: 12, patience: 3)
        }
        tryGroupOrders()
        restoreBest()
        shake()
        transposition.tidy(&best)
    }

    // MARK: - Sweeps

    /// Sweeps until nothing has been gained for a while.
    private mutating func sweepUntilIdle(most: Int, patience: Int) {
        var own = Int.max
        var idle = 0
        for round in 0..<most where idle < patience && bestCrossings > 0 {
            let wish = round % 4 < 2 ? LayerSorting.Wish.median : .mean
            sweep(isDown: round.isMultiple(of: 2), wish: wish, flipTies: !round.isMultiple(of: 2))
            let crossings = keepIfBetter()
            idle = crossings < own ? 0 : idle + 1
            own = min(own, crossings)
        }
    }

    /// Sorts every layer by the one before, or by the one after, and exchanges neighbours.
    private mutating func sweep(isDown: Bool, wish: LayerSorting.Wish, flipTies: Bool) {
        let layers = 0..<problem.layerCount
        for layer in isDown ? Array(layers.dropFirst()) : Array(layers.dropLast().reversed()) {
            sorting.arrange(layer, &order, by: wish, of: isDown ? problem.up : problem.down, flipTies: false)
        }
        transposition.run(&order, flipTies: flipTies)
    }

    /// Keeps the order if it is the best so far.
    /// - Returns: its weighted crossings.
    @discardableResult
    private mutating func keepIfBetter() -> Int {
        let crossings = counter.count(order, problem)
        if crossings < bestCrossings {
            bestCrossings = crossings
            best = order
            bestGroupOrder = sorting.groupOrder
        }
        return crossings
    }

    private mutating func restoreBest() {
        order = best
        sorting.groupOrder = bestGroupOrder
    }

    // MARK: - Small changes

    /// Moves an item a few places, lets what is near it settle, and takes that back if it crosses more; again and again.
    ///
    /// Each try costs only what it moves, so a good order becomes better by many small steps.
    private mutating func shake() {
        guard bestCrossings > 0 else { return }
        if untangling.run(&order) { transposition.run(&order, flipTies: false) }
        keepIfBetter()
        restoreBest()
        let end = transposition.work + min(2_000_000, 400 * problem.itemCount)
        var crossings = bestCrossings
        var lastGain = transposition.work
        while crossings > 0, transposition.work < min(end, lastGain + 120 * problem.itemCount) {
            let slot = chance.below(problem.itemCount)
            var change = 0
            let isForward = chance.below(2) == 0
            for step in 0...chance.below(6) {
                let at = isForward ? slot + step : slot - step
                guard at >= 0, at < problem.itemCount, let saved = transposition.exchange(at, &order, .any) else {
                    break
                }
                change -= saved
            }
            change -= transposition.descend(&order)
            if change <= 0 {
                crossings += change
                if change < 0 { lastGain = transposition.work }
                transposition.forget()
            } else {
                transposition.undo(&order)
            }
        }
        if untangling.run(&order) { transposition.run(&order, flipTies: false) }
        keepIfBetter()
    }

    // MARK: - The order of groups

    /// Exchanges neighbouring groups of one parent in all layers while that removes crossings.
    private mutating func tryGroupOrders() {
        guard problem.groups.count > 1 else { return }
        let parents = problem.groups.map(\.parent).reduce(into: [Int?]()) { if !$0.contains($1) { $0.append($1) } }
        for _ in 0..<4 {
            let before = bestCrossings
            for parent in parents {
                var siblings = problem.groups.indices.filter { problem.groups[$0].parent == parent }
                siblings.sort { (bestGroupOrder[$0], $0) < (bestGroupOrder[$1], $1) }
                for place in siblings.indices.dropLast() where bestCrossings > 0 {
                    let known = bestCrossings
                    restoreBest()
                    for (index, group) in siblings.enumerated() { sorting.groupOrder[group] = Double(index) }
                    sorting.groupOrder[siblings[place]] = Double(place + 1)
                    sorting.groupOrder[siblings[place + 1]] = Double(place)
                    sorting.reorderGroups(&order)
                    keepIfBetter()
                    sweepUntilIdle(most: 8, patience: 2)
                    if bestCrossings < known { siblings.swapAt(place, place + 1) }
                }
            }
            if bestCrossings == before { return }
        }
    }
}
