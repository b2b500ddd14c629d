import ArgumentParser
import Canvas
import Catalog
import Diagrams
import Graphs
import Patterns
import Topologies
import Values

/// `archscope diagram`: a picture of text.
struct Diagram: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw a pattern or a template as a diagram of text.",
        discussion: """
            SOURCE is the id of a pattern or flow, or the path of a CloudFormation or SAM template or of a folder of \
            them. Several templates are drawn as one system, with what one exports and another imports linked.
            """)
    static let example = "archscope diagram write-buffering --view explicit --width 100"

    /// The forms of a pattern.
    enum View: String, ExpressibleByArgument, CaseIterable {
        case generic, explicit
    }

    @Argument(help: ArgumentHelp("What to draw.", valueName: "source"))
    var sources: [String]

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

    @Flag(help: "Mark each component of a template with the numbers of its findings, and list them below.")
    var findings = false

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var options: CatalogOptions

    func validate() throws {
        if let width, width < 1 { throw ValidationError("Give a width of at least 1 column.") }
        if binding != nil, view == .generic { throw ValidationError("A binding is drawn in the explicit view.") }
    }

    func run() throws {
        guard TemplateFiles.arePaths(sources) else { return try draw(try graph(of: sources[0])) }
        let opened = try TemplateFiles(sources, parameters.values).open()
        let topology = opened.pattern.bindings[0].topology
        try draw(topology.graph(marksFindings: findings))
        if findings, !topology.findings.isEmpty {
            printLine("")
            for (index, finding) in topology.findings.enumerated() {
                printLine("\(index + 1) \(finding.diagnostic.description)")
            }
        }
        try opened.failWhereIncomplete()
    }

    private func draw(_ graph: Graph) throws {
        let drawn = DiagramOptions(width: width, charset: charset ?? (Output.isASCII ? .ascii : .unicode))
        do throws(DiagramError) { printLine(try drawText(graph, drawn)) } catch { throw Failure(describe(error)) }
    }
}

extension DiagramOptions.Charset: ExpressibleByArgument {}

extension Diagram {
    /// The graph of an entry of the catalog.
    /// - Throws: a failure with all that is wrong with it.
    private func graph(of source: String) throws -> Graph {
        let catalog = try options.load()
        let (pattern, detail) = try pattern(of: source, in: catalog)
        guard view == .explicit || binding != nil else { return patternForm(detail).graph() }
        if let binding, !detail.bindings.contains(where: { $0.id == binding }) {
            let ids = detail.bindings.map { "'\($0.id)'" }.joined(separator: ", ")
            throw Failure(
                "error: the pattern '\(pattern)' has no binding '\(binding.withVisibleControls)'; it has \(ids)")
        }
        do throws(Diagnostics) {
            let opened = try openBinding(binding, of: pattern, in: catalog)
            return opened.graph(showing: Set(detail.layers.compactMap { Layer(rawValue: $0) }))
        } catch {
            throw Failure(error)
        }
    }

    /// The pattern that a source names, itself or by one of its flows.
    private func pattern(of source: String, in catalog: Catalog) throws -> (id: String, detail: PatternDetail) {
        var entry = try catalog.require(source)
        if case .flow(let flow) = entry.detail { entry = try catalog.require(flow.pattern) }
        guard case .pattern(let detail) = entry.detail, !detail.roles.isEmpty else {
            throw Failure(
                "error: '\(source)' is a \(entry.kind.rawValue) without a diagram; draw a pattern or a template")
        }
        return (entry.id, detail)
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
