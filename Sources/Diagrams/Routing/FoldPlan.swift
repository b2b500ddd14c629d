/// Which layers stand in which row of a folded drawing.
struct FoldPlan: Sendable {
    /// The last layer of each row.
    var lastLayers: [Int]
    /// Gaps at a row's end where no edges share a trunk or cross: there the rows need not be aligned with each other.
    var loose: Set<Int>

    /// Folds a drawing that is longer than the limit, where it can be folded.
    init(_ graph: LayeredGraph, _ lengths: Lengths, gaps: [RoutedGap], limit: Int?, mostWires: Int) {
        loose = []
        lastLayers = [lengths.layer.count - 1]
        guard let limit else { return }
        let wires = gaps.map(\.wires.count)
        guard let chosen = Self.chooseLastLayers(graph, lengths, wires: wires, limit: limit, most: mostWires) else {
            return
        }
        lastLayers = chosen
        loose = Set(chosen.dropLast().filter { gaps[$0].canBeLoose })
    }

    /// The last layer of each row: as few rows as fit, then few edges at the folds, then rows of like length.
    /// - Returns: nil where it fits in one row or cannot be made to fit.
    private static func chooseLastLayers(
        _ graph: LayeredGraph, _ lengths: Lengths, wires: [Int], limit: Int, most: Int
    ) -> [Int]? {
        let count = lengths.layer.count
        let isAllowed = (0..<max(0, count - 1)).map { gap in
            wires[gap] > 0 && wires[gap] <= most && !graph.spans.contains { $0.contains(gap) && $0.contains(gap + 1) }
        }
        struct Choice {
            var rows: Int
            var wires: Int
            var raggedness: Int
            var last: Int
        }
        // best[first]: the best way to fold the layers from `first` on.
        var best = [Choice?](repeating: nil, count: count + 1)
        best[count] = Choice(rows: 0, wires: 0, raggedness: 0, last: -1)
        for first in stride(from: count - 1, through: 0, by: -1) where first == 0 || isAllowed[first - 1] {
            var length = first == 0 ? 0 : Folds.leadLength(wires[first - 1]) + lengths.head[first - 1]
            for last in first..<count {
                length += lengths.lead[last] + lengths.layer[last] + lengths.trail[last]
                if last < count - 1 { length += lengths.tail[last] + lengths.tracks[last] }
                let turn =
                    last < count - 1 ? Folds.leadLength(max(1, wires[last])) + (lengths.tracks[last] > 0 ? 1 : 0) : 0
                if let rest = best[last + 1], last == count - 1 || isAllowed[last], length + turn <= limit {
                    let passing = last < count - 1 ? wires[last] : 0
                    let spare = last < count - 1 ? (limit - length) * (limit - length) : 0
                    let choice = Choice(
                        rows: rest.rows + 1,
                        wires: rest.wires + passing * passing,
                        raggedness: rest.raggedness + spare,
                        last: last
                    )
                    let known = best[first]
                    if known.map({ (choice.rows, choice.wires, choice.raggedness) < ($0.rows, $0.wires, $0.raggedness) }
                    ) ?? true {
                        best[first] = choice
                    }
                }
                if last < count - 1 { length += lengths.head[last] }
            }
        }
        guard let start = best[0], start.rows > 1 else { return nil }
        var ends: [Int] = []
        var next = 0
        while next < count, let choice = best[next] {
            ends.append(choice.last)
            next = choice.last + 1
        }
        return ends
    }
}
