import Canvas

/// A key and its word at the foot of the screen.
struct Hint: Hashable, Sendable {
    /// The key as shown.
    var key: String
    /// What it does.
    var word: String
    /// Lower ranks stay longer when room is short.
    var rank: Int

    var columns: Int { key.columns + 1 + word.columns }
}

/// The hints that fit a width: the most important ones, in the order given.
func fitting(_ hints: [Hint], width: Int, gap: Int = 3) -> [Hint] {
    var kept: Set<Int> = []
    var used = 0
    for (index, hint) in hints.enumerated().sorted(by: { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) })
    {
        let cost = hint.columns + (kept.isEmpty ? 0 : gap)
        if used + cost > width { continue }
        kept.insert(index)
        used += cost
    }
    return hints.indices.filter(kept.contains).map { hints[$0] }
}

/// Draws hints on one row.
func drawHints(on canvas: inout Canvas, _ hints: [Hint], x: Int, y: Int, width: Int) {
    let gap = width >= 100 ? 3 : 2
    var column = x
    for (number, hint) in fitting(hints, width: width, gap: gap).enumerated() {
        if number > 0 { column += gap }
        column = canvas.write(hint.key, x: column, y: y, style: Style(.key, .bold))
        column = canvas.write(" " + hint.word, x: column, y: y, style: Style(.muted))
    }
}
