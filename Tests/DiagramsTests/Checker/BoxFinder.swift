/// Finds closed rectangles in a drawing: boxes of nodes and frames of groups.
struct BoxFinder {
    let grid: TextGrid

    /// All rectangles with a closed solid border.
    func solidBoxes() -> [GridBox] {
        var boxes: [GridBox] = []
        for cell in grid.allCells where isOneOf("╭┌.", cell) {
            guard let right = end(of: "─-", from: cell, towards: .right, corner: "╮┐."),
                let bottom = end(of: "│|", from: cell, towards: .down, corner: "╰└'")
            else { continue }
            let box = GridBox(left: cell.x, top: cell.y, right: right.x, bottom: bottom.y)
            guard end(of: "│|", from: right, towards: .down, corner: "╯┘'")?.y == box.bottom,
                end(of: "─-", from: bottom, towards: .right, corner: "╯┘'")?.x == box.right,
                box.right - box.left >= 2, box.bottom - box.top >= 2
            else { continue }
            boxes.append(box)
        }
        return boxes
    }

    /// All frames: dotted rectangles that edges may cross at right angles, with a title in the first row.
    func frames() -> [GridBox] {
        var frames: [GridBox] = []
        for cell in grid.allCells where isOneOf("┌.", cell) {
            // In ASCII a dot of a frame's first row has no colon below it.
            guard isOneOf("┆:", cell.moved(.down)) || isCrossed(cell.moved(.down), by: Alphabet.horizontals) else {
                continue
            }
            if isOneOf("─-", cell.moved(.right)) || isOneOf("│|", cell.moved(.down)) { continue }
            var bottom = cell.moved(.down)
            while isOneOf("┆:", bottom) || isCrossed(bottom, by: Alphabet.horizontals) { bottom = bottom.moved(.down) }
            guard isOneOf("└'", bottom) else { continue }
            var right = bottom.moved(.right)
            while isOneOf("┄.", right) || isCrossed(right, by: Alphabet.verticals) { right = right.moved(.right) }
            guard isOneOf("┘'", right) else { continue }
            var top = right.moved(.up)
            while isOneOf("┆:", top) || isCrossed(top, by: Alphabet.horizontals) { top = top.moved(.up) }
            guard isOneOf("┐.", top), top.y == cell.y else { continue }
            frames.append(GridBox(left: cell.x, top: cell.y, right: right.x, bottom: bottom.y))
        }
        return frames
    }

    private func isOneOf(_ characters: String, _ cell: GridCell) -> Bool {
        grid[cell].map { characters.contains($0) } ?? false
    }

    private func isCrossed(_ cell: GridCell, by lines: Set<Character>) -> Bool {
        grid[cell].map { lines.contains($0) } ?? false
    }

    private func end(of line: String, from cell: GridCell, towards heading: Heading, corner: String) -> GridCell? {
        var next = cell.moved(heading)
        while isOneOf(line, next) { next = next.moved(heading) }
        return isOneOf(corner, next) && next != cell.moved(heading) ? next : nil
    }
}
