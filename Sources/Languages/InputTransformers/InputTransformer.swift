import Values

/// An EventBridge input transformer, compiled: values taken from the event by path, put into a template.
///
/// `{"InputPathsMap": {"state": "$.detail.state"}, "InputTemplate": "{\"now\": <state>}"}`. Limits by botocore
/// `events.TransformerPaths` and `TransformerInput`, meaning by
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html.
public struct InputTransformer: Sendable, Hashable {
    /// What the reserved variables `<aws.events.…>` stand for.
    public struct Facts: Sendable, Hashable {
        /// The ARN of the rule that matched.
        public var ruleARN: String
        /// The name of the rule that matched.
        public var ruleName: String
        /// When EventBridge received the event, in ISO 8601.
        public var ingestionTime: String

        /// Makes the facts of one delivery.
        public init(ruleARN: String, ruleName: String, ingestionTime: String) {
            self.ruleARN = ruleARN
            self.ruleName = ruleName
            self.ingestionTime = ingestionTime
        }
    }

    private enum Source: Sendable, Hashable {
        case path(JSONPath)
        case ruleARN
        case ruleName
        case ingestionTime
        /// The event without its detail.
        case event
        case eventWithDetail
    }

    private enum Piece: Sendable, Hashable {
        case text(String)
        case variable(Source, inQuotes: Bool)
    }

    private static let mostPaths = 100
    private static let longestTemplate = 8192
    private static let reserved: [(name: String, source: Source)] = [
        ("aws.events.rule-arn", .ruleARN), ("aws.events.rule-name", .ruleName),
        ("aws.events.event.ingestion-time", .ingestionTime), ("aws.events.event", .event),
        ("aws.events.event.json", .eventWithDetail),
    ]

    private let pieces: [Piece]

    /// Compiles a transformer.
    /// - Throws: Every path, name and placeholder that is wrong, each at its place.
    public init(_ json: JSONValue) throws(Diagnostics) {
        var reader = FieldReader(json, what: "transformer")
        let map = reader.object("InputPathsMap") ?? JSONObject()
        let template = reader.requiredValue("InputTemplate")
        var flaws = reader.finish()
        var sources: [String: Source] = [:]
        var names = Self.reserved.map(\.name)
        for member in map {
            if member.key.lowercased().hasPrefix("aws") {
                flaws.append(
                    Diagnostic(
                        at: member.keyPosition, found: "the variable '\(member.key)'",
                        expected: "EventBridge reserves names that start with AWS: choose another"))
            }
            do throws(Diagnostics) {
                sources[member.key] = .path(try JSONPath(member.value))
            } catch {
                flaws += error.all
                sources[member.key] = .event
            }
            names.append(member.key)
        }
        if map.count > Self.mostPaths {
            flaws.append(
                Diagnostic(
                    at: map.members[Self.mostPaths].keyPosition, found: "\(map.count) variables",
                    expected: "EventBridge refuses more than \(Self.mostPaths)"))
        }
        for (name, source) in Self.reserved { sources[name] = source }
        pieces = Self.pieces(of: template, sources: sources, names: names, flaws: &flaws)
        if let template, flaws.isEmpty { Self.checkShape(of: pieces, template, &flaws) }
        if !flaws.isEmpty { throw Diagnostics(flaws) }
    }

    /// A template that starts as JSON must be JSON once its gaps are filled.
    private static func checkShape(of pieces: [Piece], _ template: JSONValue, _ flaws: inout [Diagnostic]) {
        let filled = pieces.map { piece in
            switch piece {
            case .text(let literal): literal
            case .variable(_, let inQuotes): inQuotes ? "x" : "0"
            }
        }.joined()
        guard let first = filled.unicodeScalars.first(where: { $0.value > 0x20 }), first == "{" || first == "[" else {
            return
        }
        do throws(Diagnostics) {
            _ = try readJSON(filled)
        } catch {
            let reason = error.all.first.map { ": \($0.found)" } ?? ""
            flaws.append(
                Diagnostic(
                    at: template.position, found: "an InputTemplate that is not JSON\(reason)",
                    expected: "EventBridge refuses a template that starts as JSON and is none"))
        }
    }

    private static func pieces(
        of template: JSONValue?, sources: [String: Source], names: [String], flaws: inout [Diagnostic]
    ) -> [Piece] {
        guard let template else { return [] }
        guard let text = template.string else {
            flaws.append(
                Diagnostic(
                    at: template.position, found: "\(template.kindName) as InputTemplate", expected: "expected a text"))
            return []
        }
        if text.utf8.count > longestTemplate {
            flaws.append(
                Diagnostic(
                    at: template.position, found: "a template of \(text.utf8.count) bytes",
                    expected: "EventBridge refuses more than \(longestTemplate)"))
        }
        var pieces: [Piece] = []
        var literal = ""
        var cursor = TextCursor(text)
        var inQuotes = false
        while let next = cursor.next {
            let start = cursor.index
            cursor.index += 1
            if next == "\\", let escaped = cursor.next {
                cursor.index += 1
                literal.unicodeScalars.append(next)
                literal.unicodeScalars.append(escaped)
                continue
            }
            if next == "\"" { inQuotes.toggle() }
            guard next == "<" else {
                literal.unicodeScalars.append(next)
                continue
            }
            let name = cursor.take { $0.isPlaceholderPart }
            guard !name.isEmpty, cursor.take(">") else {
                // A bracket that encloses no name is a bracket.
                cursor.index = start + 1
                literal += "<"
                continue
            }
            guard let source = sources[name] else {
                let flaw = TextFlaw(
                    offset: start, "the variable '<\(name)>'", "expected one of InputPathsMap or <aws.events.…>",
                    nearest: nearestName(to: name, among: names))
                flaws.append(flaw.diagnostic(in: text, at: template.position))
                continue
            }
            if !literal.isEmpty { pieces.append(.text(literal)) }
            literal = ""
            pieces.append(.variable(source, inQuotes: inQuotes))
        }
        if !literal.isEmpty { pieces.append(.text(literal)) }
        return pieces
    }

    /// What the target receives: JSON where the filled template is JSON, else its text.
    ///
    /// Outside quotation marks a value is put in as JSON, `""` where the event has none; inside them as text, nothing
    /// where the event has none.
    public func transform(_ event: JSONValue, facts: Facts) -> JSONValue {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .variable(let source, let inQuotes):
                let value = value(of: source, event: event, facts: facts)
                text += inQuotes ? Self.quoted(value) : value?.compactText ?? "\"\""
            }
        }
        return (try? readJSON(text)) ?? JSONValue(text)
    }

    private func value(of source: Source, event: JSONValue, facts: Facts) -> JSONValue? {
        switch source {
        case .path(let path): return path.value(in: event)
        case .ruleARN: return JSONValue(facts.ruleARN)
        case .ruleName: return JSONValue(facts.ruleName)
        case .ingestionTime: return JSONValue(facts.ingestionTime)
        case .eventWithDetail: return event
        case .event:
            guard var object = event.object else { return event }
            object["detail"] = nil
            return JSONValue(object)
        }
    }

    /// A value within quotation marks: a text with its special characters escaped, anything else as JSON without its
    /// quotation marks, so that the result stays a text.
    private static func quoted(_ value: JSONValue?) -> String {
        guard let value else { return "" }
        if value.string != nil { return String(value.compactText.dropFirst().dropLast()) }
        return value.compactText.filter { $0 != "\"" }
    }
}

extension Unicode.Scalar {
    /// Whether the character may stand in a placeholder's name.
    fileprivate var isPlaceholderPart: Bool {
        switch self {
        case ".", "-", "_": true
        default: isDigit || (value < 0x80 && properties.isAlphabetic)
        }
    }
}
