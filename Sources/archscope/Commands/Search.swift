import ArgumentParser
import Canvas
import Catalog
import Values

/// `archscope search`: where words are.
struct Search: ExampleCommand {
    static let configuration = CommandConfiguration(abstract: "Find entries by words in them, best first.")
    static let example = "archscope search dead letter"

    @Argument(help: ArgumentHelp("Words, or their beginnings; all must be found.", valueName: "word"))
    var words: [String]

    @Flag(help: "As a JSON array of objects with id, kind, name and summary.")
    var json = false

    @OptionGroup var options: CatalogOptions

    func validate() throws {
        guard words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("Give at least one word to search for.")
        }
    }

    func run() throws {
        let matches = SearchIndex(try options.load()).matches(words.joined(separator: " "))
        if json {
            print(jsonList(matches.map(\.head.listed)))
            return
        }
        guard !matches.isEmpty else {
            printError(
                "Nothing found for '\(words.joined(separator: " ").withVisibleControls)'; try fewer words or their beginnings."
            )
            return
        }
        let idWidth = matches.map { $0.head.id.columns }.max() ?? 0
        let kindWidth = matches.map { $0.head.kind.rawValue.count }.max() ?? 0
        for match in matches {
            let found =
                if case .section(let title) = match.field { "\(title): \(match.text)" } else {
                    Markup.plain(match.head.summary)
                }
            let line =
                "\(match.head.kind.rawValue.padded(to: kindWidth))  \(match.head.id.padded(to: idWidth))  "
                + "\(match.head.name.displayText): \(found.displayText)"
            printLine(Output.width.map { line.truncated(to: $0) } ?? line)
        }
    }
}
