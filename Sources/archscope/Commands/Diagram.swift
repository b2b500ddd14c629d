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
        abstract: "Draw a pattern, templates or any graph as a diagram of text.",
        discussion: """
            SOURCE is the id of a pattern or flow, or the path of a CloudFormation or SAM template or of a folder of \
            them, or of a graph: JSON, a Mermaid flowchart (.mmd, .mermaid) or a DOT digraph (.dot, .gv); '-' is standard \
            input. Several templates are drawn as one system, with what one exports and another imports linked.
            """)
    static let example = "archscope diagram write-buffering --view explicit --width 100"

    /// The forms of a pattern.
    enum View: String, ExpressibleByArgument, CaseIterable {
        case generic, explicit
    }

    /// The forms a diagram is printed in.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, mermaid, dot, svg
    }

    /// The ways edges may flow.
    enum Direction: String, ExpressibleByArgument, CaseIterable {
        case auto, right, down
    }

    @Argument(help: ArgumentHelp("What to draw.", valueName: "source"))
    var sources: [String] = []

    @Option(help: "Roles, or the resources that play them. Templates are always explicit.")
    var view: View?

    @Option(
        help: ArgumentHelp(
            "Which of a pattern's bindings to draw in the explicit view; the first unless given.", valueName: "id"))
    var binding: String?

    @Option(help: ArgumentHelp("Columns to fit in; its natural size unless given.", valueName: "n"))
    var width: Int?

    @Option(help: "Where edges flow; auto takes what the source asks for, or what fits the width.")
    var direction = Direction.auto

    @Option(help: "The characters to draw with; unicode unless the locale asks for ASCII.")
    var charset: DiagramOptions.Charset?

    @Option(help: "What SOURCE holds; unless given its ending tells, or how it begins.")
    var from: GraphSource.Format?

    @Option(help: "Text, the layout as JSON, the graph as Mermaid or DOT, or a picture as SVG.")
    var format = Format.text

    @Flag(
        inversion: .prefixedNo,
        help: "A line per kind of edge below the drawing; shown where there are several kinds unless given.")
    var legend: Bool?

    @Flag(help: "Print the JSON Schema of graphs as JSON instead of drawing.")
    var schema = false

    @Flag(help: "Mark each component of a template with the numbers of its findings, and list them below.")
    var findings = false

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var options: CatalogOptions

    func validate() throws {
        if sources.isEmpty, !schema { throw ValidationError("Name what to draw: a pattern, a template or a graph.") }
        if from != nil, sources.count > 1 { throw ValidationError("'--from' is for a single graph.") }
        if let width, width < 1 { throw ValidationError("Give a width of at least 1 column.") }
        if binding != nil, view == .generic { throw ValidationError("A binding is drawn in the explicit view.") }
        if sources == ["-"], binding != nil || view != nil {
            throw ValidationError("Standard input is a file; views and bindings are of patterns in the catalog.")
        }
    }

    func run() throws {
        guard !schema else { return print(graphSchema.prettyText) }
        if let file = try GraphSource(sources, format: from) { return try show(try file.graph()) }
        guard TemplateFiles.arePaths(sources) else { return try show(try graph(of: sources[0])) }
        let opened = try TemplateFiles(sources, parameters.values).open()
        let topology = opened.pattern.bindings[0].topology
        try show(topology.graph(marksFindings: findings))
        if findings, format == .text, !topology.findings.isEmpty {
            printLine("")
            for (index, finding) in topology.findings.enumerated() {
                printLine("\(index + 1) \(finding.diagnostic.description)")
            }
        }
        try opened.failWhereIncomplete()
    }

    private func show(_ graph: Graph) throws {
        if graph.nodes.isEmpty {
            printError("\(sources.joined(separator: ", ").withVisibleControls): no nodes: there is nothing to draw")
        }
        do throws(DiagramError) {
            switch format {
            case .mermaid: print(mermaidText(graph), terminator: "")
            case .dot: print(dotText(graph), terminator: "")
            case .json: print(layoutJSON(graph, try layOut(graph, drawn)).prettyText)
            case .svg: print(svgText(graph, try layOut(graph, drawn)))
            case .text: try printText(graph)
            }
        } catch {
            throw Failure(describe(error))
        }
    }

    private var drawn: DiagramOptions {
        DiagramOptions(
            direction: FlowDirection(rawValue: direction.rawValue),
            width: width,
            charset: charset ?? (Output.isASCII ? .ascii : .unicode)
        )
    }

    private func printText(_ graph: Graph) throws(DiagramError) {
        let layout = try layOut(graph, drawn)
        // Unasked, a legend must not make a drawing wider than its width.
        let least = legendWidth(graph)
        let fits = width.map { least <= $0 } ?? true
        if legend == true, !fits { throw .needsWidth(least) }
        let hasKinds = Set(graph.edges.map(\.kind)).count > 1
        printLine(draw(graph, layout, charset: drawn.charset, legend: legend ?? (hasKinds && fits)).text)
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
