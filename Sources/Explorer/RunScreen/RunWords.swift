import Flows
import Topologies
import Values

extension FlowRun {
    /// A component as the log names it.
    func name(of node: String) -> String {
        guard let known = topology.nodes.first(where: { $0.id == node }) else {
            return node.hasPrefix("external:") ? String(node.dropFirst(9)) : node
        }
        // Below the logical id a label may have the resource's own name; here the first tells enough.
        return known.label.split(separator: "\n").first.map(String.init) ?? node
    }
}

extension FlowRun {
    /// A way as its two ends: `Client → Api`.
    func way(_ id: String) -> String {
        guard let edge = topology.edges.first(where: { $0.id == id }) else { return id }
        return "\(name(of: edge.from)) → \(name(of: edge.to))"
    }
}

extension RunRecord {
    /// How it ended, as a mark: `✓`, `✗`, or `·` while under way.
    var mark: String { outcome == .pending ? "·" : isFailure ? "✗" : "✓" }

    /// The action without its service: `SendMessage`.
    var shortAction: String { action.split(separator: ":").last.map(String.init) ?? action }

    /// How it ended in words.
    var outcomeWords: String { outcome == .pending ? "under way" : outcome.name }

    /// The rule that decided, in words; nil where none did.
    var ruleWords: String? {
        guard rule != .none else { return nil }
        // `visibilityTimeout` reads as "visibility timeout".
        var words = ""
        for character in "\(rule)" {
            if character.isUppercase {
                words += " " + character.lowercased()
            } else {
                words.append(character)
            }
        }
        return words
    }
}
