import Canvas

/// The help page: the key table as text, the screen's own keys first, narrowed by typing.
struct HelpPage: Hashable, Sendable {
    /// The screen that help was asked from.
    let context: Context
    /// What was typed.
    var field = TextField()
    /// The part that is seen.
    var scroll = ScrollState()

    /// Where the box stands.
    static func box(in size: Size) -> Rect {
        centered(
            Size(
                width: min(100, max(size.width - 4, min(size.width, 30))),
                height: max(size.height - 2, min(size.height, 5))),
            in: Rect(x: 0, y: 0, width: size.width, height: size.height))
    }

    /// The cells of the text.
    static func textRect(in size: Size) -> Rect {
        let box = box(in: size)
        var inner = box.width >= 4 && box.height >= 3 ? box.inset(by: 1) : box
        _ = inner.takeTop(inner.height >= 4 ? 2 : 1)
        return Rect(
            x: inner.x + (inner.width >= 30 ? 2 : 0), y: inner.y, width: inner.width - (inner.width >= 30 ? 4 : 0),
            height: inner.height)
    }

    /// The text for a width.
    func sheet(width: Int) -> Sheet {
        var sheet = Sheet(width: width)
        let words = field.text.lowercased()
        let contexts = [context] + Context.allCases.filter { $0 != context }
        var found = false
        for context in contexts {
            let rows = KeyTable.rows(in: context).filter { !$0.keys.isEmpty && matches($0, words) }
            guard !rows.isEmpty else { continue }
            found = true
            if sheet.height > 0 { sheet.gap() }
            sheet.add(
                [Span(context.title, Style(.accent, .bold))]
                    + (context == self.context ? [Span("  here", Style(.muted))] : []))
            let cells = rows.map {
                [[Span($0.keysText, Style(.key, .bold))], [Span($0.name)], [Span($0.help, Style(.muted))]]
            }
            sheet.add(Table(rows: cells, leastWidths: [8, 10, 20]), indent: width >= 40 ? 2 : 0)
        }
        if !found { sheet.add([Span("No key and no command is called '\(field.text)'.", Style(.muted))]) }
        return sheet
    }

    /// Whether a row is looked for: by one of its keys exactly, or by words of its name.
    private func matches(_ row: KeyRow, _ words: String) -> Bool {
        if words.isEmpty { return true }
        if row.keys.contains(where: { $0.label == field.text || $0.label.lowercased() == words || $0.name == words }) {
            return true
        }
        if field.text.count == 1 { return false }
        return row.name.lowercased().contains(words) || row.help.lowercased().contains(words)
    }

    mutating func settle(in size: Size) {
        let rect = HelpPage.textRect(in: size)
        scroll.clamp(content: sheet(width: rect.width).height, window: rect.height)
    }

    func draw(on canvas: inout Canvas) {
        var inner = drawBox(on: &canvas, HelpPage.box(in: canvas.size), title: "Keys")
        let showsRule = inner.height >= 4
        let top = inner.takeTop(1)
        guard top.height > 0 else { return }
        field.draw(
            on: &canvas, x: top.x, y: top.y, width: top.width, prompt: " › ", empty: "type a key or a name to find it")
        if showsRule {
            for x in top.x..<top.maxX { canvas.put("─", x: x, y: top.y + 1, style: Style(.border)) }
        }
        let cursor = canvas.cursor
        let rect = HelpPage.textRect(in: canvas.size)
        let sheet = sheet(width: rect.width)
        sheet.draw(on: &canvas, in: rect, scroll: scroll.offset)
        drawScrollbar(
            on: &canvas, in: Rect(x: rect.maxX + 1, y: rect.y, width: 1, height: rect.height), content: sheet.height,
            offset: scroll.offset)
        canvas.cursor = cursor
    }
}
