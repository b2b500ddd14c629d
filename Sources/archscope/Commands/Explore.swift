import ArgumentParser
import Canvas
import Catalog
import Explorer
import Terminal

/// `archscope [TEMPLATE]`: the explorer.
struct Explore: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the explorer. This is what happens without a subcommand.")
    static let example = "archscope explore"

    @Option(help: ArgumentHelp("The colours: \(Theme.all.map(\.name).joined(separator: ", ")).", valueName: "theme"))
    var theme = Theme.dark

    @Flag(help: "Leave the mouse to the terminal, so that it selects text.")
    var noMouse = false

    @Flag(help: "Let events jump instead of moving.")
    var reducedMotion = false

    @OptionGroup var options: CatalogOptions

    func run() throws {
        if let problem = TerminalError.checkTerminal() {
            // There is no screen to explore on: what there is, as text.
            printError("archscope: \(problem.description). Printing the list instead.")
            printSections(try options.load())
            return
        }
        let settings = Settings(
            theme: theme.name, themes: Theme.all.map(\.name), isMouseOn: !noMouse, reducesMotion: reducedMotion,
            isASCII: Output.isASCII)
        let catalog = try options.load()
        do throws(TerminalError) {
            try runExplorer(TerminalOptions(theme: theme, usesMouse: !noMouse)) { size in
                Model(catalog: catalog, size: size, settings: settings)
            }
        } catch {
            throw Failure("archscope: \(error.description).")
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
