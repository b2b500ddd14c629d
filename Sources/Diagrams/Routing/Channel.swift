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

    private(set) var pieces: [Piece] = []
    /// The number of tracks.
    private(set) var trackCount = 0
    private var piecesOfNet: [[Int]]
    /// For each net how often its edges cross others more than they need, since they share a trunk.
    private(set) var excess: [Int]

    /// Routes the nets.
    /// - Parameter blocked: cells where no run may be added, since a frame lies there.
    init(nets: [Net], blocked: Set<Int>) {
        piecesOfNet = [[Int]](repeating: [], count: nets.count)
        excess = [Int](repeating: 0, count: nets.count)
        for (index, net) in nets.enumerated() {
            for piece in Self.split(net, index) {
                piecesOfNet[index].append(pieces.count)
                pieces.append(piece)
            }
        }
        guard !pieces.isEmpty else { return }
        var taken = blocked
        for net in nets { taken.formUnion(net.low + net.high) }
        var order = orderPieces(&taken)
        var crossed = crossings(order)
        // Trunks that lead to both sides cross more than their edges need: as two pieces they can be drawn apart.
        let splittable = crossed.excess.indices.filter { crossed.excess[$0] > 0 && canSplit(pieces[$0]) }
        if !splittable.isEmpty {
            var split = self
            for index in splittable { split.splitAtSingle(index) }
            var takenBySplit = taken
            let other = split.orderPieces(&takenBySplit)
            let crossedBySplit = split.crossings(other)
            if crossedBySplit.total < crossed.total {
                self = split
                order = other
                crossed = crossedBySplit
            }
        }
        for (piece, more) in zip(pieces, crossed.excess) where piece.others.count > 1 { excess[piece.net] += more }
        assignTracks(order)
    }

    /// The order of the pieces; where they wait for each other in a circle, one of them changes tracks on the way.
    private mutating func orderPieces(_ taken: inout Set<Int>) -> [Int] {
        while true {
            switch PieceOrder(pieces).sequence() {
            case .order(let order): return order
            case .cycle(let piece): dogleg(piece, &taken)
            }
        }
    }

    /// How often edges cross in an order, and for each trunk how often more than they need.
    private func crossings(_ order: [Int]) -> (total: Int, excess: [Int]) {
        var total = 0
        var excess = [Int](repeating: 0, count: pieces.count)
        guard pieces.contains(where: { $0.others.count > 1 }) else { return (0, excess) }
        for (place, first) in order.enumerated() {
            for second in order[(place + 1)...] {
                let (a, b) = (pieces[first], pieces[second])
                guard a.net != b.net, a.first <= b.last, b.first <= a.last else { continue }
                let count = a.crossings(before: b)
                total += count
                guard count > 0, a.others.count > 1 || b.others.count > 1 else { continue }
                let more = count - a.leastCrossings(b)
                excess[first] += more
                excess[second] += more
            }
        }
        return (total, excess)
    }

    private func canSplit(_ piece: Piece) -> Bool { piece.isTwoSided && piece.next == nil && !piece.isContinuation }

    private mutating func splitAtSingle(_ index: Int) {
        let (piece, single) = (pieces[index], pieces[index].single)
        let (lower, higher) = (piece.others.filter { $0 < single }, piece.others.filter { $0 > single })
        func part(_ others: [Int]) -> Piece {
            piece.isFanOut ? piece.with(low: [single], high: others) : piece.with(low: others, high: [single])
        }
        pieces[index] = part(lower)
        piecesOfNet[piece.net].append(pieces.count)
        pieces.append(part(higher))
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
        pieces[index] = piece.with(low: firstLow, high: firstHigh)
        pieces[index].next = pieces.count
        piecesOfNet[piece.net].append(pieces.count)
        var second = Piece(net: piece.net, low: secondLow, high: secondHigh)
        second.next = piece.next
        second.isContinuation = true
        pieces.append(second)
    }

    private mutating func assignTracks(_ order: [Int]) {
        for (place, index) in order.enumerated() {
            var track = 0
            for earlier in order[..<place] where pieces[earlier].track >= track {
                if conflict(pieces[earlier], pieces[index]) { track = pieces[earlier].track + 1 }
            }
            pieces[index].track = track
            trackCount = max(trackCount, track + 1)
        }
    }

    /// Whether two pieces cannot lie on one track. Those of one trunk that meet in their shared run can: they look like one.
    private func conflict(_ first: Piece, _ second: Piece) -> Bool {
        guard first.first <= second.last + 1, second.first <= first.last + 1 else { return false }
        guard first.net == second.net, first.single == second.single, first.isFanOut == second.isFanOut else {
            return true
        }
        let isThrough = first.others.contains(first.single) || second.others.contains(second.single)
        return isThrough || first.next != nil || second.next != nil
    }

    /// The corners from a cell on the lower side to one on the higher side, as track and cell; empty where straight.
    func corners(net: Int, from low: Int, to high: Int) -> [(track: Int, cell: Int)] {
        if low == high { return [] }
        let own = piecesOfNet[net]
        for index in own where pieces[index].low.contains(low) && pieces[index].high.contains(high) {
            return [(pieces[index].track, low), (pieces[index].track, high)]
        }
        for start in own where pieces[start].low.contains(low) && !pieces[start].isContinuation {
            var corners: [(track: Int, cell: Int)] = []
            var (index, cell) = (start, low)
            while let next = pieces[index].next, !pieces[index].high.contains(high) {
                // Where the next piece takes over.
                let change = pieces[next].low[0]
                corners += [(pieces[index].track, cell), (pieces[index].track, change)]
                (index, cell) = (next, change)
            }
            guard pieces[index].high.contains(high) else { continue }
            return corners + [(pieces[index].track, cell), (pieces[index].track, high)]
        }
        preconditionFailure("a net without a course from \(low) to \(high)")
    }
}
