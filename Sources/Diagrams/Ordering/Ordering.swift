/// The order of the items in every layer with few crossings.
///
/// Sweeps of medians and means and transpositions (Gansner et al. 1993; Jünger and Mutzel 1997) from several starts; the
/// best order wins, the earliest of equal ones. Groups stay together in every layer, and neighbouring groups keep one order
/// in all layers they share, so that every frame can be a rectangle.
func order(_ graph: LayeredGraph, _ plan: Plan) -> [[Int]] {
    var search = OrderSearch(graph, plan)
    search.run()
    let layers = search.best.layers(search.problem)
    return plan.groups.isEmpty && readsBetterMirrored(layers, graph) ? layers.map { $0.reversed() } : layers
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
    func values(_ problem: OrderProblem) -> [Double] {
        let isFromEnd = self == .depthFirstFromEnd || self == .breadthFirstFromEnd
        let isDeep = self == .depthFirst || self == .depthFirstFromEnd
        let (ahead, back) = isFromEnd ? (problem.up, problem.down) : (problem.down, problem.up)
        var values = [Double](repeating: -1, count: problem.itemCount)
        var count = 0.0
        let layers = (0..<problem.layerCount)
        for layer in isFromEnd ? Array(layers.reversed()) : Array(layers) {
            for start in problem.firstOrder[problem.slots(layer)] where values[Int(start)] < 0 {
                var open = [Int(start)]
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
