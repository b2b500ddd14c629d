/// `Canvas` owns the character grid that diagrams and screens are drawn on: cells, styles, text width, boxes and lines.
/// It must not know the terminal, colours as numbers, or what is drawn.

/// One cell of the grid: a character that takes one or two columns, or the second column of a wide one.
public struct Cell: Hashable, Sendable {
    /// The character shown; a space in empty cells, and empty text is never stored.
    public var character: Character
    /// How it looks.
    public var style: Style
    /// 1 or 2 for a character, 0 for the second column of a wide character.
    public var width: UInt8

    /// Makes a cell; the width must be that of the character.
    public init(_ character: Character = " ", style: Style = .plain, width: UInt8 = 1) {
        self.character = character
        self.style = style
        self.width = width
    }

    /// An empty cell.
    public static let blank = Cell()
}

/// A grid of cells. Drawing outside of it is cut off, so that callers need no bounds checks.
public struct Canvas: Hashable, Sendable {
    /// Columns and rows.
    public let size: Size
    /// The cells, row by row.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor should stand, if it should be seen.
    public var cursor: Point?

    /// Makes an empty grid.
    public init(_ size: Size) {
        self.size = Size(width: max(0, size.width), height: max(0, size.height))
        cells = [Cell](repeating: .blank, count: self.size.width * self.size.height)
    }

    /// The whole grid as a rectangle.
    public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

    /// The cell at a point; reading outside gives a blank, writing outside does nothing.
    public subscript(x: Int, y: Int) -> Cell {
        get { contains(x, y) ? cells[y * size.width + x] : .blank }
        set { if contains(x, y) { cells[y * size.width + x] = newValue } }
    }

    private func contains(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < size.width && y < size.height }

    /// Puts one of `displayCharacters` at a cell; halves of wide characters that it overwrites become blanks.
    ///
    /// A wide character that does not fit before `limit` (the grid's edge unless given) becomes a blank. Characters of
    /// no columns are not drawn.
    public mutating func put(_ character: Character, x: Int, y: Int, style: Style = .plain, limit: Int? = nil) {
        put(character, width: character.columns, x: x, y: y, style: style, limit: limit)
    }

    private mutating func put(_ character: Character, width: Int, x: Int, y: Int, style: Style, limit: Int?) {
        guard width > 0, contains(x, y) else { return }
        clearHalves(x, y)
        if width == 2 {
            guard x + 1 < min(limit ?? size.width, size.width) else {
                self[x, y] = Cell(" ", style: style)
                return
            }
            clearHalves(x + 1, y)
            self[x, y] = Cell(character, style: style, width: 2)
            self[x + 1, y] = Cell(" ", style: style, width: 0)
        } else {
            self[x, y] = Cell(character, style: style)
        }
    }

    private mutating func clearHalves(_ x: Int, _ y: Int) {
        let old = cells[y * size.width + x]
        if old.width == 1 { return }
        if old.width == 2 { self[x + 1, y] = Cell(" ", style: old.style) }
        if old.width == 0 { self[x - 1, y] = Cell(" ", style: self[x - 1, y].style) }
    }

    /// Writes text on one row, cut off at `maxWidth` columns; control characters are shown, not sent.
    /// - Returns: the column after the last one written.
    @discardableResult
    public mutating func write(
        _ text: String,
        x: Int,
        y: Int,
        style: Style = .plain,
        maxWidth: Int = .max
    ) -> Int {
        let limit = maxWidth > size.width - x ? size.width : x + maxWidth
        var column = x
        if text.isPrintableASCII {
            for byte in text.utf8 {
                guard column < limit else { break }
                put(Character(Unicode.Scalar(byte)), width: 1, x: column, y: y, style: style, limit: limit)
                column += 1
            }
            return column
        }
        for character in text {
            guard column < limit else { break }
            character.forEachShownPart { part in
                let width = part.columns
                if column + width > limit {
                    column = limit
                } else {
                    if column >= 0 { put(part, width: width, x: column, y: y, style: style, limit: limit) }
                    column += width
                }
            }
        }
        return column
    }

    /// Fills a rectangle with one narrow character.
    public mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .plain) {
        let rect = rect.intersection(bounds)
        guard !rect.isEmpty else { return }
        for y in rect.y..<rect.maxY {
            for x in rect.x..<rect.maxX { put(character, x: x, y: y, style: style) }
        }
    }

    /// Changes the style of what already stands in a rectangle.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let rect = rect.intersection(bounds)
        guard !rect.isEmpty else { return }
        for y in rect.y..<rect.maxY {
            for x in rect.x..<rect.maxX { self[x, y].style = change(self[x, y].style) }
        }
    }

    /// Copies the part `source` of another grid to here, its top left corner at `origin`, kept within `clip`.
    public mutating func blit(_ other: Canvas, from source: Rect, to origin: Point, clip: Rect? = nil) {
        let clip = (clip ?? bounds).intersection(bounds)
        let source = source.intersection(other.bounds)
        guard !source.isEmpty else { return }
        for row in 0..<source.height {
            for column in 0..<source.width {
                let target = Point(x: origin.x + column, y: origin.y + row)
                guard clip.contains(target) else { continue }
                let cell = other[source.x + column, source.y + row]
                // A wide character cut in half by the edge of the source or the clip becomes blank.
                if cell.width == 0 {
                    if column == 0 || !clip.contains(Point(x: target.x - 1, y: target.y)) {
                        put(" ", x: target.x, y: target.y, style: cell.style)
                    }
                } else if cell.width == 2,
                    column + 1 >= source.width || !clip.contains(Point(x: target.x + 1, y: target.y))
                {
                    put(" ", x: target.x, y: target.y, style: cell.style)
                } else {
                    put(cell.character, width: Int(cell.width), x: target.x, y: target.y, style: cell.style, limit: nil)
                }
            }
        }
    }

    /// The grid as text: rows without trailing blanks, joined by newlines, without trailing empty rows.
    public var text: String {
        // Bytes are put together much faster than characters.
        var text: [UInt8] = []
        var newlines = 0
        for y in 0..<size.height {
            var spaces = 0
            for cell in cells[y * size.width..<(y + 1) * size.width] where cell.width > 0 {
                guard cell.character != " " else {
                    spaces += 1
                    continue
                }
                text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: newlines))
                text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: spaces))
                text.append(contentsOf: cell.character.utf8)
                newlines = 0
                spaces = 0
            }
            newlines += 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}
