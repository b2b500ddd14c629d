import ArgumentParser
import Canvas
import Graphs
import Patterns
import Topologies
import Values

/// `archscope topology`: who sends what to whom.
struct TopologyCommand: ExampleCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology",
        abstract: "List the components of a template and the ways messages take between them.")
    static let example = "archscope topology template.yaml --json"

    @Argument(help: ArgumentHelp("The path of a CloudFormation or SAM template.", valueName: "template"))
    var template: String

    @Flag(help: "As a JSON object with nodes (id, type, kind, group) and edges (from, to, kind, label, line).")
    var json = false

    @Option(
        name: .customLong("parameter"),
        help: ArgumentHelp("A value for a template parameter. Can be given several times.", valueName: "name=value"))
    var parameters: [ParameterValue] = []

    func run() throws {
        let values = Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
        let topology = try TemplateFile(path: template).open(parameters: values).bindings[0].topology
        json ? print(topology.json.prettyText) : printTopology(topology)
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

/// A value for a template parameter, written `Name=Value`.
struct ParameterValue: ExpressibleByArgument {
    var name: String
    var value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

extension Topology {
    /// The topology as JSON: components, ways, groups and findings.
    var json: JSONValue {
        [
            "nodes": JSONValue(nodes.map(\.json)), "edges": JSONValue(edges.map(\.json)),
            "groups": JSONValue(groups.map(\.json)), "findings": JSONValue(findings.map(\.json)),
        ]
    }
}

extension TopologyNode {
    fileprivate var json: JSONValue {
        [
            "id": JSONValue(id), "label": JSONValue(label), "type": JSONValue(type), "kind": JSONValue(kind),
            "group": group.map { JSONValue($0) } ?? .null, "layer": JSONValue(layer.rawValue),
            "entry": JSONValue(.bool(isEntry)), "line": position.json,
        ]
    }
}

extension TopologyEdge {
    fileprivate var json: JSONValue {
        [
            "id": JSONValue(id), "from": JSONValue(from), "to": JSONValue(to), "kind": JSONValue(kind.rawValue),
            "label": JSONValue(label), "via": JSONValue(via.map { JSONValue($0) }),
            "actions": JSONValue(actions.map { JSONValue($0) }), "assumed": JSONValue(.bool(isAssumed)),
            "line": position.json,
        ]
    }
}

extension GraphGroup {
    fileprivate var json: JSONValue {
        ["id": JSONValue(id), "label": JSONValue(label), "parent": parent.map { JSONValue($0) } ?? .null]
    }
}

extension Finding {
    fileprivate var json: JSONValue {
        [
            "severity": JSONValue(diagnostic.severity == .error ? "error" : "warning"),
            "found": JSONValue(diagnostic.found), "expected": JSONValue(diagnostic.expected),
            "practice": JSONValue(practice), "nodes": JSONValue(nodes.map { JSONValue($0) }),
            "line": diagnostic.position.json,
        ]
    }
}

extension SourcePosition {
    /// The line, or null where there is none.
    fileprivate var json: JSONValue { line > 0 ? JSONValue(line) : .null }
}
