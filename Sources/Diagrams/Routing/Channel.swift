/// The space between two neighbouring layers: which track each edge takes that has to move across the flow.
///
/// A net joins cells of the lower layer's side with cells of the higher layer's side: one to one for an edge, one to
/// many or many to one for a bundle. A net that is not straight gets a piece: a stretch on a track, with runs to both
/// sides. Pieces are ordered so that no two runs lie on each other, with few crossings, and packed on few tracks.
struct Channel: Sendable {
    /// Cells that belong together.
    struct Net: Sendable {
        /// Cells across the flow on the side of the lower layer.
        var low: [Int]
        /// Cells across the flow on the side of the higher layer.
        var high: [Int]
    }

    /// A stretch across the flow.
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

        var first: Int { min(low.min()!, high.min()!) }
        var last: Int { max(low.max()!, high.max()!) }
    }

    private(set) var pieces: [Piece] = []
    /// The number of tracks.
    private(set) var trackCount = 0
    private var piecesOfNet: [[Int]]

    /// Routes the nets.
    /// - Parameter blocked: cells where no run may be added, since a frame lies there.
    init(nets: [Net], blocked: Set<Int>) {
        piecesOfNet = [[Int]](repeating: [], count: nets.count)
        for (index, net) in nets.enumerated() {
            for piece in Self.split(net, index) {
                piecesOfNet[index].append(pieces.count)
                pieces.append(piece)
            }
        }
        guard !pieces.isEmpty else { return }
        var taken = blocked
        for net in nets { taken.formUnion(net.low + net.high) }
        while true {
            switch PieceOrder(pieces).sequence() {
            case .order(let order):
                assignTracks(order)
                return
            case .cycle(let piece): dogleg(piece, &taken)
            }
        }
    }

    /// None for a straight net, two where the single cell of one side lies between the cells of the other and one of them
    /// at the same height: else four lines would meet there and look like a crossing.
    private static func split(_ net: Net, _ index: Int) -> [Piece] {
        let all = net.low + net.high
        guard let least = all.min(), let most = all.max(), least < most else { return [] }
        let isFanOut = net.low.count == 1
        let single = isFanOut ? net.low[0] : net.high[0]
        let others = isFanOut ? net.high : net.low
        guard others.contains(single), least < single, single < most else {
            return [Piece(net: index, low: net.low, high: net.high)]
        }
        return [others.filter { $0 <= single }, others.filter { $0 >= single }].map {
            Piece(net: index, low: isFanOut ? [single] : $0, high: isFanOut ? $0 : [single])
        }
    }

    /// Lets a piece change tracks on a free cell across the flow, which breaks a circle of pieces that each had to come
    /// before the next.
    private mutating func dogleg(_ index: Int, _ taken: inout Set<Int>) {
        let piece = pieces[index]
        let middle = (piece.first + piece.last) / 2
        var free = middle
        var step = 1
        while taken.contains(free) {
            free = middle + (step.isMultiple(of: 2) ? step / 2 : -(step + 1) / 2)
            step += 1
        }
        taken.insert(free)
        // What runs straight through stays with the part at its side.
        let isFanOut = piece.low.count == 1
        let through = Set(piece.low).intersection(piece.high)
        let firstHigh = [free] + (isFanOut ? piece.high.filter(through.contains) : [])
        let secondLow = [free] + (isFanOut ? [] : piece.low.filter(through.contains))
        let firstLow = isFanOut ? piece.low : piece.low.filter { !through.contains($0) }
        let secondHigh = isFanOut ? piece.high.filter { !through.contains($0) } : piece.high
        pieces[index].low = firstLow
        pieces[index].high = firstHigh
        pieces[index].next = pieces.count
        piecesOfNet[piece.net].append(pieces.count)
        pieces.append(Piece(net: piece.net, low: secondLow, high: secondHigh))
    }

    private mutating func assignTracks(_ order: [Int]) {
        for (place, index) in order.enumerated() {
            var track = 0
            for earlier in order[..<place] where pieces[earlier].track >= track {
                if pieces[earlier].first <= pieces[index].last + 1, pieces[index].first <= pieces[earlier].last + 1 {
                    track = pieces[earlier].track + 1
                }
            }
            pieces[index].track = track
            trackCount = max(trackCount, track + 1)
        }
    }

    /// The corners from a cell on the lower side to one on the higher side, as track and cell; empty where straight.
    func corners(net: Int, from low: Int, to high: Int) -> [(track: Int, cell: Int)] {
        if low == high { return [] }
        let own = piecesOfNet[net]
        for index in own where pieces[index].low.contains(low) && pieces[index].high.contains(high) {
            return [(pieces[index].track, low), (pieces[index].track, high)]
        }
        for index in own where pieces[index].low.contains(low) {
            guard let next = pieces[index].next, pieces[next].high.contains(high) else { continue }
            let change = pieces[next].low[0]
            return [
                (pieces[index].track, low), (pieces[index].track, change),
                (pieces[next].track, change), (pieces[next].track, high),
            ]
        }
        preconditionFailure("a net without a course from \(low) to \(high)")
    }
}
