import Canvas
import Graphs

/// One connected part laid out on its own, its top left corner at the origin.
struct PartLayout: Sendable {
    var size: Size
    /// By the index of the node in the graph.
    var nodes: [(index: Int, rect: Rect, box: NodeBox)] = []
    /// In any order; they know their index in the graph.
    var edges: [PlacedEdge] = []
    /// By the index of the group in the graph.
    var groups: [(index: Int, rect: Rect, title: Rect)] = []
}

/// What does not depend on sizes, and so is found once for all ways of fitting a part into a width.
struct PartStructure: Sendable {
    /// The edges that are laid out against their direction.
    var isReversed: [Bool]
    var ranks: [Int]
    var bundling: Bundling
    /// The items of each layer in order.
    var layers: [[Int]]

    /// Runs the phases up to the order.
    init(_ plan: Plan) {
        isReversed = edgesToReverse(
            nodeCount: plan.nodes.count,
            edges: plan.edges.map { ($0.tail, $0.head) },
            entries: plan.nodes.indices.filter { plan.nodes[$0].isEntry }
        )
        let edges = zip(plan.edges, isReversed).map { $1 ? ($0.head, $0.tail) : ($0.tail, $0.head) }
        // In a small graph more rankings cost little, and one may cross less.
        let isSmall = plan.nodes.count <= 100
        let rankings = assignRanks(plan, edges: edges, findsOthers: isSmall)
        bundling = Bundling(plan, isReversed: isReversed)
        ranks = rankings[0]
        var graph = layer(plan, ranks: ranks, isReversed: isReversed, bundling: bundling)
        var best = order(graph, plan)
        for other in rankings.dropFirst() where isSmall && best.crossings > 0 {
            let ranked = layer(plan, ranks: other, isReversed: isReversed, bundling: bundling)
            let found = order(ranked, plan)
            if found.crossings < best.crossings { (ranks, graph, best) = (other, ranked, found) }
        }
        layers = best.layers
        bundling.separate(graph, layers: layers)
    }

    /// The layers of a plan of the same part.
    func layered(_ plan: Plan) -> LayeredGraph {
        var graph = layer(plan, ranks: ranks, isReversed: isReversed, bundling: bundling)
        graph.layers = layers
        return graph
    }
}

/// Runs the phases after the order on one connected part.
func layOutPart(_ plan: Plan, _ structure: PartStructure) -> PartLayout {
    var structure = structure
    var graph = structure.layered(plan)
    var ports = assignPorts(plan, graph, layers: graph.layers)
    // In large graphs a few crossings more are not worth another layout.
    var mayDissolve = plan.edges.count <= 500
    var titleRoom = [Int](repeating: 0, count: plan.groups.count)
    var leastLength = [Int](repeating: 0, count: graph.layers.count)
    var folds: FoldPlan?
    while true {
        let cross = assignCrossPositions(
            plan, graph, layers: graph.layers, ports: ports, titleRoom: titleRoom, folds: folds)
        let routes = route(plan, graph, cross: cross, ports: ports, leastLength: leastLength, folds: folds)
        // A trunk is drawn where it costs no crossings: other edges run each by itself.
        if mayDissolve, !routes.costlyBundles.isEmpty {
            mayDissolve = false
            structure.bundling.dissolve(routes.costlyBundles)
            graph = structure.layered(plan)
            ports = assignPorts(plan, graph, layers: graph.layers)
            continue
        }
        // Rows that need not be aligned are placed again, each for itself.
        if folds == nil, !routes.folds.loose.isEmpty {
            folds = routes.folds
            continue
        }
        folds = routes.folds
        let (layout, crowded) = assemble(plan, graph, cross: cross, routes: routes)
        // Where edges cross all of a frame's first row, the group grows by room that no edge can enter.
        var grown = false
        for group in crowded {
            let width = plan.groups[group].titleWidth
            if plan.metrics.direction == .right {
                let first = graph.spans[group].lowerBound
                if leastLength[first] < width {
                    leastLength[first] = width
                    grown = true
                }
            } else if titleRoom[group] == 0 {
                titleRoom[group] = width
                grown = true
            }
        }
        if !grown { return layout }
    }
}

/// Turns flow coordinates into columns and rows, and places labels, loops and titles.
/// - Returns: the layout, and the groups whose title found no free place.
private func assemble(
    _ plan: Plan,
    _ graph: LayeredGraph,
    cross: CrossPositions,
    routes: Routes
) -> (layout: PartLayout, crowded: [Int]) {
    let isRight = plan.metrics.direction == .right
    func point(_ main: Int, _ cross: Int) -> Point { isRight ? Point(x: main, y: cross) : Point(x: cross, y: main) }
    var layout = PartLayout(size: Size(width: 0, height: 0))
    for (node, content) in plan.nodes.enumerated() {
        let item = graph.itemOfNode[node]
        let layer = graph.items[item].layer
        let origin = point(routes.layerStart[layer], cross.items[item] + routes.crossShift[layer])
        let size = graph.boxes[node]
        layout.nodes.append(
            (content.index, Rect(x: origin.x, y: origin.y, width: size.width, height: size.height), content.box))
        let shape = LoopShape(content.loops, box: size, flow: plan.metrics.direction)
        for (loop, drawn) in zip(content.loops, shape.loops) {
            layout.edges.append(
                PlacedEdge(
                    index: loop.index,
                    points: drawn.points.map { Point(x: $0.x + origin.x, y: $0.y + origin.y) },
                    labelRect: drawn.label.map { $0.moved(by: origin) },
                    labelLines: loop.lines
                )
            )
        }
    }
    for (edge, content) in plan.edges.enumerated() {
        var placed = PlacedEdge(
            index: content.index,
            points: simplified(routes.courses[edge].map { point($0.main, $0.cross) }),
            labelLines: content.lines
        )
        for item in graph.chains[edge] where graph.items[item].isLabel {
            let layer = graph.items[item].layer
            let across = cross.items[item] + routes.crossShift[layer]
            let origin =
                isRight ? point(routes.layerStart[layer] + 1, across) : point(routes.layerStart[layer], across + 1)
            let columns = content.lines.map(\.columns).max() ?? 0
            placed.labelRect = Rect(x: origin.x, y: origin.y, width: columns, height: content.lines.count)
        }
        layout.edges.append(placed)
    }
    var crowded: [Int] = []
    for (group, content) in plan.groups.enumerated() {
        let (main, across) = (routes.frames[group], cross.frames[group])
        let shift = routes.crossShift[graph.spans[group].lowerBound]
        let low = point(main.low, across.low + shift)
        let high = point(main.high, across.high + shift)
        let rect = Rect(x: low.x, y: low.y, width: high.x - low.x + 1, height: high.y - low.y + 1)
        let title = titlePlace(width: content.titleWidth, in: rect, edges: layout.edges)
        if title == nil { crowded.append(group) }
        layout.groups.append(
            (content.index, rect, title ?? Rect(x: rect.x + 1, y: rect.y, width: content.titleWidth, height: 1)))
    }
    normalise(&layout)
    return (layout, crowded)
}

/// The leftmost place in a frame's first row where no edge crosses, with room for the title and a blank on both sides.
private func titlePlace(width: Int, in rect: Rect, edges: [PlacedEdge]) -> Rect? {
    var crossed: Set<Int> = []
    for edge in edges {
        for (from, to) in zip(edge.points, edge.points.dropFirst()) where from.x == to.x {
            if min(from.y, to.y) <= rect.y && rect.y <= max(from.y, to.y) { crossed.insert(from.x) }
        }
    }
    var start = rect.x + 2
    if start + width + 1 > rect.maxX { start = rect.x + 1 }
    while start + width + 1 <= rect.maxX {
        guard let blocked = (start..<start + width).last(where: crossed.contains) else {
            return Rect(x: start, y: rect.y, width: width, height: 1)
        }
        start = blocked + 1
    }
    return nil
}

/// The points without those on a straight line between their neighbours.
private func simplified(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    for point in points {
        if kept.last == point, kept.count > 1 { continue }
        if kept.count >= 2 {
            let (before, last) = (kept[kept.count - 2], kept[kept.count - 1])
            if (before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y) {
                kept.removeLast()
            }
        }
        kept.append(point)
    }
    return kept
}

/// Moves everything so that the layout begins at the origin, and measures it.
private func normalise(_ layout: inout PartLayout) {
    var rects = layout.nodes.map(\.rect) + layout.groups.map(\.rect)
    for edge in layout.edges {
        rects += edge.points.map { Rect(x: $0.x, y: $0.y, width: 1, height: 1) }
        if let label = edge.labelRect { rects.append(label) }
    }
    let origin = Point(x: -(rects.map(\.x).min() ?? 0), y: -(rects.map(\.y).min() ?? 0))
    layout.size = Size(
        width: (rects.map(\.maxX).max() ?? 0) + origin.x,
        height: (rects.map(\.maxY).max() ?? 0) + origin.y
    )
    layout.move(by: origin)
}

extension PartLayout {
    /// Moves everything.
    mutating func move(by offset: Point) {
        guard offset.x != 0 || offset.y != 0 else { return }
        for index in nodes.indices { nodes[index].rect = nodes[index].rect.moved(by: offset) }
        for index in groups.indices {
            groups[index].rect = groups[index].rect.moved(by: offset)
            groups[index].title = groups[index].title.moved(by: offset)
        }
        for index in edges.indices {
            edges[index].points = edges[index].points.map { Point(x: $0.x + offset.x, y: $0.y + offset.y) }
            edges[index].labelRect = edges[index].labelRect?.moved(by: offset)
        }
    }
}

extension Rect {
    /// The same rectangle elsewhere.
    func moved(by offset: Point) -> Rect { Rect(x: x + offset.x, y: y + offset.y, width: width, height: height) }
}
