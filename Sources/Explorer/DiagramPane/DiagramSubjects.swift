import Canvas
import Catalog
import Diagrams
import Graphs
import Topologies

extension Model {
    /// The name of what a pane draws.
    func title(of subject: DiagramSubject) -> String {
        switch subject {
        case .pattern(let id): library.name(id) ?? id
        case .template: "template"
        }
    }

    /// Which form is shown: `generic`, or the binding's name and which of how many it is.
    func viewWords(of subject: DiagramSubject) -> String {
        guard case .pattern(let id) = subject, case .pattern(let detail)? = library.entry(id)?.detail else { return "" }
        let view = patternViews[id] ?? PatternView()
        guard view.isExplicit, detail.bindings.indices.contains(view.binding) else {
            return detail.bindings.isEmpty ? "generic" : "generic · e: explicit"
        }
        let place = detail.bindings.count > 1 ? " (\(view.binding + 1) of \(detail.bindings.count), [ ])" : ""
        return "explicit: \(detail.bindings[view.binding].name)\(place)"
    }

    /// Opens the diagram pane of the entry that is read.
    mutating func openDiagram() {
        guard let id = patternOfShownEntry else {
            notice = "This entry has no diagram; patterns and flows have one."
            return
        }
        openDiagram(of: id, binding: nil)
    }

    /// Opens the diagram pane of a pattern, on one binding's explicit form where it is named.
    mutating func openDiagram(of id: String, binding: String?) {
        guard case .pattern(let detail)? = library.entry(id)?.detail else {
            notice = "There is no pattern '\(id)'."
            return
        }
        guard !detail.roles.isEmpty || !detail.bindings.isEmpty else {
            notice = "This pattern is told in words; it has no diagram."
            return
        }
        if let binding, let index = detail.bindings.firstIndex(where: { $0.id == binding }) {
            patternViews[id] = PatternView(isExplicit: true, binding: index)
        }
        screens.append(.diagram(DiagramPane(.pattern(id))))
    }

    /// The topology of an explicit form.
    func topology(of subject: DiagramSubject, binding: Int) -> Topology? { nil }

    /// The graph that a pane draws.
    mutating func graph(of subject: DiagramSubject, view: PatternView) -> Result<Graph, DrawingFault> {
        guard case .pattern(let id) = subject, case .pattern(let detail)? = library.entry(id)?.detail else {
            return .failure(DrawingFault(lines: ["There is nothing to draw."]))
        }
        return .success(genericGraph(of: detail))
    }
}

/// The generic form of a pattern: its roles and what they send each other.
func genericGraph(of detail: PatternDetail) -> Graph {
    let entered = Set(detail.edges.map(\.to))
    return Graph(
        nodes: detail.roles.map {
            GraphNode(id: $0.id, label: $0.name, kind: $0.capability, isEntry: !entered.contains($0.id))
        },
        edges: detail.edges.map {
            GraphEdge(from: $0.from, to: $0.to, label: $0.label, kind: EdgeKind(rawValue: $0.kind) ?? .call)
        }
    )
}
