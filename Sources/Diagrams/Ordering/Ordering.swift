/// The order of the items in every layer with few crossings.
///
/// Weighted medians and transpositions (Gansner et al. 1993) from several deterministic starts; the best order wins, the
/// earliest of equal ones. Groups stay together in every layer, and neighbouring groups keep one order in all layers they
/// share, so that every frame can be a rectangle.
func order(_ graph: LayeredGraph, groups: [Plan.Group]) -> [[Int]] {
    let down = Neighbours(graph, towardsHigher: true)
    let up = Neighbours(graph, towardsHigher: false)
    // Large graphs have less to gain from each start and pay more for it.
    let starts: [InitialOrder] = graph.items.count > 4000 ? [.depthFirst, .breadthFirst] : InitialOrder.allCases
    var best: Sweeper?
    for start in starts {
        var sweeper = Sweeper(graph, groups: groups, down: down, up: up)
        sweeper.begin(start.values(graph, down: down, up: up))
        sweeper.improve()
        if best.map({ sweeper.bestCrossings < $0.bestCrossings }) ?? true { best = sweeper }
        if best!.bestCrossings == 0 { break }
    }
    // Going on from the best order often finds a better one; a sweep begins anew with every call.
    for _ in 0..<3 where best!.bestCrossings > 0 {
        let before = best!.bestCrossings
        best!.restoreBest()
        best!.improve()
        if best!.bestCrossings == before { break }
    }
    best!.tryGroupOrders()
    let layers = best!.bestLayers
    return groups.isEmpty && readsBetterMirrored(layers, graph) ? layers.map { $0.reversed() } : layers
}

/// Whether more nodes of a layer stand in the order the graph names them if all layers are turned around, which crosses
/// as much.
private func readsBetterMirrored(_ layers: [[Int]], _ graph: LayeredGraph) -> Bool {
    var natural = 0
    var turned = 0
    for layer in layers {
        let nodes = layer.filter { graph.items[$0].isNode }
        for (place, node) in nodes.enumerated() where nodes.count <= 100 {
            for later in nodes[(place + 1)...] { if node < later { natural += 1 } else { turned += 1 } }
        }
    }
    return turned > natural
}

/// A way to number all items before the first sweep.
enum InitialOrder: CaseIterable {
    case depthFirst
    case breadthFirst
    case depthFirstFromEnd
    case breadthFirstFromEnd

    /// The number of every item.
    func values(_ graph: LayeredGraph, down: Neighbours, up: Neighbours) -> [Double] {
        let isFromEnd = self == .depthFirstFromEnd || self == .breadthFirstFromEnd
        let isDeep = self == .depthFirst || self == .depthFirstFromEnd
        let (ahead, back) = isFromEnd ? (up, down) : (down, up)
        var values = [Double](repeating: -1, count: graph.items.count)
        var count = 0.0
        let layers = isFromEnd ? graph.layers.reversed() : graph.layers
        for layer in layers {
            for start in layer where values[start] < 0 {
                var open = [start]
                var next = 0
                while isDeep ? !open.isEmpty : next < open.count {
                    let item: Int
                    if isDeep {
                        item = open.removeLast()
                    } else {
                        item = open[next]
                        next += 1
                    }
                    if values[item] >= 0 { continue }
                    values[item] = count
                    count += 1
                    var found: [Int] = []
                    for slot in ahead.range(item) { found.append(Int(ahead.items[slot])) }
                    for slot in back.range(item) { found.append(Int(back.items[slot])) }
                    if isDeep { found.reverse() }
                    open += found.filter { values[$0] < 0 }
                }
            }
        }
        return values
    }
}
