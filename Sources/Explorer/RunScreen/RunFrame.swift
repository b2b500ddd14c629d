import Canvas

/// How the body of the run screen is divided.
struct RunFrame: Hashable, Sendable {
    /// The drawing; empty where only another pane has room.
    let diagram: Rect
    /// The titles of the panes below; empty in low windows.
    let rule: Rect
    /// The log of events; empty where it has no room.
    let events: Rect
    /// What is known about the selected event or component; empty where it has no room.
    let details: Rect
    /// What the story says.
    let narration: Rect
    /// Where in time one is.
    let timeline: Rect

    /// Divides the body; the drawing gets the rows it wants where the panes below keep enough. Something to be read whole
    /// takes the place of all save the timeline.
    init(_ body: Rect, focus: RunFocus, drawing: Int, isWhole: Bool = false) {
        var rest = body
        timeline = rest.takeBottom(body.height >= 4 ? 1 : 0)
        narration = rest.takeBottom(isWhole ? 0 : body.height >= 16 ? 2 : body.height >= 7 ? 1 : 0)
        let none = Rect(x: rest.x, y: rest.y, width: 0, height: 0)
        if isWhole {
            diagram = none
            rule = none
            events = none
            details = rest
            return
        }
        guard rest.height >= 12 else {
            // One pane at a time.
            diagram = focus == .diagram ? rest : none
            events = focus == .events ? rest : none
            details = focus == .details ? rest : none
            rule = none
            return
        }
        let least = max(5, rest.height * 2 / 5)
        var panels = rest.takeBottom(max(least, rest.height - 1 - max(drawing + 2, 5)))
        rule = rest.takeBottom(1)
        diagram = rest
        if body.width >= 100 {
            events = panels.takeLeft(body.width * 58 / 100)
            _ = panels.takeLeft(1)
            details = panels
        } else {
            events = focus == .details ? none : panels
            details = focus == .details ? panels : none
        }
    }

    /// All of the lower panes together, for the outcome.
    var panels: Rect {
        let panes = [events, details].filter { !$0.isEmpty }
        guard let first = panes.first, let last = panes.last else { return diagram }
        return Rect(x: first.x, y: first.y, width: last.maxX - first.x, height: first.height)
    }
}
