import Values

/// An SNS subscription's filter policy, compiled: which messages of a topic reach the subscriber.
///
/// The tests are those of event patterns; the limits and the scopes are SNS's
/// (docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html).
public struct FilterPolicy: Sendable, Hashable {
    /// What of a message the policy looks at.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// The typed attributes beside the message; the default.
        case messageAttributes = "MessageAttributes"
        /// The message itself, which must be a JSON object.
        case messageBody = "MessageBody"
    }

    /// Five keys; of a body policy only those of the top level count.
    static let mostKeys = 5
    /// The product of the lengths of all lists, each of a body policy times its depth.
    static let mostCombinations = 150

    /// What of a message the policy looks at.
    public let scope: Scope
    private let pattern: EventPattern

    /// Compiles a policy. A policy without keys lets everything through.
    /// - Throws: Every flaw for which SNS would refuse the policy, each at its place and with its reason.
    public init(_ json: JSONValue, scope: Scope = .messageAttributes) throws(Diagnostics) {
        self.scope = scope
        pattern = try EventPattern(json, dialect: .filterPolicy)
        guard let object = json.object else { return }
        var flaws: [Diagnostic] = []
        func refuse(_ position: SourcePosition, _ found: String, _ reason: String) {
            flaws.append(Diagnostic(at: position, found: found, expected: "SNS refuses it: \(reason)"))
        }
        if scope == .messageAttributes, let nested = Self.nestedKey(object) {
            refuse(
                nested.value.position, "an object for '\(nested.key)'",
                "Filter policy scope MessageAttributes does not support nested filter policy")
        }
        let keys = pattern.branches.map { Self.keyCount($0, scope: scope) }.max() ?? 0
        if keys > Self.mostKeys {
            refuse(json.position, "\(keys) keys", "Filter policy can not have more than 5 keys")
        }
        let combinations = Self.combinations(object, depth: 1)
        if combinations > Self.mostCombinations {
            refuse(
                json.position, "\(combinations) combinations of values",
                "Filter policy is too complex, at most 150 are allowed")
        }
        if !flaws.isEmpty { throw Diagnostics(flaws) }
    }

    // MARK: - Matching

    /// Whether a message passes. `body` is the message as JSON, nil when it is none: compute it once per message.
    public func matches(attributes: [String: MessageAttribute], body: JSONValue?) -> Bool {
        switch scope {
        case .messageBody:
            guard let body else { return pattern.branches.contains { $0.fields.isEmpty } }
            return pattern.branches.contains { $0.fields.isEmpty } || pattern.matches(body)
        case .messageAttributes:
            for branch in pattern.branches {
                if branch.fields.allSatisfy({ Self.accepts($0, attributes[$0.name]?.filterable) }) { return true }
            }
            return false
        }
    }

    /// Whether a message passes, its body given as text.
    public func matches(attributes: [String: MessageAttribute], message: String) -> Bool {
        matches(attributes: attributes, body: scope == .messageBody ? try? readJSON(message) : nil)
    }

    /// Whether a message passes, and where it does not, which keys failed and why.
    public func explain(attributes: [String: MessageAttribute], message: String) -> MatchExplanation {
        switch scope {
        case .messageBody:
            if matches(attributes: attributes, message: message) { return MatchExplanation(matches: true, reasons: []) }
            guard let body = try? readJSON(message) else {
                let reason = MatchExplanation.Reason(key: "the message", found: "not JSON", wanted: "a JSON object")
                return MatchExplanation(matches: false, reasons: [reason])
            }
            return pattern.explain(body)
        case .messageAttributes: return explain(attributes)
        }
    }

    private func explain(_ attributes: [String: MessageAttribute]) -> MatchExplanation {
        var nearest: [MatchExplanation.Reason]?
        for branch in pattern.branches {
            let failed = branch.fields.filter { !Self.accepts($0, attributes[$0.name]?.filterable) }
            if failed.isEmpty { return MatchExplanation(matches: true, reasons: []) }
            if let nearest, nearest.count <= failed.count { continue }
            nearest = failed.map { field in
                let found = attributes[field.name].map { $0.filterable?.shortText ?? "\($0.dataType), ignored" }
                return MatchExplanation.Reason(
                    key: field.name, found: found ?? "missing", wanted: ValueTest.words(field.tests))
            }
        }
        return MatchExplanation(matches: false, reasons: nearest ?? [], alternatives: pattern.branches.count)
    }

    /// Whether an attribute, nil when missing, passes a key of an attribute policy. A missing attribute passes `null`
    /// as well as `exists: false`, as the service was recorded to do (LocalStack, test_sns_filter_policy.snapshot.json).
    private static func accepts(_ field: PatternBranch.Field, _ value: JSONValue?) -> Bool {
        guard let value else { return field.absence != nil || field.tests.contains(.null) }
        guard let elements = value.array else { return field.accepts(value) }
        return elements.contains { $0.array == nil && $0.object == nil && field.accepts($0) }
    }

    /// The body that the pattern tells, and what each combination of its alternatives tells.
    var bodyExample: JSONValue? { pattern.example }
    var branchExamples: [JSONValue] { pattern.branches.compactMap(\.example) }

    // MARK: - Limits

    private static func nestedKey(_ object: JSONObject) -> JSONObject.Member? {
        for member in object {
            if member.key == "$or" {
                for alternative in member.value.array ?? [] {
                    if let inner = alternative.object, let nested = nestedKey(inner) { return nested }
                }
            } else if case .object = member.value.content {
                return member
            }
        }
        return nil
    }

    private static func keyCount(_ branch: PatternBranch, scope: Scope) -> Int {
        switch scope {
        case .messageAttributes: branch.fields.count
        case .messageBody: Set(branch.fields.map { $0.path[0] }).count
        }
    }

    /// The product over all lists, alternatives of `$or` added up; stops growing far above the limit.
    private static func combinations(_ object: JSONObject, depth: Int) -> Int {
        var product = 1
        for member in object {
            let factor: Int
            if let inner = member.value.object {
                factor = combinations(inner, depth: depth + 1)
            } else if member.key == "$or" {
                factor = (member.value.array ?? []).reduce(0) { sum, alternative in
                    sum + (alternative.object.map { combinations($0, depth: depth) } ?? 0)
                }
            } else {
                factor = (member.value.array?.count ?? 1) * depth
            }
            product = min(product * min(factor, 1_000_000), 1_000_000)
        }
        return product
    }
}
