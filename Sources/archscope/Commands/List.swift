import ArgumentParser
import Canvas
import Catalog
import Values

/// `archscope list`: what there is.
struct List: ExampleCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries of the catalog.")
    static let example = "archscope list patterns"

    /// Sections as they are asked for.
    enum Section: String, ExpressibleByArgument, CaseIterable {
        case capabilities, services, patterns, flows, terms, practices, decisions, guides, sources

        var kind: EntryKind {
            switch self {
            case .capabilities: .capability
            case .services: .service
            case .patterns: .pattern
            case .flows: .flow
            case .terms: .term
            case .practices: .practice
            case .decisions: .decision
            case .guides: .guide
            case .sources: .source
            }
        }
    }

    @Argument(help: ArgumentHelp("Only this section.", valueName: "section"))
    var section: Section?

    @Flag(help: "As a JSON array of objects with id, kind, name and summary.")
    var json = false

    @OptionGroup var options: CatalogOptions

    func run() throws {
        let catalog = try options.load()
        let heads = section.map { catalog.heads(of: $0.kind) } ?? catalog.heads
        if json {
            print(jsonList(heads.map(\.listed)))
        } else if let section {
            printTable(heads)
            if heads.isEmpty { printError("The catalog has no \(section.rawValue).") }
        } else {
            printSections(catalog)
        }
    }
}

/// Prints all sections, each under its name.
func printSections(_ catalog: Catalog) {
    var isFirst = true
    for section in List.Section.allCases {
        let heads = catalog.heads(of: section.kind)
        guard !heads.isEmpty else { continue }
        if !isFirst { printLine("") }
        isFirst = false
        printLine("\(section.rawValue.uppercased()) (\(heads.count))")
        printTable(heads)
    }
}

/// Prints ids, names and summaries in columns: cut to the terminal's width, whole where the output is no terminal.
func printTable(_ heads: [EntryHead]) {
    let idWidth = heads.map { $0.id.columns }.max() ?? 0
    for head in heads {
        let mark = head.canRun ? "▶ " : "  "
        let line = "\(mark)\(head.id.padded(to: idWidth))  \(head.name.displayText): \(Markup.plain(head.summary))"
        printLine(Output.width.map { line.truncated(to: $0) } ?? String(line.displayCharacters))
    }
}

extension EntryHead {
    /// The entry as it stands in JSON lists.
    var listed: JSONValue {
        [
            "id": JSONValue(id), "kind": JSONValue(kind.rawValue), "name": JSONValue(name),
            "summary": JSONValue(Markup.plain(summary)),
        ]
    }
}

/// A JSON array with one element a line.
func jsonList(_ values: [JSONValue]) -> String {
    values.isEmpty ? "[]" : "[\n" + values.map { "  " + $0.compactText }.joined(separator: ",\n") + "\n]"
}
