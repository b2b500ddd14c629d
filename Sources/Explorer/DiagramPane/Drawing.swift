import Canvas
import Diagrams
import Graphs

/// A graph drawn: what was drawn, where everything stands, and the picture.
struct Drawing: Hashable, Sendable {
    let graph: Graph
    let layout: Layout
    let picture: Canvas

    /// The rectangle of a node.
    func rect(of node: String) -> Rect? { layout.nodes.first { $0.id == node }?.rect }

    /// The node under a cell of the picture.
    func node(at point: Point) -> String? { layout.nodes.first { $0.rect.contains(point) }?.id }

    /// The nearest node in a direction: the one with the least way ahead, where a step aside counts double.
    func neighbor(of node: String, _ action: Action) -> String? {
        guard let from = rect(of: node) else { return layout.nodes.first?.id }
        func middle(_ rect: Rect) -> (x: Int, y: Int) { (rect.x * 2 + rect.width, rect.y * 2 + rect.height) }
        let start = middle(from)
        var best: (cost: Int, id: String)?
        for placed in layout.nodes where placed.id != node {
            let there = middle(placed.rect)
            // A cell is about twice as high as it is wide.
            let across = there.x - start.x
            let down = (there.y - start.y) * 2
            let ahead: Int
            let aside: Int
            switch action {
            case .left: (ahead, aside) = (-across, abs(down))
            case .right: (ahead, aside) = (across, abs(down))
            case .up: (ahead, aside) = (-down, abs(across))
            default: (ahead, aside) = (down, abs(across))
            }
            guard ahead > 0, ahead * 2 >= aside else { continue }
            let cost = ahead + aside * 2
            if best == nil || cost < best!.cost { best = (cost, placed.id) }
        }
        return best?.id
    }

    /// The node after or before another in reading order: by rank and row as drawn.
    func next(after node: String?, step: Int) -> String? {
        let flowsRight = layout.direction == .right
        let order = layout.nodes.sorted {
            flowsRight
                ? ($0.rect.x, $0.rect.y, $0.id) < ($1.rect.x, $1.rect.y, $1.id)
                : ($0.rect.y, $0.rect.x, $0.id) < ($1.rect.y, $1.rect.x, $1.id)
        }
        guard !order.isEmpty else { return nil }
        guard let node, let place = order.firstIndex(where: { $0.id == node }) else {
            return step > 0 ? order.first!.id : order.last!.id
        }
        return order[(place + step + order.count) % order.count].id
    }
}

/// Draws a graph in the columns there are, and wider than asked where nothing fits, to be scrolled or cut off.
///
/// If `shrinks`, a drawing that flows to the right with less detail is preferred to one that flows down: it stays low
/// enough to be seen as a whole within text.
func makeDrawing(_ graph: Graph, options: DiagramOptions, shrinks: Bool, legend: Bool = true)
    -> Result<Drawing, DrawingFault>
{
    var tries = [options]
    if shrinks {
        let levels = DiagramOptions.Detail.allCases
        tries =
            levels[(levels.firstIndex(of: options.detail) ?? 0)...].map {
                DiagramOptions(direction: .right, width: options.width, charset: options.charset, detail: $0)
            } + [options]
    }
    tries.append(DiagramOptions(charset: options.charset, detail: options.detail))
    for options in tries {
        do throws(DiagramError) {
            let layout = try layOut(graph, options)
            let picture = draw(graph, layout, charset: options.charset, legend: legend)
            return .success(Drawing(graph: graph, layout: layout, picture: picture))
        } catch {
            switch error {
            case .tooLarge(let count, let limit):
                return .failure(
                    DrawingFault(lines: [
                        "This graph has \(count) components and ways; diagrams are drawn up to \(limit).",
                        "Look at a part of it, for example one nested stack.",
                    ]))
            case .needsWidth: continue
            }
        }
    }
    return .failure(DrawingFault(lines: ["This graph cannot be drawn."]))
}
