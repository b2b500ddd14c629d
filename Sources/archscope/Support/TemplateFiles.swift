import ArgumentParser
import Foundation
import Patterns
import Templates
import Values

/// Templates on disk: one, or several that are opened as one system.
struct TemplateFiles {
    /// Files and folders as the user named them.
    var paths: [String]
    /// Values for template parameters, by name.
    var parameters: [String: String]

    init(_ paths: [String], _ parameters: [String: String] = [:]) {
        self.paths = paths
        self.parameters = parameters
    }

    /// Whether SOURCE arguments mean files: several do, and one that looks like a file or is one.
    static func arePaths(_ sources: [String]) -> Bool {
        guard let source = sources.first else { return false }
        let endings = [".yaml", ".yml", ".json", ".template"]
        return sources.count > 1 || source == "-" || source.contains("/")
            || endings.contains { source.lowercased().hasSuffix($0) } || FileManager.default.fileExists(atPath: source)
    }

    /// What the templates hold, as far as it can be read.
    ///
    /// - Parameter tells: whether what is wrong with the rest is told on standard error.
    /// - Throws: a failure with all that is wrong, where nothing can be read.
    func open(tells: Bool = true) throws -> OpenedTemplates {
        let files = try paths.flatMap { try templateFiles($0) }
        let texts = try files.map { TemplateText(file: $0, text: try readText($0)) }
        let pattern: OpenedPattern
        do throws(Diagnostics) {
            if texts.count == 1 {
                pattern = try openTemplate(texts[0].text, file: texts[0].file, parameters: parameters) { name in
                    neighbour(name, of: texts[0].file)
                }
            } else {
                pattern = try openTemplates(
                    texts, named: paths.joined(separator: ", "), parameters: parameters,
                    loadFile: { neighbour($1, of: $0) })
            }
        } catch {
            throw Failure(error)
        }
        let problems = Diagnostics(pattern.bindings.flatMap(\.diagnostics))
        if tells, !problems.all.isEmpty { printError(problems.description) }
        return OpenedTemplates(pattern: pattern, isComplete: !problems.hasErrors)
    }

    /// The text of a file that a template names by its path from there; nil where it cannot be read.
    func neighbour(_ path: String, of template: String) -> String? {
        let folder = URL(fileURLWithPath: template == "-" ? "stdin" : template).deletingLastPathComponent()
        return try? readText(URL(fileURLWithPath: path, relativeTo: folder).path)
    }
}

/// Templates that are open.
struct OpenedTemplates {
    var pattern: OpenedPattern
    /// Whether all of them could be read.
    var isComplete: Bool

    /// Ends the command with status 1 where a part could not be read: what is wrong was told, and the rest shown.
    func failWhereIncomplete() throws {
        if !isComplete { throw ExitCode.failure }
    }
}

/// The templates that a path means: itself, or those in a folder and the folders below it, in the order of their names.
/// - Throws: a failure where a folder holds none.
func templateFiles(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        return [path]
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    let endings = ["yaml", "yml", "json", "template"]
    let skipped: Set<String> = ["node_modules", "cdk.out"]
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let candidates = names.filter { name in
        let parts = name.split(separator: "/")
        return endings.contains((name as NSString).pathExtension.lowercased())
            && !parts.contains { $0.hasPrefix(".") || skipped.contains(String($0)) }
    }
    let files = candidates.sorted().map { prefix + $0 }.filter { file in
        guard let text = try? readText(file) else { return false }
        return mayBeTemplate(text)
    }
    guard !files.isEmpty else {
        throw Failure("\(path.withVisibleControls): error: a folder without templates; give one that holds some")
    }
    guard files.count <= folderLimit else {
        throw Failure(
            "\(path.withVisibleControls): error: a folder with \(files.count) templates; open at most \(folderLimit)")
    }
    return files
}

/// More templates than this in a folder are no one system.
private let folderLimit = 200

/// Whether a text has the section that every template has, as other files in a folder of templates have not.
private func mayBeTemplate(_ text: String) -> Bool {
    text.hasPrefix("Resources:") || text.contains("\nResources:") || text.contains("\"Resources\"")
}

/// Larger files, in bytes, are no templates: CloudFormation takes 1 MB.
private let sizeLimit = 16 << 20

/// Standard input, which can be read only once.
private let standardInput = FileHandle.standardInput.readDataToEndOfFile()

/// The text of a file; `-` is standard input.
/// - Throws: a failure that says what is wrong with the file.
func readText(_ path: String) throws -> String {
    var isFolder: ObjCBool = false
    if path != "-" {
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(
                "\(path.withVisibleControls): error: no such file; give the path of a template or a catalog id")
        }
        guard !isFolder.boolValue else {
            throw Failure("\(path.withVisibleControls): error: a folder where a file belongs")
        }
    }
    let data = path == "-" ? standardInput : FileManager.default.contents(atPath: path)
    guard let data else {
        throw Failure("\(path.withVisibleControls): error: the file cannot be read; check its permissions")
    }
    guard data.count <= sizeLimit else {
        throw Failure(
            "\(path.withVisibleControls): error: a file of \(data.count) bytes; templates have at most 16 MiB")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw Failure("\(path.withVisibleControls): error: the file is not text in UTF-8")
    }
    return text
}
