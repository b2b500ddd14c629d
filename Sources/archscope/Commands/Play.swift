import ArgumentParser
import Canvas
import Explorer
import Flows
import Terminal

/// `archscope play`: a flow in motion.
struct Play: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the explorer on a running flow, for a demonstration.",
        discussion: """
            FLOW is the id of a flow or pattern, the path of a CloudFormation or SAM template, or a file that \
            'archscope run --save' wrote. The flow plays by itself; the keys are those of the run screen.
            """)
    static let example = "archscope play poison-message"

    @OptionGroup var choices: RunOptions

    @Option(help: ArgumentHelp("The colours: \(Theme.all.map(\.name).joined(separator: ", ")).", valueName: "theme"))
    var theme = Theme.dark

    @Flag(help: "Let events jump instead of moving.")
    var reducedMotion = false

    func run() throws {
        let catalog = try choices.options.load()
        let opened = try choices.open(in: catalog)
        if let problem = TerminalError.checkTerminal() { throw Failure("archscope: \(problem.description).") }
        let settings = Settings(
            theme: theme.name, themes: Theme.all.map(\.name), isMouseOn: true, reducesMotion: reducedMotion,
            isASCII: Output.isASCII)
        let start = Start.session(flow: opened.flow, title: opened.title, opened.session)
        do throws(TerminalError) {
            try runExplorer(TerminalOptions(theme: theme, usesMouse: true), world: World()) { size in
                Model(catalog: catalog, size: size, settings: settings, start: start)
            }
        } catch {
            throw Failure("archscope: \(error.description).")
        }
    }
}
