import Canvas

/// One line to type, with what it means and what is wrong with it beneath.
struct Prompt: Hashable, Sendable {
    /// What is asked for.
    enum Purpose: Hashable, Sendable {
        /// The condition of a breakpoint.
        case condition
        /// The fault with which a branch begins.
        case branch
    }

    /// A line of explanation.
    enum Line: Hashable, Sendable {
        case text(String)
        /// Something to be typed or found, as it is.
        case code(String)
    }

    let purpose: Purpose
    /// The title in the frame.
    let title: String
    /// What is typed.
    var field: TextField
    /// What it means.
    let help: [Line]
    /// What is wrong with what is typed; empty where nothing is.
    var problems: [String] = []
    /// What will come of it.
    var verdict = ""

    init(_ purpose: Purpose, title: String, field: TextField, help: [Line]) {
        self.purpose = purpose
        self.title = title
        self.field = field
        self.help = help
    }

    private func sheet(width: Int) -> Sheet {
        var sheet = Sheet(width: width)
        for problem in problems {
            sheet.add([Span("✗ ", Style(.failure, .bold)), Span(problem, Style(.failure))], hanging: 2)
        }
        if problems.isEmpty, !verdict.isEmpty {
            sheet.add([Span("✓ ", Style(.success, .bold)), Span(verdict)], hanging: 2)
        }
        for line in help {
            switch line {
            case .text(let text): sheet.add([Span(text, Style(.muted))])
            case .code(let text): sheet.add([Span(cut(text, to: width * 3), Style(.code))])
            }
        }
        return sheet
    }

    func draw(on canvas: inout Canvas) {
        let size = canvas.size
        let width = min(96, max(size.width - 4, min(size.width, 30)))
        let text = sheet(width: max(1, width - 4))
        let height = min(max(size.height - 2, min(size.height, 3)), text.height + 4)
        var inner = drawBox(
            on: &canvas, centered(Size(width: width, height: height), in: canvas.bounds), title: title,
            footer: "Enter takes it, Esc closes")
        let top = inner.takeTop(1)
        guard top.height > 0 else { return }
        field.draw(on: &canvas, x: top.x, y: top.y, width: top.width, prompt: " › ")
        let cursor = canvas.cursor
        if inner.height > 1 {
            let rule = inner.takeTop(1)
            for x in rule.x..<rule.maxX { canvas.put("─", x: x, y: rule.y, style: Style(.border)) }
        }
        let rect =
            inner.width > 4 ? Rect(x: inner.x + 1, y: inner.y, width: inner.width - 2, height: inner.height) : inner
        text.draw(on: &canvas, in: rect, scroll: 0)
        canvas.cursor = cursor
    }
}
