import Canvas

/// Draws an empty box over what is there, with a title in its frame.
/// - Returns: the cells inside; all of the rectangle where it is too small for a frame.
@discardableResult
func drawBox(on canvas: inout Canvas, _ rect: Rect, title: String = "", footer: String = "") -> Rect {
    let rect = rect.intersection(canvas.bounds)
    canvas.fill(rect)
    canvas.cursor = nil
    guard rect.width >= 4, rect.height >= 3 else { return rect }
    let style = Style(.border)
    for x in rect.x + 1..<rect.maxX - 1 {
        canvas.put("─", x: x, y: rect.y, style: style)
        canvas.put("─", x: x, y: rect.maxY - 1, style: style)
    }
    for y in rect.y + 1..<rect.maxY - 1 {
        canvas.put("│", x: rect.x, y: y, style: style)
        canvas.put("│", x: rect.maxX - 1, y: y, style: style)
    }
    canvas.put("╭", x: rect.x, y: rect.y, style: style)
    canvas.put("╮", x: rect.maxX - 1, y: rect.y, style: style)
    canvas.put("╰", x: rect.x, y: rect.maxY - 1, style: style)
    canvas.put("╯", x: rect.maxX - 1, y: rect.maxY - 1, style: style)
    if !title.isEmpty {
        canvas.write(" \(title) ", x: rect.x + 2, y: rect.y, style: Style(.title, .bold), maxWidth: rect.width - 4)
    }
    if !footer.isEmpty {
        canvas.write(" \(footer) ", x: rect.x + 2, y: rect.maxY - 1, style: Style(.muted), maxWidth: rect.width - 4)
    }
    return rect.inset(by: 1)
}

/// A rectangle of at most this size in the middle of another.
func centered(_ size: Size, in bounds: Rect) -> Rect {
    let width = min(size.width, bounds.width)
    let height = min(size.height, bounds.height)
    return Rect(
        x: bounds.x + (bounds.width - width) / 2,
        y: bounds.y + (bounds.height - height) / 2,
        width: width,
        height: height
    )
}

/// Text cut to a number of columns, with a mark where something is missing.
func cut(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    if text.columns <= columns { return text }
    var result = ""
    var used = 0
    for character in text.displayCharacters {
        let own = character.columns
        if used + own > columns - 1 { break }
        result.append(character)
        used += own
    }
    return result + "…"
}
