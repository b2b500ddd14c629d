/// A file of a catalog: its path inside the catalog, with `/` between its parts, and its text.
public struct CatalogFile: Hashable, Sendable {
    /// The path inside the catalog, such as `services/sqs.yaml`.
    public var path: String
    /// The text.
    public var text: String

    /// Makes a file.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// What a file of a catalog holds, told from where it lies.
enum CatalogPlace: Hashable {
    /// One entry, whose id must be the file's name; flows belong to a pattern.
    case entry(EntryKind, id: String, pattern: String?)
    /// A list of entries.
    case list(EntryKind, group: String)
    /// The template of a binding; `Templates` reads it.
    case template(pattern: String, binding: String)

    /// The shapes of paths: `*` stands for a name of the author's choice.
    private static let table: [(path: String, place: @Sendable ([String]) -> CatalogPlace)] = [
        ("capabilities/*.yaml", { .entry(.capability, id: $0[0], pattern: nil) }),
        ("services/*.yaml", { .entry(.service, id: $0[0], pattern: nil) }),
        ("patterns/*/pattern.yaml", { .entry(.pattern, id: $0[0], pattern: nil) }),
        ("patterns/*/bindings/*/template.yaml", { .template(pattern: $0[0], binding: $0[1]) }),
        ("patterns/*/flows/*.yaml", { .entry(.flow, id: $0[1], pattern: $0[0]) }),
        ("terms/*.yaml", { .list(.term, group: $0[0]) }),
        ("practices/*.yaml", { .list(.practice, group: $0[0]) }),
        ("decisions/*.yaml", { .entry(.decision, id: $0[0], pattern: nil) }),
        ("guides/*.yaml", { .entry(.guide, id: $0[0], pattern: nil) }),
        ("sources.yaml", { _ in .list(.source, group: "") }),
    ]

    /// The shapes of paths in words, for messages.
    static var shapes: [String] { table.map(\.path) }

    /// The path of a binding's template.
    static func templatePath(pattern: String, binding: String) -> String {
        "patterns/\(pattern)/bindings/\(binding)/template.yaml"
    }

    /// What lies at a path; nil where no file of a catalog lies.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for row in Self.table {
            let shape = row.path.split(separator: "/")
            guard shape.count == parts.count else { continue }
            var names: [String] = []
            let fits = zip(shape, parts).allSatisfy { wanted, part in
                guard wanted.hasPrefix("*") else { return wanted == part }
                let ending = wanted.dropFirst()
                guard part.hasSuffix(ending), part.count > ending.count else { return false }
                names.append(String(part.dropLast(ending.count)))
                return true
            }
            if fits {
                self = row.place(names)
                return
            }
        }
        return nil
    }
}
