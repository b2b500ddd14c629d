/// A text of a policy with wildcards and, in policies of version 2012-10-17, variables such as `${aws:username}`.
struct PolicyText: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case fixed(Wildcard)
        /// A context key in lower case, and what stands for it when the request has none.
        case variable(String, fallback: String?)
    }

    let text: String
    private let pieces: [Piece]
    /// The whole text, where it has no variables.
    private let fixed: Wildcard?
    /// The text as an ARN part by part, where it is one without variables.
    private let arn: ARNPattern?

    init(_ text: String, allowsVariables: Bool) {
        self.text = text
        pieces = allowsVariables ? Self.pieces(of: text) : [.fixed(Wildcard(globbing: text))]
        let wildcards = pieces.compactMap { if case .fixed(let wildcard) = $0 { wildcard } else { nil } }
        fixed = wildcards.count == pieces.count ? Wildcard(joining: wildcards) : nil
        arn = fixed != nil && !text.contains("${") ? Self.arnPattern(text) : nil
    }

    /// An ARN part by part; one that ends in `*` early stands for anything in the parts it leaves out.
    private static func arnPattern(_ text: String) -> ARNPattern? {
        let parts = text.utf8.count { $0 == UInt8(ascii: ":") } + 1
        guard parts < 6, text.hasPrefix("arn:"), text.hasSuffix("*") else { return ARNPattern(text) }
        return ARNPattern(text + String(repeating: ":*", count: 6 - parts))
    }

    /// Whether a value fits; a variable without a value fits nothing.
    func matches(_ value: String, ignoringCase: Bool, context: [String: [String]]) -> Bool {
        if ignoringCase { return resolved(context)?.lowercased() == value.lowercased() }
        if let fixed { return fixed.matches(value) }
        var wildcards: [Wildcard] = []
        for piece in pieces {
            switch piece {
            case .fixed(let wildcard): wildcards.append(wildcard)
            case .variable(let key, let fallback):
                guard let value = Self.value(of: key, context) ?? fallback else { return false }
                wildcards.append(Wildcard(literal: value))
            }
        }
        return Wildcard(joining: wildcards).matches(value)
    }

    /// Whether an action fits; the text must be in lower case.
    func matchesAction(_ action: String) -> Bool { fixed?.matches(action, ignoringCase: true) ?? false }

    /// Whether a resource fits: part by part where the text is an ARN, as a whole otherwise.
    func matchesResource(_ resource: String, context: [String: [String]]) -> Bool {
        if let arn { return arn.matches(resource) }
        return matches(resource, ignoringCase: false, context: context)
    }

    /// The text with its variables replaced and wildcards as they stand; nil when a variable has no value.
    func resolved(_ context: [String: [String]]) -> String? {
        guard fixed == nil || text.contains("${") else { return text }
        var result = ""
        var cursor = TextCursor(text)
        while let next = cursor.next {
            if let variable = Self.variable(&cursor) {
                switch variable {
                case .character(let character): result += character
                case .key(let key, let fallback):
                    guard let value = Self.value(of: key, context) ?? fallback else { return nil }
                    result += value
                }
            } else {
                result.unicodeScalars.append(next)
                cursor.index += 1
            }
        }
        return result
    }

    private static func value(of key: String, _ context: [String: [String]]) -> String? {
        guard let values = context[key], values.count == 1 else { return nil }
        return values[0]
    }

    private enum Variable {
        /// `${*}`, `${?}` and `${$}` stand for the characters themselves.
        case character(String)
        case key(String, fallback: String?)
    }

    /// Passes a variable: `${key}` or `${key, 'fallback'}`.
    private static func variable(_ cursor: inout TextCursor) -> Variable? {
        let start = cursor.index
        guard cursor.take("${") else { return nil }
        let inside = cursor.take { $0 != "}" }
        guard cursor.take("}") else {
            cursor.index = start
            return nil
        }
        if ["*", "?", "$"].contains(inside) { return .character(inside) }
        let parts = inside.split(separator: ",", maxSplits: 1).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard let key = parts.first else {
            cursor.index = start
            return nil
        }
        let fallback = parts.count > 1 ? String(parts[1].filter { $0 != "'" }) : nil
        return .key(key.lowercased(), fallback: fallback)
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var literal = ""
        var cursor = TextCursor(text)
        func flush() {
            if !literal.isEmpty { pieces.append(.fixed(Wildcard(globbing: literal))) }
            literal = ""
        }
        while let next = cursor.next {
            switch variable(&cursor) {
            case .character(let character):
                flush()
                pieces.append(.fixed(Wildcard(literal: character)))
            case .key(let key, let fallback):
                flush()
                pieces.append(.variable(key, fallback: fallback))
            case nil:
                literal.unicodeScalars.append(next)
                cursor.index += 1
            }
        }
        flush()
        return pieces
    }
}
