import Canvas

/// Draws the first row of a screen above the browser: the program, what sort of screen it is, what it shows, and at the
/// right edge, where there is room, how.
func drawScreenHeader(on canvas: inout Canvas, in rect: Rect, _ screen: String, title: String, state: String = "") {
    guard !rect.isEmpty else { return }
    var x = canvas.write(" archscope ", x: rect.x, y: rect.y, style: Style(.accent, [.bold, .reverse]))
    x = canvas.write("  \(screen) › ", x: x, y: rect.y, style: Style(.muted))
    x = canvas.write(cut(title, to: max(0, rect.maxX - x)), x: x, y: rect.y, style: Style(.title, .bold))
    if x + state.columns + 3 < rect.maxX {
        canvas.write(state, x: rect.maxX - state.columns - 1, y: rect.y, style: Style(.accent))
    }
}
