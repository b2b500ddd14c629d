import Canvas

/// Which part of a picture larger than its window is seen.
struct Viewport: Hashable, Sendable {
    /// The cell of the picture in the window's top left corner.
    var offset = Point(x: 0, y: 0)

    /// Keeps the window inside of the picture; a picture smaller than the window stands in its middle, see `place`.
    mutating func clamp(content: Size, window: Size) {
        offset.x = max(0, min(offset.x, content.width - window.width))
        offset.y = max(0, min(offset.y, content.height - window.height))
    }

    /// Moves as little as needed to bring a rectangle into view, with a margin where there is room.
    mutating func reveal(_ rect: Rect, window: Size) {
        let marginX = min(2, max(0, (window.width - rect.width) / 2))
        let marginY = min(1, max(0, (window.height - rect.height) / 2))
        if rect.x - marginX < offset.x { offset.x = rect.x - marginX }
        if rect.maxX + marginX > offset.x + window.width { offset.x = rect.maxX + marginX - window.width }
        if rect.width > window.width { offset.x = rect.x }
        if rect.y - marginY < offset.y { offset.y = rect.y - marginY }
        if rect.maxY + marginY > offset.y + window.height { offset.y = rect.maxY + marginY - window.height }
        if rect.height > window.height { offset.y = rect.y }
    }

    /// Where the picture's top left corner stands on the screen: centred when smaller than the window.
    func origin(content: Size, in window: Rect) -> Point {
        Point(
            x: window.x + (content.width < window.width ? (window.width - content.width) / 2 : -offset.x),
            y: window.y + (content.height < window.height ? (window.height - content.height) / 2 : -offset.y)
        )
    }

    /// Draws the part of the picture that is seen, with arrows where more is out of sight.
    func draw(_ picture: Canvas, on canvas: inout Canvas, in window: Rect) {
        let origin = origin(content: picture.size, in: window)
        let from = Rect(
            x: max(0, window.x - origin.x), y: max(0, window.y - origin.y), width: window.width, height: window.height)
        canvas.blit(picture, from: from, to: Point(x: origin.x + from.x, y: origin.y + from.y), clip: window)
    }

    /// The words for what is out of sight: `more ← ↓`; empty when all is seen.
    func more(content: Size, window: Size) -> String {
        var arrows: [String] = []
        if content.width > window.width, offset.x > 0 { arrows.append("←") }
        if content.width > window.width, offset.x + window.width < content.width { arrows.append("→") }
        if content.height > window.height, offset.y > 0 { arrows.append("↑") }
        if content.height > window.height, offset.y + window.height < content.height { arrows.append("↓") }
        return arrows.isEmpty ? "" : "more " + arrows.joined(separator: " ")
    }
}
