import Explorer
import Foundation

/// The files, as the explorer asks for them.
struct World {
    /// Values for template parameters, by name, which hold for every reading.
    var parameters: [String: String] = [:]

    /// Opens templates.
    func open(_ paths: [String]) -> Result<OpenedTemplate, OpeningFault> {
        do {
            return .success(try opened(paths))
        } catch let failure as Failure {
            return .failure(OpeningFault(failure.description.split(separator: "\n").map(String.init)))
        } catch {
            return .failure(OpeningFault(["\(error)"]))
        }
    }

    /// Opens templates.
    /// - Throws: a failure with all that is wrong, where nothing can be read.
    func opened(_ paths: [String]) throws -> OpenedTemplate {
        let opened = try TemplateFiles(paths.map(expandingHome), parameters).open(tells: false)
        let files = opened.pattern.bindings.flatMap(\.stack.files)
        let texts = files.compactMap { file in (try? readText(file)).map { (file, $0) } }
        return OpenedTemplate(
            paths: paths, pattern: opened.pattern, texts: Dictionary(texts, uniquingKeysWith: { first, _ in first }))
    }

    /// What a folder holds that could lead to a template; nothing where it cannot be read.
    func list(_ folder: String) -> FolderListing {
        let endings = [".yaml", ".yml", ".json", ".template"]
        var listing = FolderListing(folder: folder, folders: [], files: [])
        let path = folder.isEmpty ? "." : expandingHome(folder)
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            if isFolder.boolValue {
                listing.folders.append(name)
            } else if endings.contains(where: { name.lowercased().hasSuffix($0) }) {
                listing.files.append(name)
            }
        }
        return listing
    }
}

/// A path with the home folder for its leading `~`, as shells have it.
func expandingHome(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? FileManager.default.homeDirectoryForCurrentUser.path + path.dropFirst() : path
}
