import Graphs
import Values

/// Reads a directed graph in DOT: nodes, chains of edges, defaults, subgraphs, clusters as groups. Of the attributes
/// `label` and `rankdir` count, and `kind`, `entry` and `assumed`, which `dotText` writes; ports and all other attributes are
/// read over.
/// - Throws: all that is wrong, each with its place.
public func readDot(_ text: String, file: String = "") throws(Diagnostics) -> Graph {
    var reader = DotReader(text, file: file)
    reader.readDocument()
    if !reader.problems.isEmpty { throw Diagnostics(reader.problems) }
    return reader.graph
}

private struct DotReader {
    private var scanner: TextScanner
    private(set) var problems: [Diagnostic] = []
    private(set) var graph = Graph()
    private var indexOfNode: [String: Int] = [:]
    private var scopes: [Scope] = []
    private var isStopped = false

    /// What holds inside of one pair of braces.
    private struct Scope {
        var group: String?
        var node: [String: String] = [:]
        var edge: [String: String] = [:]
        /// The nodes named inside, for edges to a whole subgraph.
        var named: [String] = []
    }

    private static let depthLimit = 200

    init(_ text: String, file: String) { scanner = TextScanner(text, file: file) }

    private mutating func fail(_ found: String, _ expected: String, at position: SourcePosition? = nil) {
        problems.append(Diagnostic(at: position ?? scanner.position, found: found, expected: expected))
    }

    private mutating func stop(_ expected: String) {
        guard !isStopped else { return }
        fail("found \(scanner.peek().map { "'\($0)'" } ?? "the end")", expected)
        isStopped = true
    }

    mutating func readDocument() {
        let start = place()
        var word = identifier()?.lowercased() ?? ""
        if word == "strict" { word = identifier()?.lowercased() ?? "" }
        if word == "graph" { return fail("an undirected graph", "expected 'digraph' and edges with '->'", at: start) }
        guard word == "digraph" else { return fail("found '\(word)'", "expected 'digraph'", at: start) }
        _ = identifier()
        guard take("{") else { return stop("expected '{'") }
        scopes = [Scope()]
        readStatements()
    }

    private mutating func place() -> SourcePosition {
        skipBlank()
        return scanner.position
    }

    private mutating func skipBlank() {
        while true {
            _ = scanner.takeWhile(\.isWhitespace)
            if scanner.take("//") || scanner.isAt("#") {
                _ = scanner.takeWhile { !$0.isNewline }
            } else if scanner.take("/*") {
                if scanner.takeThrough("*/") == nil { return stop("expected '*/'") }
            } else {
                return
            }
        }
    }

    private mutating func take(_ text: String) -> Bool {
        skipBlank()
        return scanner.take(text)
    }

    // MARK: - Identifiers

    private mutating func identifier() -> String? {
        skipBlank()
        guard let first = scanner.peek() else { return nil }
        if first == "\"" { return quoted() }
        if first == "<" { return markup() }
        if first.isLetter || first == "_" || first.isNumber || first == "."
            || first == "-" && scanner.peek(1) != ">" && scanner.peek(1) != "-"
        {
            var word = String(first)
            scanner.next()
            word += scanner.takeWhile { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
            return word
        }
        return nil
    }

    private mutating func quoted() -> String? {
        var text = ""
        repeat {
            scanner.next()
            while let character = scanner.peek(), character != "\"" {
                scanner.next()
                if character == "\\", let escaped = scanner.peek() {
                    scanner.next()
                    switch escaped {
                    case "n", "l", "r": text.append("\n")
                    case "\"", "\\": text.append(escaped)
                    case _ where escaped.isNewline: break
                    default: text += "\\\(escaped)"
                    }
                } else {
                    text.append(character)
                }
            }
            guard scanner.take("\"") else {
                stop("expected a quotation mark")
                return text
            }
            // Quoted texts may be joined with a plus.
            guard take("+") else { return text }
            skipBlank()
        } while scanner.peek() == "\""
        stop("expected a quoted text after '+'")
        return text
    }

    /// The text of a label in HTML: tags are left out, breaks and rows become line ends.
    private mutating func markup() -> String? {
        var depth = 0
        var text = ""
        var tag = ""
        while let character = scanner.next() {
            if character == "<" {
                depth += 1
                tag = ""
            } else if character == ">" {
                depth -= 1
                if depth == 0 { return text }
                let name = tag.lowercased()
                if name.hasPrefix("br") || name == "/tr" { text.append("\n") }
            } else if depth > 1 {
                tag.append(character)
            } else {
                text.append(character)
            }
        }
        stop("expected '>'")
        return text
    }

    // MARK: - Statements

    private mutating func readStatements() {
        while !isStopped {
            skipBlank()
            if scanner.isAtEnd { return stop("expected '}'") }
            if scanner.take("}") { return }
            if scanner.take(";") || scanner.take(",") { continue }
            readStatement()
        }
    }

    private mutating func readStatement() {
        let start = place()
        if scanner.isAt("{") || isSubgraph() {
            let ends = readSubgraph()
            return readChain(from: ends, at: start)
        }
        guard let name = identifier() else { return stop("expected a node, an edge or '}'") }
        let lower = name.lowercased()
        if ["node", "edge", "graph"].contains(lower), isNext("[") {
            let attributes = readAttributes()
            switch lower {
            case "node": scopes[scopes.count - 1].node.merge(attributes) { $1 }
            case "edge": scopes[scopes.count - 1].edge.merge(attributes) { $1 }
            default: for (key, value) in attributes { setGraph(key, value) }
            }
            return
        }
        if take("=") {
            guard let value = identifier() else { return stop("expected a value") }
            return setGraph(name, value)
        }
        skipPort()
        readChain(from: [name], at: start)
    }

    private mutating func isNext(_ text: String) -> Bool {
        skipBlank()
        return scanner.isAt(text)
    }

    private func isSubgraph() -> Bool {
        var ahead = scanner
        return ahead.takeWhile { $0.isLetter || $0.isNumber || $0 == "_" }.lowercased() == "subgraph"
    }

    private mutating func skipPort() {
        while take(":") { _ = identifier() }
    }

    private mutating func setGraph(_ key: String, _ value: String) {
        if key == "rankdir", scopes.count == 1 { graph.direction = value == "LR" || value == "RL" ? .right : .down }
        if key == "label", let group = scopes[scopes.count - 1].group,
            let index = graph.groups.firstIndex(where: { $0.id == group })
        {
            graph.groups[index].label = value
        }
    }

    private mutating func readAttributes() -> [String: String] {
        var attributes: [String: String] = [:]
        while take("[") {
            while !isStopped, !take("]") {
                if take(",") || take(";") { continue }
                guard let key = identifier() else {
                    stop("expected an attribute or ']'")
                    break
                }
                attributes[key] = take("=") ? identifier() ?? "" : "true"
            }
        }
        return attributes
    }

    private mutating func readSubgraph() -> [String] {
        if isSubgraph() { _ = identifier() }
        let position = place()
        let name = isNext("{") ? nil : identifier()
        var scope = scopes[scopes.count - 1]
        scope.named = []
        if let name, name.hasPrefix("cluster") {
            let id = name.hasPrefix("cluster_") ? String(name.dropFirst(8)) : name
            if !graph.groups.contains(where: { $0.id == id }) {
                graph.groups.append(GraphGroup(id: id, parent: scope.group))
            }
            scope.group = id
        }
        guard take("{") else { return [] }
        guard scopes.count < Self.depthLimit else {
            fail("subgraphs are nested deeper than \(Self.depthLimit)", "expected fewer levels", at: position)
            isStopped = true
            return []
        }
        scopes.append(scope)
        readStatements()
        let named = scopes.removeLast().named
        scopes[scopes.count - 1].named += named
        return named
    }

    private mutating func readChain(from first: [String], at start: SourcePosition) {
        var chain = [first]
        while !isStopped {
            if take("->") {
                skipBlank()
                if scanner.isAt("{") || isSubgraph() {
                    chain.append(readSubgraph())
                } else if let name = identifier() {
                    skipPort()
                    chain.append([name])
                } else {
                    stop("expected a node after '->'")
                }
            } else if isNext("--") {
                fail("found '--'", "expected '->' in a directed graph")
                isStopped = true
            } else {
                break
            }
        }
        let attributes = isNext("[") ? readAttributes() : [:]
        for name in chain.joined() { addNode(name, chain.count == 1 ? attributes : [:]) }
        guard chain.count > 1 else { return }
        let all = scopes[scopes.count - 1].edge.merging(attributes) { $1 }
        for (tails, heads) in zip(chain, chain.dropFirst()) {
            for tail in tails { for head in heads { addEdge(tail, head, all, at: start) } }
        }
    }

    private mutating func addNode(_ name: String, _ attributes: [String: String]) {
        scopes[scopes.count - 1].named.append(name)
        var all = attributes
        if indexOfNode[name] == nil {
            all = scopes[scopes.count - 1].node.merging(attributes) { $1 }
            indexOfNode[name] = graph.nodes.count
            graph.nodes.append(GraphNode(id: name))
        }
        let index = indexOfNode[name]!
        if graph.nodes[index].group == nil { graph.nodes[index].group = scopes[scopes.count - 1].group }
        if let label = all["label"], label != "\\N" { graph.nodes[index].label = label }
        if let kind = all["kind"] { graph.nodes[index].kind = kind }
        if all["entry"] == "true" { graph.nodes[index].isEntry = true }
    }

    private mutating func addEdge(
        _ tail: String, _ head: String, _ attributes: [String: String], at place: SourcePosition
    ) {
        var edge = GraphEdge(from: tail, to: head, label: attributes["label"] ?? attributes["xlabel"] ?? "")
        if let kind = attributes["kind"] {
            if let known = EdgeKind(rawValue: kind) {
                edge.kind = known
            } else {
                let names = EdgeKind.allCases.map(\.rawValue)
                problems.append(
                    Diagnostic(
                        at: place,
                        found: "unknown kind of edge '\(kind)'",
                        expected: "expected one of \(names.joined(separator: ", "))",
                        nearest: nearestName(to: kind, among: names)
                    )
                )
            }
        }
        edge.isAssumed = attributes["assumed"] == "true"
        graph.edges.append(edge)
    }
}
