import ArgumentParser
import Canvas
import Catalog
import Explorer
import Terminal

/// `archscope [TEMPLATE]`: the explorer.
struct Explore: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the explorer. This is what happens without a subcommand.")
    static let example = "archscope template.yaml"

    @Argument(
        help: ArgumentHelp(
            "Where to start: the path of a CloudFormation or SAM template, or the id of an entry.", valueName: "source")
    )
    var source: String?

    @Option(help: ArgumentHelp("The colours: \(Theme.all.map(\.name).joined(separator: ", ")).", valueName: "theme"))
    var theme = Theme.dark

    @Flag(help: "Leave the mouse to the terminal, so that it selects text.")
    var noMouse = false

    @Flag(help: "Let events jump instead of moving.")
    var reducedMotion = false

    @OptionGroup var options: CatalogOptions

    func run() throws {
        if let problem = TerminalError.checkTerminal() {
            try printInstead(problem)
            return
        }
        let settings = Settings(
            theme: theme.name, themes: Theme.all.map(\.name), isMouseOn: !noMouse, reducesMotion: reducedMotion,
            isASCII: Output.isASCII)
        let catalog = try options.load()
        let start = try start(in: catalog)
        do throws(TerminalError) {
            try runExplorer(TerminalOptions(theme: theme, usesMouse: !noMouse)) { size in
                Model(catalog: catalog, size: size, settings: settings, start: start)
            }
        } catch {
            throw Failure("archscope: \(error.description).")
        }
    }

    private func start(in catalog: Catalog) throws -> Start {
        guard let source else { return .browse }
        if TemplateFile.looksLikePath(source) { return .template(try TemplateFile(path: source).open()) }
        return .entry(try catalog.require(source).id)
    }

    /// Where there is no screen to explore on: the same as text.
    private func printInstead(_ problem: TerminalError) throws {
        printError("archscope: \(problem.description). Printing text instead.")
        let catalog = try options.load()
        switch try start(in: catalog) {
        case .browse: printSections(catalog)
        case .entry(let id), .flow(let id):
            printLine(articleText(of: id, in: catalog, width: 80, isASCII: Output.isASCII) ?? "")
        case .template(let opened): printTopology(opened.bindings[0].topology)
        }
    }
}

extension Theme: ExpressibleByArgument {
    /// The theme that an option names.
    public init?(argument: String) { self.init(name: argument) }

    /// The name, for help.
    public var defaultValueDescription: String { name }

    /// The names to choose from.
    public static var allValueStrings: [String] { all.map(\.name) }
}
