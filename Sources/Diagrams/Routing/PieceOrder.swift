/// The order of the pieces of a channel along the flow.
///
/// A piece must come before another where its incoming run lies in line with the other's outgoing run; else the order that
/// crosses less is wished for. Two single edges that need not cross do not if those towards higher cells are taken from
/// the highest down and those towards lower cells from the lowest up; where trunks make that impossible, moving pieces
/// within the order finds what costs least.
struct PieceOrder {
    /// An order, or a piece on a circle of musts.
    enum Result {
        case order([Int])
        case cycle(Int)
    }

    private let pieces: [Piece]
    /// The pieces that must come before each piece.
    private var mustPrecede: [[Int]]

    init(_ pieces: [Piece]) {
        self.pieces = pieces
        mustPrecede = [[Int]](repeating: [], count: pieces.count)
        var piecesIn: [Int: [Int]] = [:]
        for (index, piece) in pieces.enumerated() {
            if let next = piece.next { mustPrecede[next].append(index) }
            for run in piece.low { piecesIn[run, default: []].append(index) }
        }
        for (index, piece) in pieces.enumerated() {
            for run in piece.high {
                for other in piecesIn[run] ?? [] where pieces[other].net != piece.net {
                    mustPrecede[index].append(other)
                }
            }
        }
    }

    /// An order that keeps all musts and crosses little.
    func sequence() -> Result {
        var order: [Int] = []
        order.reserveCapacity(pieces.count)
        enum State { case unseen, open, placed }
        var state = [State](repeating: .unseen, count: pieces.count)
        var stack: [(piece: Int, next: Int)] = []
        for start in firstOrder() where state[start] == .unseen {
            stack.append((start, 0))
            state[start] = .open
            while let (piece, next) = stack.last {
                guard next < mustPrecede[piece].count else {
                    state[piece] = .placed
                    order.append(piece)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let before = mustPrecede[piece][next]
                switch state[before] {
                case .placed: break
                case .open: return .cycle(before)
                case .unseen:
                    state[before] = .open
                    stack.append((before, 0))
                }
            }
        }
        improve(&order)
        return .order(order)
    }

    /// Towards higher cells from the highest down, and between them, as tracks are free, towards lower cells from the lowest
    /// up.
    private func firstOrder() -> [Int] {
        func place(_ index: Int) -> Int { pieces[index].first + pieces[index].last }
        func leadsUp(_ piece: Piece) -> Bool {
            let higher = piece.others.count { $0 > piece.single }
            return (2 * higher > piece.others.count) == piece.isFanOut
        }
        var rising = pieces.indices.filter { leadsUp(pieces[$0]) }.sorted { (place($0), $0) < (place($1), $1) }
        var falling = pieces.indices.filter { !leadsUp(pieces[$0]) }.sorted { (place($1), $1) < (place($0), $0) }
        var order: [Int] = []
        var track = [Int](repeating: 0, count: pieces.count)
        func freeTrack(_ index: Int) -> Int {
            // Far back in the order there is little to find.
            var free = 0
            for earlier in order.suffix(200)
            where pieces[earlier].first <= pieces[index].last + 1 && pieces[index].first <= pieces[earlier].last + 1 {
                free = max(free, track[earlier] + 1)
            }
            return free
        }
        while let up = rising.last, let down = falling.last {
            let (upTrack, downTrack) = (freeTrack(up), freeTrack(down))
            let chosen = upTrack <= downTrack ? up : down
            track[chosen] = min(upTrack, downTrack)
            order.append(chosen)
            if chosen == up { rising.removeLast() } else { falling.removeLast() }
        }
        return order + rising.reversed() + falling.reversed()
    }

    /// Moves each piece to the place near its own where it crosses least.
    private func improve(_ order: inout [Int]) {
        let reach = 80
        for _ in 0..<4 {
            var isBetter = false
            for piece in pieces.indices {
                guard let place = order.firstIndex(of: piece) else { continue }
                let own = pieces[piece]
                var best = (change: 0, place: place)
                var change = 0
                var other = place - 1
                while other >= max(0, place - reach), !mustPrecede[piece].contains(order[other]) {
                    change += self.change(own, before: pieces[order[other]])
                    if change < best.change { best = (change, other) }
                    other -= 1
                }
                change = 0
                other = place + 1
                while other < min(order.count, place + reach), !mustPrecede[order[other]].contains(piece) {
                    change += self.change(pieces[order[other]], before: own)
                    if change < best.change { best = (change, other) }
                    other += 1
                }
                guard best.change < 0 else { continue }
                order.remove(at: place)
                order.insert(piece, at: best.place)
                isBetter = true
            }
            if !isBetter { return }
        }
    }

    /// What more is crossed if the first comes before the second rather than after it.
    @inline(__always)
    private func change(_ first: Piece, before second: Piece) -> Int {
        guard first.net != second.net, first.first <= second.last, second.first <= first.last else { return 0 }
        return first.crossings(before: second) - second.crossings(before: first)
    }
}
