import Values

/// A question about a pattern or policy, and its answer: what a rule or subscription would let through, and why.
public enum Question: String, Sendable, Hashable, CaseIterable {
    /// `{"pattern", "event"}`: whether an EventBridge rule takes the event.
    case eventPattern = "event-pattern"
    /// `{"policy", "scope", "message": {"Message", "MessageAttributes"}}`: whether an SNS subscription gets the message.
    case filterPolicy = "filter-policy"

    /// Answers one line of JSON by one line of JSON.
    ///
    /// - Returns: `{"match": bool, "why": text}`, or `{"error": text}` with all the reasons for which the service would
    ///   refuse the pattern or policy, or for which the line is no question.
    public func answer(_ line: String) -> String { reply(to: line).compactText }

    private func reply(to line: String) -> JSONValue {
        do throws(Diagnostics) {
            let question = try readJSON(line)
            let explanation =
                switch self {
                case .eventPattern: try Self.eventPattern(question)
                case .filterPolicy: try Self.filterPolicy(question)
                }
            return ["match": JSONValue(.bool(explanation.matches)), "why": JSONValue(explanation.description)]
        } catch {
            return ["error": JSONValue(error.all.map(Self.sentence).joined(separator: "; and "))]
        }
    }

    /// A flaw with its column; all of a question is on one line.
    private static func sentence(_ flaw: Diagnostic) -> String {
        let place = flaw.position == .none ? "" : "column \(flaw.position.column): "
        let nearest = flaw.nearest.map { "; did you mean '\($0)'?" } ?? ""
        return (place + flaw.found + (flaw.expected.isEmpty ? "" : "; \(flaw.expected)") + nearest).withVisibleControls
    }

    // MARK: - Event patterns

    private static func eventPattern(_ question: JSONValue) throws(Diagnostics) -> MatchExplanation {
        var fields = FieldReader(question, what: "question about an event pattern")
        let pattern = fields.requiredValue("pattern")
        let event = fields.requiredValue("event")
        let flaws = fields.finish()
        guard let pattern, let event, flaws.isEmpty else { throw Diagnostics(flaws) }
        // The API takes the pattern as text; both forms are understood.
        return try EventPattern(try unpacked(pattern)).explain(try unpacked(event))
    }

    /// The JSON that a text holds, as the APIs carry patterns and policies; other values as they are.
    private static func unpacked(_ value: JSONValue) throws(Diagnostics) -> JSONValue {
        guard let text = value.string else { return value }
        do throws(Diagnostics) {
            return try readJSON(text)
        } catch {
            throw Diagnostics(
                error.all.map { Diagnostic(at: value.position, found: $0.found, expected: $0.expected) })
        }
    }

    // MARK: - Filter policies

    private static func filterPolicy(_ question: JSONValue) throws(Diagnostics) -> MatchExplanation {
        var fields = FieldReader(question, what: "question about a filter policy")
        let written = fields.requiredValue("policy")
        let scopes = FilterPolicy.Scope.allCases.map(\.rawValue)
        var scope = FilterPolicy.Scope.messageAttributes
        if let name = fields.value("scope") {
            if let known = FilterPolicy.Scope(rawValue: name.string ?? "") {
                scope = known
            } else {
                fields.fail(
                    at: name.position, "the scope \(name.compactText)",
                    "expected one of \(scopes.joined(separator: ", "))",
                    nearest: nearestName(to: name.string ?? "", among: scopes))
            }
        }
        let message = fields.requiredValue("message")
        let flaws = fields.finish()
        guard let written, let message, flaws.isEmpty else { throw Diagnostics(flaws) }
        let policy = try FilterPolicy(try unpacked(written), scope: scope)
        let (body, attributes) = try parts(of: message)
        return policy.explain(attributes: attributes, message: body)
    }

    /// The text and the typed attributes of a message as `sns:Publish` takes it.
    private static func parts(
        of message: JSONValue
    ) throws(Diagnostics) -> (body: String, attributes: [String: MessageAttribute]) {
        var fields = FieldReader(message, what: "message")
        let body = fields.value("Message")
        let written = fields.object("MessageAttributes") ?? JSONObject()
        // What else a publication has does not bear on filters.
        for name in ["Subject", "MessageId", "TopicArn", "Timestamp", "MessageGroupId"] { _ = fields.value(name) }
        var flaws = fields.finish()
        var attributes: [String: MessageAttribute] = [:]
        for member in written {
            do throws(Diagnostics) {
                attributes[member.key] = try MessageAttribute(member.value)
            } catch {
                flaws += error.all
            }
        }
        if !flaws.isEmpty { throw Diagnostics(flaws) }
        return (body.map { $0.string ?? $0.compactText } ?? "", attributes)
    }
}
