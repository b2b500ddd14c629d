import Graphs
import Values

extension Topology {
    /// The topology as JSON; every member is always there.
    ///
    /// - `nodes`: `id`, `type` (empty for systems outside), `kind`, `group` (or null), `label`, `layer`, `entry`, `source`
    /// - `edges`: `id`, `from`, `to`, `kind`, `label`, `via`, `actions`, `assumed`, `source`
    /// - `groups`: `id`, `label`, `group` (or null)
    /// - `findings`: `practice`, `nodes`, `severity`, `found`, `expected`, `source`
    ///
    /// `source` is the place in the template as `file:line`; empty where there is none.
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
            "source": JSONValue(position.fileAndLine),
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
            "source": JSONValue(position.fileAndLine),
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
            "source": JSONValue(diagnostic.position.fileAndLine),
        ]
    }
}

extension SourcePosition {
    fileprivate var fileAndLine: String { line == 0 ? file : "\(file):\(line)" }
}

private func nameOrNull(_ name: String?) -> JSONValue { name.map { JSONValue($0) } ?? .null }
