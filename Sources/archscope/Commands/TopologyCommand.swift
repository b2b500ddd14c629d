import ArgumentParser
import Canvas
import Graphs
import Patterns
import Topologies

/// `archscope topology`: who sends what to whom.
struct TopologyCommand: ExampleCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology",
        abstract: "List the components of a template and the ways messages take between them.")
    static let example = "archscope topology template.yaml --json"

    @Argument(
        help: ArgumentHelp(
            "The paths of CloudFormation or SAM templates, or of folders of them; several are linked as one system.",
            valueName: "template"))
    var templates: [String] = []

    @Flag(help: "As a JSON object with nodes (id, type, kind, group) and edges (from, to, kind, label, line).")
    var json = false

    @Flag(help: "Print the JSON Schema of what --json prints, and do nothing else.")
    var schema = false

    @OptionGroup var parameters: ParameterOptions

    func validate() throws {
        if templates.isEmpty, !schema { throw ValidationError("Missing expected argument '<template> ...'") }
    }

    func run() throws {
        if schema { return print(topologySchema.prettyText) }
        let opened = try TemplateFiles(templates, parameters.values).open()
        let topology = opened.pattern.bindings[0].topology
        json ? print(topology.json.prettyText) : printTopology(topology)
        try opened.failWhereIncomplete()
    }
}

/// Prints components, ways and findings, a line each.
func printTopology(_ topology: Topology) {
    let width = topology.nodes.map { $0.id.columns }.max() ?? 0
    for node in topology.nodes {
        let layer = node.layer == .main ? "" : " [\(node.layer.rawValue)]"
        printLine(
            "\(node.id.padded(to: width))  \(node.kind)\(node.type.isEmpty ? "" : ", \(node.type)")\(layer)"
                .displayText)
    }
    if !topology.edges.isEmpty { printLine("") }
    for edge in topology.edges {
        let label = edge.label.isEmpty ? "" : ": \(edge.label)"
        let assumed = edge.isAssumed ? " (assumed)" : ""
        printLine("\(edge.from) -> \(edge.to)  \(edge.kind.meaning)\(label)\(assumed)".displayText)
    }
    if !topology.findings.isEmpty { printLine("") }
    for finding in topology.findings { printLine(finding.diagnostic.description) }
}
