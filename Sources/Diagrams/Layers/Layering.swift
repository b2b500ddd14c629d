import Canvas
import Graphs

/// Puts nodes, passing edges, labels and frames into layers.
///
/// Items have the same numbers whichever edges share ports.
func layer(_ plan: Plan, ranks: [Int], isReversed: [Bool], bundling: Bundling) -> LayeredGraph {
    let labelGaps = placeLabels(plan, ranks: ranks, isReversed: isReversed)
    // Layers: every rank, and one between two ranks where a label stands.
    let rankCount = (ranks.max() ?? -1) + 1
    let hasLabels = labelGaps.reduce(into: [Bool](repeating: false, count: rankCount)) { gaps, gap in
        if let gap { gaps[gap] = true }
    }
    var layerOfRank: [Int] = []
    var isLabelLayer: [Bool] = []
    for rank in 0..<rankCount {
        layerOfRank.append(isLabelLayer.count)
        isLabelLayer.append(false)
        if hasLabels[rank] { isLabelLayer.append(true) }
    }
    var graph = LayeredGraph(
        layers: [[Int]](repeating: [], count: isLabelLayer.count),
        isLabelLayer: isLabelLayer,
        isReversed: isReversed,
        bundling: bundling
    )
    addNodes(plan, layers: ranks.map { layerOfRank[$0] }, to: &graph)
    addFrames(plan, to: &graph)
    addEdges(plan, labelLayers: labelGaps.map { $0.map { layerOfRank[$0] + 1 } }, to: &graph)
    graph.incoming = [[Int]](repeating: [], count: graph.items.count)
    graph.outgoing = graph.incoming
    for (index, segment) in graph.segments.enumerated() {
        graph.outgoing[segment.tail].append(index)
        graph.incoming[segment.head].append(index)
    }
    return graph
}

/// The rank after which each labelled edge has its label: near its source, but in a gap that holds labels anyway where a
/// long edge can choose.
private func placeLabels(_ plan: Plan, ranks: [Int], isReversed: [Bool]) -> [Int?] {
    var gaps = [Int?](repeating: nil, count: plan.edges.count)
    var isUsed: Set<Int> = []
    func range(_ index: Int) -> Range<Int> {
        let edge = plan.edges[index]
        return min(ranks[edge.tail], ranks[edge.head])..<max(ranks[edge.tail], ranks[edge.head])
    }
    for (index, edge) in plan.edges.enumerated() where !edge.lines.isEmpty && range(index).count == 1 {
        gaps[index] = range(index).lowerBound
        isUsed.insert(range(index).lowerBound)
    }
    for (index, edge) in plan.edges.enumerated() where !edge.lines.isEmpty && range(index).count > 1 {
        let ordered = isReversed[index] ? Array(range(index).reversed()) : Array(range(index))
        let gap = ordered.first(where: isUsed.contains) ?? ordered[0]
        gaps[index] = gap
        isUsed.insert(gap)
    }
    return gaps
}

// MARK: - Nodes

private func addNodes(_ plan: Plan, layers: [Int], to graph: inout LayeredGraph) {
    let isRight = plan.metrics.direction == .right
    var ports = [(before: Int, after: Int)](repeating: (0, 0), count: plan.nodes.count)
    for (index, edge) in plan.edges.enumerated() {
        let (low, high) = graph.isReversed[index] ? (edge.head, edge.tail) : (edge.tail, edge.head)
        if graph.bundling.bundle(of: index, at: low, .after) == nil { ports[low].after += 1 }
        if graph.bundling.bundle(of: index, at: high, .before) == nil { ports[high].before += 1 }
    }
    for bundle in graph.bundling.bundles where !bundle.edges.isEmpty {
        if bundle.side == .after { ports[bundle.node].after += 1 } else { ports[bundle.node].before += 1 }
    }
    var sizes = plan.nodes.indices.map { node -> Size in
        let need = max(ports[node].before, ports[node].after)
        var size = plan.nodes[node].box.size
        let loops = plan.nodes[node].loops
        if isRight {
            size.height = max(size.height, need + 2)
            size.width = max(size.width, loops.isEmpty ? 0 : LoopShape.leastSide(loops, flow: .right))
        } else {
            size.width = max(size.width, 2 * need + 1)
            size.height = max(size.height, loops.isEmpty ? 0 : LoopShape.leastSide(loops, flow: .down))
        }
        return size
    }
    // Boxes of one rank are equally long along the flow, unless that would make a short one look empty.
    var longest = [Int](repeating: 0, count: graph.layers.count)
    for node in plan.nodes.indices {
        longest[layers[node]] = max(longest[layers[node]], isRight ? sizes[node].width : sizes[node].height)
    }
    for node in plan.nodes.indices {
        let most = longest[layers[node]]
        if isRight {
            if most - sizes[node].width <= 8 { sizes[node].width = most }
        } else {
            sizes[node].height = most
        }
    }
    for (node, size) in sizes.enumerated() {
        let beside = LoopShape(plan.nodes[node].loops, box: size, flow: plan.metrics.direction).reserved
        graph.itemOfNode.append(graph.items.count)
        graph.layers[layers[node]].append(graph.items.count)
        graph.items.append(
            LayeredGraph.Item(
                kind: .node(node),
                layer: layers[node],
                group: plan.nodes[node].group,
                main: isRight ? beside.width : beside.height,
                cross: isRight ? beside.height : beside.width,
                line: 0
            )
        )
        graph.boxes.append(size)
    }
}

// MARK: - Frames

private func addFrames(_ plan: Plan, to graph: inout LayeredGraph) {
    var spans = [ClosedRange<Int>?](repeating: nil, count: plan.groups.count)
    for (node, member) in plan.nodes.enumerated() {
        let layer = graph.items[graph.itemOfNode[node]].layer
        for group in plan.path(of: member.group) {
            guard let span = spans[group] else {
                spans[group] = layer...layer
                continue
            }
            spans[group] = min(span.lowerBound, layer)...max(span.upperBound, layer)
        }
    }
    for group in plan.groups.indices {
        // Groups without members are left out of the plan.
        let span = spans[group]!
        var ends: [(low: Int, high: Int)] = []
        for layer in span {
            let low = graph.items.count
            for kind in [LayeredGraph.Item.Kind.frameLow(group: group), .frameHigh(group: group)] {
                graph.layers[layer].append(graph.items.count)
                graph.items.append(.init(kind: kind, layer: layer, group: group, main: 0, cross: 1, line: 0))
            }
            if let before = ends.last {
                graph.segments.append(.init(tail: before.low, head: low, edge: nil))
                graph.segments.append(.init(tail: before.high, head: low + 1, edge: nil))
            }
            ends.append((low, low + 1))
        }
        graph.frames.append(ends)
        graph.spans.append(span)
    }
}

// MARK: - Edges

private func addEdges(_ plan: Plan, labelLayers: [Int?], to graph: inout LayeredGraph) {
    for (index, edge) in plan.edges.enumerated() {
        let (low, high) = graph.isReversed[index] ? (edge.head, edge.tail) : (edge.tail, edge.head)
        let first = graph.items[graph.itemOfNode[low]].layer
        let last = graph.items[graph.itemOfNode[high]].layer
        let around = GroupCourse(plan, graph, low: low, high: high)
        var chain = [graph.itemOfNode[low]]
        for layer in first + 1..<last {
            let isLabel = labelLayers[index] == layer
            var item = LayeredGraph.Item(
                kind: isLabel ? .label(edge: index) : .pass(edge: index),
                layer: layer,
                group: around.group(at: layer),
                main: 0,
                cross: 1,
                line: 0
            )
            if isLabel {
                let columns = edge.lines.map(\.columns).max() ?? 0
                if plan.metrics.direction == .right {
                    item.main = columns
                    item.cross = edge.lines.count + 1
                    item.line = edge.lines.count
                } else {
                    item.main = edge.lines.count
                    item.cross = columns + 1
                }
            }
            chain.append(graph.items.count)
            graph.layers[layer].append(graph.items.count)
            graph.items.append(item)
        }
        chain.append(graph.itemOfNode[high])
        graph.segmentsOfEdge.append(Array(graph.segments.count..<graph.segments.count + chain.count - 1))
        for (tail, head) in zip(chain, chain.dropFirst()) {
            graph.segments.append(.init(tail: tail, head: head, edge: index))
        }
        graph.chains.append(chain)
    }
}

/// In which group an edge passes each layer: it stays in its lower end's groups while they last, and is in its higher
/// end's groups once they have begun; where both hold, it passes between them.
private struct GroupCourse {
    /// Groups that hold the lower end only, innermost first, and the last layer of each.
    private var leaving: [(group: Int, last: Int)] = []
    /// Groups that hold the higher end only, innermost first, and the first layer of each.
    private var entering: [(group: Int, first: Int)] = []
    /// The innermost group that holds both ends.
    private var common: Int?

    init(_ plan: Plan, _ graph: LayeredGraph, low: Int, high: Int) {
        let lowPath = plan.path(of: plan.nodes[low].group)
        let highPath = plan.path(of: plan.nodes[high].group)
        common = lowPath.first(where: highPath.contains)
        for group in lowPath where !highPath.contains(group) { leaving.append((group, graph.spans[group].upperBound)) }
        for group in highPath where !lowPath.contains(group) { entering.append((group, graph.spans[group].lowerBound)) }
    }

    func group(at layer: Int) -> Int? {
        let left = leaving.first { layer <= $0.last }?.group
        let entered = entering.first { layer >= $0.first }?.group
        if left != nil, entered != nil { return common }
        return left ?? entered ?? common
    }
}
