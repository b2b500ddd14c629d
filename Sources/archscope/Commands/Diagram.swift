import ArgumentParser
import Canvas
import Catalog
import Diagrams
import Graphs
import Templates
import Topologies

/// `archscope diagram`: a picture of text.
struct Diagram: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw a pattern or a template as a diagram of text.",
        discussion: "SOURCE is the id of a pattern or flow, or the path of a CloudFormation or SAM template.")
    static let example = "archscope diagram write-buffering --view explicit --width 100"

    /// The forms of a pattern.
    enum View: String, ExpressibleByArgument, CaseIterable {
        case generic, explicit
    }

    @Argument(help: ArgumentHelp("What to draw.", valueName: "source"))
    var source: String

    @Option(help: "Roles, or the resources that play them. Templates are always explicit.")
    var view: View?

    @Option(
        help: ArgumentHelp(
            "Which of a pattern's bindings to draw in the explicit view; the first unless given.", valueName: "id"))
    var binding: String?

    @Option(help: ArgumentHelp("Columns to fit in; its natural size unless given.", valueName: "n"))
    var width: Int?

    @Option(help: "The characters to draw with; unicode unless the locale asks for ASCII.")
    var charset: DiagramOptions.Charset?

    @OptionGroup var options: CatalogOptions

    func validate() throws {
        if let width, width < 1 { throw ValidationError("Give a width of at least 1 column.") }
        if binding != nil, view == .generic { throw ValidationError("A binding is drawn in the explicit view.") }
    }

    func run() throws {
        let drawn = DiagramOptions(width: width, charset: charset ?? (Output.isASCII ? .ascii : .unicode))
        let graph = try graph()
        do throws(DiagramError) { printLine(try drawText(graph, drawn)) } catch { throw Failure(describe(error)) }
    }
}

extension DiagramOptions.Charset: ExpressibleByArgument {}

extension Diagram {
    /// The graph of the source.
    private func graph() throws -> Graph {
        if TemplateFile.looksLikePath(source) { return link(try TemplateFile(path: source).readStack()).graph() }
        _ = try options.load().require(source)
        throw Failure("pending")
    }

    private func describe(_ error: DiagramError) -> String {
        switch error {
        case .needsWidth(let needed):
            "error: the diagram needs \(needed) columns; give '--width \(needed)' or leave the option out"
        case .tooLarge(let count, let limit):
            "error: a graph of \(count) nodes and edges; diagrams are drawn up to \(limit)"
        }
    }
}
