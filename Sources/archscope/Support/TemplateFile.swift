import Foundation
import Patterns
import Values

/// A template on disk.
struct TemplateFile {
    var path: String

    /// Whether a SOURCE argument means a file: it looks like one, or there is one.
    static func looksLikePath(_ source: String) -> Bool {
        let endings = [".yaml", ".yml", ".json", ".template"]
        return source.contains("/") || endings.contains { source.lowercased().hasSuffix($0) }
            || FileManager.default.fileExists(atPath: source)
    }

    /// The template opened, with what could not be read of it told on standard error.
    /// - Throws: a failure with all that is wrong, where an error is among it.
    func open(parameters: [String: String] = [:]) throws -> OpenedPattern {
        let text = try readText(path)
        let opened: OpenedPattern
        do throws(Diagnostics) {
            opened = try openTemplate(text, file: path, parameters: parameters, loadFile: load)
        } catch {
            throw Failure(error)
        }
        let problems = Diagnostics(opened.bindings.flatMap(\.diagnostics))
        if problems.hasErrors { throw Failure(problems) }
        if !problems.all.isEmpty { printError(problems.description) }
        return opened
    }
}

extension TemplateFile {
    /// The text of a file that the template names; nil where it cannot be read.
    private func load(_ name: String) -> String? {
        try? readText(URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(name).path)
    }

    /// The template's text and those of the files that it names.
    /// - Throws: a failure when it cannot be read.
    func texts() throws -> (text: String, files: [String: String]) {
        let text = try readText(path)
        var files: [String: String] = [:]
        _ = try? openTemplate(text, file: path) { name in
            files[name] = load(name)
            return files[name]
        }
        return (text, files)
    }
}

/// Larger files, in bytes, are no templates: CloudFormation takes 1 MB.
private let sizeLimit = 16 << 20

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
            throw Failure("\(path.withVisibleControls): error: a folder; give the path of a template in it")
        }
    }
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
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
