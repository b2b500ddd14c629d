import Canvas

/// A document laid out for one width: lines of text, pictures, and the links in them. Articles, help pages and
/// inspectors are sheets; a scroll view shows a part of one.
struct Sheet: Hashable, Sendable {
    /// The columns it was laid out for.
    let width: Int
    /// The rows from the top.
    private(set) var lines: [Line] = []
    /// The links in reading order.
    private(set) var links: [Link] = []
    /// The drawings that lines refer to.
    private(set) var pictures: [Canvas] = []

    /// One row.
    enum Line: Hashable, Sendable {
        /// Text.
        case text([Piece])
        /// A row of a picture, moved right by an indent.
        case picture(index: Int, row: Int, indent: Int)
        /// A horizontal line across the sheet.
        case rule
    }

    /// A link and the cells it covers.
    struct Link: Hashable, Sendable {
        /// Where it leads.
        var target: LinkTarget
        /// Its cells; more than one rectangle when it runs over lines.
        var cells: [Rect]
    }

    init(width: Int) { self.width = max(1, width) }

    /// The number of rows.
    var height: Int { lines.count }
    /// Whether the last row is empty or there is none.
    var endsBlank: Bool {
        guard let last = lines.last else { return true }
        return last == .text([])
    }

    /// Adds an empty row unless there is one already.
    mutating func gap() {
        if !endsBlank { lines.append(.text([])) }
    }

    /// Adds a line across.
    mutating func rule() { lines.append(.rule) }

    /// Adds wrapped text. The first line starts at `indent`, the others at `hanging` where it is given.
    mutating func add(_ spans: [Span], indent: Int = 0, hanging: Int? = nil, maxWidth: Int = .max, lead: Span? = nil) {
        let rest = min(hanging ?? indent, width - 1)
        let start = min(indent, width - 1)
        let room = min(width, maxWidth)
        // Behind a lead the first line starts where the others do.
        let first = lead == nil ? start : rest
        let flowed = flow(spans, width: room - rest, firstWidth: room - first, firstLink: links.count)
        registerLinks(spans)
        for (number, pieces) in flowed.enumerated() {
            var row: [Piece] = []
            if number == 0, let lead { row.append(Piece(x: start, text: lead.text, style: lead.style)) }
            row += pieces.map { moved($0, by: number == 0 ? first : rest) }
            append(row)
        }
    }

    /// Adds text with something at the right edge of its first row, or below it where the row is too short.
    mutating func add(_ spans: [Span], end: Span) {
        let first = lines.count
        let columns = end.text.columns
        guard spans.columns + columns + 2 <= width else {
            add(spans)
            add([end])
            return
        }
        add(spans)
        guard case .text(let pieces) = lines[first] else { return }
        lines[first] = .text(pieces + [Piece(x: width - columns, text: end.text, style: end.style)])
    }

    /// Adds a picture, each of its rows a row of the sheet.
    mutating func add(_ picture: Canvas, indent: Int = 0) {
        pictures.append(picture)
        for row in 0..<picture.size.height {
            lines.append(.picture(index: pictures.count - 1, row: row, indent: indent))
        }
    }

    /// Adds one row of cells, each wrapped within its own column.
    mutating func addRow(_ cells: [[Span]], columns: [(x: Int, width: Int)]) {
        var rows: [[Piece]] = []
        for (cell, column) in zip(cells, columns) {
            let flowed = flow(cell, width: column.width, firstLink: links.count)
            registerLinks(cell)
            for (number, pieces) in flowed.enumerated() {
                while rows.count <= number { rows.append([]) }
                rows[number] += pieces.map { moved($0, by: column.x) }
            }
        }
        for row in rows { append(row) }
    }

    private func moved(_ piece: Piece, by distance: Int) -> Piece {
        var piece = piece
        piece.x += distance
        return piece
    }

    private mutating func registerLinks(_ spans: [Span]) {
        for span in spans {
            if let target = span.link { links.append(Link(target: target, cells: [])) }
        }
    }

    private mutating func append(_ pieces: [Piece]) {
        let y = lines.count
        for piece in pieces {
            guard let link = piece.link else { continue }
            links[link].cells.append(Rect(x: piece.x, y: y, width: piece.text.columns, height: 1))
        }
        lines.append(.text(pieces))
    }
}

extension Sheet {
    /// The link whose cells hold a point of the sheet.
    func link(at point: Point) -> Int? {
        links.firstIndex { $0.cells.contains { $0.contains(point) } }
    }

    /// Draws the rows from `scroll` on into a rectangle, the selected link marked.
    func draw(on canvas: inout Canvas, in rect: Rect, scroll: Int, selectedLink: Int? = nil) {
        for row in 0..<rect.height {
            let number = scroll + row
            guard lines.indices.contains(number) else { continue }
            let y = rect.y + row
            switch lines[number] {
            case .text(let pieces):
                for piece in pieces where piece.x < rect.width {
                    var style = piece.style
                    if let link = piece.link, link == selectedLink { style = Style(.selection, [.reverse, .bold]) }
                    canvas.write(piece.text, x: rect.x + piece.x, y: y, style: style, maxWidth: rect.width - piece.x)
                }
            case .picture(let index, let row, let indent):
                let picture = pictures[index]
                canvas.blit(
                    picture,
                    from: Rect(x: 0, y: row, width: min(picture.size.width, rect.width - indent), height: 1),
                    to: Point(x: rect.x + indent, y: y),
                    clip: rect
                )
            case .rule:
                for x in rect.x..<rect.maxX { canvas.put("─", x: x, y: y, style: Style(.border)) }
            }
        }
        if let selectedLink, links.indices.contains(selectedLink), let first = links[selectedLink].cells.first {
            let point = Point(x: rect.x + first.x, y: rect.y + first.y - scroll)
            if rect.contains(point) { canvas.cursor = point }
        }
    }

    /// The sheet as plain text.
    var text: String {
        var canvas = Canvas(Size(width: width, height: height))
        draw(on: &canvas, in: canvas.bounds, scroll: 0)
        canvas.cursor = nil
        return canvas.text
    }
}
