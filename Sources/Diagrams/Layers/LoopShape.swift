import Canvas
import Graphs

/// Edges from a node to itself, drawn beside its box where no other edge is attached: below it where edges flow right, at
/// its right where they flow down. All coordinates count from the box's top left corner.
///
///     ╭──────╮            ╭──────╮
///     │ Node │            │ Node │─╮
///     ╰──────╯            │      │◀╯again
///      │ ▲                ╰──────╯
///      ╰─╯again
struct LoopShape {
    /// One loop.
    struct Loop {
        var points: [Point]
        var label: Rect?
    }

    /// The loops in order.
    var loops: [Loop] = []
    /// The box and the cells its loops take.
    var reserved: Size

    /// The least width (flow right) or height (flow down) of a box that holds the ports of its loops.
    static func leastSide(_ loops: [Plan.Loop], flow: FlowDirection) -> Int {
        flow == .right ? 4 * loops.count + 1 : loops.reduce(2) { $0 + 1 + max(1, $1.lines.count) }
    }

    /// Places the loops of a node beside its box.
    init(_ loops: [Plan.Loop], box: Size, flow: FlowDirection) {
        reserved = box
        var row = 1
        for (place, loop) in loops.enumerated() {
            let columns = loop.lines.map(\.columns).max() ?? 0
            var label: Rect?
            var points: [Point]
            if flow == .right {
                // Loops stand side by side, the leftmost deepest: each label runs on below the loops to its right.
                let out = 1 + 4 * place
                var bottom = box.height + 1
                for deeper in loops[(place + 1)...] { bottom += max(1, deeper.lines.count) }
                points = [(out, box.height), (out, bottom), (out + 2, bottom), (out + 2, box.height)].map {
                    Point(x: $0.0, y: $0.1)
                }
                if !loop.lines.isEmpty { label = Rect(x: out + 3, y: bottom, width: columns, height: loop.lines.count) }
            } else {
                let out = row
                row += 1 + max(1, loop.lines.count)
                let right = box.width + 2
                points = [(box.width, out), (right, out), (right, out + 1), (box.width, out + 1)].map {
                    Point(x: $0.0, y: $0.1)
                }
                if !loop.lines.isEmpty {
                    label = Rect(x: right + 1, y: out + 1, width: columns, height: loop.lines.count)
                }
            }
            for point in points {
                reserved.width = max(reserved.width, point.x + 1)
                reserved.height = max(reserved.height, point.y + 1)
            }
            if let label {
                reserved.width = max(reserved.width, label.maxX)
                reserved.height = max(reserved.height, label.maxY)
            }
            self.loops.append(Loop(points: points, label: label))
        }
    }
}
