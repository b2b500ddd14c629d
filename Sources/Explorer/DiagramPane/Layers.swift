import Catalog
import Topologies

/// Choosing the layers of an explicit diagram.
extension Model {
    /// Opens the chooser of layers.
    mutating func openLayers(_ pane: DiagramPane) {
        guard view(of: pane.subject).isExplicit else {
            notice = "Layers are of resources; e shows them."
            return
        }
        overlay = .picker(Picker(.layers, title: "Layers", field: nil))
        refreshPicker()
    }

    /// The layers that can be shown or hidden.
    var layerRows: [Picker.Row] {
        guard case .diagram(let pane)? = screens.last else { return [] }
        let view = view(of: pane.subject)
        let topology = topology(of: pane.subject, binding: view.binding)
        let shown = shownLayers(pane.subject)
        return Layer.allCases.filter { $0 != .main }.map { layer in
            let count = topology?.nodes.count { $0.layer == layer } ?? 0
            return Picker.Row(
                .layer(layer), kind: "", name: layer.rawValue,
                detail: "\(count) component\(count == 1 ? "" : "s")", mark: shown.contains(layer) ? "shown" : "hidden")
        }
    }

    /// Shows or hides a layer of the diagram in front.
    mutating func toggle(_ layer: Layer) {
        guard case .diagram(let pane)? = screens.last else { return }
        let layers = shownLayers(pane.subject).symmetricDifference([layer])
        switch pane.subject {
        case .template: template?.view.layers = layers
        case .pattern(let id): patternViews[id, default: PatternView()].layers = layers
        }
        refreshPicker()
    }

    private func shownLayers(_ subject: DiagramSubject) -> Set<Layer> {
        if let layers = view(of: subject).layers { return layers }
        guard case .pattern(let id) = subject, case .pattern(let detail)? = library.entry(id)?.detail else { return [] }
        return detail.openingLayers
    }
}
