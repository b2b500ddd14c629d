import ArgumentParser
import Canvas
import Catalog
import Foundation
import Patterns
import Values

/// `archscope new`: a pattern to begin with.
struct New: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a pattern's template, code and flows into an empty folder, ready for 'sam deploy'.",
        discussion: """
            ID is a pattern, or a flow of one. The template's functions are written as files of their own, and the \
            flows name the template's resources, so that 'archscope run template.yaml --flow flows/FLOW.yaml' goes on \
            working while you change them. Nothing is ever overwritten.
            """)
    static let example = "archscope new write-buffering orders"

    @Argument(help: "The id of a pattern or flow.")
    var id: String

    @Argument(
        help: ArgumentHelp("The folder to write: one that is empty, or that does not exist yet.", valueName: "dir"))
    var folder: String

    @Option(
        help: ArgumentHelp(
            "Which of the pattern's bindings to write; the first that has all of its roles unless given.",
            valueName: "id"))
    var binding: String?

    @OptionGroup var options: CatalogOptions

    func validate() throws {
        if folder.isEmpty { throw ValidationError("Name the folder to write.") }
    }

    func run() throws {
        let catalog = try options.load()
        _ = try catalog.require(id)
        let made: DeployableFolder
        do throws(Diagnostics) {
            made = try deployableFolder(of: id, binding: binding, in: catalog)
        } catch {
            throw Failure(error)
        }
        try NewFolder(path: folder).write(made.files)
        tell(made)
    }

    private func tell(_ made: DeployableFolder) {
        let place = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        printLine("\(made.name.displayText), in \(place.displayText):")
        for file in made.files { printLine("  \(file.path.displayText)") }
        printLine("")
        let template = "\(place)/template.yaml".shellWord
        var lines = [("Look at it", "archscope \(template)")]
        for flow in made.flows {
            lines.append(("Run it", "archscope run \(template) --flow \("\(place)/\(flow)".shellWord)"))
        }
        if made.flows.isEmpty { lines.append(("Run it", "archscope run \(template)")) }
        lines.append(("Deploy it", "cd \(place.shellWord) && sam deploy"))
        for (what, command) in lines { printLine("\(what.padded(to: 12))\(command.displayText)") }
    }
}

/// A folder that is to be written, and holds nothing before.
private struct NewFolder {
    let path: String

    /// Writes files, which must not exist.
    /// - Throws: a failure that says what is in the way.
    func write(_ files: [CatalogFile]) throws {
        try checkEmpty()
        for file in files {
            let target = URL(fileURLWithPath: path).appendingPathComponent(file.path)
            do {
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: target, options: .withoutOverwriting)
            } catch {
                throw Failure(
                    "\(path)/\(file.path)".withVisibleControls
                        + ": error: the file cannot be written: \(error.localizedDescription)")
            }
        }
    }

    private func checkEmpty() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw failure("a file, and nothing is overwritten; name a folder that does not exist yet")
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw failure("the folder cannot be read: \(error.localizedDescription)")
        }
        guard let first = names.first else { return }
        let others = names.count > 1 ? " and \(names.count - 1) more" : ""
        throw failure(
            "the folder holds '\(first)'\(others), and nothing is overwritten; name an empty folder, or one that does not "
                + "exist yet")
    }

    private func failure(_ reason: String) -> Failure {
        Failure("\(path): error: \(reason)".withVisibleControls)
    }
}

extension String {
    /// The text as one word of a shell command.
    fileprivate var shellWord: String {
        let isPlain = !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./~+:@%".contains($0)) }
        return isPlain ? self : "'\(replacing("'", with: "'\\''"))'"
    }
}
