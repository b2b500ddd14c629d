import Canvas

/// A drawing as cells, read back from its text; the second column of a wide character is nil.
struct TextGrid {
    let width: Int
    let height: Int
    /// All cells that are not blank, row by row.
    let inked: [GridCell]
    private let cells: [Character?]

    init(_ text: String) {
        var rows: [[Character?]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var row: [Character?] = []
            for character in line {
                row.append(character)
                if character.columns == 2 { row.append(nil) }
            }
            rows.append(row)
        }
        let widest = rows.map(\.count).max() ?? 0
        width = widest
        height = rows.count
        cells = rows.flatMap { $0 + [Character?](repeating: " ", count: widest - $0.count) }
        var inked: [GridCell] = []
        for (y, row) in rows.enumerated() {
            for (x, character) in row.enumerated() where character != " " { inked.append(GridCell(x: x, y: y)) }
        }
        self.inked = inked
    }

    /// The character at a cell; a blank outside.
    subscript(_ cell: GridCell) -> Character? {
        guard cell.x >= 0, cell.y >= 0, cell.x < width, cell.y < height else { return " " }
        return cells[cell.y * width + cell.x]
    }
}

/// A cell of the grid.
struct GridCell: Hashable {
    var x: Int
    var y: Int

    func moved(_ direction: Heading, by count: Int = 1) -> GridCell {
        switch direction {
        case .left: GridCell(x: x - count, y: y)
        case .right: GridCell(x: x + count, y: y)
        case .up: GridCell(x: x, y: y - count)
        case .down: GridCell(x: x, y: y + count)
        }
    }
}

/// One of the four ways from a cell.
enum Heading: CaseIterable, Hashable {
    case left, right, up, down

    var opposite: Heading {
        switch self {
        case .left: .right
        case .right: .left
        case .up: .down
        case .down: .up
        }
    }
    var isHorizontal: Bool { self == .left || self == .right }
}

/// A rectangle of the grid, both corners included.
struct GridBox: Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    func contains(_ cell: GridCell) -> Bool { cell.x >= left && cell.x <= right && cell.y >= top && cell.y <= bottom }
    func contains(_ other: GridBox) -> Bool {
        other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
    }
    func meets(_ other: GridBox) -> Bool {
        left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom
    }
    func strictlyContains(_ other: GridBox) -> Bool {
        other.left > left && other.right < right && other.top > top && other.bottom < bottom
    }
    var cells: [GridCell] { (top...bottom).flatMap { y in (left...right).map { GridCell(x: $0, y: y) } } }
}
