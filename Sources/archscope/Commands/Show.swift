import ArgumentParser
import Catalog
import Explorer

/// `archscope show`: an article.
struct Show: ExampleCommand {
    static let configuration = CommandConfiguration(abstract: "Print an entry: a pattern, service, term or any other.")
    static let example = "archscope show write-buffering"

    @Argument(help: ArgumentHelp("The entry's id.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Columns to fit in; the terminal's, or 80.", valueName: "n"))
    var width: Int?

    @OptionGroup var options: CatalogOptions

    func validate() throws {
        if let width, width < 20 { throw ValidationError("Give a width of at least 20 columns.") }
    }

    func run() throws {
        let catalog = try options.load()
        let width = max(20, width ?? Output.width ?? 80)
        guard let text = articleText(of: id, in: catalog, width: width, isASCII: Output.isASCII) else {
            throw Failure(catalog.unknown(id))
        }
        printLine(text)
    }
}
