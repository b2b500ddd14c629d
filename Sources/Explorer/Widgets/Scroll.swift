import Canvas

/// Which part of something longer than its window is seen.
struct ScrollState: Hashable, Sendable {
    /// The first row that is seen.
    var offset = 0

    /// Moves, without looking at the end: `clamp` follows when the heights are known.
    mutating func move(by rows: Int) { offset = max(0, offset.addingReportingOverflow(rows).partialValue) }

    /// Does what a key asks of something with so many rows that is seen through a window; other keys do nothing.
    mutating func perform(_ action: Action, content: Int, window: Int) {
        switch action {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -max(1, window - 2))
        case .pageDown: move(by: max(1, window - 2))
        case .halfPageUp: move(by: -max(1, window / 2))
        case .halfPageDown: move(by: max(1, window / 2))
        case .top: offset = 0
        case .bottom: move(by: content)
        default: break
        }
    }

    /// Keeps the window inside of the content.
    mutating func clamp(content: Int, window: Int) { offset = max(0, min(offset, content - window)) }

    /// Moves as little as needed so that a row is seen, with a margin where there is room.
    mutating func reveal(_ row: Int, window: Int, margin: Int = 0) {
        let margin = min(margin, max(0, (window - 1) / 2))
        if row - margin < offset { offset = max(0, row - margin) }
        if row + margin >= offset + window { offset = row + margin - window + 1 }
    }
}

/// Draws how much of the content is seen at the right edge of a rectangle, if not all of it is.
func drawScrollbar(on canvas: inout Canvas, in rect: Rect, content: Int, offset: Int) {
    guard content > rect.height, rect.height > 1, rect.width > 0 else { return }
    let thumb = max(1, rect.height * rect.height / content)
    let range = content - rect.height
    let travel = rect.height - thumb
    let top = range == 0 ? 0 : (min(offset, range) * travel + range / 2) / range
    for row in 0..<rect.height {
        let inside = row >= top && row < top + thumb
        canvas.put(inside ? "┃" : "│", x: rect.maxX - 1, y: rect.y + row, style: Style(inside ? .muted : .border))
    }
}
