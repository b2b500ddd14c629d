import Canvas

/// One line of text being typed.
struct TextField: Hashable, Sendable {
    /// What was typed.
    private(set) var text: String
    /// How many characters stand before the cursor.
    private(set) var cursor: Int

    /// The longest text it takes; more is not typed by anyone and would only slow the search.
    static let limit = 200

    /// A field with the cursor at the end of a text.
    init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Takes a key that edits text.
    /// - Returns: whether the key was one.
    mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            guard text.count < Self.limit else { return true }
            text.insert(character, at: text.index(text.startIndex, offsetBy: cursor))
            cursor = min(cursor + 1, text.count)
        case .backspace:
            guard cursor > 0 else { return true }
            text.remove(at: text.index(text.startIndex, offsetBy: cursor - 1))
            cursor = min(cursor - 1, text.count)
        case .delete:
            guard cursor < text.count else { return true }
            text.remove(at: text.index(text.startIndex, offsetBy: cursor))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(text.count, cursor + 1)
        case .control("a"): cursor = 0
        case .control("e"): cursor = text.count
        case .control("u"):
            text.removeFirst(cursor)
            cursor = 0
        case .control("k"): text.removeLast(text.count - cursor)
        case .control("w"):
            let head = text.prefix(cursor)
            var kept = head[...]
            while kept.last == " " { kept.removeLast() }
            while let last = kept.last, last != " " { kept.removeLast() }
            text = String(kept) + text.dropFirst(cursor)
            cursor = kept.count
        default: return false
        }
        return true
    }

    /// Draws the field on one row, with the real cursor where the next character goes.
    func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, prompt: String, empty: String = "") {
        var column = canvas.write(prompt, x: x, y: y, style: Style(.key, .bold), maxWidth: width)
        let room = x + width - column
        guard room > 0 else { return }
        if text.isEmpty { canvas.write(empty, x: column, y: y, style: Style(.muted), maxWidth: room) }
        // The end of a long text is what is being typed: the start scrolls out.
        let head = Array(String(text.prefix(cursor)).displayCharacters)
        var shown = head[...]
        var columns = head.reduce(0) { $0 + $1.columns }
        while columns >= room, let first = shown.first {
            columns -= first.columns
            shown = shown.dropFirst()
        }
        column = canvas.write(String(shown), x: column, y: y, maxWidth: room)
        canvas.cursor = Point(x: min(column, x + width - 1), y: y)
        canvas.write(String(text.dropFirst(cursor)), x: column, y: y, maxWidth: x + width - column)
    }
}
