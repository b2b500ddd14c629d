import Canvas
import Graphs
import Values

/// A layout as JSON: `width` and `height` in cells, `direction`, `nodes` with their rectangles and the lines drawn in them,
/// `edges` with the corners of their course and the rectangle of their label, `groups` with theirs.
///
/// Cells count from the top left corner at (0, 0). The first point of an edge is the cell next to its source's box, the
/// last one that of its head.
public func layoutJSON(_ graph: Graph, _ layout: Layout) -> JSONValue {
    let nodes = zip(graph.nodes, layout.nodes).map { node, placed in
        object(
            [("id", JSONValue(node.id)), ("kind", node.kind.isEmpty ? nil : JSONValue(node.kind))]
                + members(placed.rect)
                + [("lines", JSONValue(placed.lines.map { JSONValue($0) }))]
        )
    }
    let edges = zip(graph.edges, layout.edges).map { edge, placed in
        object([
            ("from", JSONValue(edge.from)), ("to", JSONValue(edge.to)), ("kind", JSONValue(edge.kind.rawValue)),
            ("points", JSONValue(placed.points.map { object([("x", JSONValue($0.x)), ("y", JSONValue($0.y))]) })),
            (
                "label",
                placed.labelRect.map { rect in
                    object(members(rect) + [("lines", JSONValue(placed.labelLines.map { JSONValue($0) }))])
                }
            ),
        ])
    }
    let groups = zip(graph.groups, layout.groups).map { group, placed in
        object([("id", JSONValue(group.id)), ("label", JSONValue(group.label))] + members(placed.rect))
    }
    return object([
        ("width", JSONValue(layout.size.width)), ("height", JSONValue(layout.size.height)),
        ("direction", JSONValue(layout.direction.rawValue)), ("nodes", JSONValue(nodes)), ("edges", JSONValue(edges)),
        ("groups", JSONValue(groups)),
    ])
}

private func members(_ rect: Rect) -> [(String, JSONValue?)] {
    [
        ("x", JSONValue(rect.x)), ("y", JSONValue(rect.y)), ("width", JSONValue(rect.width)),
        ("height", JSONValue(rect.height)),
    ]
}

private func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    JSONValue(JSONObject(members.compactMap { key, value in value.map { JSONObject.Member(key: key, value: $0) } }))
}
