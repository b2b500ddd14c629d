import Values

/// Expressions of mapping templates: what stands in `#set`, `#if`, `#foreach` and the arguments of calls.
extension MappingTemplateParser {
    typealias Operation = MappingTemplate.Operation

    /// Operators by how strongly they bind, loosest first, as signs and as words.
    private static let levels: [[(sign: String, operation: Operation)]] = [
        [("||", .or), ("or", .or)],
        [("&&", .and), ("and", .and)],
        [("==", .equal), ("!=", .unequal), ("eq", .equal), ("ne", .unequal)],
        [
            ("<=", .atMost), (">=", .atLeast), ("<", .less), (">", .more), ("le", .atMost), ("ge", .atLeast),
            ("lt", .less), ("gt", .more),
        ],
        [("+", .plus), ("-", .minus)],
        [("*", .times), ("/", .over), ("%", .modulo)],
    ]

    mutating func expression() throws(TextFlaw) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw TextFlaw(cursor, "a deeply nested expression", "expected fewer levels")
        }
        return try binary(level: 0)
    }

    private mutating func binary(level: Int) throws(TextFlaw) -> Expression {
        guard level < Self.levels.count else { return try unary() }
        var left = try binary(level: level + 1)
        while true {
            cursor.skipSpace()
            guard let operation = takeOperator(of: Self.levels[level]) else { return left }
            left = .binary(operation, left, try binary(level: level + 1))
        }
    }

    private mutating func takeOperator(of level: [(sign: String, operation: Operation)]) -> Operation? {
        for (sign, operation) in level {
            let start = cursor.index
            guard cursor.take(sign) else { continue }
            let isWord = sign.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
            // A word must end here: 'order' does not start with 'or'.
            if isWord, let next = cursor.next, next.properties.isAlphabetic || next.isDigit || next == "_" {
                cursor.index = start
                continue
            }
            return operation
        }
        return nil
    }

    private mutating func unary() throws(TextFlaw) -> Expression {
        cursor.skipSpace()
        if cursor.next == "!", cursor.peek(1) != "=" {
            cursor.index += 1
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.deepest else { throw TextFlaw(cursor, "too many '!'", "expected fewer") }
            return .not(try unary())
        }
        if cursor.comes("not "), cursor.take("not") {
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.deepest else { throw TextFlaw(cursor, "too many 'not'", "expected fewer") }
            return .not(try unary())
        }
        return try primary()
    }

    private mutating func primary() throws(TextFlaw) -> Expression {
        switch cursor.next {
        case "(":
            cursor.index += 1
            let inner = try expression()
            cursor.skipSpace()
            guard cursor.take(")") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ')'") }
            return inner
        case "$":
            guard let reference = try reference() else { break }
            return .reference(reference)
        case "'", "\"": return try quoted()
        case "[": return try list()
        case "{": return try map()
        default: break
        }
        if let number = cursor.takeNumber() { return .literal(number) }
        for (word, value) in [("true", JSONValue(.bool(true))), ("false", JSONValue(.bool(false))), ("null", .null)]
        where cursor.take(word) {
            return .literal(value)
        }
        throw TextFlaw(cursor, "\(cursor.here)", "expected a reference, a text in quotes, a number, a list or a map")
    }

    /// A text; in double quotes references in it are replaced. A quote within is doubled; backslashes are kept, as
    /// Velocity keeps them.
    private mutating func quoted() throws(TextFlaw) -> Expression {
        let start = cursor.index
        guard let quote = cursor.next else { return .literal(.null) }
        cursor.index += 1
        var text = ""
        while let next = cursor.next {
            cursor.index += 1
            guard next == quote else {
                text.unicodeScalars.append(next)
                continue
            }
            if cursor.next == quote {
                cursor.index += 1
                text.unicodeScalars.append(quote)
                continue
            }
            guard quote == "\"", text.contains("$") || text.contains("#") else { return .literal(JSONValue(text)) }
            var inner = MappingTemplateParser(TextCursor(text))
            inner.depth = depth + 1
            do throws(TextFlaw) {
                return .interpolated(try inner.parse())
            } catch {
                throw TextFlaw(offset: start + 1 + error.offset, error.found, error.expected, nearest: error.nearest)
            }
        }
        throw TextFlaw(offset: start, "a text that does not end", "expected a closing \(quote)")
    }

    private mutating func list() throws(TextFlaw) -> Expression {
        cursor.index += 1
        cursor.skipSpace()
        if cursor.take("]") { return .list([]) }
        let first = try expression()
        cursor.skipSpace()
        if cursor.take("..") {
            let last = try expression()
            cursor.skipSpace()
            guard cursor.take("]") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ']'") }
            return .range(first, last)
        }
        var elements = [first]
        while cursor.take(",") {
            elements.append(try expression())
            cursor.skipSpace()
        }
        guard cursor.take("]") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ',' or ']'") }
        return .list(elements)
    }

    private mutating func map() throws(TextFlaw) -> Expression {
        cursor.index += 1
        cursor.skipSpace()
        if cursor.take("}") { return .map([]) }
        var entries: [MappingTemplate.Entry] = []
        repeat {
            let key = try expression()
            cursor.skipSpace()
            guard cursor.take(":") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ':'") }
            entries.append(MappingTemplate.Entry(key: key, value: try expression()))
            cursor.skipSpace()
        } while cursor.take(",")
        guard cursor.take("}") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ',' or '}'") }
        return .map(entries)
    }
}
