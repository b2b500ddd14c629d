import ArgumentParser
import Canvas
import Catalog
import Explorer
import Terminal
import Values

/// `archscope [TEMPLATE]`: the explorer.
struct Explore: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the explorer. This is what happens without a subcommand.")
    static let example = "archscope template.yaml"

    @Argument(
        help: ArgumentHelp(
            "Where to start: the paths of CloudFormation or SAM templates or a folder of them, or the id of an entry.",
            valueName: "source"))
    var sources: [String] = []

    @Option(help: ArgumentHelp("The colours: \(Theme.all.map(\.name).joined(separator: ", ")).", valueName: "theme"))
    var theme = Theme.dark

    @Flag(help: "Leave the mouse to the terminal, so that it selects text.")
    var noMouse = false

    @Flag(help: "Let events jump instead of moving.")
    var reducedMotion = false

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var options: CatalogOptions

    func run() throws {
        try Choices(
            sources: sources, world: World(parameters: parameters.values), theme: theme, usesMouse: !noMouse,
            reducesMotion: reducedMotion, folders: options.folders
        ).run()
    }

    /// What the arguments choose; without arguments, the defaults.
    struct Choices {
        var sources: [String] = []
        var world = World()
        var theme = Theme.dark
        var usesMouse = true
        var reducesMotion = false
        var folders: [String] = []
    }
}

extension Explore.Choices {
    /// Opens the explorer, or prints text where there is no screen to explore on.
    func run() throws {
        if let problem = TerminalError.checkTerminal() { return try printInstead(problem) }
        let settings = Settings(
            theme: theme.name, themes: Theme.all.map(\.name), isMouseOn: usesMouse, reducesMotion: reducesMotion,
            isASCII: Output.isASCII)
        let catalog = try CatalogOptions.load(folders)
        let start = try start(in: catalog)
        do throws(TerminalError) {
            let options = TerminalOptions(theme: theme, usesMouse: usesMouse)
            try runExplorer(options, world: world) { size in
                Model(catalog: catalog, size: size, settings: settings, start: start)
            }
        } catch {
            throw Failure("archscope: \(error.description).")
        }
    }

    private func start(in catalog: Catalog) throws -> Start {
        guard let source = sources.first else { return .browse }
        if TemplateFiles.arePaths(sources) { return .template(try world.opened(sources)) }
        return .entry(try catalog.require(source).id)
    }

    private func printInstead(_ problem: TerminalError) throws {
        printError("archscope: \(problem.description). Printing text instead.")
        let catalog = try CatalogOptions.load(folders)
        switch try start(in: catalog) {
        case .browse, .session: printSections(catalog)
        case .entry(let id), .flow(let id):
            printLine(articleText(of: id, in: catalog, width: 80, isASCII: Output.isASCII) ?? "")
        case .template(let opened):
            let binding = opened.pattern.bindings[0]
            if !binding.diagnostics.isEmpty { printError(Diagnostics(binding.diagnostics).description) }
            printTopology(binding.topology)
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
