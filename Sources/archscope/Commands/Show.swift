import ArgumentParser
import Catalog
import Explorer

/// `archscope show`: an article, or what is in a template.
struct Show: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print an entry of the catalog, or what is in a template.",
        discussion: """
            SOURCE is the id of an entry, or the path of a CloudFormation or SAM template or of a folder of them: its \
            components, flows and entry points, what the emulator can run of it, and its findings.
            """)
    static let example = "archscope show write-buffering"

    @Argument(help: ArgumentHelp("What to print.", valueName: "source"))
    var sources: [String]

    @Option(help: ArgumentHelp("Columns to fit in; the terminal's, or 80.", valueName: "n"))
    var width: Int?

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var options: CatalogOptions

    func validate() throws {
        if let width, width < 20 { throw ValidationError("Give a width of at least 20 columns.") }
    }

    func run() throws {
        let width = max(20, width ?? Output.width ?? 80)
        if TemplateFiles.arePaths(sources) {
            let opened = try TemplateFiles(sources, parameters.values).open()
            printLine(templateText(opened.pattern, in: try options.load(), width: width))
            return try opened.failWhereIncomplete()
        }
        let catalog = try options.load()
        let id = sources[0]
        guard let text = articleText(of: id, in: catalog, width: width, isASCII: Output.isASCII) else {
            throw Failure(catalog.unknown(id))
        }
        printLine(text)
    }
}
