/// Follows all lines of a drawing cell by cell.
struct EdgeTrace {
    /// A connected line: one edge, or several that share a trunk.
    struct Line {
        var sources: [String] = []
        var targets: [String] = []
        var cells: Set<GridCell> = []
        /// For each end the cells that lead there from the nearest junction.
        var branchCells: [String: Set<GridCell>] = [:]
    }

    private(set) var lines: [Line] = []
    private(set) var problems: [String] = []
    private let checker: DrawingChecker
    private var arms: [GridCell: Set<Heading>] = [:]

    init(_ checker: DrawingChecker) {
        self.checker = checker
        readArms()
        guard problems.isEmpty else { return }
        checkArms()
        guard problems.isEmpty else { return }
        follow()
    }

    private func character(_ cell: GridCell) -> Character { checker.grid[cell] ?? " " }

    private func isLine(_ cell: GridCell) -> Bool {
        guard !checker.explained.contains(cell), let character = checker.grid[cell] else { return false }
        return character != " "
    }

    // MARK: - Arms

    private mutating func readArms() {
        var corners: [GridCell] = []
        var junctions: [GridCell] = []
        var armsOfCorner: [GridCell: Set<Heading>] = [:]
        for cell in checker.grid.inked where isLine(cell) {
            let found = character(cell)
            if let heading = Alphabet.heads[found] {
                arms[cell] = [heading, heading.opposite]
            } else if let known = Alphabet.arms[found] {
                arms[cell] = known
            } else if Alphabet.asciiCorners.contains(found) {
                corners.append(cell)
            } else if found == Alphabet.asciiJunction {
                junctions.append(cell)
            } else {
                problems.append("'\(found)' at \(cell.x),\(cell.y) belongs to nothing")
            }
        }
        // A corner's arm goes to the side where a line reaches out to it, or else to a junction or corner right beside.
        for cell in corners {
            let vertical: Heading = character(cell) == "." ? .down : .up
            var sides = [Heading.left, .right].filter { arms[cell.moved($0)]?.contains($0.opposite) ?? false }
            if sides.isEmpty {
                sides = [Heading.left, .right].filter { side in
                    let next = cell.moved(side)
                    return isLine(next) && (corners.contains(next) || junctions.contains(next))
                }
            }
            guard sides.count == 1 else {
                problems.append("the corner at \(cell.x),\(cell.y) can be read in \(sides.count) ways")
                continue
            }
            armsOfCorner[cell] = [vertical, sides[0]]
        }
        arms.merge(armsOfCorner) { $1 }
        // A junction joins three lines; those that no line reaches out to come from junctions right beside.
        var armsOfJunction: [GridCell: Set<Heading>] = [:]
        for cell in junctions {
            armsOfJunction[cell] = Set(Heading.allCases.filter { arms[cell.moved($0)]?.contains($0.opposite) ?? false })
        }
        for cell in junctions {
            var joined = armsOfJunction[cell]!
            if joined.count < 3 {
                joined.formUnion(Heading.allCases.filter { (armsOfJunction[cell.moved($0)]?.count ?? 3) < 3 })
            }
            arms[cell] = joined
            if joined.count != 3 { problems.append("the junction at \(cell.x),\(cell.y) joins \(joined.count) lines") }
        }
    }

    private mutating func checkArms() {
        for (cell, headings) in arms {
            for heading in headings {
                let next = cell.moved(heading)
                if arms[next]?.contains(heading.opposite) ?? false { continue }
                if checker.nodeAtCell[next] != nil {
                    if isCorner(next) { problems.append("a line ends on a box's corner at \(next.x),\(next.y)") }
                    continue
                }
                problems.append("the line at \(cell.x),\(cell.y) ends in nothing")
            }
            // A head must point at a box, and only its back may meet the line.
            if let heading = Alphabet.heads[character(cell)], checker.nodeAtCell[cell.moved(heading)] == nil {
                problems.append("the head at \(cell.x),\(cell.y) points at no box")
            }
        }
    }

    private func isCorner(_ cell: GridCell) -> Bool {
        guard let id = checker.nodeAtCell[cell], let box = checker.boxOfNode[id] else { return false }
        return (cell.x == box.left || cell.x == box.right) && (cell.y == box.top || cell.y == box.bottom)
    }

    // MARK: - Lines

    /// A cell of a line; a crossing is two, one per direction.
    private struct Stretch: Hashable {
        var cell: GridCell
        var isVerticalOfCrossing: Bool
    }

    private func stretch(_ cell: GridCell, entering heading: Heading) -> Stretch {
        let isCrossing = arms[cell]!.count == 4
        return Stretch(cell: cell, isVerticalOfCrossing: isCrossing && !heading.isHorizontal)
    }

    private func headings(_ stretch: Stretch) -> [Heading] {
        let all = Heading.allCases.filter { arms[stretch.cell]!.contains($0) }
        guard all.count == 4 else { return all }
        return all.filter { $0.isHorizontal != stretch.isVerticalOfCrossing }
    }

    private mutating func follow() {
        var seen: Set<Stretch> = []
        for cell in checker.grid.inked where arms[cell] != nil {
            for isVertical in arms[cell]!.count == 4 ? [false, true] : [false] {
                let start = Stretch(cell: cell, isVerticalOfCrossing: isVertical)
                guard seen.insert(start).inserted else { continue }
                var line = Line()
                var open = [start]
                while let current = open.popLast() {
                    line.cells.insert(current.cell)
                    for heading in headings(current) {
                        let next = current.cell.moved(heading)
                        if let node = checker.nodeAtCell[next] {
                            if Alphabet.heads[character(current.cell)] == heading {
                                line.targets.append(node)
                                line.branchCells["to \(node)"] = branch(from: current)
                            } else {
                                line.sources.append(node)
                                line.branchCells["from \(node)"] = branch(from: current)
                            }
                            continue
                        }
                        let after = stretch(next, entering: heading)
                        if seen.insert(after).inserted { open.append(after) }
                    }
                }
                if line.sources.isEmpty || line.targets.isEmpty {
                    problems.append(
                        "the line at \(cell.x),\(cell.y) has \(line.sources.count) tails and \(line.targets.count) heads"
                    )
                }
                checkLook(line)
                lines.append(line)
            }
        }
    }

    /// The cells from an end up to the first junction.
    private func branch(from end: Stretch) -> Set<GridCell> {
        var cells: Set<GridCell> = []
        var seen: Set<Stretch> = [end]
        var open = [end]
        while let current = open.popLast() {
            guard headings(current).count == 2 else { continue }
            cells.insert(current.cell)
            for heading in headings(current) {
                let next = current.cell.moved(heading)
                guard checker.nodeAtCell[next] == nil else { continue }
                let after = stretch(next, entering: heading)
                if seen.insert(after).inserted { open.append(after) }
            }
        }
        return cells
    }

    /// All straight pieces of a line are drawn alike.
    private mutating func checkLook(_ line: Line) {
        let flat = Set(
            line.cells.filter { arms[$0] == [.left, .right] && Alphabet.heads[character($0)] == nil }.map(character))
        let upright = Set(
            line.cells.filter { arms[$0] == [.up, .down] && Alphabet.heads[character($0)] == nil }.map(character))
        if flat.count > 1 || upright.count > 1 { problems.append("one line is drawn in two looks: \(flat) \(upright)") }
    }
}
