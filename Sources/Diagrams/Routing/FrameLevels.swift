/// How many frames begin before and end after each layer, one around the other.
struct FrameLevels {
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
