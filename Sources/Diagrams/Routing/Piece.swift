/// A stretch of a net across the flow, with runs to both sides of its channel.
struct Piece: Sendable {
    var net: Int
    /// Where runs come in from lower positions along the flow.
    var low: [Int]
    /// Where runs go out towards higher positions along the flow.
    var high: [Int]
    /// The track, counted along the flow.
    var track = 0
    /// The piece that takes this one's run on, where a net had to change tracks.
    var next: Int?
    /// Whether it takes another piece's run on.
    var isContinuation = false
    /// The ends of the stretch across the flow.
    private(set) var first: Int
    private(set) var last: Int

    init(net: Int, low: [Int], high: [Int]) {
        self.net = net
        self.low = low
        self.high = high
        first = min(low.min()!, high.min()!)
        last = max(low.max()!, high.max()!)
    }

    /// The same with other runs.
    func with(low: [Int], high: [Int]) -> Piece {
        var piece = Piece(net: net, low: low, high: high)
        piece.next = next
        piece.isContinuation = isContinuation
        return piece
    }

    /// Whether one run comes in; else one goes out.
    var isFanOut: Bool { low.count == 1 }
    /// The run that all edges share.
    var single: Int { isFanOut ? low[0] : high[0] }
    /// The runs that each belong to one edge.
    var others: [Int] { isFanOut ? high : low }
    /// Whether edges lead from the shared run to both sides.
    var isTwoSided: Bool { first < single && single < last }

    /// How many of its edges pass over a cell strictly between its ends.
    func edges(over cell: Int) -> Int {
        let others = others
        if others.count == 1 { return 1 }
        let single = single
        return cell > single ? others.count { $0 > cell } : cell < single ? others.count { $0 < cell } : 0
    }

    /// How often edges of both cross if this piece comes before the other along the flow: where the other's incoming runs
    /// pass this stretch, and this one's outgoing runs the other's.
    func crossings(before other: Piece) -> Int {
        var count = 0
        let ownEdges = isFanOut ? 1 : low.count
        let otherEdges = other.isFanOut ? other.high.count : 1
        for run in other.low where first < run && run < last { count += otherEdges * edges(over: run) }
        for run in high where other.first < run && run < other.last { count += ownEdges * other.edges(over: run) }
        return count
    }

    /// How often edges of both cross however they are drawn.
    func leastCrossings(_ other: Piece) -> Int {
        func ends(_ piece: Piece, _ index: Int) -> (low: Int, high: Int) {
            piece.isFanOut ? (piece.low[0], piece.high[index]) : (piece.low[index], piece.high[0])
        }
        var count = 0
        for own in others.indices {
            let (low, high) = ends(self, own)
            for its in other.others.indices {
                let (otherLow, otherHigh) = ends(other, its)
                if (low < otherLow) != (high < otherHigh), low != otherLow, high != otherHigh { count += 1 }
            }
        }
        return count
    }
}
