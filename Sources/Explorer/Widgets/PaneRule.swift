import Canvas

/// The title of a pane and where it stands in the row above the panes.
struct PaneTitle: Hashable, Sendable {
    /// What the pane shows.
    var title: String
    /// The columns of the pane.
    var x: Int
    /// Its width.
    var width: Int
    /// Whether keys go to it.
    var isFocused: Bool

    init(_ title: String, x: Int, width: Int, isFocused: Bool) {
        self.title = title
        self.x = x
        self.width = width
        self.isFocused = isFocused
    }
}

/// Draws the line above a row of panes: each pane's title, the focused one's heavy and marked, so that focus is seen
/// without colour.
func drawPaneRule(on canvas: inout Canvas, y: Int, _ panes: [PaneTitle]) {
    for pane in panes where pane.width > 0 {
        let line: Character = pane.isFocused ? "━" : "─"
        let style = Style(pane.isFocused ? .accent : .border)
        for x in pane.x..<pane.x + pane.width { canvas.put(line, x: x, y: y, style: style) }
        guard !pane.title.isEmpty, pane.width > 4 else { continue }
        let text = " \(cut(pane.title, to: pane.width - 4)) "
        canvas.write(text, x: pane.x + 1, y: y, style: pane.isFocused ? Style(.title, .bold) : Style(.muted))
    }
    for pane in panes.dropFirst() where pane.width > 0 {
        canvas.put("┬", x: pane.x - 1, y: y, style: Style(.border))
    }
}

/// Draws the line between two panes.
func drawDivider(on canvas: inout Canvas, x: Int, y: Int, height: Int) {
    for row in 0..<max(0, height) { canvas.put("│", x: x, y: y + row, style: Style(.border)) }
}
