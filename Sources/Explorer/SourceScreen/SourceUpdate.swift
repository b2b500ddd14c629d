import Canvas
import Topologies
import Values

extension Model {
    /// Shows the lines of a template at a place.
    mutating func showLines(at position: SourcePosition) {
        guard let text = text(of: position.file) else {
            notice = "\(position): the text is not at hand."
            return
        }
        screens.append(.source(SourceScreen(position, text: text)))
    }

    /// Shows the lines that the selected component of a diagram, or one of its ways, comes from.
    mutating func showLines(of pane: DiagramPane) {
        let view = view(of: pane.subject)
        guard let node = pane.selected, view.isExplicit else {
            notice = "Roles are not in a template; e shows the resources that play them."
            return
        }
        let rows = places(of: node, in: topology(of: pane.subject, binding: view.binding))
        switch rows.count {
        case 0: notice = "No line of the template says this; it follows from others."
        case 1: showLines(at: rows[0].position)
        default:
            var picker = Picker(.places, title: "Which lines?", field: nil)
            picker.rows = rows.map {
                Picker.Row(.place($0.position), kind: "", name: $0.words, detail: $0.position.description)
            }
            overlay = .picker(picker)
        }
    }

    /// What is said about a component in the template: itself, and each way that starts or ends at it.
    private func places(of node: String, in topology: Topology?) -> [(words: String, position: SourcePosition)] {
        guard let topology else { return [] }
        var places: [(words: String, position: SourcePosition)] = []
        if let component = topology.nodes.first(where: { $0.id == node }) {
            places.append((component.id, component.position))
        }
        for edge in topology.edges where edge.from == node || edge.to == node {
            let words = edge.from == node ? "→ \(edge.to)" : "← \(edge.from)"
            places.append((edge.label.isEmpty ? words : "\(words): \(edge.label)", edge.position))
        }
        return places.filter { $0.position.line > 0 }
    }

    /// Does what the mouse asks of the text.
    mutating func take(_ event: MouseEvent, in screen: SourceScreen) -> [Effect] {
        var screen = screen
        switch event.kind {
        case .wheelUp: screen.scroll.move(by: -3)
        case .wheelDown: screen.scroll.move(by: 3)
        case .wheelLeft: screen.left -= 6
        case .wheelRight: screen.left += 6
        default: return []
        }
        replaceTop(.source(screen))
        return []
    }

    /// Does what a key asks of the text.
    mutating func performInSource(_ action: Action, _ screen: SourceScreen) -> [Effect] {
        var screen = screen
        switch action {
        case .left: screen.left -= 8
        case .right: screen.left += 8
        case .open: screen.showMarked()
        case .back:
            screens.removeLast()
            return []
        default:
            screen.scroll.perform(action, content: screen.lines.count, window: max(1, frame.body.height))
        }
        replaceTop(.source(screen))
        return []
    }
}
