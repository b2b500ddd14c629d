/// Finds closed rectangles in a drawing: boxes of nodes and frames of groups.
struct BoxFinder {
    let grid: TextGrid

    private static let boxTopLeft: Set<Character> = ["╭", "┌", "."]
    private static let flat: Set<Character> = ["─", "-"]
    private static let boxTopRight: Set<Character> = ["╮", "┐", "."]
    private static let upright: Set<Character> = ["│", "|"]
    private static let boxBottomLeft: Set<Character> = ["╰", "└", "'"]
    private static let boxBottomRight: Set<Character> = ["╯", "┘", "'"]
    private static let frameTopLeft: Set<Character> = ["┌", "."]
    private static let dottedUpright: Set<Character> = ["┆", ":"]
    private static let frameBottomLeft: Set<Character> = ["└", "'"]
    private static let dottedFlat: Set<Character> = ["┄", "."]
    private static let frameBottomRight: Set<Character> = ["┘", "'"]
    private static let frameTopRight: Set<Character> = ["┐", "."]

    /// All rectangles with a closed solid border.
    func solidBoxes() -> [GridBox] {
        var boxes: [GridBox] = []
        for cell in grid.inked where isOneOf(Self.boxTopLeft, cell) {
            guard let right = end(of: Self.flat, from: cell, towards: .right, corner: Self.boxTopRight),
                let bottom = end(of: Self.upright, from: cell, towards: .down, corner: Self.boxBottomLeft)
            else { continue }
            let box = GridBox(left: cell.x, top: cell.y, right: right.x, bottom: bottom.y)
            guard end(of: Self.upright, from: right, towards: .down, corner: Self.boxBottomRight)?.y == box.bottom,
                end(of: Self.flat, from: bottom, towards: .right, corner: Self.boxBottomRight)?.x == box.right,
                box.right - box.left >= 2, box.bottom - box.top >= 2
            else { continue }
            boxes.append(box)
        }
        return boxes
    }

    /// All frames: dotted rectangles that edges may cross at right angles, with a title in the first row.
    func frames() -> [GridBox] {
        var frames: [GridBox] = []
        for cell in grid.inked where isOneOf(Self.frameTopLeft, cell) {
            // In ASCII a dot of a frame's first row has no colon below it.
            guard
                isOneOf(Self.dottedUpright, cell.moved(.down)) || isCrossed(cell.moved(.down), by: Alphabet.horizontals)
            else {
                continue
            }
            if isOneOf(Self.flat, cell.moved(.right)) || isOneOf(Self.upright, cell.moved(.down)) { continue }
            var bottom = cell.moved(.down)
            while isOneOf(Self.dottedUpright, bottom) || isCrossed(bottom, by: Alphabet.horizontals) {
                bottom = bottom.moved(.down)
            }
            guard isOneOf(Self.frameBottomLeft, bottom) else { continue }
            var right = bottom.moved(.right)
            while isOneOf(Self.dottedFlat, right) || isCrossed(right, by: Alphabet.verticals) {
                right = right.moved(.right)
            }
            guard isOneOf(Self.frameBottomRight, right) else { continue }
            var top = right.moved(.up)
            while isOneOf(Self.dottedUpright, top) || isCrossed(top, by: Alphabet.horizontals) { top = top.moved(.up) }
            guard isOneOf(Self.frameTopRight, top), top.y == cell.y else { continue }
            frames.append(GridBox(left: cell.x, top: cell.y, right: right.x, bottom: bottom.y))
        }
        return frames
    }

    private func isOneOf(_ characters: Set<Character>, _ cell: GridCell) -> Bool {
        grid[cell].map { characters.contains($0) } ?? false
    }

    private func isCrossed(_ cell: GridCell, by lines: Set<Character>) -> Bool {
        grid[cell].map { lines.contains($0) } ?? false
    }

    private func end(of line: Set<Character>, from cell: GridCell, towards heading: Heading, corner: Set<Character>)
        -> GridCell?
    {
        var next = cell.moved(heading)
        while isOneOf(line, next) { next = next.moved(heading) }
        return isOneOf(corner, next) && next != cell.moved(heading) ? next : nil
    }
}
