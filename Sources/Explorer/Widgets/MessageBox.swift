import Canvas

/// Something that went wrong, told at length.
struct MessageBox: Hashable, Sendable {
    /// What went wrong.
    let title: String
    /// Why, and what to do.
    let lines: [String]
    /// The part that is seen.
    var scroll = ScrollState()

    /// The cells of the text.
    static func textRect(in size: Size) -> Rect { HelpPage.box(in: size).inset(by: 2) }

    private func sheet(width: Int) -> Sheet {
        var sheet = Sheet(width: width)
        for line in lines { sheet.add([Span(line)], hanging: 2) }
        return sheet
    }

    mutating func settle(in size: Size) {
        let rect = MessageBox.textRect(in: size)
        scroll.clamp(content: sheet(width: rect.width).height, window: rect.height)
    }

    func draw(on canvas: inout Canvas) {
        drawBox(on: &canvas, HelpPage.box(in: canvas.size), title: title, footer: "Esc closes")
        let rect = MessageBox.textRect(in: canvas.size)
        let sheet = sheet(width: rect.width)
        sheet.draw(on: &canvas, in: rect, scroll: scroll.offset)
        drawScrollbar(
            on: &canvas, in: Rect(x: rect.maxX, y: rect.y, width: 1, height: rect.height), content: sheet.height,
            offset: scroll.offset)
    }
}
