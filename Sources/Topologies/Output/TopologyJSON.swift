import Graphs
import Values

extension Topology {
    /// The topology as JSON; every member is always there. `topologySchema` says what each of them means.
    public var json: JSONValue {
        [
            "nodes": JSONValue(nodes.map(\.json)),
            "edges": JSONValue(edges.map(\.json)),
            "groups": JSONValue(groups.map(\.json)),
            "findings": JSONValue(findings.map(\.json)),
        ]
    }
}

extension TopologyNode {
    fileprivate var json: JSONValue {
        [
            "id": JSONValue(id),
            "type": JSONValue(type),
            "kind": JSONValue(kind),
            "group": nameOrNull(group),
            "label": JSONValue(label),
            "layer": JSONValue(layer.rawValue),
            "entry": JSONValue(.bool(isEntry)),
            "file": JSONValue(position.file),
            "line": position.lineOrNull,
        ]
    }
}

extension TopologyEdge {
    fileprivate var json: JSONValue {
        [
            "id": JSONValue(id),
            "from": JSONValue(from),
            "to": JSONValue(to),
            "kind": JSONValue(kind.rawValue),
            "label": JSONValue(label),
            "via": JSONValue(via.map { JSONValue($0) }),
            "actions": JSONValue(actions.map { JSONValue($0) }),
            "assumed": JSONValue(.bool(isAssumed)),
            "file": JSONValue(position.file),
            "line": position.lineOrNull,
        ]
    }
}

extension GraphGroup {
    fileprivate var json: JSONValue {
        ["id": JSONValue(id), "label": JSONValue(label), "group": nameOrNull(parent)]
    }
}

extension Finding {
    fileprivate var json: JSONValue {
        [
            "practice": JSONValue(practice),
            "nodes": JSONValue(nodes.map { JSONValue($0) }),
            "severity": JSONValue(diagnostic.severity == .error ? "error" : "warning"),
            "found": JSONValue(diagnostic.found),
            "expected": JSONValue(diagnostic.expected),
            "file": JSONValue(diagnostic.position.file),
            "line": diagnostic.position.lineOrNull,
        ]
    }
}

extension SourcePosition {
    fileprivate var lineOrNull: JSONValue { line > 0 ? JSONValue(line) : .null }
}

private func nameOrNull(_ name: String?) -> JSONValue { name.map { JSONValue($0) } ?? .null }
