import Values

/// Turns one statement's JSON into its compiled form, collecting every flaw on the way.
struct StatementCompiler {
    let kind: PolicyDocument.Kind
    let allowsVariables: Bool
    var flaws: [Diagnostic] = []

    init(kind: PolicyDocument.Kind, allowsVariables: Bool) {
        self.kind = kind
        self.allowsVariables = allowsVariables
    }

    mutating func compile(_ json: JSONValue, index: Int) -> PolicyStatement? {
        guard case .object = json.content else {
            flaws.append(
                Diagnostic(at: json.position, found: "\(json.kindName) as a statement", expected: "expected an object"))
            return nil
        }
        var reader = FieldReader(json, what: "policy statement")
        let sid = reader.string("Sid")
        let effect = reader.requiredValue("Effect")
        let action = (reader.value("Action"), reader.value("NotAction"))
        let resource = (reader.value("Resource"), reader.value("NotResource"))
        let principal = (reader.value("Principal"), reader.value("NotPrincipal"))
        let condition = reader.value("Condition")
        flaws += reader.finish()

        let actions = selection(action, "Action", in: json) { compiler, text, place in
            compiler.action(text, at: place)
        }
        let resources = selection(resource, "Resource", in: json) { compiler, text, place in
            compiler.resource(text, at: place)
        }
        if actions == nil { missing("Action or NotAction", in: json) }
        if resources == nil, kind == .identity { missing("Resource or NotResource", in: json) }
        let principals = principals(principal, in: json)
        let conditions = condition.map { self.conditions($0) } ?? []
        guard let effect, let actions else { return nil }
        guard let effectValue = effect.string.flatMap(PolicyStatement.Effect.init(rawValue:)) else {
            let text = effect.string ?? effect.kindName
            flaws.append(
                Diagnostic(
                    at: effect.position, found: "the effect '\(text)'", expected: "expected Allow or Deny",
                    nearest: nearestName(to: text, among: ["Allow", "Deny"])))
            return nil
        }
        let name = sid.flatMap { $0.isEmpty ? nil : $0 } ?? "#\(index + 1)"
        return PolicyStatement(
            name: name, effect: effectValue, actions: actions, resources: resources, principals: principals,
            conditions: conditions)
    }

    private mutating func missing(_ what: String, in json: JSONValue) {
        flaws.append(Diagnostic(at: json.position, found: "a policy statement without \(what)", expected: "add one"))
    }

    /// One text or a list of texts.
    private mutating func texts(_ value: JSONValue, for name: String) -> [(text: String, position: SourcePosition)] {
        let values = value.array ?? [value]
        if values.isEmpty {
            flaws.append(
                Diagnostic(at: value.position, found: "an empty list for '\(name)'", expected: "name at least one"))
        }
        return values.compactMap { element in
            switch element.content {
            case .string(let text): return (text, element.position)
            case .bool, .integer, .double: return (element.compactText, element.position)
            default:
                flaws.append(
                    Diagnostic(
                        at: element.position, found: "\(element.kindName) for '\(name)'", expected: "expected a text"))
                return nil
            }
        }
    }

    private mutating func selection(
        _ pair: (JSONValue?, JSONValue?), _ name: String, in json: JSONValue,
        _ compile: (inout StatementCompiler, String, SourcePosition) -> PolicyText
    ) -> PolicyStatement.Selection? {
        if let second = pair.1, pair.0 != .none {
            flaws.append(
                Diagnostic(at: second.position, found: "both '\(name)' and 'Not\(name)'", expected: "keep one of them"))
        }
        guard let value = pair.0 ?? pair.1 else { return nil }
        let isInverted = pair.0 == .none
        let texts = texts(value, for: isInverted ? "Not\(name)" : name)
        return PolicyStatement.Selection(
            texts: texts.map(\.text), isInverted: isInverted,
            patterns: texts.map { compile(&self, $0.text, $0.position) })
    }

    private mutating func action(_ text: String, at position: SourcePosition) -> PolicyText {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if text != "*", parts.count != 2 || parts.contains("") || parts[0].contains(where: { $0 == "*" || $0 == "?" }) {
            flaws.append(
                Diagnostic(
                    at: position, found: "the action '\(text)'",
                    expected: "expected service:Action, such as sqs:SendMessage"))
        }
        return PolicyText(text.lowercased(), allowsVariables: false)
    }

    private mutating func resource(_ text: String, at position: SourcePosition) -> PolicyText {
        let isARN = text.hasPrefix("arn:") && (text.hasSuffix("*") || text.contains("${") || ARNPattern(text) != nil)
        if !isARN, !text.hasPrefix("${"), !text.hasPrefix("*") {
            flaws.append(
                Diagnostic(
                    at: position, found: "the resource '\(text)'",
                    expected: "expected '*' or arn:partition:service:region:account:resource"))
        }
        return PolicyText(text, allowsVariables: allowsVariables)
    }

    // MARK: - Principals

    private mutating func principals(_ pair: (JSONValue?, JSONValue?), in json: JSONValue) -> PrincipalSelection? {
        guard let value = pair.0 ?? pair.1 else {
            if kind == .resource { missing("Principal", in: json) }
            return nil
        }
        if kind == .identity {
            flaws.append(
                Diagnostic(
                    at: value.position, found: "a principal in a policy of an identity",
                    expected: "leave it out: the principal is the identity itself"))
        }
        let isInverted = pair.0 == .none
        if value.string == "*" {
            return PrincipalSelection(
                includesEveryone: true, identities: [], services: [], others: [], isInverted: isInverted)
        }
        guard let object = value.object else {
            flaws.append(
                Diagnostic(
                    at: value.position, found: "\(value.string.map { "'\($0)'" } ?? value.kindName) as a principal",
                    expected: "expected '*' or an object such as {\"Service\": \"sns.amazonaws.com\"}"))
            return nil
        }
        var found: [String: [String]] = [:]
        let kinds = ["AWS", "Service", "Federated", "CanonicalUser"]
        for member in object {
            if !kinds.contains(member.key) {
                flaws.append(
                    Diagnostic(
                        at: member.keyPosition, found: "the kind of principal '\(member.key)'",
                        expected: "expected one of \(kinds.joined(separator: ", "))",
                        nearest: nearestName(to: member.key, among: kinds)))
            }
            found[member.key] = texts(member.value, for: member.key).map(\.text)
        }
        let identities = found["AWS"] ?? []
        return PrincipalSelection(
            includesEveryone: identities.contains("*"), identities: identities.filter { $0 != "*" },
            services: found["Service"] ?? [], others: (found["Federated"] ?? []) + (found["CanonicalUser"] ?? []),
            isInverted: isInverted)
    }

    // MARK: - Conditions

    private mutating func conditions(_ json: JSONValue) -> [PolicyCondition] {
        guard let object = json.object else {
            flaws.append(
                Diagnostic(at: json.position, found: "\(json.kindName) as a condition", expected: "expected an object"))
            return []
        }
        var conditions: [PolicyCondition] = []
        for block in object {
            guard let test = PolicyCondition.Test(block.key) else {
                flaws.append(
                    Diagnostic(
                        at: block.keyPosition, found: "the condition operator '\(block.key)'",
                        expected: "expected an IAM condition operator, such as StringEquals",
                        nearest: nearestName(to: block.key, among: PolicyCondition.Operator.allCases.map(\.rawValue))))
                continue
            }
            guard let keys = block.value.object else {
                flaws.append(
                    Diagnostic(
                        at: block.value.position, found: "\(block.value.kindName) for '\(block.key)'",
                        expected: "expected an object of condition keys"))
                continue
            }
            for key in keys {
                let values = texts(key.value, for: key.key)
                for value in values {
                    guard let reason = test.flaw(of: value.text) else { continue }
                    flaws.append(
                        Diagnostic(at: value.position, found: "'\(value.text)' for \(block.key)", expected: reason))
                }
                conditions.append(
                    PolicyCondition(
                        test: test, key: key.key.lowercased(), texts: values.map(\.text),
                        allowsVariables: allowsVariables))
            }
        }
        return conditions
    }
}
