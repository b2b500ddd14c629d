import Graphs

extension DrawingChecker {
    /// Where the label of each labelled edge may stand: the cells of every place that reads it, and marks them explained.
    mutating func findLabels() -> [(edge: GraphEdge, places: [Set<GridCell>])] {
        var found: [(edge: GraphEdge, places: [Set<GridCell>])] = []
        var places: [String: [Set<GridCell>]] = [:]
        var wanted: [String: Int] = [:]
        for edge in graph.edges where !edge.label.isEmpty { wanted[edge.label, default: 0] += 1 }
        // Long labels first, so that a short one is not read inside of a long one.
        for (label, count) in wanted.sorted(by: { ($1.key.count, $0.key) < ($0.key.count, $1.key) }) {
            for cell in grid.inked where grid[cell] == label.first && !explained.contains(cell) {
                if places[label, default: []].count == count { break }
                guard let cells = read(Array(label), at: cell), cells.isDisjoint(with: explained) else { continue }
                explained.formUnion(cells)
                places[label, default: []].append(cells)
            }
            if places[label, default: []].count < count { report("the label '\(label)' is not whole") }
        }
        for edge in graph.edges where !edge.label.isEmpty { found.append((edge, places[edge.label] ?? [])) }
        return found
    }

    /// The cells of a text that begins at a cell and goes on in the same column of the next row where it was broken.
    private func read(_ text: [Character], at start: GridCell) -> Set<GridCell>? {
        var cells: Set<GridCell> = []
        var cell = start
        var ends: [(count: Int, cells: Set<GridCell>)] = []
        // A label is not the tail of a longer word.
        if let before = grid[start.moved(.left)], before.isLetter || before.isNumber { return nil }
        for (place, character) in text.enumerated() {
            if character == "\n" {
                ends.append((place, cells))
                break
            }
            guard grid[cell] == character else { break }
            cells.insert(cell)
            cell = cell.moved(.right)
            while grid[cell] == nil {
                cells.insert(cell)
                cell = cell.moved(.right)
            }
            ends.append((place + 1, cells))
        }
        for end in ends.reversed() {
            let rest = Array(text[end.count...].drop { $0 == " " || $0 == "\n" })
            if rest.isEmpty { return end.cells }
            if let more = read(rest, at: start.moved(.down)) { return end.cells.union(more) }
        }
        return nil
    }

    /// Each label stands within a cell of its own edge, where that edge runs alone.
    mutating func checkLabels(_ labels: [(edge: GraphEdge, places: [Set<GridCell>])], _ trace: EdgeTrace) {
        var byText: [String: [GraphEdge]] = [:]
        for label in labels { byText[label.edge.label, default: []].append(label.edge) }
        for (text, edges) in byText.sorted(by: { $0.key < $1.key }) {
            let places = labels.first { $0.edge.label == text }!.places
            var placeOfEdge = [Int?](repeating: nil, count: edges.count)
            func fits(_ edge: Int, _ place: Int) -> Bool { isAttached(places[place], to: edges[edge], trace) }
            // A label may stand for any of the edges with that text: match them one to one.
            func assign(_ edge: Int, _ tried: inout Set<Int>) -> Bool {
                for place in places.indices where fits(edge, place) && tried.insert(place).inserted {
                    let holder = placeOfEdge.firstIndex(of: place)
                    if holder.map({ assign($0, &tried) }) ?? true {
                        placeOfEdge[edge] = place
                        return true
                    }
                }
                return false
            }
            for edge in edges.indices {
                var tried: Set<Int> = []
                if !assign(edge, &tried) {
                    report("the label '\(text)' is not at its edge \(edges[edge].from) -> \(edges[edge].to)")
                }
            }
        }
    }

    private func isAttached(_ cells: Set<GridCell>, to edge: GraphEdge, _ trace: EdgeTrace) -> Bool {
        trace.lines.contains { line in
            guard line.sources.contains(edge.from), line.targets.contains(edge.to) else { return false }
            let own = line.targets.count > 1 ? line.branchCells["to \(edge.to)"] : line.branchCells["from \(edge.from)"]
            return cells.contains { cell in
                for y in cell.y - 1...cell.y + 1 {
                    for x in cell.x - 1...cell.x + 1 where own?.contains(GridCell(x: x, y: y)) ?? false { return true }
                }
                return false
            }
        }
    }
}
