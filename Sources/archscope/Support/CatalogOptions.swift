import ArgumentParser
import BuiltInCatalog
import Catalog
import Foundation
import Values

/// Which catalog a command reads.
struct CatalogOptions: ParsableArguments {
    @Option(
        name: .customLong("catalog"),
        help: ArgumentHelp(
            "A folder of your own entries, laid over the built-in catalog. Can be given several times.",
            valueName: "dir"))
    var folders: [String] = []

    /// The built-in catalog with the user's own entries over it: first those under the XDG data folder, then the
    /// folders given, in order.
    /// - Throws: a failure with all that is wrong with a folder.
    func load() throws -> Catalog { try CatalogOptions.load(folders) }

    /// The catalog with these folders over it, as `load` makes it.
    static func load(_ folders: [String]) throws -> Catalog {
        var catalog: Catalog
        do throws(Diagnostics) { catalog = try BuiltInCatalog.load() } catch { throw Failure(error) }
        var problems: [Diagnostic] = []
        for folder in userFolders + folders {
            let reading = readCatalog(directory: folder, over: catalog)
            problems += reading.diagnostics
            catalog = catalog.overlaid(with: reading.catalog)
        }
        guard !Diagnostics(problems).hasErrors else { throw Failure(Diagnostics(problems)) }
        for warning in problems { printError(warning.description) }
        return catalog
    }

    /// `$XDG_DATA_HOME/archscope/catalog`, where it exists.
    static var userFolders: [String] {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let home = environment["HOME"].map { $0 + "/.local/share" }
        guard let base = data ?? home else { return [] }
        let folder = base + "/archscope/catalog"
        return FileManager.default.fileExists(atPath: folder) ? [folder] : []
    }
}

extension Catalog {
    /// The entry with an id.
    /// - Throws: a failure that names the nearest ids.
    func require(_ id: String) throws -> Entry {
        if let entry = entry(id) { return entry }
        throw Failure(unknown(id))
    }

    /// What is said about an id that no entry has.
    func unknown(_ id: String) -> String {
        let near = nearestIDs(to: id)
        let hint = near.isEmpty ? "" : "; did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?"
        return "error: no entry has the id '\(id)'\(hint)\nList all with 'archscope list', find words with "
            + "'archscope search'."
    }
}
