import Values

/// Reads a mapping template: text with references and directives in it.
struct MappingTemplateParser {
    typealias Node = MappingTemplate.Node
    typealias Expression = MappingTemplate.Expression

    /// How deep directives, parentheses and texts in texts may nest.
    static let deepest = 64

    private static let directives = ["set", "if", "elseif", "else", "end", "foreach", "break", "stop"]
    private static let unsupported = ["macro", "parse", "include", "define", "evaluate"]

    var cursor: TextCursor
    var depth = 0

    init(_ cursor: TextCursor) { self.cursor = cursor }

    mutating func parse() throws(TextFlaw) -> [Node] {
        let (nodes, end) = try block(until: [])
        if let end { throw TextFlaw(offset: end.offset, "#\(end.name) without #if or #foreach", "remove it") }
        return nodes
    }

    /// Reads up to one of the directives that end a block, and passes it.
    private mutating func block(
        until ends: [String]
    ) throws(TextFlaw) -> (nodes: [Node], end: (name: String, offset: Int)?) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw TextFlaw(cursor, "deeply nested directives", "expected fewer levels") }
        var nodes: [Node] = []
        var literal = ""
        func flush(_ nodes: inout [Node], _ literal: inout String) {
            if !literal.isEmpty { nodes.append(.text(literal)) }
            literal = ""
        }
        while let next = cursor.next {
            if next == "#" {
                if skipComment() { continue }
                let start = cursor.index
                if let name = try directiveName() {
                    flush(&nodes, &literal)
                    if ["elseif", "else", "end"].contains(name) { return (nodes, (name, start)) }
                    nodes.append(try directive(name, at: start))
                    continue
                }
            } else if next == "$", let reference = try reference() {
                flush(&nodes, &literal)
                nodes.append(.reference(reference))
                continue
            } else if next == "\\", let escaped = cursor.peek(1), escaped == "$" || escaped == "#" {
                // A backslash before a sign keeps the sign as text.
                cursor.index += 1
                literal.unicodeScalars.append(escaped)
                cursor.index += 1
                continue
            }
            literal.unicodeScalars.append(next)
            cursor.index += 1
        }
        flush(&nodes, &literal)
        return (nodes, nil)
    }

    private mutating func skipComment() -> Bool {
        if cursor.take("##") {
            _ = cursor.take { $0 != "\n" }
            _ = cursor.take("\n")
            return true
        }
        guard cursor.take("#*") else { return false }
        while !cursor.isAtEnd, !cursor.take("*#") { cursor.index += 1 }
        return true
    }

    // MARK: - Directives

    /// Passes `#name` or `#{name}`; nil, and nothing passed, where the sign is text.
    private mutating func directiveName() throws(TextFlaw) -> String? {
        let start = cursor.index
        cursor.index += 1
        let isBraced = cursor.take("{")
        let name = cursor.take { $0.value < 0x80 && $0.properties.isAlphabetic }
        if Self.directives.contains(name), !isBraced || cursor.take("}") { return name }
        let isCall = cursor.next == "("
        cursor.index = start
        if Self.unsupported.contains(name) || cursor.comes("#@") {
            throw TextFlaw(cursor, "#\(name)", "this directive of Velocity is not supported")
        }
        if isCall, let nearest = nearestName(to: name, among: Self.directives) {
            throw TextFlaw(
                cursor, "#\(name)", "expected one of #\(Self.directives.joined(separator: ", #"))", nearest: nearest)
        }
        return nil
    }

    private mutating func directive(_ name: String, at start: Int) throws(TextFlaw) -> Node {
        switch name {
        case "set":
            try open(after: name)
            let node = try assignment()
            try close()
            return node
        case "if": return try choice(at: start)
        case "foreach": return try loop(at: start)
        case "break": return .stopLoop
        default: return .stop
        }
    }

    private mutating func open(after name: String) throws(TextFlaw) {
        _ = cursor.take { $0 == " " || $0 == "\t" }
        guard cursor.take("(") else { throw TextFlaw(cursor, "\(cursor.here)", "expected '(' after #\(name)") }
        cursor.skipSpace()
    }

    /// Passes `)` and, as Velocity does, the rest of the line if it is blank.
    private mutating func close() throws(TextFlaw) {
        cursor.skipSpace()
        guard cursor.take(")") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ')'") }
        skipBlankRest()
    }

    private mutating func skipBlankRest() {
        let start = cursor.index
        _ = cursor.take { $0 == " " || $0 == "\t" || $0 == "\r" }
        if !cursor.take("\n") { cursor.index = start }
    }

    private mutating func assignment() throws(TextFlaw) -> Node {
        let start = cursor.index
        guard let target = try reference(), case .variable(let name) = target.root, target.steps.count <= 1 else {
            throw TextFlaw(offset: start, "\(cursor.here)", "expected a variable, such as $name")
        }
        cursor.skipSpace()
        guard cursor.take("=") else { throw TextFlaw(cursor, "\(cursor.here)", "expected '='") }
        let value = try expression()
        switch target.steps.first {
        case nil: return .set(name, value)
        case .property(let key): return .setElement(name, key: .literal(JSONValue(key)), value)
        case .index(let key): return .setElement(name, key: key, value)
        case .call: throw TextFlaw(offset: start, "'\(target.source)'", "expected a variable, not a call")
        }
    }

    private mutating func choice(at start: Int) throws(TextFlaw) -> Node {
        var branches: [MappingTemplate.Branch] = []
        var name = "if"
        while name != "else" {
            try open(after: name)
            let condition = try expression()
            try close()
            let (nodes, end) = try block(until: [])
            guard let end else { throw TextFlaw(offset: start, "#if without #end", "add one") }
            branches.append(MappingTemplate.Branch(condition: condition, nodes: nodes))
            if end.name == "end" {
                skipBlankRest()
                return .choice(branches, otherwise: [])
            }
            name = end.name
        }
        skipBlankRest()
        let (otherwise, end) = try block(until: [])
        guard let end, end.name == "end" else {
            throw TextFlaw(offset: end?.offset ?? start, "#else without #end", "add one")
        }
        skipBlankRest()
        return .choice(branches, otherwise: otherwise)
    }

    private mutating func loop(at start: Int) throws(TextFlaw) -> Node {
        try open(after: "foreach")
        let place = cursor.index
        guard let target = try reference(), case .variable(let name) = target.root, target.steps.isEmpty else {
            throw TextFlaw(offset: place, "\(cursor.here)", "expected a variable, such as $item")
        }
        cursor.skipSpace()
        guard cursor.take("in") else { throw TextFlaw(cursor, "\(cursor.here)", "expected 'in'") }
        let list = try expression()
        try close()
        let (nodes, end) = try block(until: [])
        guard let end, end.name == "end" else {
            throw TextFlaw(offset: end?.offset ?? start, "#foreach without #end", "add one")
        }
        skipBlankRest()
        return .loop(name, list, nodes)
    }
}
