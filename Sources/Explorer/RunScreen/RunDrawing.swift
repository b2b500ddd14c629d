import Canvas
import Diagrams
import Flows
import Graphs
import Topologies

/// A run's topology drawn with room for what each component shows, and the courses of its edges.
struct RunDrawing: Sendable {
    let drawing: Drawing
    /// The cells of each edge, by the edge's id.
    let courses: [String: Course]
    /// The ids of the drawn edges, in the order of the topology.
    let edges: [String]
    /// The cells where each component shows its numbers, by the node's id.
    let gauges: [String: Rect]

    /// The columns kept free in every box: enough for a word and a count.
    private static let gaugeSample = String(repeating: "·", count: 12)

    init?(_ run: FlowRun, options: DiagramOptions) {
        let shown = run.topology.nodes.filter { $0.layer == .main }
        let ids = Set(shown.map(\.id))
        let edges = run.topology.edges.filter { ids.contains($0.from) && ids.contains($0.to) }
        let graph = Graph(
            nodes: shown.map {
                let kind = $0.kind == "external" ? $0.kind : RunDrawing.gaugeSample
                return GraphNode(id: $0.id, label: $0.label, kind: kind, group: $0.group, isEntry: $0.isEntry)
            },
            edges: edges.map {
                GraphEdge(from: $0.from, to: $0.to, label: $0.label, kind: $0.kind, isAssumed: $0.isAssumed)
            },
            groups: run.topology.groups
        )
        guard case .success(let drawing) = makeDrawing(graph, options: options, shrinks: true, legend: false) else {
            return nil
        }
        self.drawing = drawing
        courses = Dictionary(
            uniqueKeysWithValues: zip(edges, drawing.layout.edges).map { ($0.id, Course($1.points)) })
        var gauges: [String: Rect] = [:]
        for placed in drawing.layout.nodes where !placed.rect.isEmpty {
            let inner = placed.rect.inset(by: 1)
            let rows = placed.lines.count + (placed.kindLine == nil ? 0 : 1)
            let top = inner.y + max(0, inner.height - rows) / 2
            // Without a line of their own the numbers stand on the lower frame.
            let y = placed.kindLine == nil ? placed.rect.maxY - 1 : top + placed.lines.count
            gauges[placed.id] = Rect(x: inner.x, y: y, width: inner.width, height: 1)
        }
        self.gauges = gauges
        self.edges = edges.map(\.id)
    }

    /// The edge whose course passes a cell of the picture.
    func edge(at point: Point) -> String? { edges.first { courses[$0]?.cells.contains(point) == true } }

    /// The picture with what the components show and the events on their way.
    func picture(of run: FlowRun, look: RunLook) -> Canvas {
        var canvas = drawing.picture
        for (id, cells) in gauges.sorted(by: { $0.key < $1.key }) {
            drawGauge(run.status(of: id), on: &canvas, in: cells)
        }
        if let edge = look.edge, let course = courses[edge] {
            for cell in course.cells { canvas[cell.x, cell.y].style = Style(.accent, .bold) }
        }
        drawTokens(run.tokens, on: &canvas, jumps: look.jumps)
        for id in look.ends {
            guard let rect = drawing.rect(of: id) else { continue }
            restyleFrame(rect, on: &canvas, Style(.accent, .bold))
        }
        if let edge = look.selectedEdge, let course = courses[edge] {
            for cell in course.cells { canvas[cell.x, cell.y].style = Style(.selection, [.bold, .reverse]) }
        }
        for id in look.breakNodes {
            guard let rect = drawing.rect(of: id) else { continue }
            canvas.put("■", x: rect.maxX - 1, y: rect.y, style: Style(.warning, .bold))
        }
        for id in look.breakEdges {
            guard let cell = courses[id]?.cell(at: 0.5) else { continue }
            canvas.put("■", x: cell.x, y: cell.y, style: Style(.warning, .bold))
        }
        if let node = look.watched, let rect = drawing.rect(of: node) {
            canvas.put("◆", x: rect.x, y: rect.y, style: Style(.accent, .bold))
        }
        return canvas
    }

    private func drawGauge(_ status: NodeStatus, on canvas: inout Canvas, in cells: Rect) {
        let isFrame = canvas[cells.x - 1, cells.y].character != "│"
        if !isFrame { canvas.fill(cells) }
        guard let fact = status.facts.first else { return }
        let number = "\(fact.value)"
        let room = cells.width - number.count - 1
        let name = fact.name.count <= room ? fact.name : room >= 4 ? cut(fact.name, to: room) : ""
        let text = name.isEmpty ? number : "\(name) \(number)"
        let x = cells.x + max(0, cells.width - text.count) / 2
        let isBusy = fact.value > 0
        let start =
            name.isEmpty ? x : canvas.write(name + " ", x: x, y: cells.y, style: Style(.muted), maxWidth: cells.width)
        canvas.write(
            number, x: start, y: cells.y, style: Style(isBusy ? .accent : .muted, isBusy ? .bold : []),
            maxWidth: cells.maxX - start)
    }

    private func drawTokens(_ tokens: [RunToken], on canvas: inout Canvas, jumps: Bool) {
        var order: [Point] = []
        var groups: [Point: (count: Int, isReply: Bool, isFailure: Bool)] = [:]
        for token in tokens {
            let fraction = jumps ? (token.fraction * 2).rounded() / 2 : token.fraction
            guard let cell = courses[token.edge]?.cell(at: fraction) else { continue }
            if groups[cell] == nil { order.append(cell) }
            let before = groups[cell] ?? (0, true, false)
            groups[cell] = (
                before.count + token.count, before.isReply && token.isReply, before.isFailure || token.isFailure
            )
        }
        for cell in order {
            guard let group = groups[cell] else { continue }
            let glyph: Character
            switch group.count {
            case ...1: glyph = group.isFailure ? "✗" : group.isReply ? "○" : "●"
            case 2...9: glyph = Character("\(group.count)")
            default: glyph = "+"
            }
            let style = group.isFailure ? Style(.failure, [.bold]) : Style(.token, .bold)
            canvas.put(glyph, x: cell.x, y: cell.y, style: group.count > 1 ? style.adding(.reverse) : style)
        }
    }

    private func restyleFrame(_ rect: Rect, on canvas: inout Canvas, _ style: Style) {
        for x in rect.x..<rect.maxX {
            canvas[x, rect.y].style = style
            canvas[x, rect.maxY - 1].style = style
        }
        for y in rect.y..<rect.maxY {
            canvas[rect.x, y].style = style
            canvas[rect.maxX - 1, y].style = style
        }
    }
}

/// What of a run's drawing is pointed out.
struct RunLook: Hashable, Sendable {
    /// The edge of the selected record.
    var edge: String?
    /// The nodes at both ends of the selected record.
    var ends: [String] = []
    /// The node that the story looks at.
    var watched: String?
    /// The selected way.
    var selectedEdge: String?
    /// The nodes with a breakpoint.
    var breakNodes: [String] = []
    /// The edges with a breakpoint.
    var breakEdges: [String] = []
    /// Whether tokens jump instead of moving.
    var jumps = false
}
