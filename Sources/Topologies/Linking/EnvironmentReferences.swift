import Graphs
import Templates
import Values

extension Linker {
    /// Adds a way, marked as assumed, from everything that runs the user's code to each resource that its environment
    /// names, where nothing else connects the two.
    mutating func addEnvironmentReferences() {
        var namings: [String: [Way]] = [:]
        for way in ways where way.kind == .resolve {
            for name in unique([way.from] + way.via) { namings[name, default: []].append(way) }
        }
        for resource in stack.resources {
            guard let row = resourceTable[resource.type], row.runsCode,
                let from = component(of: resource.logicalID)
            else { continue }
            for path in row.environmentPaths {
                for (leafPath, text) in resolver.leaves(of: resource.properties, at: path.steps) {
                    for target in resolver.targets(of: resource, leaf: leafPath, text: text) {
                        if addNamed(
                            namings[target] ?? [], from: from, position: position(resource, PropertyPath(leafPath)))
                        {
                            continue
                        }
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

    /// Adds the ways that follow where code was given a name of a zone: it looks the name up, and calls what the name
    /// leads to. False where the resource is no such name.
    private mutating func addNamed(_ leading: [Way], from: String, position: SourcePosition) -> Bool {
        guard let zone = leading.first.flatMap({ component(of: $0.from) }), zone != from else { return false }
        add(Way(from: from, to: zone, kind: .resolve, position: position, evidence: .assumed))
        for named in unique(leading.compactMap { component(of: $0.to) }) where named != from {
            add(
                Way(
                    from: from, to: named, kind: .call, label: "by name", actions: delivery(to: named),
                    position: position, evidence: .assumed))
        }
        return true
    }

    /// Whether a way runs between two components, in either direction.
    private func isConnected(_ one: String, _ other: String) -> Bool {
        isWay(from: one, to: other) || isWay(from: other, to: one)
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
