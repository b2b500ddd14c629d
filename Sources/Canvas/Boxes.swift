/// The characters that boxes, rules and scrollbars are drawn with.
public struct LineSet: Hashable, Sendable {
    /// `─`
    public var horizontal: Character
    /// `│`
    public var vertical: Character
    /// `┌`
    public var topLeft: Character
    /// `┐`
    public var topRight: Character
    /// `└`
    public var bottomLeft: Character
    /// `┘`
    public var bottomRight: Character
    /// `├`
    public var teeRight: Character
    /// `┤`
    public var teeLeft: Character
    /// `┬`
    public var teeDown: Character
    /// `┴`
    public var teeUp: Character
    /// `┼`
    public var cross: Character
    /// The way that a scrollbar's thumb goes.
    public var track: Character
    /// The part of a scrollbar that stands for what is seen.
    public var thumb: Character

    /// Light lines with square corners.
    public static let light = LineSet("─│┌┐└┘├┤┬┴┼│█")
    /// Light lines with rounded corners.
    public static let rounded = LineSet("─│╭╮╰╯├┤┬┴┼│█")
    /// Heavy lines.
    public static let heavy = LineSet("━┃┏┓┗┛┣┫┳┻╋│█")
    /// Double lines.
    public static let double = LineSet("═║╔╗╚╝╠╣╦╩╬│█")
    /// Pure ASCII.
    public static let ascii = LineSet("-|+++++++++|#")

    /// The thirteen characters in the order of the properties, each one column wide.
    init(_ characters: String) {
        let all = Array(characters)
        precondition(all.count == 13)
        (horizontal, vertical) = (all[0], all[1])
        (topLeft, topRight, bottomLeft, bottomRight) = (all[2], all[3], all[4], all[5])
        (teeRight, teeLeft, teeDown, teeUp, cross) = (all[6], all[7], all[8], all[9], all[10])
        (track, thumb) = (all[11], all[12])
    }
}

extension Canvas {
    /// Draws a frame on the edge of a rectangle and leaves its inside alone. A rectangle of one row or column becomes
    /// a line.
    ///
    /// The title stands in the top edge and is shortened where the box is narrow.
    public mutating func drawBox(
        _ rect: Rect,
        style: Style = Style(.border),
        title: String = "",
        titleStyle: Style = Style(.title),
        lines: LineSet = .rounded
    ) {
        guard !rect.isEmpty else { return }
        if rect.height == 1 {
            return drawHorizontal(from: rect.x, to: rect.maxX, y: rect.y, style: style, lines: lines)
        }
        if rect.width == 1 { return drawVertical(x: rect.x, from: rect.y, to: rect.maxY, style: style, lines: lines) }
        let right = rect.maxX - 1
        let bottom = rect.maxY - 1
        drawHorizontal(from: rect.x + 1, to: right, y: rect.y, style: style, lines: lines)
        drawHorizontal(from: rect.x + 1, to: right, y: bottom, style: style, lines: lines)
        drawVertical(x: rect.x, from: rect.y + 1, to: bottom, style: style, lines: lines)
        drawVertical(x: right, from: rect.y + 1, to: bottom, style: style, lines: lines)
        put(lines.topLeft, x: rect.x, y: rect.y, style: style)
        put(lines.topRight, x: right, y: rect.y, style: style)
        put(lines.bottomLeft, x: rect.x, y: bottom, style: style)
        put(lines.bottomRight, x: right, y: bottom, style: style)
        // A corner, a piece of line and a space on both sides of the title.
        let room = rect.width - 6
        guard !title.isEmpty, room > 0 else { return }
        let end = write(" \(title.truncated(to: room)) ", x: rect.x + 2, y: rect.y, style: titleStyle)
        put(" ", x: end - 1, y: rect.y, style: style)
    }

    /// Draws a line over the columns `from ..< to`.
    public mutating func drawHorizontal(
        from: Int,
        to: Int,
        y: Int,
        style: Style = Style(.border),
        lines: LineSet = .rounded
    ) {
        for x in max(0, from)..<max(0, from, min(to, size.width)) { put(lines.horizontal, x: x, y: y, style: style) }
    }

    /// Draws a line over the rows `from ..< to`.
    public mutating func drawVertical(
        x: Int,
        from: Int,
        to: Int,
        style: Style = Style(.border),
        lines: LineSet = .rounded
    ) {
        for y in max(0, from)..<max(0, from, min(to, size.height)) { put(lines.vertical, x: x, y: y, style: style) }
    }

    /// Draws a scrollbar down a column: of `total` lines, those from `offset` on are seen, as many as the bar is high.
    ///
    /// Nothing is drawn where all lines are seen. The thumb touches an end of the track only at that end of the text.
    public mutating func drawScrollbar(
        x: Int,
        y: Int,
        height: Int,
        total: Int,
        offset: Int,
        style: Style = Style(.border),
        lines: LineSet = .rounded
    ) {
        guard let thumb = scrollThumb(length: height, total: total, offset: offset) else { return }
        for row in 0..<height {
            put(thumb.contains(row) ? lines.thumb : lines.track, x: x, y: y + row, style: style)
        }
    }
}

/// The cells of a scrollbar's thumb: of `total` lines, `length` are seen from `offset` on. Nil where all are seen.
public func scrollThumb(length: Int, total: Int, offset: Int) -> Range<Int>? {
    guard length > 0, total > length else { return nil }
    let size = max(1, length * length / total)
    let hidden = total - length
    let free = length - size
    let offset = min(max(0, offset), hidden)
    var start = (offset * free + hidden / 2) / hidden
    if free > 1 {
        if offset > 0 { start = max(1, start) }
        if offset < hidden { start = min(free - 1, start) }
    }
    return start..<start + size
}
