/// The order of the pieces of a channel along the flow.
///
/// A piece must come before another where its incoming run lies in line with the other's outgoing run; else the order that
/// crosses less is wished for.
struct PieceOrder {
    /// An order, or a piece on a circle of musts.
    enum Result {
        case order([Int])
        case cycle(Int)
    }

    private let pieces: [Channel.Piece]

    init(_ pieces: [Channel.Piece]) { self.pieces = pieces }

    /// Takes, again and again, the piece that no other must precede and that the fewest wishes are against.
    func sequence() -> Result {
        let count = pieces.count
        var mustFollow = [[Int]](repeating: [], count: count)
        var wishFollow = [[(piece: Int, weight: Int)]](repeating: [], count: count)
        var waiting = [Int](repeating: 0, count: count)
        var against = [Int](repeating: 0, count: count)
        func must(_ first: Int, _ second: Int) {
            mustFollow[first].append(second)
            waiting[second] += 1
        }
        for first in 0..<count {
            if let next = pieces[first].next { must(first, next) }
            for second in first + 1..<max(first + 1, count) {
                let (a, b) = (pieces[first], pieces[second])
                guard a.net != b.net, a.first <= b.last, b.first <= a.last else { continue }
                if meet(b.high, a.low) { must(first, second) }
                if meet(a.high, b.low) { must(second, first) }
                let gain = crossings(b, before: a) - crossings(a, before: b)
                if gain > 0 {
                    wishFollow[first].append((second, gain))
                    against[second] += gain
                } else if gain < 0 {
                    wishFollow[second].append((first, -gain))
                    against[first] -= gain
                }
            }
        }
        var order: [Int] = []
        var isTaken = [Bool](repeating: false, count: count)
        while order.count < count {
            var best: Int?
            for piece in 0..<count where !isTaken[piece] && waiting[piece] == 0 {
                if best.map({ against[piece] < against[$0] }) ?? true { best = piece }
            }
            guard let best else { return .cycle(pieceOnCycle(isTaken, mustFollow)) }
            isTaken[best] = true
            order.append(best)
            for follower in mustFollow[best] { waiting[follower] -= 1 }
            for wish in wishFollow[best] { against[wish.piece] -= wish.weight }
        }
        exchangeNeighbours(&order, mustFollow: mustFollow)
        return .order(order)
    }

    /// Exchanges neighbours of the order while that saves crossings.
    private func exchangeNeighbours(_ order: inout [Int], mustFollow: [[Int]]) {
        for _ in 0..<8 {
            var gained = false
            for place in 0..<max(0, order.count - 1) {
                let (first, second) = (order[place], order[place + 1])
                let (a, b) = (pieces[first], pieces[second])
                guard a.net != b.net, a.first <= b.last, b.first <= a.last else { continue }
                if crossings(b, before: a) < crossings(a, before: b), !mustFollow[first].contains(second) {
                    order.swapAt(place, place + 1)
                    gained = true
                }
            }
            if !gained { return }
        }
    }

    /// Every piece left waits for another one; following those leads onto a circle.
    private func pieceOnCycle(_ isTaken: [Bool], _ mustFollow: [[Int]]) -> Int {
        var predecessor = [Int](repeating: -1, count: pieces.count)
        for piece in pieces.indices where !isTaken[piece] {
            for follower in mustFollow[piece] { predecessor[follower] = piece }
        }
        var current = isTaken.firstIndex(of: false)!
        for _ in pieces.indices { current = predecessor[current] }
        return current
    }

    private func meet(_ left: [Int], _ right: [Int]) -> Bool { left.contains(where: right.contains) }

    /// How many runs cross a piece if `first` comes before `second` along the flow.
    private func crossings(_ first: Channel.Piece, before second: Channel.Piece) -> Int {
        var count = 0
        for run in second.low where first.first < run && run < first.last { count += 1 }
        for run in first.high where second.first < run && run < second.last { count += 1 }
        return count
    }
}
