import Values

/// The value of a key that ends in `.$`, compiled: a path or a call of an intrinsic function.
///
/// Also usable by itself, wherever States Language takes either.
public struct IntrinsicExpression: Sendable, Hashable {
    indirect enum Node: Sendable, Hashable {
        case literal(JSONValue)
        case path(JSONPath)
        case call(IntrinsicFunction, [Node])
    }

    /// Ten by docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html.
    static let deepestNesting = 10

    /// The expression as it was written.
    public let text: String
    private let node: Node

    /// The input itself.
    static let input = IntrinsicExpression(
        text: "$", node: .path(JSONPath(text: "$", root: .input, steps: [])))

    private init(text: String, node: Node) {
        self.text = text
        self.node = node
    }

    /// Compiles an expression.
    /// - Throws: What of it is neither a path nor a call.
    public init(_ text: String, at position: SourcePosition = .none) throws(Diagnostics) {
        self.text = text
        do throws(TextFlaw) {
            var parser = Parser(cursor: TextCursor(text))
            node = try parser.parse()
        } catch {
            throw Diagnostics([error.diagnostic(in: text, at: position)])
        }
    }

    /// The value for an input, a context object and a source of chance.
    /// - Throws: The path that names nothing or the function that fails.
    public func evaluate(
        input: JSONValue, context: JSONValue, random: inout some RandomNumberGenerator
    ) throws(PayloadTemplateError) -> JSONValue {
        try evaluate(node, input: input, context: context, random: &random)
    }

    private func evaluate(
        _ node: Node, input: JSONValue, context: JSONValue, random: inout some RandomNumberGenerator
    ) throws(PayloadTemplateError) -> JSONValue {
        switch node {
        case .literal(let value): return value
        case .path(let path):
            guard let value = path.value(in: path.root == .input ? input : context) else {
                throw .parameterPathFailure(path: path.text)
            }
            return value
        case .call(let function, let nodes):
            var arguments: [JSONValue] = []
            arguments.reserveCapacity(nodes.count)
            for node in nodes {
                arguments.append(try evaluate(node, input: input, context: context, random: &random))
            }
            return try function.apply(arguments, random: &random)
        }
    }

    private struct Parser {
        var cursor: TextCursor

        mutating func parse() throws(TextFlaw) -> Node {
            cursor.skipSpace()
            guard cursor.next == "$" || cursor.comes("States.") else {
                throw TextFlaw(
                    cursor, "\(cursor.here)",
                    "expected a JSONPath starting with '$' or a function starting with 'States.'")
            }
            let node = try argument(depth: 0)
            cursor.skipSpace()
            guard cursor.isAtEnd else {
                throw TextFlaw(cursor, "\(cursor.here)", "expected nothing more")
            }
            return node
        }

        private mutating func argument(depth: Int) throws(TextFlaw) -> Node {
            switch cursor.next {
            case "$": return .path(try path())
            case "'": return .literal(JSONValue(try quoted()))
            default: break
            }
            if cursor.comes("States.") { return try call(depth: depth + 1) }
            if let number = cursor.takeNumber() { return .literal(number) }
            if cursor.take("null") { return .literal(.null) }
            if cursor.take("true") { return .literal(JSONValue(.bool(true))) }
            if cursor.take("false") { return .literal(JSONValue(.bool(false))) }
            throw TextFlaw(
                cursor, "\(cursor.here)", "expected a path, a function, a number, a text in single quotes, or null")
        }

        private mutating func path() throws(TextFlaw) -> JSONPath {
            var parser = JSONPathParser(cursor)
            let path = try parser.parse()
            cursor = parser.cursor
            return path
        }

        private mutating func call(depth: Int) throws(TextFlaw) -> Node {
            let start = cursor.index
            guard depth <= IntrinsicExpression.deepestNesting else {
                throw TextFlaw(cursor, "functions nested over 10 deep", "at most 10 may be nested in one field")
            }
            let name = cursor.take { $0 == "." || ($0.value < 0x80 && ($0.properties.isAlphabetic || $0.isDigit)) }
            guard let function = IntrinsicFunction(rawValue: name) else {
                throw TextFlaw(
                    offset: start, "the unknown function '\(name)'",
                    "expected an intrinsic function of States Language",
                    nearest: nearestName(to: name, among: IntrinsicFunction.allCases.map(\.rawValue)))
            }
            guard cursor.take("(") else { throw TextFlaw(cursor, "\(cursor.here)", "expected '(' after \(name)") }
            var arguments: [Node] = []
            cursor.skipSpace()
            if cursor.next != ")" {
                arguments.append(try argument(depth: depth))
                cursor.skipSpace()
                while cursor.take(",") {
                    cursor.skipSpace()
                    arguments.append(try argument(depth: depth))
                    cursor.skipSpace()
                }
            }
            guard cursor.take(")") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ',' or ')'") }
            guard function.argumentCount.contains(arguments.count) else {
                throw TextFlaw(
                    offset: start, "\(name) with \(arguments.count) arguments",
                    "expected \(function.argumentCountInWords)")
            }
            try checkFormat(function, arguments, at: start)
            for index in arguments.indices where !(function == .format && index == 0) {
                guard case .literal(let value) = arguments[index], let text = value.string else { continue }
                arguments[index] = .literal(JSONValue(Self.unescaped(text)))
            }
            return .call(function, arguments)
        }

        /// The text with `\{`, `\}` and `\\` standing for the characters themselves.
        private static func unescaped(_ text: String) -> String {
            IntrinsicFunction.pieces(of: text).joined(separator: "{}")
        }

        /// A template given literally must have as many `{}` as there are arguments.
        private func checkFormat(_ function: IntrinsicFunction, _ arguments: [Node], at start: Int) throws(TextFlaw) {
            guard function == .format, case .literal(let value)? = arguments.first else { return }
            guard let template = value.string else {
                throw TextFlaw(offset: start, "States.Format of \(value.kindName)", "expected a text with {} in it")
            }
            let gaps = IntrinsicFunction.pieces(of: template).count - 1
            guard gaps == arguments.count - 1 else {
                throw TextFlaw(
                    offset: start, "States.Format with \(gaps) {} and \(arguments.count - 1) values",
                    "expected a value for each {}")
            }
        }

        /// A text in single quotes. `\'` is a quote; other escapes are undone when it is known whether the text is a
        /// template of `States.Format`, in which `\{}` and `{}` differ.
        private mutating func quoted() throws(TextFlaw) -> String {
            let start = cursor.index
            cursor.index += 1
            var text = ""
            while let next = cursor.next {
                cursor.index += 1
                if next == "'" { return text }
                if next == "\\", let escaped = cursor.next {
                    cursor.index += 1
                    if escaped != "'" { text += "\\" }
                    text.unicodeScalars.append(escaped)
                } else {
                    text.unicodeScalars.append(next)
                }
            }
            throw TextFlaw(offset: start, "a text that does not end", "expected a closing single quote")
        }
    }
}

extension Unicode.Scalar {
    /// Whether this is one of the digits 0 to 9.
    var isDigit: Bool { value >= 0x30 && value <= 0x39 }
}
