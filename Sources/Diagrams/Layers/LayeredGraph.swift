import Canvas

/// A graph whose edges run between neighbouring layers only: long edges pass through items of their own, labels are items
/// of layers between the ranks, and frames have an item at both ends of every layer they span.
struct LayeredGraph: Sendable {
    /// What stands in a layer.
    struct Item: Sendable {
        enum Kind: Sendable, Hashable {
            case node(Int)
            /// Where a long edge passes.
            case pass(edge: Int)
            /// A label; its edge runs along it.
            case label(edge: Int)
            /// The end of a group's frame towards lower positions.
            case frameLow(group: Int)
            /// The end of a group's frame towards higher positions.
            case frameHigh(group: Int)
        }

        var kind: Kind
        var layer: Int
        /// The innermost group it stands in; of a frame's ends the group itself.
        var group: Int?
        /// Cells along the flow.
        var main: Int
        /// Cells across the flow.
        var cross: Int
        /// Of passing edges and labels: the cell across the flow, counted from the item's first, where the edge runs.
        var line: Int

        var isFrame: Bool {
            switch kind {
            case .frameLow, .frameHigh: true
            default: false
            }
        }
        var isNode: Bool { if case .node = kind { true } else { false } }
        var isLabel: Bool { if case .label = kind { true } else { false } }
    }

    /// A piece of an edge or of a frame between neighbouring layers.
    struct Segment: Sendable {
        /// The item in the lower layer.
        var tail: Int
        /// The item in the higher layer.
        var head: Int
        /// The edge it is a piece of; nil for frames.
        var edge: Int?
    }

    var items: [Item] = []
    var segments: [Segment] = []
    /// The items of each layer, in no order yet.
    var layers: [[Int]]
    /// Whether a layer stands between ranks and holds labels and passing edges only.
    var isLabelLayer: [Bool]
    /// The item of each node.
    var itemOfNode: [Int] = []
    /// The box of each node as it is drawn: grown for its ports and to the length of its rank.
    var boxes: [Size] = []
    /// The items of each edge from the lower to the higher layer.
    var chains: [[Int]] = []
    /// The segments of each edge, likewise.
    var segmentsOfEdge: [[Int]] = []
    /// Whether the edge runs from the higher to the lower layer.
    var isReversed: [Bool]
    /// The layers each group spans.
    var spans: [ClosedRange<Int>] = []
    /// The ends of each group's frame per layer of its span.
    var frames: [[(low: Int, high: Int)]] = []
    /// Which edges share ports.
    var bundling: Bundling
    /// The segments that end at each item, from the layer before.
    var incoming: [[Int]] = []
    /// The segments that start at each item, to the layer after.
    var outgoing: [[Int]] = []
}

extension LayeredGraph {
    /// The bundle whose trunk lies in a segment's gap, if the edge is of one.
    func bundle(at segment: Int, of edge: Int) -> Int? {
        if case .node(let node) = items[segments[segment].tail].kind,
            let found = bundling.bundle(of: edge, at: node, .after)
        {
            return found
        }
        if case .node(let node) = items[segments[segment].head].kind,
            let found = bundling.bundle(of: edge, at: node, .before)
        {
            return found
        }
        return nil
    }
}
