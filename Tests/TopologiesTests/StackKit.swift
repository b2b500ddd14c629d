import Graphs
import Templates
import Topologies
import Values

/// Reads a stack from its resources written as JSON, in which references are CloudFormation's.
func stack(_ resources: String) throws -> Stack {
    try readStack("{\"Resources\":\(resources)}", file: "template.json") { _ in nil }
}

/// The edges of a topology, a line each: `Orders -poll-> Worker (batch 10)`; assumed ones have a question mark.
func lines(_ topology: Topology) -> [String] {
    topology.edges.map { edge in
        "\(edge.from) -\(edge.kind.rawValue)\(edge.isAssumed ? "?" : "")-> \(edge.to)"
            + (edge.label.isEmpty ? "" : " (\(edge.label))")
    }
}
