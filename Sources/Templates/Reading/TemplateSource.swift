import Values

/// Where a template's files come from, and which place its stack has among others that are open.
struct TemplateSource {
    /// The text of a file, by its path from the outermost template's folder.
    let loadFile: (String) -> String?
    /// That folder as the user named it, with a slash at its end; empty for the folder of the command.
    var folderName: String
    /// The folder of this template, from the outermost template's folder.
    var folder = ""
    /// The templates around this one, by their paths: nested stacks may name each other in a circle.
    var openFiles: [String] = []
    /// The logical id of the resource that nests the stack; nil for the outermost one.
    var stack: String?
    /// Where the values of parameters come from, where resources of the stack around give them.
    var origins: [String: [Reference]] = [:]
    /// What the other open stacks export, by name.
    var exports: [String: Output] = [:]

    /// The source of an outermost template, with its file as the user named it.
    init(file: String = "", loadFile: @escaping (String) -> String?) {
        folderName = Templates.folderName(of: file)
        openFiles = [String(file.dropFirst(folderName.count))]
        self.loadFile = loadFile
    }

    /// Whether a location is none of a local file.
    static func isRemote(_ location: String) -> Bool { location.hasPrefix("https://") || location.hasPrefix("s3://") }

    /// The source of a template that a resource of this one nests.
    func nested(_ logicalID: String, at path: String, origins: [String: [Reference]]) -> TemplateSource {
        var inner = self
        inner.folder = Templates.folderName(of: place(of: path))
        inner.openFiles.append(place(of: path))
        inner.stack = qualified(logicalID)
        inner.origins = origins
        return inner
    }

    /// A logical id as it is unique among all open stacks: `Orders/Queue` in the stack that `Orders` nests.
    func qualified(_ logicalID: String) -> String { stack.map { $0 + "/" + logicalID } ?? logicalID }

    /// What stands where AWS would make up a name: the logical id, behind the names of the stacks around it.
    func named(_ logicalID: String) -> String {
        guard let stack else { return logicalID }
        return stack.split(separator: "/").joined(separator: "-") + "-" + logicalID
    }

    /// A path from the outermost template's folder, of one that starts at this template's.
    func place(of path: String) -> String {
        if path.hasPrefix("/") { return path }
        var parts: [Substring] = []
        for part in (folder + path).split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

/// The folder of a file with a slash at its end; empty for a plain name.
func folderName(of file: String) -> String { file.lastIndex(of: "/").map { String(file[...$0]) } ?? "" }

extension Evaluator {
    /// The text and the name of a local file that the template names; nil, with a warning, where there is none: it may be
    /// made by a build, and the rest can be shown without it.
    mutating func load(_ path: String, to purpose: String, at place: SourcePosition) -> (text: String, file: String)? {
        let path = source.place(of: path)
        let file = path.hasPrefix("/") ? path : source.folderName + path
        guard let text = source.loadFile(path) else {
            fail(
                .warning, at: place, "no file '\(file)' to \(purpose)",
                "correct the path, which starts at the template; what the file would add is missing")
            return nil
        }
        files.append(file)
        return (text, file)
    }
}

/// The elements in their order, each once.
func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
}
