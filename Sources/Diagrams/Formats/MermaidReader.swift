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

struct MermaidReader {
    var scanner: TextScanner
    private(set) var problems: [Diagnostic] = []
    var graph = Graph()
    var indexOfNode: [String: Int] = [:]
    var indexOfEdgeId: [String: Int] = [:]
    var classes: [(names: [String], name: String)] = []
    var openGroups: [String] = []
    var ends: [(name: String, position: SourcePosition)] = []

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

    mutating func fail(_ found: String, _ expected: String, at position: SourcePosition? = nil) {
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

    mutating func skipSpaces() { _ = scanner.takeWhile { $0 == " " || $0 == "\t" } }

    mutating func skipBlank() {
        while true {
            _ = scanner.takeWhile { $0.isWhitespace || $0 == ";" }
            guard scanner.isAt("%%") else { return }
            skipLine()
        }
    }

    mutating func skipLine() { _ = scanner.takeWhile { !$0.isNewline } }

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

    func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// A label's text: line breaks and entities resolved.
    func text(_ raw: String) -> String {
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
    func after(_ part: String) -> Substring? {
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
