import Graphs

/// A cell in coordinates of the flow.
struct FlowPoint: Hashable, Sendable {
    /// Along the flow.
    var main: Int
    /// Across the flow.
    var cross: Int
}

/// Where layers and frames stand along the flow, and the course of every edge.
struct Routes: Sendable {
    /// How the drawing is folded into rows.
    var folds: FoldPlan
    /// The first cell of each layer.
    var layerStart: [Int]
    /// What to add to positions across the flow in each layer, since a folded drawing goes on in a new row.
    var crossShift: [Int]
    /// The two cells of each group's frame along the flow.
    var frames: [(low: Int, high: Int)]
    /// The corners of every edge of the plan, from its source to its target, ends included.
    var courses: [[FlowPoint]]
    /// The bundles whose edges cross others more than they would if each ran by itself.
    var costlyBundles: [Int]
}

/// Routes all edges between their layers, and gives the layers their places as far apart as that needs.
/// - Parameters:
///   - leastLength: for each layer the cells it takes at least.
///   - folds: how the drawing is folded into rows; nil to choose it.
func route(
    _ plan: Plan,
    _ graph: LayeredGraph,
    cross: CrossPositions,
    ports: Ports,
    leastLength: [Int],
    folds chosen: FoldPlan?
) -> Routes {
    let metrics = plan.metrics
    let levels = FrameLevels(plan, graph)
    let gaps = graph.layers.indices.dropLast().map { gap in
        let isLoose = chosen?.loose.contains(gap) ?? false
        return RoutedGap(plan, graph, after: gap, cross: cross, ports: ports, isLoose: isLoose)
    }
    let lengths = Lengths(plan, graph, levels: levels, gaps: gaps, leastLength: leastLength)
    let foldPlan = chosen ?? FoldPlan(graph, lengths, gaps: gaps, limit: plan.foldLimit, mostWires: plan.foldWires)
    let folds = Folds(plan, graph, foldPlan, lengths: lengths, gaps: gaps, cross: cross)
    var routes = Routes(
        folds: foldPlan,
        layerStart: folds.layerStart,
        crossShift: folds.crossShift,
        frames: [],
        courses: [],
        costlyBundles: gaps.flatMap(\.costlyBundles)
    )
    for group in plan.groups.indices {
        let span = graph.spans[group]
        let low = folds.layerStart[span.lowerBound] - levels.startOfGroup[group] * metrics.frameStart
        let end = folds.layerStart[span.upperBound] + lengths.layer[span.upperBound]
        let thickness = levels.endLength(levels.endOfGroup[group], span.upperBound, metrics)
        routes.frames.append((low, end + thickness - 1))
    }
    routes.courses = graph.chains.indices.map { edge in
        var points: [FlowPoint] = []
        let segments = graph.segmentsOfEdge[edge]
        for (place, segment) in segments.enumerated() {
            let (tail, head) = (graph.segments[segment].tail, graph.segments[segment].head)
            let layer = graph.items[tail].layer
            let shift = folds.crossShift[layer]
            let low = cross.items[tail] + ports.tail[segment]
            let high = cross.items[head] + ports.head[segment]
            if place == 0 {
                let box = graph.nodeLength(plan, tail)
                points.append(FlowPoint(main: folds.layerStart[layer] + box, cross: low + shift))
            }
            let gap = gaps[layer]
            let corners = gap.isLoose ? [] : gap.channel.corners(net: gap.netOfSegment[segment]!, from: low, to: high)
            for corner in corners {
                let track = folds.firstTrack[layer] + gap.offset(of: corner.track, pitch: metrics.trackPitch)
                points.append(FlowPoint(main: track, cross: corner.cell + shift))
            }
            points += folds.corners(after: layer, to: high)
            if place == segments.count - 1 {
                let last = folds.layerStart[layer + 1] - 1
                points.append(FlowPoint(main: last, cross: high + folds.crossShift[layer + 1]))
            }
        }
        return graph.isReversed[edge] ? points.reversed() : points
    }
    return routes
}

extension LayeredGraph {
    /// Cells along the flow of a node's box.
    func nodeLength(_ plan: Plan, _ item: Int) -> Int {
        guard case .node(let node) = items[item].kind else { return 0 }
        return plan.metrics.direction == .right ? boxes[node].width : boxes[node].height
    }
}
