import Canvas

/// The course of an edge as the cells a token passes, from the source's border to the arrowhead.
struct Course: Hashable, Sendable {
    /// The cells in order, none twice in a row.
    let cells: [Point]

    /// The cells between the corners of a polyline whose neighbours share a row or a column.
    init(_ corners: [Point]) {
        var cells: [Point] = []
        for corner in corners {
            guard var here = cells.last else {
                cells.append(corner)
                continue
            }
            while here != corner {
                if here.x != corner.x {
                    here.x += here.x < corner.x ? 1 : -1
                } else {
                    here.y += here.y < corner.y ? 1 : -1
                }
                cells.append(here)
            }
        }
        self.cells = cells
    }

    /// Where a token stands that has gone a part of its way, 0 to 1. A row counts as two columns, since cells are about
    /// twice as high as wide: so tokens keep their speed around corners.
    func cell(at fraction: Double) -> Point? {
        guard let first = cells.first, let last = cells.last else { return nil }
        if !(fraction > 0) { return first }
        if fraction >= 1 { return last }
        var length = 0
        for (here, next) in zip(cells, cells.dropFirst()) { length += here.y == next.y ? 1 : 2 }
        var left = Int((Double(length) * fraction).rounded())
        for (here, next) in zip(cells, cells.dropFirst()) {
            if left <= 0 { return here }
            left -= here.y == next.y ? 1 : 2
        }
        return last
    }
}
