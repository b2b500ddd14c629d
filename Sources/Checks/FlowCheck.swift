import Catalog
import Flows
import Values

extension PatternCheck {
    /// Checks that a flow reads. What its names mean is told by `Flows` when it is bound.
    mutating func checkFlow(_ id: String, _ bound: [Bound]) {
        guard let entry = catalog.entry(id), case .flow(let detail) = entry.detail,
            let file = catalog.file(detail.path)
        else { return }
        flows += 1
        do throws(Diagnostics) {
            _ = try readScenario(file.text, file: catalog.location(of: file.path))
        } catch {
            diagnostics += error.all
        }
    }
}
