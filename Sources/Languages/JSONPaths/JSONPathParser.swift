import Values

/// Reads a JSONPath from a text that may go on after it.
struct JSONPathParser {
    /// Each `..` may visit the whole document for every value found before it; more than two would let a short path
    /// take a very long time.
    private static let mostDescents = 2
    /// How deep filters and parentheses may nest.
    private static let deepest = 16

    var cursor: TextCursor
    private var depth = 0

    init(_ cursor: TextCursor) { self.cursor = cursor }

    mutating func parseWhole(_ text: String) throws(TextFlaw) -> JSONPath {
        let path = try parse()
        guard cursor.isAtEnd else {
            throw TextFlaw(cursor, "\(cursor.here)", "expected '.', '[' or the end of the path")
        }
        return path
    }

    /// Reads a path that starts with `$` or `$$`.
    mutating func parse() throws(TextFlaw) -> JSONPath {
        let start = cursor.index
        guard cursor.take("$") else {
            throw TextFlaw(cursor, "\(cursor.here)", "expected a JSONPath, which starts with '$'")
        }
        let root: JSONPath.Root = cursor.take("$") ? .context : .input
        if let next = cursor.next, next.properties.isAlphabetic || next == "_" {
            throw TextFlaw(
                cursor, "the variable '$\(cursor.text(from: cursor.index))\(next)…'",
                "expected '.' or '[' after '$'; workflow variables are not supported here")
        }
        let steps = try steps()
        return JSONPath(text: cursor.text(from: start), root: root, steps: steps)
    }

    private mutating func steps() throws(TextFlaw) -> [JSONPath.Step] {
        var steps: [JSONPath.Step] = []
        var descents = 0
        while true {
            if cursor.take("..") {
                descents += 1
                guard descents <= Self.mostDescents else {
                    throw TextFlaw(cursor, "a third '..'", "at most \(Self.mostDescents) are supported in one path")
                }
                steps.append(.descendants)
                steps.append(cursor.next == "[" ? try bracket() : try name())
            } else if cursor.take(".") {
                steps.append(cursor.next == "[" ? try bracket() : try name())
            } else if cursor.next == "[" {
                steps.append(try bracket())
            } else {
                return steps
            }
        }
    }

    private mutating func name() throws(TextFlaw) -> JSONPath.Step {
        if cursor.take("*") { return .wildcard }
        let name = cursor.take { Self.isNamePart($0) }
        guard !name.isEmpty else {
            throw TextFlaw(cursor, "\(cursor.here)", "expected a member's name, '*' or ['name']")
        }
        if cursor.next == "(" {
            throw TextFlaw(cursor, "the function '\(name)()'", "functions in paths are not supported")
        }
        return .member(name)
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", "-", "/", ":": true
        default: scalar.value > 0x7F || scalar.properties.isAlphabetic || (scalar.value >= 0x30 && scalar.value <= 0x39)
        }
    }

    // MARK: - Brackets

    private mutating func bracket() throws(TextFlaw) -> JSONPath.Step {
        guard cursor.take("[") else { throw TextFlaw(cursor, "\(cursor.here)", "expected '['") }
        cursor.skipSpace()
        if cursor.take("?") {
            let filter = try filter()
            try close()
            return .filter(filter)
        }
        var items = [try item()]
        cursor.skipSpace()
        while cursor.take(",") {
            cursor.skipSpace()
            items.append(try item())
            cursor.skipSpace()
        }
        try close()
        return items.count == 1 ? items[0] : .union(items)
    }

    private mutating func close() throws(TextFlaw) {
        cursor.skipSpace()
        guard cursor.take("]") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ']'") }
    }

    private mutating func item() throws(TextFlaw) -> JSONPath.Step {
        if cursor.take("*") { return .wildcard }
        if cursor.next == "'" || cursor.next == "\"" { return .member(try quoted()) }
        let start = cursor.index
        let first = integer()
        cursor.skipSpace()
        guard cursor.take(":") else {
            guard let first else {
                throw TextFlaw(
                    offset: start, "\(cursor.here)",
                    "expected an index, a slice, a name in quotes, '*' or a filter '?(…)'")
            }
            return .index(first)
        }
        cursor.skipSpace()
        let last = integer()
        cursor.skipSpace()
        var stride = 1
        if cursor.take(":") {
            cursor.skipSpace()
            stride = integer() ?? 1
            guard stride > 0 else {
                throw TextFlaw(offset: start, "a slice by \(stride)", "expected a step of 1 or more")
            }
        }
        return .slice(from: first, to: last, by: stride)
    }

    private mutating func integer() -> Int? {
        let start = cursor.index
        _ = cursor.take("-")
        let digits = cursor.take { $0.value >= 0x30 && $0.value <= 0x39 }
        guard !digits.isEmpty, digits.count <= 9, let number = Int(cursor.text(from: start)) else {
            cursor.index = start
            return nil
        }
        return number
    }

    private mutating func quoted() throws(TextFlaw) -> String {
        let start = cursor.index
        guard let quote = cursor.next else { return "" }
        cursor.index += 1
        var text = ""
        while let next = cursor.next {
            cursor.index += 1
            if next == quote { return text }
            if next == "\\", let escaped = cursor.next {
                cursor.index += 1
                text.unicodeScalars.append(escaped)
            } else {
                text.unicodeScalars.append(next)
            }
        }
        throw TextFlaw(offset: start, "a text that does not end", "expected a closing \(quote)")
    }

    // MARK: - Filters

    private mutating func filter() throws(TextFlaw) -> PathFilter {
        cursor.skipSpace()
        guard cursor.next == "(" else { throw TextFlaw(cursor, "\(cursor.here)", "expected '(' after '?'") }
        return try alternatives()
    }

    private mutating func alternatives() throws(TextFlaw) -> PathFilter {
        var parts = [try conjunction()]
        while cursor.take("||") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(TextFlaw) -> PathFilter {
        var parts = [try condition()]
        while cursor.take("&&") { parts.append(try condition()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func condition() throws(TextFlaw) -> PathFilter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw TextFlaw(cursor, "a deeply nested filter", "expected a simpler one") }
        cursor.skipSpace()
        defer { cursor.skipSpace() }
        if cursor.take("!") { return .not(try condition()) }
        if cursor.take("(") {
            let inner = try alternatives()
            cursor.skipSpace()
            guard cursor.take(")") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ')'") }
            return inner
        }
        let left = try operand()
        cursor.skipSpace()
        for comparison in PathFilter.Comparison.allCases where cursor.take(comparison.rawValue) {
            cursor.skipSpace()
            return .compare(left, comparison, try operand())
        }
        guard case .path = left else { throw TextFlaw(cursor, "\(cursor.here)", "expected a comparison such as ==") }
        return .exists(left)
    }

    private mutating func operand() throws(TextFlaw) -> PathFilter.Operand {
        if cursor.take("@") {
            let start = cursor.index - 1
            let steps = try steps()
            return .path(JSONPath(text: cursor.text(from: start), root: .input, steps: steps), fromElement: true)
        }
        if cursor.next == "$" { return .path(try parse(), fromElement: false) }
        if cursor.next == "'" || cursor.next == "\"" { return .literal(JSONValue(try quoted())) }
        if let number = cursor.takeNumber() { return .literal(number) }
        for (word, value) in [("true", JSONValue(.bool(true))), ("false", JSONValue(.bool(false))), ("null", .null)]
        where cursor.take(word) {
            return .literal(value)
        }
        throw TextFlaw(
            cursor, "\(cursor.here)", "expected '@', a path, a number, a text in quotes, true, false or null")
    }
}
