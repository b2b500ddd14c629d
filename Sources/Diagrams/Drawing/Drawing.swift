import Canvas
import Graphs

/// Draws a layout of a graph.
/// - Parameter legend: whether a line per kind of edge that occurs is added below.
public func draw(_ graph: Graph, _ layout: Layout, charset: DiagramOptions.Charset, legend: Bool = false) -> Canvas {
    let rows = legend ? legendRows(graph, charset: charset) : []
    var size = layout.size
    if !rows.isEmpty {
        size.height += rows.count + (size.height > 0 ? 1 : 0)
        size.width = max(size.width, rows.map(\.columns).max() ?? 0)
    }
    var canvas = Canvas(size)
    for (group, placed) in zip(graph.groups, layout.groups) where !placed.rect.isEmpty {
        drawFrame(placed.rect, look: charset == .ascii ? .asciiFrame : .frame, style: Style(.group), on: &canvas)
        _ = group
    }
    drawEdges(graph, layout, charset: charset, on: &canvas)
    for (node, placed) in zip(graph.nodes, layout.nodes) { drawNode(node, placed, charset: charset, on: &canvas) }
    for (edge, placed) in zip(graph.edges, layout.edges) {
        guard let label = placed.labelRect else { continue }
        let role = EdgeLook(edge.kind, isAssumed: edge.isAssumed, charset: charset).role
        for (row, line) in placed.labelLines.enumerated() {
            canvas.write(line, x: label.x, y: label.y + row, style: Style(role))
        }
    }
    for (group, placed) in zip(graph.groups, layout.groups) where !placed.rect.isEmpty {
        let title = labelLines(group.label, wrap: nil).joined(separator: " ")
        canvas.write(" \(title) ", x: placed.titleRect.x, y: placed.titleRect.y, style: Style(.group, .bold))
    }
    for (row, entry) in rows.enumerated() {
        let y = layout.size.height + (layout.size.height > 0 ? 1 : 0) + row
        let end = canvas.write(entry.sample, x: 0, y: y, style: Style(entry.role))
        canvas.write("  \(entry.meaning)", x: end, y: y, style: Style(.muted))
    }
    return canvas
}

private func drawFrame(_ rect: Rect, look: LineLook, style: Style, on canvas: inout Canvas) {
    for x in rect.x + 1..<max(rect.x + 1, rect.maxX - 1) {
        canvas.put(look.horizontal, x: x, y: rect.y, style: style)
        canvas.put(look.horizontal, x: x, y: rect.maxY - 1, style: style)
    }
    for y in rect.y + 1..<max(rect.y + 1, rect.maxY - 1) {
        canvas.put(look.vertical, x: rect.x, y: y, style: style)
        canvas.put(look.vertical, x: rect.maxX - 1, y: y, style: style)
    }
    canvas.put(look.character([.down, .right]), x: rect.x, y: rect.y, style: style)
    canvas.put(look.character([.down, .left]), x: rect.maxX - 1, y: rect.y, style: style)
    canvas.put(look.character([.up, .right]), x: rect.x, y: rect.maxY - 1, style: style)
    canvas.put(look.character([.up, .left]), x: rect.maxX - 1, y: rect.maxY - 1, style: style)
}

private func drawNode(_ node: GraphNode, _ placed: PlacedNode, charset: DiagramOptions.Charset, on canvas: inout Canvas)
{
    guard !placed.rect.isEmpty else { return }
    let isExternal = node.kind == "external"
    let style = Style(isExternal ? .nodeExternal : .node)
    let look: LineLook = charset == .ascii ? .asciiSolid : isExternal ? .square : .light
    drawFrame(placed.rect, look: look, style: style, on: &canvas)
    let inner = placed.rect.inset(by: 1)
    let rows = placed.lines.count + (placed.kindLine == nil ? 0 : 1)
    var y = inner.y + max(0, inner.height - rows) / 2
    for line in placed.lines {
        canvas.write(line, x: inner.x + max(0, inner.width - line.columns) / 2, y: y, style: style.adding(.bold))
        y += 1
    }
    if let kind = placed.kindLine {
        canvas.write(kind, x: inner.x + max(0, inner.width - kind.columns) / 2, y: y, style: Style(.muted))
    }
}

/// Draws all edges: the arms of every cell are collected first, so that trunks and crossings come out right.
private func drawEdges(_ graph: Graph, _ layout: Layout, charset: DiagramOptions.Charset, on canvas: inout Canvas) {
    let width = layout.size.width
    var arms = [UInt8](repeating: 0, count: width * layout.size.height)
    var lookOfCell = [UInt8](repeating: 0, count: arms.count)
    let looks = graph.edges.map { EdgeLook($0.kind, isAssumed: $0.isAssumed, charset: charset) }
    var distinct: [EdgeLook] = []
    var drawn: [Int] = []
    for (look, placed) in zip(looks, layout.edges) where !placed.points.isEmpty {
        let number: Int
        if let known = distinct.firstIndex(of: look) {
            number = known
        } else {
            number = distinct.count
            distinct.append(look)
        }
        forEachCell(of: placed.points) { point, cellArms in
            let cell = point.y * width + point.x
            if arms[cell] == 0 { drawn.append(cell) }
            arms[cell] |= cellArms.rawValue
            lookOfCell[cell] = UInt8(number)
        }
    }
    for cell in drawn {
        let look = distinct[Int(lookOfCell[cell])]
        let character = look.line.character(.init(rawValue: arms[cell]))
        // Lines are narrow and lie on nothing but frames.
        canvas[cell % width, cell / width] = Cell(character, style: Style(look.role))
    }
    for (look, placed) in zip(looks, layout.edges) {
        guard let last = placed.points.last, placed.points.count > 1 else { continue }
        let before = placed.points[placed.points.count - 2]
        let head = before.x < last.x ? 0 : before.x > last.x ? 1 : before.y < last.y ? 2 : 3
        canvas.put(look.heads[head], x: last.x, y: last.y, style: Style(look.role))
    }
}

/// Calls `body` for every cell of a course with the arms it has there; both ends reach out to their boxes.
private func forEachCell(of points: [Point], _ body: (Point, LineLook.Arms) -> Void) {
    var entered: LineLook.Arms?
    for (from, to) in zip(points, points.dropFirst()) {
        let isHorizontal = from.y == to.y
        let isForward = isHorizontal ? from.x < to.x : from.y < to.y
        let ahead: LineLook.Arms = isHorizontal ? (isForward ? .right : .left) : (isForward ? .down : .up)
        let back: LineLook.Arms = isHorizontal ? (isForward ? .left : .right) : (isForward ? .up : .down)
        var point = from
        while point != to {
            body(point, [ahead, point == from ? entered ?? back : back])
            if isHorizontal { point.x += isForward ? 1 : -1 } else { point.y += isForward ? 1 : -1 }
        }
        entered = back
    }
    if let last = points.last, let back = entered {
        let ahead: LineLook.Arms =
            switch back {
            case .left: .right
            case .right: .left
            case .up: .down
            default: .up
            }
        body(last, [back, ahead])
    }
}

/// The columns a legend of a graph takes.
public func legendWidth(_ graph: Graph) -> Int {
    legendRows(graph, charset: .unicode).map(\.columns).max() ?? 0
}

/// A row of the legend.
private struct LegendRow {
    var sample: String
    var meaning: String
    var role: ColorRole

    var columns: Int { sample.columns + 2 + meaning.columns }
}

/// One row per look of edges that occurs: kinds that look alike share it.
private func legendRows(_ graph: Graph, charset: DiagramOptions.Charset) -> [LegendRow] {
    var rows: [LegendRow] = []
    for isAssumed in [false, true] {
        var places: [String: Int] = [:]
        for kind in EdgeKind.allCases
        where graph.edges.contains(where: { $0.kind == kind && $0.isAssumed == isAssumed }) {
            let look = EdgeLook(kind, isAssumed: isAssumed, charset: charset)
            let sample = String(repeating: String(look.line.horizontal), count: 3) + String(look.heads[0])
            if let place = places[sample] {
                rows[place].meaning += " or " + kind.meaning
            } else {
                places[sample] = rows.count
                rows.append(
                    LegendRow(sample: sample, meaning: (isAssumed ? "assumed: " : "") + kind.meaning, role: look.role))
            }
        }
    }
    return rows
}
