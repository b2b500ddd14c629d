import Graphs

/// A graph in DOT, which `readDot` reads back to the same graph, group ids and order of members aside.
public func dotText(_ graph: Graph) -> String {
    func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }
    var lines = ["digraph {"]
    if let direction = graph.direction { lines.append("    rankdir=\(direction == .right ? "LR" : "TB")") }
    lines.append("    node [shape=box, style=rounded]")
    // All nodes first, in order: where a node is named first decides its place.
    for node in graph.nodes {
        var attributes: [String] = []
        if node.label != node.id { attributes.append("label=\(quoted(node.label))") }
        if !node.kind.isEmpty { attributes.append("kind=\(quoted(node.kind))") }
        if node.isEntry { attributes.append("entry=true") }
        lines.append("    \(quoted(node.id))" + (attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"))
    }
    forEachGroup(graph) { group, depth, isOpening in
        let indent = String(repeating: " ", count: 4 * depth + 4)
        guard isOpening else { return lines.append("\(indent)}") }
        lines.append("\(indent)subgraph \(quoted("cluster_\(group.id)")) {")
        lines.append("\(indent)    label=\(quoted(group.label))")
        for node in graph.nodes where node.group == group.id { lines.append("\(indent)    \(quoted(node.id))") }
    }
    for edge in graph.edges {
        var attributes: [String] = []
        if !edge.label.isEmpty { attributes.append("label=\(quoted(edge.label))") }
        if edge.kind != .call { attributes.append("kind=\(edge.kind.rawValue)") }
        if edge.isAssumed { attributes.append("assumed=true, style=dashed") }
        lines.append(
            "    \(quoted(edge.from)) -> \(quoted(edge.to))"
                + (attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]")
        )
    }
    return (lines + ["}", ""]).joined(separator: "\n")
}

/// A graph as a Mermaid flowchart, which `readMermaid` reads back to the same graph. Ids that Mermaid cannot spell, and
/// kinds that are no class name, are replaced by others or left out.
public func mermaidText(_ graph: Graph) -> String {
    var names: [String: String] = [:]
    var taken = Set(graph.nodes.map(\.id) + graph.groups.map(\.id))
    func name(_ id: String, _ prefix: String) -> String {
        if let known = names["\(prefix) \(id)"] { return known }
        var name = id
        if !isMermaidName(id) {
            var number = 1
            while taken.contains("\(prefix)\(number)") { number += 1 }
            name = "\(prefix)\(number)"
            taken.insert(name)
        }
        names["\(prefix) \(id)"] = name
        return name
    }
    func escaped(_ text: String) -> String {
        text.replacing("#", with: "#35;").replacing("\"", with: "#quot;").replacing("<", with: "#lt;").replacing(
            ">", with: "#gt;"
        )
        .replacing("|", with: "#124;").replacing("\n", with: "<br/>")
    }
    var lines = ["flowchart \(graph.direction == .down ? "TD" : "LR")"]
    for node in graph.nodes {
        let shape = node.label == node.id && isMermaidName(node.id) ? "" : "[\"\(escaped(node.label))\"]"
        let kind = isMermaidName(node.kind) ? ":::\(node.kind)" : ""
        lines.append("    \(name(node.id, "node"))\(shape)\(kind)")
    }
    forEachGroup(graph) { group, depth, isOpening in
        let indent = String(repeating: " ", count: 4 * depth + 4)
        guard isOpening else { return lines.append("\(indent)end") }
        lines.append("\(indent)subgraph \(name(group.id, "group")) [\"\(escaped(group.label))\"]")
        for node in graph.nodes where node.group == group.id { lines.append("\(indent)    \(name(node.id, "node"))") }
    }
    var classes: [String] = []
    for (index, edge) in graph.edges.enumerated() {
        let arrow = edge.kind == .call ? "-->" : edge.kind == .write ? "==>" : "-.->"
        var id = ""
        if edge.isAssumed || !["call", "write", "event"].contains(edge.kind.rawValue) {
            id = "edge\(index)@"
            classes.append("    class edge\(index) \(edge.kind.rawValue)")
            if edge.isAssumed { classes.append("    class edge\(index) assumed") }
        }
        let label = edge.label.isEmpty ? "" : "|\"\(escaped(edge.label))\"|"
        lines.append("    \(name(edge.from, "node")) \(id)\(arrow)\(label) \(name(edge.to, "node"))")
    }
    for node in graph.nodes where node.isEntry { classes.append("    class \(name(node.id, "node")) entry") }
    return (lines + classes + [""]).joined(separator: "\n")
}

/// Whether Mermaid takes a text as a name: letters, digits and underscores, and no word of the language.
private func isMermaidName(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter else { return false }
    let words = [
        "end", "subgraph", "direction", "class", "classDef", "style", "linkStyle", "click", "graph", "flowchart",
        "default",
    ]
    if words.contains(text.lowercased()) || words.contains(text) { return false }
    var previous: Character = " "
    for character in text {
        guard character.isASCII, character.isLetter || character.isNumber || character == "_" || character == "-" else {
            return false
        }
        if character == "-", previous == "-" { return false }
        previous = character
    }
    return previous != "-"
}

/// Calls `body` when a group opens and when it closes, children inside of their parents.
private func forEachGroup(_ graph: Graph, _ body: (GraphGroup, _ depth: Int, _ isOpening: Bool) -> Void) {
    var children: [String: [Int]] = [:]
    let known = Set(graph.groups.map(\.id))
    var open: [(index: Int, depth: Int, isOpening: Bool)] = []
    for (index, group) in graph.groups.enumerated() {
        if let parent = group.parent, known.contains(parent) {
            children[parent, default: []].append(index)
        } else {
            open.append((index, 0, true))
        }
    }
    open.reverse()
    while let (index, depth, isOpening) = open.popLast() {
        let group = graph.groups[index]
        body(group, depth, isOpening)
        guard isOpening else { continue }
        open.append((index, depth, false))
        for child in (children[group.id] ?? []).reversed() { open.append((child, depth + 1, true)) }
    }
}
