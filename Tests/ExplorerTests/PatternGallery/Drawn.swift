import Catalog
import Diagrams
import Patterns

@testable import Explorer

/// A pattern of the catalog as `archscope diagram` draws it in 120 columns: in roles, or in a binding's resources with the
/// layers that the pattern opens with.
func drawn(_ id: String, _ binding: String? = nil) throws -> String {
    let options = DiagramOptions(width: 120)
    guard case .pattern(let detail)? = Shipped.catalog.entry(id)?.detail else { return "there is no pattern '\(id)'" }
    guard let binding else { return try drawText(patternForm(detail).graph(), options) }
    let opened = try openBinding(binding, of: id, in: Shipped.catalog)
    return try drawText(opened.graph(showing: detail.openingLayers), options)
}
