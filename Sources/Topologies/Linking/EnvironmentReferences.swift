import Graphs
import Templates
import Values

extension Linker {
    /// Adds a way, marked as assumed, from everything that runs the user's code to each resource that its environment
    /// names, where nothing else connects the two.
    mutating func addEnvironmentReferences() {
        for resource in stack.resources {
            guard let row = resourceTable[resource.type], row.runsCode,
                let from = component(of: resource.logicalID)
            else { continue }
            for path in row.environmentPaths {
                for (leafPath, text) in resolver.leaves(of: resource.properties, at: path.steps) {
                    for target in resolver.targets(of: resource, leaf: leafPath, text: text) {
                        guard let to = component(of: target), to != from, !isConnected(from, to),
                            !unsentKinds.contains(self.row(of: target)?.kind ?? ""),
                            let kind = assumedKind(of: to)
                        else { continue }
                        add(
                            Way(
                                from: from, to: to, kind: kind,
                                position: position(resource, PropertyPath(leafPath)), evidence: .assumed))
                    }
                }
            }
        }
    }

    /// Whether a way runs between two components, in either direction.
    private func isConnected(_ one: String, _ other: String) -> Bool {
        ways.contains { way in
            let from = component(of: way.from)
            let to = component(of: way.to)
            return from == one && to == other || from == other && to == one
        }
    }

    /// What code most likely does with a resource whose name it was given: the kind of the action that delivers to it.
    private func assumedKind(of id: String) -> EdgeKind? {
        guard let row = row(of: id), row.layer == .main || row.kind == "secret-store" else { return nil }
        if row.kind == "secret-store" || row.kind == "configuration-store" { return .read }
        return row.delivery.flatMap(edgeKind(ofAction:)) ?? .call
    }
}

/// Plumbing whose name code passes on rather than sends to: a role for a schedule, a layer, a security group.
private let unsentKinds: Set<String> = ["role", "policy", "setting", "layer", "network", "deployment", "scaling"]
