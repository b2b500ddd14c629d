/// A point of a drawing, in any unit.
struct Position: Hashable, Sendable {
    var x: Double
    var y: Double
}

/// The course of an edge and the two nodes it joins.
struct Polyline: Sendable {
    var from: Int
    var to: Int
    var points: [Position]
}

/// How often edges cross, seen as polylines: every pair of edges, every place where their courses pass through each
/// other. Where an edge crosses a trunk that several edges share, it crosses each of them.
///
/// Edges that share an end may run together for a while and part again; that is no crossing, and neither is touching.
func countCrossings(_ lines: [Polyline]) -> Int {
    struct Piece {
        var line: Int
        var from: Position
        var to: Position
        var minX: Double { min(from.x, to.x) }
        var maxX: Double { max(from.x, to.x) }
        var minY: Double { min(from.y, to.y) }
        var maxY: Double { max(from.y, to.y) }
    }
    var pieces: [Piece] = []
    for (index, line) in lines.enumerated() {
        for (from, to) in zip(line.points, line.points.dropFirst()) where from != to {
            pieces.append(Piece(line: index, from: from, to: to))
        }
    }
    pieces.sort { ($0.minX, $0.line) < ($1.minX, $1.line) }
    var active: [Int] = []
    var crossings = 0
    for (index, piece) in pieces.enumerated() {
        let (minX, minY, maxY) = (piece.minX - 0.001, piece.minY - 0.001, piece.maxY + 0.001)
        var kept = 0
        for other in active {
            guard pieces[other].maxX >= minX else { continue }
            active[kept] = other
            kept += 1
            guard pieces[other].line != piece.line, pieces[other].minY <= maxY, pieces[other].maxY >= minY else {
                continue
            }
            let (first, second) = piece.line < pieces[other].line ? (piece, pieces[other]) : (pieces[other], piece)
            let (a, b) = (lines[first.line], lines[second.line])
            let sharesEnd = a.from == b.from || a.from == b.to || a.to == b.from || a.to == b.to
            // Courses of edges without a common end that meet in a corner of both do cross there: moved by next to
            // nothing, the second one shows it.
            let shift = sharesEnd ? Position(x: 0, y: 0) : Position(x: 0.000_13, y: 0.000_27)
            let moved = (from: moved(second.from, by: shift), to: moved(second.to, by: shift))
            if passThrough((first.from, first.to), moved) { crossings += 1 }
        }
        active.removeSubrange(kept...)
        active.append(index)
    }
    return crossings
}

private func moved(_ point: Position, by shift: Position) -> Position {
    Position(x: point.x + shift.x, y: point.y + shift.y)
}

/// Whether each of two straight pieces has an end truly on either side of the other.
private func passThrough(_ first: (from: Position, to: Position), _ second: (from: Position, to: Position)) -> Bool {
    func side(_ a: Position, _ b: Position, _ point: Position) -> Double {
        (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    }
    return side(first.from, first.to, second.from) * side(first.from, first.to, second.to) < 0
        && side(second.from, second.to, first.from) * side(second.from, second.to, first.to) < 0
}
