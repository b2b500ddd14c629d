import Foundation
import PackagePlugin

/// Packs the repository's `catalog` folder while the package is built, again whenever a file of it changes, comes or goes.
@main
struct CatalogPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "catalog", directoryHint: .isDirectory)
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedCatalog.swift")
        return [
            .buildCommand(
                displayName: "Packing the catalog",
                executable: try context.tool(named: "CatalogCompiler").url,
                arguments: [folder.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: files(in: folder),
                outputFiles: [output]
            )
        ]
    }

    /// The files of the folder in a stable order; none where there is no folder.
    private func files(in folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        let urls = (all?.allObjects ?? []).compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
        return urls.sorted { $0.path() < $1.path() }
    }
}
