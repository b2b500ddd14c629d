import Canvas

/// A question with a yes and a no.
struct Question: Hashable, Sendable {
    /// What is asked.
    let text: String
    /// What happens on yes.
    let yes: Action
    /// Whether yes is selected.
    var isYes = false

    func draw(on canvas: inout Canvas) {
        let bounds = canvas.bounds
        let width = max(min(text.columns + 6, bounds.width), min(30, bounds.width))
        let inner = drawBox(on: &canvas, centered(Size(width: width, height: 5), in: bounds))
        guard inner.height > 0 else { return }
        canvas.write(text, x: inner.x + 2, y: inner.y, style: Style(.text, .bold), maxWidth: inner.width - 2)
        let y = inner.maxY - 1
        var x = inner.x + 2
        for (word, isYes) in [("y yes", true), ("n no", false)] {
            let isSelected = isYes == self.isYes
            let shown = isSelected ? "▸ \(word) " : "  \(word) "
            if isSelected { canvas.cursor = Point(x: min(x, inner.maxX - 1), y: y) }
            x =
                canvas.write(
                    shown, x: x, y: y, style: isSelected ? Style(.selection, [.reverse, .bold]) : .plain,
                    maxWidth: inner.maxX - x) + 2
        }
    }
}
