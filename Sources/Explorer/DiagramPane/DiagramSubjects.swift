import Canvas
import Catalog
import Diagrams
import Graphs
import Patterns
import Topologies
import Values

extension Model {
    /// The name of what a pane draws.
    func title(of subject: DiagramSubject) -> String {
        switch subject {
        case .pattern(let id): library.name(id) ?? id
        case .template: template?.opened.pattern.name ?? "template"
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

    /// The topology of an explicit form that was drawn before.
    func topology(of subject: DiagramSubject, binding: Int) -> Topology? {
        switch subject {
        case .pattern(let id):
            guard case .success(let opened)? = openedBindings[OpenedKey(pattern: id, binding: binding)] else {
                return nil
            }
            return opened.topology
        case .template: return template?.binding?.topology
        }
    }

    /// The graph that a pane draws. Templates are read when their diagram is first asked for.
    mutating func graph(of subject: DiagramSubject, view: PatternView) -> Result<Graph, DrawingFault> {
        switch subject {
        case .template:
            guard let binding = template?.binding else {
                return .failure(DrawingFault(lines: ["There is no template to draw."]))
            }
            return .success(binding.graph(showing: view.layers ?? []))
        case .pattern(let id):
            guard case .pattern(let detail)? = library.entry(id)?.detail else {
                return .failure(DrawingFault(lines: ["There is no pattern '\(id)'."]))
            }
            guard view.isExplicit else { return .success(patternForm(detail).graph()) }
            return opened(id, view.binding, detail).map {
                $0.graph(showing: view.layers ?? detail.openingLayers)
            }
        }
    }

    private mutating func opened(_ id: String, _ number: Int, _ detail: PatternDetail) -> Result<
        OpenedBinding, DrawingFault
    > {
        let key = OpenedKey(pattern: id, binding: number)
        if let known = openedBindings[key] { return known }
        let result: Result<OpenedBinding, DrawingFault>
        do throws(Diagnostics) {
            guard detail.bindings.indices.contains(number) else {
                return .failure(DrawingFault(lines: ["This pattern has no explicit form."]))
            }
            result = .success(try openBinding(detail.bindings[number].id, of: id, in: library.catalog))
        } catch {
            result = .failure(DrawingFault(error, title: "The template of this binding cannot be read:"))
        }
        openedBindings[key] = result
        return result
    }
}

extension DrawingFault {
    /// What is wrong, one line each.
    init(_ diagnostics: Diagnostics, title: String) { lines = [title] + diagnostics.all.map { "  \($0)" } }
}

extension PatternDetail {
    /// The layers that its explicit diagrams open with, besides the main one.
    var openingLayers: Set<Layer> { Set(layers.compactMap(Layer.init(rawValue:))) }
}

/// Which explicit form was opened.
struct OpenedKey: Hashable, Sendable {
    let pattern: String
    let binding: Int
}
