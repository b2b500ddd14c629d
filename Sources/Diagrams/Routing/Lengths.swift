import Graphs

/// The cells along the flow of layers, of the frames around them, and of the gaps between them.
struct Lengths: Sendable {
    /// Frames that begin before each layer.
    var lead: [Int]
    /// Each layer.
    var layer: [Int]
    /// Frames that end after each layer.
    var trail: [Int]
    /// For each gap the straight run out of the layer before.
    var tail: [Int] = []
    /// For each gap its tracks.
    var tracks: [Int] = []
    /// For each gap the straight run into the layer after, up to its frames.
    var head: [Int] = []

    init(_ plan: Plan, _ graph: LayeredGraph, levels: FrameLevels, gaps: [RoutedGap], leastLength: [Int]) {
        let metrics = plan.metrics
        let isDown = metrics.direction == .down
        lead = graph.layers.indices.map { levels.start[$0] * metrics.frameStart }
        trail = graph.layers.indices.map { levels.endLength(levels.end[$0], $0, metrics) }
        layer = graph.layers.indices.map { layer in
            // A label layer of a drawing that flows right keeps its text apart from the tracks.
            let margin = graph.isLabelLayer[layer] && !isDown ? 1 : 0
            return max(leastLength[layer], graph.layers[layer].map { graph.items[$0].main + 2 * margin }.max() ?? 0)
        }
        for (index, gap) in gaps.enumerated() {
            // Tracks of a drawing that flows down keep a row off a label's text.
            let labelGap = isDown && gap.channel.trackCount > 0 ? 1 : 0
            tail.append(graph.isLabelLayer[index] ? labelGap : metrics.tailRun)
            tracks.append(gap.length(pitch: metrics.trackPitch))
            head.append(graph.isLabelLayer[index + 1] ? labelGap : lead[index + 1] > 0 ? 1 : metrics.headRun)
        }
    }
}
