import Values

extension Topology {
    /// The topology as JSON: `nodes` with id, type, kind, group and label; `edges` with from, to, kind, label and the
    /// place in the template they come from, as `file:line`.
    ///
    /// Members that say nothing are left out: an empty type or group, `entry` and `assumed` where false, and
    /// `layer` where it is the main one.
    public var json: JSONValue {
        [
            "nodes": JSONValue(nodes.map(\.json)),
            "edges": JSONValue(edges.map(\.json)),
            "groups": JSONValue(
                groups.map { group in
                    object([
                        ("id", JSONValue(group.id)), ("label", JSONValue(group.label)),
                        ("group", group.parent.map { JSONValue($0) }),
                    ])
                }),
            "findings": JSONValue(
                findings.map { finding in
                    object([
                        ("practice", text(finding.practice)),
                        ("nodes", JSONValue(finding.nodes.map { JSONValue($0) })),
                        ("found", JSONValue(finding.diagnostic.found)),
                        ("expected", text(finding.diagnostic.expected)),
                        ("source", text(finding.diagnostic.position.fileAndLine)),
                    ])
                }),
        ]
    }
}

extension TopologyNode {
    fileprivate var json: JSONValue {
        object([
            ("id", JSONValue(id)),
            ("type", text(type)),
            ("kind", JSONValue(kind)),
            ("group", group.map { JSONValue($0) }),
            ("label", JSONValue(label)),
            ("layer", layer == .main ? JSONValue?.none : JSONValue(layer.rawValue)),
            ("entry", isEntry ? JSONValue(.bool(true)) : JSONValue?.none),
            ("source", text(position.fileAndLine)),
        ])
    }
}

extension TopologyEdge {
    fileprivate var json: JSONValue {
        object([
            ("from", JSONValue(from)),
            ("to", JSONValue(to)),
            ("kind", JSONValue(kind.rawValue)),
            ("label", JSONValue(label)),
            ("via", via.isEmpty ? JSONValue?.none : JSONValue(via.map { JSONValue($0) })),
            ("actions", actions.isEmpty ? JSONValue?.none : JSONValue(actions.map { JSONValue($0) })),
            ("assumed", isAssumed ? JSONValue(.bool(true)) : JSONValue?.none),
            ("source", text(position.fileAndLine)),
        ])
    }
}

extension SourcePosition {
    fileprivate var fileAndLine: String { line == 0 ? file : "\(file):\(line)" }
}

// `JSONValue` can be written as `nil`, which would be the JSON null; here it is to be nothing.
private func text(_ text: String) -> JSONValue? { text.isEmpty ? JSONValue?.none : JSONValue(text) }

private func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    JSONValue(JSONObject(members.compactMap { key, value in value.map { JSONObject.Member(key: key, value: $0) } }))
}
