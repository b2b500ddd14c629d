import Graphs
import Values

/// Reads a graph from JSON:
///
///     {"direction": "right", "nodes": [{"id": "a", "label": "A", "kind": "function", "group": "g", "entry": true}],
///      "edges": [{"from": "a", "to": "b", "label": "sends", "kind": "event", "assumed": false}],
///      "groups": [{"id": "g", "label": "G", "parent": "h"}]}
///
/// Only ids and the two ends of edges are required; `graphSchema` says the same for programs.
/// - Throws: all that is wrong, each with its place: malformed JSON, unknown fields and kinds, ids given twice, edges, groups
///   and parents that name nothing, groups that stand in themselves.
public func readGraph(_ text: String, file: String = "") throws(Diagnostics) -> Graph {
    var reader = FieldReader(try readJSON(text, file: file), what: "graph")
    var graph = Graph()
    graph.direction = reader.choice("direction")
    let nodes = reader.list("nodes")
    let edges = reader.list("edges")
    let groups = reader.list("groups")
    var problems = reader.finish()
    for value in groups { graph.groups.append(readGroup(value, &problems)) }
    for value in nodes { graph.nodes.append(readNode(value, &problems)) }
    for value in edges { graph.edges.append(readEdge(value, &problems)) }
    let places = GraphPlaces(
        nodes: nodes.map { ($0.place(of: "id"), $0.place(of: "group")) },
        edges: edges.map { ($0.place(of: "from"), $0.place(of: "to")) },
        groups: groups.map { ($0.place(of: "id"), $0.place(of: "parent")) }
    )
    problems += problemsOfNames(graph, places)
    if !problems.isEmpty { throw Diagnostics(problems.sorted { $0.position < $1.position }) }
    return graph
}

private func readGroup(_ value: JSONValue, _ problems: inout [Diagnostic]) -> GraphGroup {
    var reader = FieldReader(value, what: "group")
    let id = reader.requiredString("id")
    let group = GraphGroup(id: id, label: reader.string("label"), parent: reader.string("parent"))
    problems += reader.finish()
    return group
}

private func readNode(_ value: JSONValue, _ problems: inout [Diagnostic]) -> GraphNode {
    var reader = FieldReader(value, what: "node")
    let id = reader.requiredString("id")
    let node = GraphNode(
        id: id,
        label: reader.string("label"),
        kind: reader.string("kind") ?? "",
        group: reader.string("group"),
        isEntry: reader.bool("entry")
    )
    problems += reader.finish()
    return node
}

private func readEdge(_ value: JSONValue, _ problems: inout [Diagnostic]) -> GraphEdge {
    var reader = FieldReader(value, what: "edge")
    let from = reader.requiredString("from")
    let to = reader.requiredString("to")
    let edge = GraphEdge(
        from: from,
        to: to,
        label: reader.string("label") ?? "",
        kind: reader.choice("kind") ?? .call,
        isAssumed: reader.bool("assumed")
    )
    problems += reader.finish()
    return edge
}

extension JSONValue {
    /// Where a member's value stands; the object itself if it has no such member.
    fileprivate func place(of key: String) -> SourcePosition { self[key]?.position ?? position }
}

/// Where the names of a graph were read, in the order of the graph.
struct GraphPlaces {
    var nodes: [(id: SourcePosition, group: SourcePosition)]
    var edges: [(from: SourcePosition, to: SourcePosition)]
    var groups: [(id: SourcePosition, parent: SourcePosition)]
}

/// What is wrong with the names of a graph: given twice, naming nothing, or a group around itself.
func problemsOfNames(_ graph: Graph, _ places: GraphPlaces) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func checkUnique(_ ids: [(id: String, place: SourcePosition)], _ what: String) {
        var first: [String: SourcePosition] = [:]
        for (id, place) in ids where !id.isEmpty {
            if let earlier = first[id] {
                let where_ = earlier == .none ? "" : " first given at \(earlier)"
                problems.append(
                    Diagnostic(
                        at: place, found: "the \(what) '\(id)' is given twice", expected: "one \(what) per id,\(where_)"
                    ))
            } else {
                first[id] = place
            }
        }
    }
    func check(_ name: String, _ known: Set<String>, _ ordered: [String], _ what: String, at place: SourcePosition) {
        guard !name.isEmpty, !known.contains(name) else { return }
        let nearest = nearestName(to: name, among: ordered)
        problems.append(
            Diagnostic(
                at: place, found: "unknown \(what) '\(name)'", expected: "expected the id of a \(what) of this graph",
                nearest: nearest)
        )
    }
    checkUnique(zip(graph.nodes, places.nodes).map { ($0.id, $1.id) }, "node")
    checkUnique(zip(graph.groups, places.groups).map { ($0.id, $1.id) }, "group")
    let (nodeIds, groupIds) = (graph.nodes.map(\.id), graph.groups.map(\.id))
    let (nodes, groups) = (Set(nodeIds), Set(groupIds))
    for (node, place) in zip(graph.nodes, places.nodes) {
        check(node.group ?? "", groups, groupIds, "group", at: place.group)
    }
    for (edge, place) in zip(graph.edges, places.edges) {
        check(edge.from, nodes, nodeIds, "node", at: place.from)
        check(edge.to, nodes, nodeIds, "node", at: place.to)
    }
    let parents = Dictionary(graph.groups.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for (group, place) in zip(graph.groups, places.groups) {
        check(group.parent ?? "", groups, groupIds, "group", at: place.parent)
        var seen: Set<String> = []
        var next = group.parent
        while let above = next, seen.insert(above).inserted {
            if above == group.id {
                problems.append(
                    Diagnostic(
                        at: place.parent, found: "the group '\(group.id)' stands in itself",
                        expected: "expected parents without a circle")
                )
                break
            }
            next = parents[above] ?? nil
        }
    }
    return problems
}

/// A graph as JSON that `readGraph` reads back; what has its default is left out.
public func graphJSON(_ graph: Graph) -> JSONValue {
    func object(_ members: [(String, JSONValue?)]) -> JSONValue {
        JSONValue(JSONObject(members.compactMap { key, value in value.map { JSONObject.Member(key: key, value: $0) } }))
    }
    func text(_ value: String?, unless absent: String = "") -> JSONValue? {
        value.flatMap { $0 == absent ? nil : JSONValue($0) }
    }
    let nodes = graph.nodes.map {
        object([
            ("id", JSONValue($0.id)), ("label", text($0.label, unless: $0.id)), ("kind", text($0.kind)),
            ("group", $0.group.map { JSONValue($0) }), ("entry", $0.isEntry ? true : nil),
        ])
    }
    let edges = graph.edges.map {
        object([
            ("from", JSONValue($0.from)), ("to", JSONValue($0.to)), ("label", text($0.label)),
            ("kind", text($0.kind.rawValue, unless: EdgeKind.call.rawValue)), ("assumed", $0.isAssumed ? true : nil),
        ])
    }
    let groups = graph.groups.map {
        object([
            ("id", JSONValue($0.id)), ("label", text($0.label, unless: $0.id)),
            ("parent", $0.parent.map { JSONValue($0) }),
        ])
    }
    return object([
        ("direction", text(graph.direction?.rawValue)), ("nodes", JSONValue(nodes)), ("edges", JSONValue(edges)),
        ("groups", groups.isEmpty ? nil : JSONValue(groups)),
    ])
}
