import Canvas

extension Model {
    /// Takes what the mouse did on the run screen: a click or drag on the timeline goes to that time, a click on an event
    /// or component selects it, the wheel scrolls.
    mutating func take(_ event: MouseEvent, in screen: RunScreen) -> [Effect] {
        var screen = screen
        let parts = runFrame(screen)
        let point = event.position
        switch event.kind {
        case .press(.left), .drag(.left):
            if parts.timeline.contains(point) {
                let timeline = timeline(of: screen)
                screen.seek(to: timeline.time(at: point.x, in: timeline.bar(in: parts.timeline)))
                break
            }
            guard event.kind == .press(.left) else { return [] }
            if screen.sheet == nil, parts.events.contains(point) {
                let record = screen.logScroll.offset + point.y - parts.events.y
                guard record < screen.run.recordCount else { return [] }
                screen.selection = record
                screen.selectedNode = nil
                screen.selectedEdge = nil
                screen.focus = .events
            } else if parts.diagram.contains(point), let drawn = screen.drawing {
                let origin = screen.viewport.origin(content: drawn.drawing.picture.size, in: parts.diagram)
                let cell = Point(x: point.x - origin.x, y: point.y - origin.y)
                screen.selectedNode = drawn.drawing.node(at: cell)
                screen.selectedEdge = screen.selectedNode == nil ? drawn.edge(at: cell) : nil
                screen.focus = .diagram
            } else if parts.details.contains(point) {
                screen.focus = .details
            }
        case .wheelUp, .wheelDown:
            let rows = event.kind == .wheelUp ? -3 : 3
            if screen.sheet != nil || parts.details.contains(point) {
                screen.detailScroll.move(by: rows)
            } else if parts.events.contains(point) {
                let target = (screen.record ?? 0) + rows
                screen.selection = target >= screen.run.recordCount - 1 ? nil : max(0, target)
            } else if parts.diagram.contains(point) {
                screen.viewport.offset.y += rows
            }
        default: return []
        }
        replaceTop(.run(screen))
        return []
    }
}
