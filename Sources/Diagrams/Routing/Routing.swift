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
    /// The first cell of each layer.
    var layerStart: [Int]
    /// The cells of each layer.
    var layerLength: [Int]
    /// The two cells of each group's frame along the flow.
    var frames: [(low: Int, high: Int)]
    /// The corners of every edge of the plan, from its source to its target, ends included.
    var courses: [[FlowPoint]]
    /// The cells of the drawing along the flow.
    var length: Int
}

/// Routes all edges between their layers, and gives the layers their places as far apart as that needs.
/// - Parameter leastLength: for each layer the cells it takes at least.
func route(
    _ plan: Plan,
    _ graph: LayeredGraph,
    cross: CrossPositions,
    ports: Ports,
    leastLength: [Int]
) -> Routes {
    let metrics = plan.metrics
    let levels = FrameLevels(plan, graph)
    var gaps: [RoutedGap] = []
    for layer in graph.layers.indices.dropLast() {
        gaps.append(RoutedGap(plan, graph, after: layer, cross: cross, ports: ports))
    }

    var layerStart: [Int] = []
    var layerLength: [Int] = []
    // For each gap where its first track lies.
    var firstTrack: [Int] = []
    var cursor = 0
    for layer in graph.layers.indices {
        cursor += levels.start[layer] * metrics.frameStart
        // A label layer of a drawing that flows right keeps its text apart from the tracks.
        let margin = graph.isLabelLayer[layer] && metrics.direction == .right ? 1 : 0
        let longest = graph.layers[layer].map { graph.items[$0].main + 2 * margin }.max() ?? 0
        layerStart.append(cursor)
        layerLength.append(max(longest, leastLength[layer]))
        cursor += layerLength[layer] + levels.endLength(levels.end[layer], layer, metrics)
        guard layer < gaps.count else { continue }
        let hasTracks = gaps[layer].channel.trackCount > 0
        let leavesLabels = graph.isLabelLayer[layer]
        let entersLabels = graph.isLabelLayer[layer + 1]
        cursor += leavesLabels ? (hasTracks && metrics.direction == .down ? 1 : 0) : metrics.tailRun
        firstTrack.append(cursor)
        cursor += gaps[layer].length(pitch: metrics.trackPitch)
        if entersLabels {
            cursor += hasTracks && metrics.direction == .down ? 1 : 0
        } else {
            cursor += levels.start[layer + 1] > 0 ? 1 : metrics.headRun
        }
    }
    var routes = Routes(layerStart: layerStart, layerLength: layerLength, frames: [], courses: [], length: cursor)
    for group in plan.groups.indices {
        let span = graph.spans[group]
        let low = layerStart[span.lowerBound] - levels.startOfGroup[group] * metrics.frameStart
        let end = layerStart[span.upperBound] + layerLength[span.upperBound]
        let thickness = levels.endLength(levels.endOfGroup[group], span.upperBound, metrics)
        routes.frames.append((low, end + thickness - 1))
    }
    routes.courses = graph.chains.indices.map { edge in
        var points: [FlowPoint] = []
        let segments = graph.segmentsOfEdge[edge]
        for (place, segment) in segments.enumerated() {
            let (tail, head) = (graph.segments[segment].tail, graph.segments[segment].head)
            let layer = graph.items[tail].layer
            let low = cross.items[tail] + ports.tail[segment]
            let high = cross.items[head] + ports.head[segment]
            if place == 0 {
                let box = graph.nodeLength(plan, tail)
                points.append(FlowPoint(main: layerStart[layer] + box, cross: low))
            }
            let gap = gaps[layer]
            for corner in gap.channel.corners(net: gap.netOfSegment[segment]!, from: low, to: high) {
                points.append(
                    FlowPoint(
                        main: firstTrack[layer] + gap.offset(of: corner.track, pitch: metrics.trackPitch),
                        cross: corner.cell))
            }
            if place == segments.count - 1 {
                points.append(FlowPoint(main: layerStart[layer + 1] - 1, cross: high))
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

/// How many frames begin before and end after each layer, one around the other.
private struct FrameLevels {
    /// For each layer the deepest nest of frames that begin there.
    var start: [Int]
    /// For each layer the deepest nest of frames that end there.
    var end: [Int]
    /// For each group how many frames, its own included, lie between its frame and its first layer.
    var startOfGroup: [Int]
    /// For each group how many frames, its own included, lie between its last layer and its frame.
    var endOfGroup: [Int]

    /// Whether a head stands right after the layer, of an edge that is laid out against its direction.
    private var hasHead: [Bool]

    /// Cells along the flow of some frames that end after a layer; a head there stands inside of them.
    func endLength(_ levels: Int, _ layer: Int, _ metrics: Metrics) -> Int {
        guard levels > 0 else { return 0 }
        return levels * metrics.frameEnd + (metrics.frameEnd == 1 && hasHead[layer] ? 1 : 0)
    }

    init(_ plan: Plan, _ graph: LayeredGraph) {
        hasHead = [Bool](repeating: false, count: graph.layers.count)
        for (edge, chain) in graph.chains.enumerated() where graph.isReversed[edge] {
            hasHead[graph.items[chain[0]].layer] = true
        }
        start = [Int](repeating: 0, count: graph.layers.count)
        end = start
        startOfGroup = [Int](repeating: 1, count: plan.groups.count)
        endOfGroup = startOfGroup
        // Children come after their parents, so going backwards all children are known.
        for group in plan.groups.indices.reversed() {
            let span = graph.spans[group]
            start[span.lowerBound] = max(start[span.lowerBound], startOfGroup[group])
            end[span.upperBound] = max(end[span.upperBound], endOfGroup[group])
            guard let parent = plan.groups[group].parent else { continue }
            if graph.spans[parent].lowerBound == span.lowerBound {
                startOfGroup[parent] = max(startOfGroup[parent], startOfGroup[group] + 1)
            }
            if graph.spans[parent].upperBound == span.upperBound {
                endOfGroup[parent] = max(endOfGroup[parent], endOfGroup[group] + 1)
            }
        }
    }
}

/// The channel after a layer and which of its nets each segment belongs to.
private struct RoutedGap {
    var channel: Channel
    var netOfSegment: [Int: Int]
    /// Free cells added before a track, beyond the pitch.
    private var extra: [Int]

    init(_ plan: Plan, _ graph: LayeredGraph, after layer: Int, cross: CrossPositions, ports: Ports) {
        var nets: [Channel.Net] = []
        var netOfBundle: [Int: Int] = [:]
        netOfSegment = [:]
        for item in graph.layers[layer] {
            for segment in graph.outgoing[item] {
                guard let edge = graph.segments[segment].edge else { continue }
                let head = graph.segments[segment].head
                let low = cross.items[item] + ports.tail[segment]
                let high = cross.items[head] + ports.head[segment]
                guard let bundle = graph.bundle(at: segment, of: edge) else {
                    netOfSegment[segment] = nets.count
                    nets.append(Channel.Net(low: [low], high: [high]))
                    continue
                }
                if let net = netOfBundle[bundle] {
                    netOfSegment[segment] = net
                    if !nets[net].low.contains(low) { nets[net].low.append(low) }
                    if !nets[net].high.contains(high) { nets[net].high.append(high) }
                } else {
                    netOfBundle[bundle] = nets.count
                    netOfSegment[segment] = nets.count
                    nets.append(Channel.Net(low: [low], high: [high]))
                }
            }
        }
        var blocked: Set<Int> = []
        for group in plan.groups.indices
        where graph.spans[group].contains(layer) && graph.spans[group].contains(layer + 1) {
            blocked.insert(cross.frames[group].low)
            blocked.insert(cross.frames[group].high)
        }
        channel = Channel(nets: nets, blocked: blocked)
        extra = channel.gapsBetweenJunctions(pitch: plan.metrics.trackPitch)
    }

    func offset(of track: Int, pitch: Int) -> Int { track * pitch + extra[track] }

    func length(pitch: Int) -> Int {
        channel.trackCount == 0 ? 0 : offset(of: channel.trackCount - 1, pitch: pitch) + 1
    }
}

extension Channel {
    /// Cells to add before each track so that no junction lies right beside another one in line: in pure ASCII they could
    /// not be told apart.
    func gapsBetweenJunctions(pitch: Int) -> [Int] {
        var extra = [Int](repeating: 0, count: trackCount)
        guard pitch == 1, trackCount > 1 else { return extra }
        var junctions = [Set<Int>](repeating: [], count: trackCount)
        for piece in pieces {
            for cell in Set(piece.low + piece.high) {
                let isInside = piece.first < cell && cell < piece.last
                let isThrough = piece.low.contains(cell) && piece.high.contains(cell)
                if isInside || isThrough { junctions[piece.track].insert(cell) }
            }
        }
        for track in 1..<trackCount {
            extra[track] = extra[track - 1] + (junctions[track].isDisjoint(with: junctions[track - 1]) ? 0 : 1)
        }
        return extra
    }
}
