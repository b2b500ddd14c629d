import Graphs

/// Where layers stand along the flow: in one row, or folded into several rows, one below the other.
///
/// A drawing is folded in a gap that no group spans, after the gap's tracks. The edges that pass the fold turn around at
/// the row's end, run back between the rows, and turn into the next row, nested in each other so that they do not cross:
///
///     │ A │─▶│ B │─╮
///     │   │      │╮│
///     ╭─────────╯ │
///     │╭──────────╯
///     ││  ╭───╮
///     │╰─▶│ C │
struct Folds {
    /// The first cell of each layer.
    private(set) var layerStart: [Int]
    /// For each gap where its first track lies.
    private(set) var firstTrack: [Int]
    /// What to add to positions across the flow in each layer.
    private(set) var crossShift: [Int]
    private var turns: [Int: Turn] = [:]

    /// An edge or a trunk that passes a fold: where it leaves the row and where it enters the next one.
    typealias Wire = (from: Int, to: Int)

    /// The turn of the edges that pass one fold, in order.
    private struct Turn {
        var wires: [Wire]
        /// Where edges run across the flow at the end of the row.
        var end: Int
        /// Where they run back between the rows: the first of them.
        var back: Int
        var pitch: Int
        var shiftBefore: Int
        var shiftAfter: Int
    }

    init(
        _ plan: Plan,
        _ graph: LayeredGraph,
        _ folds: FoldPlan,
        lengths: Lengths,
        gaps: [RoutedGap],
        cross: CrossPositions
    ) {
        let count = graph.layers.count
        layerStart = [Int](repeating: 0, count: count)
        firstTrack = [Int](repeating: 0, count: gaps.count)
        crossShift = [Int](repeating: 0, count: count)
        let ends = folds.lastLayers
        var first = 0
        var shift = 0
        var lead = 0
        for last in ends {
            var cursor = lead
            for layer in first...last {
                cursor += lengths.lead[layer]
                layerStart[layer] = cursor
                crossShift[layer] = shift
                cursor += lengths.layer[layer] + lengths.trail[layer]
                guard layer < gaps.count else { continue }
                cursor += lengths.tail[layer]
                firstTrack[layer] = cursor
                cursor += lengths.tracks[layer]
                if layer < last { cursor += lengths.head[layer] }
            }
            guard last < gaps.count else { break }
            let next = ends[ends.firstIndex(of: last)! + 1]
            let below = Self.extent(plan, graph, cross: cross, gaps: gaps, first...last).upperBound + shift
            let above = Self.extent(plan, graph, cross: cross, gaps: gaps, (last + 1)...next).lowerBound
            let free = plan.metrics.boxLineGap
            let pitch = Self.pitch
            let wires = gaps[last].wires
            let rows = wires.count
            let back = below + 1 + free
            let newShift = back + (rows - 1) * pitch + 1 + free - above
            turns[last] = Turn(
                wires: wires,
                end: cursor + (lengths.tracks[last] > 0 ? 1 : 0),
                back: back,
                pitch: pitch,
                shiftBefore: shift,
                shiftAfter: newShift
            )
            shift = newShift
            lead = Self.leadLength(rows) + lengths.head[last]
            first = last + 1
        }
    }

    /// Cells from one turning edge to the next, along and across the flow.
    private static let pitch = 2

    /// The cells along the flow of edges that turn.
    static func leadLength(_ wires: Int) -> Int { (wires - 1) * pitch + 1 }

    /// The corners of an edge that passes the gap after a layer; none where the drawing is not folded there.
    func corners(after layer: Int, to cell: Int) -> [FlowPoint] {
        guard let turn = turns[layer], let place = turn.wires.firstIndex(where: { $0.to == cell }) else { return [] }
        // The first of them turns outermost at the row's end and innermost at the next row's start.
        let step = (turn.wires.count - 1 - place) * turn.pitch
        return [
            FlowPoint(main: turn.end + step, cross: turn.wires[place].from + turn.shiftBefore),
            FlowPoint(main: turn.end + step, cross: turn.back + step),
            FlowPoint(main: step, cross: turn.back + step),
            FlowPoint(main: step, cross: cell + turn.shiftAfter),
        ]
    }

    /// The cells across the flow that layers and the gaps after them take.
    private static func extent(
        _ plan: Plan,
        _ graph: LayeredGraph,
        cross: CrossPositions,
        gaps: [RoutedGap],
        _ layers: ClosedRange<Int>
    ) -> ClosedRange<Int> {
        var low = Int.max
        var high = Int.min
        func include(_ first: Int, _ last: Int) {
            low = min(low, first)
            high = max(high, last)
        }
        for layer in layers {
            for item in graph.layers[layer] {
                include(cross.items[item], cross.items[item] + graph.items[item].cross - 1)
            }
            guard layer < gaps.count else { continue }
            let endsHere = layer == layers.upperBound && !gaps[layer].isLoose
            for net in gaps[layer].nets { for cell in net.low + (endsHere ? net.high : []) { include(cell, cell) } }
            for piece in gaps[layer].channel.pieces { include(piece.first, piece.last) }
        }
        for group in plan.groups.indices where layers.overlaps(graph.spans[group]) {
            include(cross.frames[group].low, cross.frames[group].high)
        }
        return low...high
    }
}
