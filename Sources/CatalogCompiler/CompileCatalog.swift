import Catalog
import Foundation
import Values

/// The Swift source of a folder's catalog, nil where it has errors, and what was found wrong.
func compileCatalog(directory: String) -> (source: String?, diagnostics: [Diagnostic]) {
    guard FileManager.default.fileExists(atPath: directory) else {
        return (swiftSource(holding: Catalog.empty.packed), [])
    }
    // The name that positions keep: where the folder lies on the machine that builds is nobody's business.
    let reading = readCatalog(directory: directory, named: "catalog")
    let hasErrors = Diagnostics(reading.diagnostics).hasErrors
    return (hasErrors ? nil : swiftSource(holding: reading.catalog.packed), reading.diagnostics)
}
