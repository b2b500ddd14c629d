import Canvas
import Graphs

/// The drawing as SVG: the same picture as the text, with shapes instead of characters, for slides and web pages.
///
/// A cell is 8 by 16 pixels. Colours are named by classes, so that a page can restyle them; dashes, weights and heads tell
/// the kinds of edges apart without colour.
public func svgText(_ graph: Graph, _ layout: Layout) -> String {
    let scale = SVGScale()
    var lines = [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(layout.size.width * scale.x) \(layout.size.height * scale.y)\""
            + " font-family=\"monospace\" font-size=\"13\">",
        "<style>",
        "rect { fill: none; stroke: #444 } .group { stroke: #999; stroke-dasharray: 2 3 } .external { stroke: #777 }",
        "path { fill: none; stroke: #444; stroke-linejoin: round } .head { stroke-linejoin: miter }",
        "text { fill: #111; white-space: pre } .kind, .title { fill: #777 } .label { fill: #333 }",
        ".event, .poll { stroke: #06c } .write { stroke: #a50 } .deadLetter { stroke: #c22 }",
        "</style>",
    ]
    for (group, placed) in zip(graph.groups, layout.groups) where !placed.rect.isEmpty {
        lines.append(scale.rect(placed.rect, classes: "group", radius: 2))
        let title = labelLines(group.label, wrap: nil).joined(separator: " ")
        let back = scale.rect(placed.titleRect, classes: "", radius: 0).replacing(
            "/>", with: " style=\"fill: white; stroke: none\"/>")
        lines += [
            back, scale.text(title, x: placed.titleRect.x + 1, y: placed.titleRect.y, classes: "title", weight: "bold"),
        ]
    }
    for (edge, placed) in zip(graph.edges, layout.edges) where placed.points.count > 1 {
        lines += scale.edge(edge, placed)
    }
    for (node, placed) in zip(graph.nodes, layout.nodes) where !placed.rect.isEmpty {
        let isExternal = node.kind == "external"
        lines.append(scale.rect(placed.rect, classes: isExternal ? "external" : "node", radius: isExternal ? 0 : 6))
        let inner = placed.rect.inset(by: 1)
        var y = inner.y + max(0, inner.height - placed.lines.count - (placed.kindLine == nil ? 0 : 1)) / 2
        for line in placed.lines {
            lines.append(
                scale.text(line, x: inner.x + max(0, inner.width - line.columns) / 2, y: y, classes: "", weight: "bold")
            )
            y += 1
        }
        if let kind = placed.kindLine {
            lines.append(scale.text(kind, x: inner.x + max(0, inner.width - kind.columns) / 2, y: y, classes: "kind"))
        }
    }
    for placed in layout.edges {
        guard let label = placed.labelRect else { continue }
        for (row, line) in placed.labelLines.enumerated() {
            lines.append(scale.text(line, x: label.x, y: label.y + row, classes: "label"))
        }
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
}

/// Turns cells into pixels.
private struct SVGScale {
    let x = 8
    let y = 16

    func rect(_ rect: Rect, classes: String, radius: Int) -> String {
        // A frame runs through the middle of its cells.
        let (left, top) = (rect.x * x + x / 2, rect.y * y + y / 2)
        let (width, height) = (max(1, rect.width - 1) * x, max(1, rect.height - 1) * y)
        return
            "<rect class=\"\(classes)\" x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\" rx=\"\(radius)\"/>"
    }

    func text(_ text: String, x column: Int, y row: Int, classes: String, weight: String = "normal") -> String {
        let shown = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        return "<text class=\"\(classes)\" font-weight=\"\(weight)\" x=\"\(column * x)\" y=\"\(row * y + 12)\""
            + " textLength=\"\(text.columns * x)\">\(shown)</text>"
    }

    func edge(_ edge: GraphEdge, _ placed: PlacedEdge) -> [String] {
        var points = placed.points.map { (x: $0.x * x + x / 2, y: $0.y * y + y / 2) }
        // Both ends reach out to the boxes' borders, half a cell beyond the outermost cells.
        let (first, second) = (placed.points[0], placed.points[1])
        let (last, before) = (placed.points[placed.points.count - 1], placed.points[placed.points.count - 2])
        points[0].x -= (second.x - first.x).signum() * x
        points[0].y -= (second.y - first.y).signum() * y
        let along = (x: (last.x - before.x).signum(), y: (last.y - before.y).signum())
        points[points.count - 1].x += along.x * x
        points[points.count - 1].y += along.y * y
        let tip = points[points.count - 1]
        let course = points.map { "\($0.x) \($0.y)" }.joined(separator: " L ")
        var style = ""
        if edge.isAssumed {
            style = " stroke-dasharray=\"6 4\""
        } else if edge.kind == .deadLetter {
            style = " stroke-dasharray=\"8 3\""
        }
        if edge.kind == .resolve || edge.kind == .observe { style = " stroke-dasharray=\"1 4\"" }
        let width = edge.kind == .read || edge.kind == .write || edge.kind == .poll ? 2 : 1
        let back = (x: tip.x - along.x * 8, y: tip.y - along.y * 8)
        let corners = [
            "\(back.x + along.y * 4) \(back.y + along.x * 4)", "\(tip.x) \(tip.y)",
            "\(back.x - along.y * 4) \(back.y - along.x * 4)",
        ]
        let isOpen = [.event, .poll, .read, .observe].contains(edge.kind)
        return [
            "<path class=\"\(edge.kind.rawValue)\" stroke-width=\"\(width)\"\(style) d=\"M \(course)\"/>",
            "<path class=\"head \(edge.kind.rawValue)\" d=\"M \(corners.joined(separator: " L "))\(isOpen ? "" : " Z")\""
                + "\(isOpen ? "" : " style=\"fill: currentColor\"")/>",
        ]
    }
}
