import Canvas
import Catalog
import Diagrams
import Graphs

extension Model {
    /// Draws the diagram pane: the drawing above, the selected component below.
    func drawDiagramPane(_ pane: DiagramPane, on canvas: inout Canvas) {
        let frame = frame
        let parts = DiagramFrame(frame.body)
        drawScreenHeader(
            on: &canvas, in: frame.header, "Diagram", title: title(of: pane.subject), state: viewWords(of: pane.subject)
        )
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

    private func draw(
        _ drawing: Drawing, _ pane: DiagramPane, on canvas: inout Canvas, _ parts: DiagramFrame, titles: Rect
    ) {
        let window = parts.drawing
        pane.viewport.draw(drawing.picture, on: &canvas, in: window)
        let more = pane.viewport.more(content: drawing.picture.size, window: window.size)
        if !more.isEmpty, titles.width > 30 {
            canvas.write(" \(more) ", x: titles.maxX - more.columns - 3, y: titles.y, style: Style(.muted))
        }
        mark(remarkable(in: pane), drawing, pane, on: &canvas, in: window)
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

    /// Puts a mark on the frames of components that something should be looked at of.
    private func mark(
        _ nodes: Set<String>, _ drawing: Drawing, _ pane: DiagramPane, on canvas: inout Canvas, in window: Rect
    ) {
        let origin = pane.viewport.origin(content: drawing.picture.size, in: window)
        for node in drawing.layout.nodes where nodes.contains(node.id) && node.rect.width > 2 {
            let corner = Point(x: origin.x + node.rect.maxX - 2, y: origin.y + node.rect.y)
            if window.contains(corner) {
                canvas.put(settings.isASCII ? "!" : "▲", x: corner.x, y: corner.y, style: Style(.warning, .bold))
            }
        }
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
        for remark in about.remarks { sheet.add(remark, hanging: 2) }
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
