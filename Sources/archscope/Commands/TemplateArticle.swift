import Canvas
import Diagrams
import Graphs
import Patterns
import Services
import Topologies
import Values

/// What is in a template, for people: components, flows, entry points, what runs, and findings.
func templateArticle(_ pattern: OpenedPattern, width: Int) -> [String] {
    guard let binding = pattern.bindings.first else { return [] }
    return TemplateArticle(name: pattern.name, binding: binding, width: width).lines
}

private struct TemplateArticle {
    let name: String
    let binding: OpenedBinding
    let width: Int

    private var topology: Topology { binding.topology }
    private var nodes: [TopologyNode] { topology.nodes }

    var lines: [String] {
        var lines = [name.displayText]
        if !binding.summary.isEmpty { lines += wrap(binding.summary.displayText, width: width) }
        lines += section("Components", components)
        lines += section("Flows", flows)
        lines += section("Entry points", entries)
        lines += section("The emulator", emulation)
        lines += section("Findings", findings)
        return lines
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines
    }

    /// A line of a list, wrapped behind its mark.
    private func item(_ text: String) -> [String] {
        wrap("  " + text.displayText, width: width, hanging: 4)
    }

    // MARK: - Parts

    private var components: [String] {
        let column = min(nodes.map { $0.id.columns }.max() ?? 0, 40)
        return nodes.flatMap { node in
            let folded = foldedInto[node.id] ?? []
            let layer = node.layer == .main ? "" : ", in the layer \(node.layer.rawValue)"
            let group = node.group.map { ", in \($0)" } ?? ""
            let plumbing = folded.isEmpty ? "" : "; holds \(joined(folded))"
            return item("\(node.id.padded(to: column))  \(node.what)\(group)\(layer)\(plumbing)")
        }
    }

    /// The plumbing that each node holds, in the order of the template.
    private var foldedInto: [String: [String]] {
        var held: [String: [String]] = [:]
        for resource in binding.stack.resources {
            if case .node(let node) = topology.folded[resource.logicalID] {
                held[node, default: []].append(resource.logicalID)
            }
        }
        return held
    }

    private func joined(_ names: [String]) -> String {
        let shown = 4
        guard names.count > shown else { return names.joined(separator: ", ") }
        return names.prefix(shown - 1).joined(separator: ", ") + " and \(names.count - shown + 1) more"
    }

    private var flows: [String] {
        topology.edges.flatMap { edge in
            let label = edge.label.isEmpty ? "" : " (\(edge.label))"
            let via = edge.via.isEmpty ? "" : ", via \(joined(edge.via))"
            let assumed = edge.isAssumed ? ", assumed" : ""
            let place = edge.position.line > 0 ? "  \(edge.position.file):\(edge.position.line)" : ""
            return item("\(edge.from) -> \(edge.to)  \(edge.kind.meaning)\(label)\(via)\(assumed)\(place)")
        }
    }

    private var entries: [String] {
        let entries = nodes.filter(\.isEntry)
        return entries.flatMap { node in
            let goals = topology.edges.filter { $0.from == node.id && $0.kind != .observe }.map(\.to)
            return item("\(node.id) -> \(joined(unique(goals)))")
        }
    }

    private var emulation: [String] {
        let runs = nodes.filter { !$0.type.isEmpty && EmulatedServices.resourceTypes.contains($0.type) }
        let rests = nodes.filter {
            !$0.type.isEmpty && !EmulatedServices.resourceTypes.contains($0.type)
                && !EmulatedServices.isPlumbing($0.type)
        }
        var lines = runs.isEmpty ? item("runs nothing of this") : item("runs \(runs.map(\.id).joined(separator: ", "))")
        for node in rests { lines += item("does not run \(node.id) (\(node.type)): events end there") }
        return lines
    }

    private var findings: [String] {
        topology.findings.flatMap { finding in
            let practice = finding.practice.isEmpty ? "" : " [\(finding.practice)]"
            return item(finding.diagnostic.description + practice)
        }
    }
}

extension TopologyNode {
    /// The kind and the type in words.
    fileprivate var what: String { type.isEmpty ? "outside" : "\(kind), \(type)" }
}

private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
}
