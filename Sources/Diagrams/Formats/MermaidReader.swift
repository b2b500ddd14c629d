import Graphs
import Values

/// Reads a Mermaid flowchart: `graph` or `flowchart`, node shapes, edges of all kinds with their labels, chains and `&`,
/// subgraphs, quoted and multi-line labels. What only styles the picture is read over.
///
/// A solid arrow is a `call`, a dotted one an `event`, a thick one a `write`, unless an edge has an id whose class names a
/// kind. A node's class is its kind; the class `entry` marks an entry.
/// - Throws: all that is wrong, each with its place.
public func readMermaid(_ text: String, file: String = "") throws(Diagnostics) -> Graph {
    var reader = MermaidReader(text, file: file)
    reader.readChart()
    if !reader.problems.isEmpty { throw Diagnostics(reader.problems) }
    return reader.finished
}

private struct MermaidReader {
    private var scanner: TextScanner
    private(set) var problems: [Diagnostic] = []
    private var graph = Graph()
    private var indexOfNode: [String: Int] = [:]
    private var indexOfEdgeId: [String: Int] = [:]
    private var classes: [(names: [String], name: String)] = []
    private var openGroups: [String] = []
    private var ends: [(name: String, position: SourcePosition)] = []

    init(_ text: String, file: String) { scanner = TextScanner(text, file: file) }

    /// The graph, once all statements are read and classes are known.
    var finished: Graph {
        var graph = graph
        for (names, name) in classes {
            for id in names {
                if let edge = indexOfEdgeId[id] {
                    if let kind = EdgeKind(rawValue: name) { graph.edges[edge].kind = kind }
                    if name == "assumed" { graph.edges[edge].isAssumed = true }
                } else if let node = indexOfNode[id] {
                    if name == "entry" { graph.nodes[node].isEntry = true } else { graph.nodes[node].kind = name }
                }
            }
        }
        return graph
    }

    private mutating func fail(_ found: String, _ expected: String, at position: SourcePosition? = nil) {
        problems.append(Diagnostic(at: position ?? scanner.position, found: found, expected: expected))
    }

    // MARK: - Statements

    mutating func readChart() {
        skipBlank()
        if scanner.isAt("---") { skipFrontMatter() }
        skipBlank()
        let start = scanner.position
        let word = scanner.takeWhile { $0.isLetter || $0 == "-" }
        guard ["graph", "flowchart", "flowchart-elk"].contains(word) else {
            return fail("found '\(word)'", "expected 'graph' or 'flowchart' with a direction", at: start)
        }
        skipSpaces()
        graph.direction = direction(scanner.takeWhile { $0.isLetter })
        while true {
            skipBlank()
            if scanner.isAtEnd { break }
            let before = scanner.offset
            readStatement()
            // Whatever is wrong, reading goes on behind it.
            if scanner.offset == before { scanner.next() }
            if problems.count >= 100 { return }
        }
        if let open = openGroups.last { fail("the subgraph '\(open)' is not closed", "expected 'end'") }
        for (name, position) in ends where graph.groups.contains(where: { $0.id == name }) && indexOfNode[name] == nil {
            fail("'\(name)' is a subgraph", "an edge must end at a node of it", at: position)
        }
    }

    private func direction(_ word: String) -> FlowDirection? {
        switch word {
        case "LR", "RL": .right
        case "TB", "TD", "BT": .down
        default: nil
        }
    }

    private mutating func skipSpaces() { _ = scanner.takeWhile { $0 == " " || $0 == "\t" } }

    private mutating func skipBlank() {
        while true {
            _ = scanner.takeWhile { $0.isWhitespace || $0 == ";" }
            guard scanner.isAt("%%") else { return }
            skipLine()
        }
    }

    private mutating func skipLine() { _ = scanner.takeWhile { !$0.isNewline } }

    private mutating func skipFrontMatter() {
        skipLine()
        while !scanner.isAtEnd {
            scanner.next()
            if scanner.isAt("---") { return skipLine() }
            skipLine()
        }
    }

    private mutating func readStatement() {
        var ahead = scanner
        let word = ahead.takeWhile { $0.isLetter || $0.isNumber || $0 == "_" }
        let follows = ahead.peek()
        let isWord = follows == nil || follows == " " || follows == "\t" || follows == ";" || follows!.isNewline
        switch word {
        case "subgraph" where isWord:
            scanner = ahead
            readSubgraph()
        case "end" where isWord:
            scanner = ahead
            if openGroups.popLast() == nil { fail("'end' without a subgraph", "expected 'subgraph' before it") }
        case "direction" where isWord, "classDef" where isWord, "style" where isWord, "linkStyle" where isWord,
            "click" where isWord, "accTitle", "accDescr":
            skipLine()
        case "class" where isWord:
            scanner = ahead
            skipSpaces()
            let names = scanner.takeWhile { !$0.isWhitespace && $0 != ";" }.split(separator: ",").map(String.init)
            skipSpaces()
            classes.append((names, scanner.takeWhile { !$0.isWhitespace && $0 != ";" }))
        default: readChain()
        }
    }

    private mutating func readSubgraph() {
        skipSpaces()
        let position = scanner.position
        var id = ""
        var label: String?
        if scanner.peek() == "\"" {
            label = readText(until: [])
            id = label ?? ""
        } else {
            var line = scanner
            let rest = line.takeWhile { !$0.isNewline && $0 != ";" }
            if rest.contains("[") {
                id = trimmed(scanner.takeWhile { $0 != "[" })
                scanner.next()
                label = readText(until: ["]"])
            } else {
                id = trimmed(rest)
                scanner = line
            }
        }
        if id.isEmpty { id = "subgraph \(graph.groups.count + 1)" }
        if graph.groups.contains(where: { $0.id == id }) {
            fail("the subgraph '\(id)' is given twice", "one subgraph per id", at: position)
        } else {
            graph.groups.append(GraphGroup(id: id, label: label ?? id, parent: openGroups.last))
        }
        openGroups.append(id)
    }

    // MARK: - Chains

    private mutating func readChain() {
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
    private mutating func readText(until ends: [String]) -> String {
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

    private func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// A label's text: line breaks and entities resolved.
    private func text(_ raw: String) -> String {
        var text = raw
        let replacements = [
            ("<br/>", "\n"), ("<br />", "\n"), ("<br>", "\n"), ("\\n", "\n"), ("#quot;", "\""), ("#lt;", "<"),
            ("#gt;", ">"),
            ("#124;", "|"), ("#amp;", "&"), ("#35;", "#"),
        ]
        for (found, replacement) in replacements { text = text.replacing(found, with: replacement) }
        return text
    }
}

extension String {
    /// What follows the first occurrence of a part; nil where it does not occur.
    fileprivate func after(_ part: String) -> Substring? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return self[start...].dropFirst(part.count) }
            start = index(after: start)
        }
        return nil
    }

    /// The text with every occurrence of a part replaced.
    func replacing(_ part: String, with replacement: String) -> String {
        guard !part.isEmpty else { return self }
        let (own, wanted) = (Array(self), Array(part))
        var result = ""
        var place = 0
        while place < own.count {
            if place + wanted.count <= own.count, own[place] == wanted[0],
                Array(own[place..<place + wanted.count]) == wanted
            {
                result += replacement
                place += wanted.count
            } else {
                result.append(own[place])
                place += 1
            }
        }
        return result
    }
}
