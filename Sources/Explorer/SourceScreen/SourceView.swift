import Canvas

extension Model {
    /// Draws the text of a template with its line numbers; the marked lines have a bar beside them.
    func draw(_ screen: SourceScreen, on canvas: inout Canvas) {
        let frame = frame
        drawScreenHeader(on: &canvas, in: frame.header, "Template", title: screen.position.description)
        if !frame.titles.isEmpty {
            drawPaneRule(
                on: &canvas, y: frame.titles.y,
                [PaneTitle("Lines of the template", x: 0, width: frame.titles.width, isFocused: true)])
        }
        let body = frame.body
        let digits = "\(screen.lines.count)".count
        for row in 0..<body.height {
            let number = screen.scroll.offset + row
            guard screen.lines.indices.contains(number) else { break }
            let y = body.y + row
            let isMarked = screen.marked.contains(number)
            let label = "\(number + 1)"
            canvas.write(
                label, x: body.x + 1 + digits - label.count, y: y, style: Style(isMarked ? .accent : .muted),
                maxWidth: body.width)
            if isMarked { canvas.put("┃", x: body.x + digits + 2, y: y, style: Style(.accent, .bold)) }
            let x = body.x + digits + 4
            let text = screen.lines[number].displayCharacters.dropFirst(screen.left)
            let style = number == screen.marked.lowerBound && isMarked ? Style(.title, .bold) : .plain
            canvas.write(cut(String(text), to: body.maxX - 1 - x), x: x, y: y, style: style)
            if number == screen.marked.lowerBound, isMarked { canvas.cursor = Point(x: x, y: y) }
        }
        drawScrollbar(
            on: &canvas, in: Rect(x: body.maxX - 1, y: body.y, width: 1, height: body.height),
            content: screen.lines.count, offset: screen.scroll.offset)
    }
}
