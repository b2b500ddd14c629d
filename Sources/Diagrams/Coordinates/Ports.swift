import Canvas

/// Where edges are attached to boxes: for every segment that ends at a node the cell across the flow, counted from the
/// box's first cell.
struct Ports: Sendable {
    /// For each segment the port at its lower end; where that is no node, the cell where the edge runs.
    var tail: [Int]
    /// For each segment the port at its higher end; where that is no node, the cell where the edge runs.
    var head: [Int]
}

/// Spreads the ports of each side of each node, in the order of the neighbours they lead to; a bundle has one port.
func assignPorts(_ plan: Plan, _ graph: LayeredGraph, layers: [[Int]]) -> Ports {
    var position = [Int](repeating: 0, count: graph.items.count)
    for layer in layers { for (place, item) in layer.enumerated() { position[item] = place } }
    var ports = Ports(
        tail: graph.segments.map { graph.items[$0.tail].line },
        head: graph.segments.map { graph.items[$0.head].line }
    )
    for node in plan.nodes.indices {
        let item = graph.itemOfNode[node]
        let length = plan.metrics.direction == .right ? graph.boxes[node].height : graph.boxes[node].width
        for side in [Bundling.Side.before, .after] {
            let segments = side == .after ? graph.outgoing[item] : graph.incoming[item]
            var sharers: [(bundle: Int?, segments: [Int])] = []
            for segment in segments {
                let bundle = graph.segments[segment].edge.flatMap { graph.bundling.bundle(of: $0, at: node, side) }
                if let bundle, let place = sharers.firstIndex(where: { $0.bundle == bundle }) {
                    sharers[place].segments.append(segment)
                } else {
                    sharers.append((bundle, [segment]))
                }
            }
            func mean(_ segments: [Int]) -> Double {
                let places = segments.map {
                    position[side == .after ? graph.segments[$0].head : graph.segments[$0].tail]
                }
                return Double(places.reduce(0, +)) / Double(places.count)
            }
            let sorted = sharers.map { (key: mean($0.segments), segments: $0.segments) }.enumerated()
                .sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
            for (place, sharer) in sorted.enumerated() {
                let offset = portOffset(place, of: sorted.count, length: length)
                for segment in sharer.element.segments {
                    if side == .after { ports.tail[segment] = offset } else { ports.head[segment] = offset }
                }
            }
        }
    }
    return ports
}

/// The place of one of several ports, spread evenly between the corners of a side.
private func portOffset(_ place: Int, of count: Int, length: Int) -> Int {
    let free = length - 2
    return 1 + ((2 * place + 1) * free - 1) / (2 * count)
}
