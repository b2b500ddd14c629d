import Canvas

extension Model {
    /// Takes what the mouse did on the diagram pane: the wheel scrolls, a drag moves the drawing, a click selects, a
    /// second one reads.
    mutating func take(_ event: MouseEvent, in pane: DiagramPane) -> [Effect] {
        var pane = pane
        let window = DiagramFrame(frame.body).drawing
        switch event.kind {
        case .wheelUp: pane.viewport.offset.y -= 3
        case .wheelDown: pane.viewport.offset.y += 3
        case .wheelLeft: pane.viewport.offset.x -= 6
        case .wheelRight: pane.viewport.offset.x += 6
        case .press(.left):
            pane.grabbed = event.position
            replaceTop(.diagram(pane))
            guard let drawing = pane.drawing, window.contains(event.position) else { return [] }
            let origin = pane.viewport.origin(content: drawing.picture.size, in: window)
            let cell = Point(x: event.position.x - origin.x, y: event.position.y - origin.y)
            guard let node = drawing.node(at: cell) else { return [] }
            if node == pane.selected { return performInDiagram(.open, pane) }
            pane.selected = node
        case .drag(.left):
            // What was grabbed stays under the pointer.
            guard let start = pane.grabbed else { return [] }
            pane.viewport.offset.x += start.x - event.position.x
            pane.viewport.offset.y += start.y - event.position.y
            pane.grabbed = event.position
        case .release(.left): pane.grabbed = nil
        default: return []
        }
        replaceTop(.diagram(pane))
        return []
    }
}
