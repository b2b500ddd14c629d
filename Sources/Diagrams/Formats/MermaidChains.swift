import Graphs
import Values

/// Chains of a Mermaid flowchart: nodes with their shapes, and the links between them.
extension MermaidReader {
    mutating func readChain() {
        guard var sources = readNodes() else { return }
        while true {
            skipSpaces()
            guard let link = readLink() else { break }
            skipSpaces()
            guard let targets = readNodes() else { return }
            if !link.isInvisible {
                for source in sources {
                    for target in targets {
                        if let id = link.id { indexOfEdgeId[id] = graph.edges.count }
                        let (from, to) = link.isBackwards ? (target, source) : (source, target)
                        graph.edges.append(GraphEdge(from: from, to: to, label: link.label, kind: link.kind))
                        if link.isTwoWay { graph.edges.append(GraphEdge(from: to, to: from, kind: link.kind)) }
                    }
                }
            }
            sources = targets
        }
        skipSpaces()
        if let character = scanner.peek(), !character.isNewline, character != ";", !scanner.isAt("%%") {
            fail("found '\(character)'", "expected an edge such as '-->' or the end of the line")
            skipLine()
        }
    }

    private mutating func readNodes() -> [String]? {
        var names: [String] = []
        while true {
            skipSpaces()
            let position = scanner.position
            var name = scanner.takeWhile { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
            // A dash belongs to the name where no edge begins.
            while scanner.peek() == "-", let after = scanner.peek(1), after.isLetter || after.isNumber, !name.isEmpty {
                name.append(scanner.next()!)
                name += scanner.takeWhile { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
            }
            guard !name.isEmpty else {
                fail("found \(scanner.peek().map { "'\($0)'" } ?? "the end")", "expected the name of a node")
                skipLine()
                return nil
            }
            ends.append((name, position))
            let label = readShape()
            addNode(name, label: label)
            if scanner.take(":::") {
                classes.append(([name], scanner.takeWhile { $0.isLetter || $0.isNumber || "-_".contains($0) }))
            }
            names.append(name)
            skipSpaces()
            guard scanner.take("&") else { return names }
        }
    }

    private mutating func addNode(_ name: String, label: String?) {
        if let index = indexOfNode[name] {
            if let label { graph.nodes[index].label = label }
            if graph.nodes[index].group == nil { graph.nodes[index].group = openGroups.last }
            return
        }
        if label == nil, graph.groups.contains(where: { $0.id == name }) { return }
        indexOfNode[name] = graph.nodes.count
        graph.nodes.append(GraphNode(id: name, label: label ?? name, group: openGroups.last))
    }

    private static let shapes: [(open: String, close: [String])] = [
        ("(((", [")))"]), ("([", ["])"]), ("((", ["))"]), ("[[", ["]]"]), ("[(", [")]"]), ("[/", ["/]", "\\]"]),
        ("[\\", ["\\]", "/]"]), ("{{", ["}}"]), ("(", [")"]), ("[", ["]"]), ("{", ["}"]), (">", ["]"]),
    ]

    /// The label in a node's shape; nil where the node has none.
    private mutating func readShape() -> String? {
        if scanner.take("@{") {
            let fields = scanner.takeThrough("}") ?? ""
            guard let label = fields.after("label:") else { return nil }
            return text(trimmed(String(label.prefix { $0 != "," })).filter { $0 != "\"" })
        }
        for shape in Self.shapes where scanner.take(shape.open) { return readText(until: shape.close) }
        return nil
    }

    /// Text in quotes or up to a closing mark, with the mark taken.
    mutating func readText(until ends: [String]) -> String {
        let position = scanner.position
        skipSpaces()
        if scanner.take("\"") {
            guard let quoted = scanner.takeThrough("\"") else {
                fail("the text is not closed", "expected a quotation mark", at: position)
                skipLine()
                return ""
            }
            skipSpaces()
            if !ends.isEmpty, !ends.contains(where: { scanner.take($0) }) {
                fail("found text after the quotes", "expected '\(ends[0])'")
            }
            return text(quoted)
        }
        var found = ""
        while let character = scanner.peek(), !character.isNewline {
            if ends.contains(where: { scanner.take($0) }) { return text(trimmed(found)) }
            found.append(character)
            scanner.next()
        }
        fail("the text '\(found)' is not closed", "expected '\(ends.first ?? "\"")'", at: position)
        return text(trimmed(found))
    }

    // MARK: - Edges

    private struct Link {
        var kind = EdgeKind.call
        var label = ""
        var id: String?
        var isBackwards = false
        /// Whether it has heads at both ends: it is an edge each way.
        var isTwoWay = false
        var isInvisible = false
    }

    private mutating func readLink() -> Link? {
        var link = Link()
        var ahead = scanner
        let name = ahead.takeWhile { $0.isLetter || $0.isNumber || "_-".contains($0) }
        if !name.isEmpty, ahead.take("@") {
            link.id = name
            scanner = ahead
        }
        let start = scanner
        let isArrow = scanner.take("<")
        let hasTailHead =
            isArrow
            || (("ox".contains(scanner.peek() ?? " ")) && "-=".contains(scanner.peek(1) ?? " ")
                && scanner.next() != nil)
        let stroke = scanner.takeWhile { "-=.~".contains($0) }
        guard stroke.count >= 2 else {
            scanner = start
            return nil
        }
        if stroke.contains("~") { link.isInvisible = true }
        if stroke.contains("=") { link.kind = .write }
        if stroke.contains(".") { link.kind = .event }
        var hasHead = takeHead()
        if !hasHead, isOpening(stroke) {
            // `-- text -->`: the label stands within the stroke.
            let closing: Character = stroke.contains("=") ? "=" : stroke.contains(".") ? "." : "-"
            var label = ""
            var closer = scanner
            while let character = closer.peek(), !character.isNewline {
                let isStroke =
                    character == closing && "-=.>xo".contains(closer.peek(1) ?? " ") && closer.peek(1) != "o"
                    && closer.peek(1) != "x"
                if isStroke {
                    scanner = closer
                    _ = scanner.takeWhile { "-=.".contains($0) }
                    hasHead = takeHead()
                    link.label = text(trimmed(label).filter { $0 != "\"" })
                    break
                }
                label.append(character)
                closer.next()
            }
        }
        skipSpaces()
        if scanner.take("|") {
            guard let label = scanner.takeThrough("|", unless: \.isNewline) else {
                fail("the label is not closed", "expected '|'")
                skipLine()
                return link
            }
            link.label = text(trimmed(label).filter { $0 != "\"" })
        }
        link.isBackwards = hasTailHead && !hasHead
        link.isTwoWay = isArrow && hasHead
        return link
    }

    /// Whether a stroke may open a label: two characters and no head.
    private func isOpening(_ stroke: String) -> Bool {
        ["--", "==", "-."].contains(stroke) && scanner.peek().map { $0 == " " || $0 == "\"" || $0.isLetter } ?? false
    }

    private mutating func takeHead() -> Bool {
        if scanner.take(">") { return true }
        guard let head = scanner.peek(), head == "o" || head == "x" else { return false }
        // `--o` and `--x` are heads only before a space; else the letter begins a node's name.
        guard let after = scanner.peek(1), after == " " || after == "|" else { return false }
        scanner.next()
        return true
    }
}
