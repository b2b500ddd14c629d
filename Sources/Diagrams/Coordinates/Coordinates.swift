import Graphs

/// Where everything stands across the flow.
struct CrossPositions: Sendable {
    /// The first cell of each item; of a frame's end its cell.
    var items: [Int]
    /// The two cells of each group's frame.
    var frames: [(low: Int, high: Int)]
}

/// Positions across the flow: edges as straight as possible, longest pieces first, groups and the whole drawing tight.
///
/// All wishes are weights of one linear program over the order's distances, which the network simplex solves in whole
/// cells: `weight * |position[head] + port - position[tail] - port|` for every segment. A frame's end is one variable in
/// all layers it spans, so frames are rectangles by construction.
/// - Parameters:
///   - titleRoom: for each group cells that stay free of members in its first layer, for its title.
///   - folds: rows that the drawing is folded into, if it is; at loose ends they need not be aligned.
func assignCrossPositions(
    _ plan: Plan,
    _ graph: LayeredGraph,
    layers: [[Int]],
    ports: Ports,
    titleRoom: [Int],
    folds: FoldPlan?
) -> CrossPositions {
    // Variables: items that are no frames, then two per group, two for the whole drawing, and one per segment.
    var variable = [Int](repeating: 0, count: graph.items.count)
    var count = 0
    for (index, item) in graph.items.enumerated() where !item.isFrame {
        variable[index] = count
        count += 1
    }
    let frameStart = count
    for (index, item) in graph.items.enumerated() {
        switch item.kind {
        case .frameLow(let group): variable[index] = frameStart + 2 * group
        case .frameHigh(let group): variable[index] = frameStart + 2 * group + 1
        default: break
        }
    }
    count += 2 * plan.groups.count
    let (top, bottom) = (count, count + 1)
    count += 2

    var arcs: [Arc] = []
    arcs.reserveCapacity(graph.items.count + 2 * graph.segments.count + 2 * layers.count)
    let separation = Separation(plan.metrics)
    for layer in layers {
        guard let first = layer.first, let last = layer.last else { continue }
        arcs.append(Arc(tail: top, head: variable[first], length: 0, weight: 0))
        for (item, next) in zip(layer, layer.dropFirst()) {
            var distance = graph.items[item].cross + separation.between(graph.items[item], graph.items[next])
            if case .frameHigh(let group) = graph.items[next].kind,
                graph.spans[group].lowerBound == graph.items[next].layer
            {
                distance += titleRoom[group]
            }
            arcs.append(Arc(tail: variable[item], head: variable[next], length: distance, weight: 0))
        }
        arcs.append(Arc(tail: variable[last], head: bottom, length: graph.items[last].cross, weight: 0))
    }
    arcs.append(Arc(tail: top, head: bottom, length: 0, weight: 1))
    for (index, group) in plan.groups.enumerated() {
        let least = plan.metrics.direction == .down ? group.titleWidth + 3 : 2
        arcs.append(Arc(tail: frameStart + 2 * index, head: frameStart + 2 * index + 1, length: least, weight: 4))
    }
    for (index, segment) in graph.segments.enumerated() where segment.edge != nil {
        if folds?.loose.contains(graph.items[segment.tail].layer) ?? false { continue }
        let weight = straightness(plan, graph, index)
        let offset = ports.tail[index] - ports.head[index]
        arcs.append(Arc(tail: count, head: variable[segment.tail], length: max(0, -offset), weight: weight))
        arcs.append(Arc(tail: count, head: variable[segment.head], length: max(0, offset), weight: weight))
        count += 1
    }
    let solved = NetworkSimplex.solve(nodeCount: count, arcs: arcs)
    let origin = solved[top]
    return CrossPositions(
        items: variable.map { solved[$0] - origin },
        frames: plan.groups.indices.map {
            (solved[frameStart + 2 * $0] - origin, solved[frameStart + 2 * $0 + 1] - origin)
        }
    )
}

/// What a cell of offset between the ends of a segment costs.
///
/// Long edges matter most where they pass layers. At their ends one side matters a little more than the other, so that an
/// edge bends once rather than twice: after the trunk of a fan-out, before the trunk of a fan-in. Branches of a trunk
/// matter least: their stretches lie on each other.
private func straightness(_ plan: Plan, _ graph: LayeredGraph, _ index: Int) -> Int {
    let segment = graph.segments[index]
    guard let edge = segment.edge else { return 0 }
    let (tail, head) = (graph.items[segment.tail], graph.items[segment.head])
    if graph.bundle(at: index, of: edge) != nil { return 3 }
    switch (tail.isNode, head.isNode) {
    case (true, true): return plan.edges[edge].isMinor ? 6 : 8
    case (true, false): return 12
    case (false, true): return 16
    case (false, false): return 64
    }
}

/// The free cells between neighbours in a layer.
private struct Separation {
    private let metrics: Metrics

    init(_ metrics: Metrics) { self.metrics = metrics }

    func between(_ first: LayeredGraph.Item, _ second: LayeredGraph.Item) -> Int {
        switch (first.kind, second.kind) {
        case (.frameLow(let low), .frameHigh(let high)) where low == high: 0
        case (.frameLow, _), (_, .frameHigh): metrics.framePadding
        case (.frameHigh, .pass), (.pass, .frameLow): metrics.direction == .right ? 0 : 1
        case (.frameHigh, _), (_, .frameLow): metrics.frameGap
        case (.node, .node): metrics.boxGap
        case (.node, .pass), (.pass, .node): metrics.boxLineGap
        // A label stands beside its own edge and apart from others: above its edge, or at its right.
        case (.label, _) where metrics.direction == .down: 2
        case (_, .label) where metrics.direction == .right: first.isNode ? 0 : 1
        default: metrics.lineGap
        }
    }
}
