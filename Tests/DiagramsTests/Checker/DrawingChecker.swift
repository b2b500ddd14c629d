import Graphs

/// Reads a drawing back from its text and says what is not true of the graph: invariants 1 to 6 of a text diagram.
///
/// It knows the graph and the meaning of characters, and nothing of how the drawing was made.
struct DrawingChecker {
    let graph: Graph
    let grid: TextGrid
    private(set) var problems: [String] = []
    /// The box of each node by its id.
    private(set) var boxOfNode: [String: GridBox] = [:]
    /// The node whose box holds a cell.
    private(set) var nodeAtCell: [GridCell: String] = [:]
    /// Cells explained by boxes, frames, titles or labels.
    var explained: Set<GridCell> = []
    private var frameOfGroup: [String: GridBox] = [:]

    /// What is wrong with a drawing; empty for a true one.
    /// - Parameter direction: the flow that the drawing claims; edges of a graph without cycles must follow it.
    static func problems(of text: String, for graph: Graph, direction: FlowDirection? = nil) -> [String] {
        var checker = DrawingChecker(graph: graph, grid: TextGrid(text))
        checker.findBoxes()
        checker.findFrames()
        let places = checker.findLabels()
        guard checker.problems.isEmpty else { return checker.problems }
        let trace = EdgeTrace(checker)
        checker.problems += trace.problems
        checker.checkEdges(trace)
        checker.checkLabels(places, trace)
        if let direction { checker.checkFlow(direction) }
        return checker.problems
    }

    private init(graph: Graph, grid: TextGrid) {
        self.graph = graph
        self.grid = grid
    }

    // MARK: - Boxes

    private mutating func findBoxes() {
        var boxes = BoxFinder(grid: grid).solidBoxes()
        for (place, box) in boxes.enumerated() {
            for other in boxes[(place + 1)...] where box.meets(other) {
                problems.append("boxes meet at \(other.left),\(other.top)")
            }
        }
        // Longest labels first: a box that reads `Orders` and `queue` is not that of a node named `Order`.
        for node in graph.nodes.sorted(by: { $0.label.count > $1.label.count }) {
            let wanted = letters(node.label)
            let match = boxes.firstIndex { box in
                let found = content(box)
                return found == wanted || (!node.kind.isEmpty && found.hasPrefix(wanted))
            }
            guard let match else {
                problems.append("no box reads '\(node.label)'")
                continue
            }
            let box = boxes.remove(at: match)
            boxOfNode[node.id] = box
            for cell in box.cells {
                nodeAtCell[cell] = node.id
                explained.insert(cell)
            }
        }
        for box in boxes { problems.append("a box of no node at \(box.left),\(box.top) reads '\(content(box))'") }
    }

    private func content(_ box: GridBox) -> String {
        var text = ""
        for y in box.top + 1..<box.bottom {
            for x in box.left + 1..<box.right {
                if let character = grid[GridCell(x: x, y: y)] { text.append(character) }
            }
        }
        return letters(text)
    }

    private func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    // MARK: - Frames

    private mutating func findFrames() {
        var frames = BoxFinder(grid: grid).frames()
        let drawn = graph.groups.filter { !members(of: $0.id).isEmpty }
        for group in drawn {
            let held = members(of: group.id)
            let match = frames.firstIndex { frame in
                firstRow(frame).contains(" \(group.label) ")
                    && Set(boxOfNode.filter { frame.strictlyContains($0.value) }.keys) == held
                    && boxOfNode.values.allSatisfy { frame.strictlyContains($0) || !frame.meets($0) }
            }
            guard let match else {
                problems.append("no frame reads '\(group.label)' and holds its members and no one else")
                continue
            }
            frameOfGroup[group.id] = frames.remove(at: match)
        }
        for frame in frames { problems.append("a frame of no group at \(frame.left),\(frame.top)") }
        for (id, frame) in frameOfGroup.sorted(by: { $0.key < $1.key }) {
            for (other, second) in frameOfGroup where other > id {
                if !(frame.strictlyContains(second) || second.strictlyContains(frame) || !frame.meets(second)) {
                    problems.append("the frames of '\(id)' and '\(other)' overlap")
                }
            }
            for cell in frame.cells {
                let isBorder =
                    cell.x == frame.left || cell.x == frame.right || cell.y == frame.top || cell.y == frame.bottom
                guard isBorder, let character = grid[cell] else { continue }
                let isSide = cell.x == frame.left || cell.x == frame.right
                let isCorner = isSide && (cell.y == frame.top || cell.y == frame.bottom)
                let dots = isSide ? Alphabet.frameVerticals : Alphabet.frameHorizontals
                if isCorner || dots.contains(character) { explained.insert(cell) }
            }
            explainTitle(of: id, frame)
            for x in frame.left...frame.right where grid[GridCell(x: x, y: frame.top)] == " " {
                if !explained.contains(GridCell(x: x, y: frame.top)) {
                    problems.append("the frame of '\(id)' is cut at \(x),\(frame.top)")
                }
            }
        }
    }

    private mutating func explainTitle(of id: String, _ frame: GridBox) {
        let title = Array(" \(graph.groups.first { $0.id == id }!.label) ")
        for start in frame.left...frame.right {
            var x = start
            var cells: [GridCell] = []
            for character in title {
                let cell = GridCell(x: x, y: frame.top)
                guard grid[cell] == character else { break }
                cells.append(cell)
                x += 1
                while grid[GridCell(x: x, y: frame.top)] == nil { x += 1 }
            }
            if cells.count == title.count {
                explained.formUnion(cells)
                return
            }
        }
    }

    private func firstRow(_ frame: GridBox) -> String {
        String((frame.left...frame.right).compactMap { grid[GridCell(x: $0, y: frame.top)] })
    }

    private func members(of group: String) -> Set<String> {
        var parents: [String: String] = [:]
        for group in graph.groups { if let parent = group.parent { parents[group.id] = parent } }
        var found: Set<String> = []
        for node in graph.nodes {
            var next = node.group
            while let current = next {
                if current == group { found.insert(node.id) }
                next = parents[current]
            }
        }
        return found
    }

    // MARK: - Edges

    private mutating func checkEdges(_ trace: EdgeTrace) {
        var wanted: [String: Int] = [:]
        for edge in graph.edges { wanted["\(edge.from) -> \(edge.to)", default: 0] += 1 }
        for line in trace.lines {
            guard line.sources.count == 1 || line.targets.count == 1 else {
                problems.append("a trunk joins \(line.sources) with \(line.targets)")
                continue
            }
            for source in line.sources {
                for target in line.targets { wanted["\(source) -> \(target)", default: 0] -= 1 }
            }
        }
        for (edge, count) in wanted.sorted(by: { $0.key < $1.key }) where count != 0 {
            problems.append(count > 0 ? "missing edge \(edge)" : "an edge that is not in the graph: \(edge)")
        }
    }

    private mutating func checkFlow(_ direction: FlowDirection) {
        var ahead: [String: [String]] = [:]
        for edge in graph.edges where edge.from != edge.to { ahead[edge.from, default: []].append(edge.to) }
        var state: [String: Int] = [:]
        var hasCycle = false
        func visit(_ id: String) {
            state[id] = 1
            for next in ahead[id] ?? [] {
                if state[next] == 1 { hasCycle = true } else if state[next] == nil { visit(next) }
            }
            state[id] = 2
        }
        for node in graph.nodes where state[node.id] == nil { visit(node.id) }
        guard !hasCycle else { return }
        for edge in graph.edges where edge.from != edge.to {
            guard let from = boxOfNode[edge.from], let to = boxOfNode[edge.to] else { continue }
            let isForward = direction == .right ? from.right < to.left : from.bottom < to.top
            if !isForward { problems.append("the edge \(edge.from) -> \(edge.to) runs backwards without need") }
        }
    }

    mutating func report(_ problem: String) { problems.append(problem) }
}
