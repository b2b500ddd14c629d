/// For every item its neighbours in the layer before or in the layer after, stored flat.
struct Neighbours: Sendable {
    /// What a crossing with a frame counts, against 1 for two edges.
    static let frameWeight = 4

    private(set) var first: [Int32]
    /// The neighbouring items.
    private(set) var items: [Int32]
    /// What a crossing with the segment to each of them counts.
    private(set) var weights: [Int32]

    /// The neighbours along the segments, towards higher layers or towards lower ones.
    init(_ graph: LayeredGraph, towardsHigher: Bool) {
        first = [0]
        items = []
        weights = []
        first.reserveCapacity(graph.items.count + 1)
        for item in graph.items.indices {
            for index in towardsHigher ? graph.outgoing[item] : graph.incoming[item] {
                let segment = graph.segments[index]
                items.append(Int32(towardsHigher ? segment.head : segment.tail))
                weights.append(segment.edge == nil ? Int32(Self.frameWeight) : 1)
            }
            first.append(Int32(items.count))
        }
    }

    /// The places in `items` of one item's neighbours.
    @inline(__always)
    func range(_ item: Int) -> Range<Int> { Int(first[item])..<Int(first[item + 1]) }
}
