import Canvas
import Catalog
import Diagrams
import Graphs

extension Model {
    /// Draws the diagram pane: the drawing above, the selected component below.
    func drawDiagramPane(_ pane: DiagramPane, on canvas: inout Canvas) {
        let frame = frame
        let parts = DiagramFrame(frame.body)
        drawDiagramHeader(pane, on: &canvas, in: frame.header)
        if !frame.titles.isEmpty {
            let title = view(of: pane.subject).isExplicit ? "Explicit form" : "Generic form"
            drawPaneRule(
                on: &canvas, y: frame.titles.y,
                [PaneTitle(title, x: 0, width: frame.titles.width, isFocused: true)])
        }
        switch pane.result {
        case .success(let drawing)?: draw(drawing, pane, on: &canvas, parts, titles: frame.titles)
        case .failure(let fault)?:
            for (row, line) in fault.lines.enumerated() where row < parts.drawing.height {
                canvas.write(line, x: parts.drawing.x + 2, y: parts.drawing.y + row, style: Style(.warning))
            }
        case nil: break
        }
    }

    private func drawDiagramHeader(_ pane: DiagramPane, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var x = canvas.write(" archscope ", x: rect.x, y: rect.y, style: Style(.accent, [.bold, .reverse]))
        x = canvas.write("  Diagram › ", x: x, y: rect.y, style: Style(.muted))
        x = canvas.write(
            cut(title(of: pane.subject), to: max(0, rect.maxX - x)), x: x, y: rect.y, style: Style(.title, .bold))
        let state = viewWords(of: pane.subject) + " "
        if x + state.columns + 2 < rect.maxX {
            canvas.write(state, x: rect.maxX - state.columns, y: rect.y, style: Style(.accent))
        }
    }

    private func draw(
        _ drawing: Drawing, _ pane: DiagramPane, on canvas: inout Canvas, _ parts: DiagramFrame, titles: Rect
    ) {
        let window = parts.drawing
        pane.viewport.draw(drawing.picture, on: &canvas, in: window)
        let more = pane.viewport.more(content: drawing.picture.size, window: window.size)
        if !more.isEmpty, titles.width > 30 {
            canvas.write(" \(more) ", x: titles.maxX - more.columns - 3, y: titles.y, style: Style(.muted))
        }
        guard let node = pane.selected, let rect = drawing.rect(of: node) else { return }
        let origin = pane.viewport.origin(content: drawing.picture.size, in: window)
        let shown = Rect(x: rect.x + origin.x, y: rect.y + origin.y, width: rect.width, height: rect.height)
        canvas.restyle(shown.intersection(window)) {
            Style($0.role == .border ? .selection : $0.role, [.reverse, .bold])
        }
        let corner = Point(x: max(window.x, shown.x), y: max(window.y, shown.y))
        if window.contains(corner) { canvas.cursor = corner }
        drawAbout(node, pane, drawing, on: &canvas, parts)
    }

    private func drawAbout(
        _ node: String, _ pane: DiagramPane, _ drawing: Drawing, on canvas: inout Canvas, _ parts: DiagramFrame
    ) {
        let about = about(node, in: pane)
        guard !parts.about.isEmpty else { return }
        if !parts.rule.isEmpty {
            drawPaneRule(
                on: &canvas, y: parts.rule.y,
                [PaneTitle(about.title, x: parts.rule.x, width: parts.rule.width, isFocused: false)])
        }
        var sheet = Sheet(width: parts.about.width - 4)
        if parts.rule.isEmpty { sheet.add([Span(about.title, Style(.text, .bold))]) }
        for line in about.lines { sheet.add(line, hanging: 2) }
        for edge in drawing.graph.edges where edge.from == node || edge.to == node {
            sheet.add(words(of: edge, at: node, in: drawing.graph), hanging: 4)
        }
        let cursor = canvas.cursor
        sheet.draw(
            on: &canvas,
            in: Rect(x: parts.about.x + 2, y: parts.about.y, width: sheet.width, height: parts.about.height), scroll: 0)
        canvas.cursor = cursor
    }

    /// An edge as seen from one of its ends: `→ Worker  consumer pulls, batches of 10`.
    private func words(of edge: GraphEdge, at node: String, in graph: Graph) -> [Span] {
        let leaves = edge.from == node
        let other = leaves ? edge.to : edge.from
        let name = graph.nodes.first { $0.id == other }?.label.split(separator: "\n").joined(separator: " ") ?? other
        var text = "  " + edge.kind.meaning
        if !edge.label.isEmpty { text += ", " + edge.label }
        if edge.isAssumed { text += ", assumed from permissions" }
        return [Span(leaves ? "→ " : "← ", Style(.accent, .bold)), Span(name), Span(text, Style(.muted))]
    }
}
