import Canvas
import Graphs

/// The nodes and edges together that the engine lays out: far beyond what a reader can follow, in bounded time.
public let largestGraph = 20_000

/// Lays a graph out on the character grid.
///
/// Edges whose ends are not nodes of the graph, and groups that stand in themselves, are left out; readers of graphs
/// report them.
/// - Throws: `needsWidth` where the drawing cannot be made as narrow as asked, `tooLarge` beyond `largestGraph`.
public func layOut(_ graph: Graph, _ options: DiagramOptions = .init()) throws(DiagramError) -> Layout {
    let count = graph.nodes.count + graph.edges.count
    guard count <= largestGraph else { throw .tooLarge(count: count, limit: largestGraph) }
    guard let width = options.width else { return naturalLayout(graph, options) }
    var narrowest = Int.max
    var structures: [PartStructure] = []
    for measures in candidates(graph, options, width: width) {
        let layout = layOut(graph, measures, width: width, &structures)
        if layout.size.width <= width { return layout }
        narrowest = min(narrowest, layout.size.width)
    }
    throw .needsWidth(narrowest)
}

/// Draws a graph as text.
/// - Throws: as `layOut`.
public func drawText(_ graph: Graph, _ options: DiagramOptions = .init()) throws(DiagramError) -> String {
    draw(graph, try layOut(graph, options), charset: options.charset).text
}

/// The layout without a width to keep: as asked, or in the direction the graph names, or to the right.
private func naturalLayout(_ graph: Graph, _ options: DiagramOptions) -> Layout {
    let direction = options.direction ?? graph.direction ?? .right
    let measures = Measures(direction: direction, detail: options.detail, wrap: nil, isTight: false)
    var structures: [PartStructure] = []
    return layOut(graph, measures, width: nil, &structures)
}

/// The ways to make a drawing narrower, in the order of preference: the other direction where none was asked for, folded
/// rows, wrapped labels, tight boxes.
private func candidates(_ graph: Graph, _ options: DiagramOptions, width: Int) -> [Measures] {
    let preferred = options.direction ?? graph.direction ?? .right
    let directions = options.direction.map { [$0] } ?? [preferred, preferred == .right ? .down : .right]
    var candidates: [Measures] = []
    for isTight in [false, true] {
        for wrap in [nil, 16, 12, 9, 6] as [Int?] {
            var measures = directions.map {
                Measures(direction: $0, detail: options.detail, wrap: wrap, isTight: isTight)
            }
            if directions.contains(.right) {
                measures.append(
                    Measures(
                        direction: .right, detail: options.detail, wrap: wrap, isTight: isTight, foldLimit: width,
                        foldWires: 2)
                )
            }
            candidates += measures
        }
    }
    guard directions.contains(.right) else { return candidates }
    // Many edges that turn at a row's end are hard to follow: only where nothing else fits.
    return candidates
        + [false, true].map {
            Measures(direction: .right, detail: options.detail, wrap: 9, isTight: $0, foldLimit: width, foldWires: 40)
        }
}

/// Lays out all parts and packs them.
/// - Parameter structures: of each part, found where there are none.
private func layOut(_ graph: Graph, _ measures: Measures, width: Int?, _ structures: inout [PartStructure]) -> Layout {
    let plans = plans(graph, measures)
    if structures.isEmpty { structures = plans.map { PartStructure($0) } }
    let parts = zip(plans, structures).map { layOutPart($0, $1) }
    let widest = parts.map(\.size.width).max() ?? 0
    let gap = measures.direction == .right ? Size(width: 3, height: 1) : Size(width: 4, height: 1)
    let (origins, size) = pack(parts.map(\.size), limit: width ?? max(widest, 100), gap: gap)
    let nothing = Rect(x: 0, y: 0, width: 0, height: 0)
    var layout = Layout(
        size: size,
        direction: measures.direction,
        nodes: graph.nodes.map { PlacedNode(id: $0.id, rect: nothing, lines: []) },
        edges: graph.edges.indices.map { PlacedEdge(index: $0, points: []) },
        groups: graph.groups.map { PlacedGroup(id: $0.id, rect: nothing) }
    )
    for (var part, origin) in zip(parts, origins) {
        part.move(by: origin)
        for node in part.nodes {
            layout.nodes[node.index].rect = node.rect
            layout.nodes[node.index].lines = node.box.lines
            layout.nodes[node.index].kindLine = node.box.kindLine
        }
        for edge in part.edges { layout.edges[edge.index] = edge }
        for group in part.groups {
            layout.groups[group.index].rect = group.rect
            layout.groups[group.index].titleRect = group.title
        }
    }
    return layout
}
