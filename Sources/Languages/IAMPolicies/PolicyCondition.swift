/// One condition of a statement, compiled: an operator, a context key and the values it is tested against.
///
/// Meaning by docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
/// reference_policies_condition-single-vs-multi-valued-context-keys.html.
struct PolicyCondition: Sendable, Hashable {
    enum Operator: String, Sendable, Hashable, CaseIterable {
        case stringEquals = "StringEquals"
        case stringNotEquals = "StringNotEquals"
        case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
        case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
        case stringLike = "StringLike"
        case stringNotLike = "StringNotLike"
        case numericEquals = "NumericEquals"
        case numericNotEquals = "NumericNotEquals"
        case numericLessThan = "NumericLessThan"
        case numericLessThanEquals = "NumericLessThanEquals"
        case numericGreaterThan = "NumericGreaterThan"
        case numericGreaterThanEquals = "NumericGreaterThanEquals"
        case dateEquals = "DateEquals"
        case dateNotEquals = "DateNotEquals"
        case dateLessThan = "DateLessThan"
        case dateLessThanEquals = "DateLessThanEquals"
        case dateGreaterThan = "DateGreaterThan"
        case dateGreaterThanEquals = "DateGreaterThanEquals"
        case bool = "Bool"
        case binaryEquals = "BinaryEquals"
        case ipAddress = "IpAddress"
        case notIpAddress = "NotIpAddress"
        case arnEquals = "ArnEquals"
        case arnNotEquals = "ArnNotEquals"
        case arnLike = "ArnLike"
        case arnNotLike = "ArnNotLike"
        case null = "Null"

        /// Whether the operator holds when no value of the policy matches.
        var isNegated: Bool {
            switch self {
            case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals, .dateNotEquals,
                .notIpAddress, .arnNotEquals, .arnNotLike:
                true
            default: false
            }
        }
    }

    enum Quantifier: String, Sendable, Hashable, CaseIterable {
        case forAllValues = "ForAllValues:"
        case forAnyValue = "ForAnyValue:"
    }

    /// An operator with its quantifier before and `IfExists` after it.
    struct Test: Sendable, Hashable {
        let comparison: Operator
        let quantifier: Quantifier?
        let ifExists: Bool

        init?(_ text: String) {
            let quantifier = Quantifier.allCases.first { text.hasPrefix($0.rawValue) }
            var name = String(text.dropFirst(quantifier?.rawValue.count ?? 0))
            let ifExists = name.hasSuffix("IfExists")
            if ifExists { name.removeLast("IfExists".count) }
            guard let comparison = Operator(rawValue: name), !(comparison == .null && ifExists) else { return nil }
            self.comparison = comparison
            self.quantifier = quantifier
            self.ifExists = ifExists
        }

        /// What is wrong with a value of the policy for this operator; nil when nothing is, or it holds a variable.
        func flaw(of text: String) -> String? {
            if text.contains("${") { return nil }
            switch comparison {
            case .numericEquals, .numericNotEquals, .numericLessThan, .numericLessThanEquals, .numericGreaterThan,
                .numericGreaterThanEquals:
                return Double(text) == nil ? "expected a number" : nil
            case .dateEquals, .dateNotEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan,
                .dateGreaterThanEquals:
                return PolicyCondition.seconds(text) == nil ? "expected a date such as 2026-11-23T00:00:00Z" : nil
            case .bool, .null: return ["true", "false"].contains(text.lowercased()) ? nil : "expected true or false"
            case .ipAddress, .notIpAddress:
                return PolicyCondition.block(text) == nil ? "expected an address or a block such as 10.0.0.0/24" : nil
            default: return nil
            }
        }
    }

    let test: Test
    /// The context key in lower case.
    let key: String
    private let values: [PolicyText]

    init(test: Test, key: String, texts: [String], allowsVariables: Bool) {
        self.test = test
        self.key = key
        values = texts.map { PolicyText($0, allowsVariables: allowsVariables) }
    }

    /// Whether the condition holds. A key the request does not have makes a negated operator hold and any other fail,
    /// unless `IfExists` says otherwise.
    func holds(in context: [String: [String]]) -> Bool {
        let found = context[key]
        if test.comparison == .null {
            let wantsAbsence = values.contains { $0.text.lowercased() == "true" }
            return (found == nil) == wantsAbsence
        }
        guard let found, !found.isEmpty else {
            switch test.quantifier {
            case .forAllValues: return true
            case .forAnyValue: return test.ifExists
            case nil: return test.ifExists || test.comparison.isNegated
            }
        }
        switch test.quantifier {
        case .forAllValues: return found.allSatisfy { passes($0, context) }
        case .forAnyValue: return found.contains { passes($0, context) }
        case nil:
            return test.comparison.isNegated
                ? found.allSatisfy { passes($0, context) } : found.contains { passes($0, context) }
        }
    }

    private func passes(_ value: String, _ context: [String: [String]]) -> Bool {
        values.contains { matches(value, $0, context) } != test.comparison.isNegated
    }

    /// Whether a value of the request matches one of the policy's, negation aside.
    private func matches(_ value: String, _ wanted: PolicyText, _ context: [String: [String]]) -> Bool {
        switch test.comparison {
        case .stringEquals, .stringNotEquals, .binaryEquals: return wanted.resolved(context) == value
        case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase, .bool:
            return wanted.matches(value, ignoringCase: true, context: context)
        case .stringLike, .stringNotLike: return wanted.matches(value, ignoringCase: false, context: context)
        case .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
            guard let text = wanted.resolved(context), let pattern = ARNPattern(text) else { return false }
            return pattern.matches(value)
        case .ipAddress, .notIpAddress:
            guard let text = wanted.resolved(context), let block = Self.block(text) else { return false }
            return block.contains(value)
        case .null: return false
        default:
            guard let text = wanted.resolved(context) else { return false }
            let isDate = test.comparison.rawValue.hasPrefix("Date")
            guard let left = isDate ? Self.seconds(value) : Double(value),
                let right = isDate ? Self.seconds(text) : Double(text)
            else { return false }
            return compare(left, right)
        }
    }

    private func compare(_ left: Double, _ right: Double) -> Bool {
        switch test.comparison {
        case .numericLessThan, .dateLessThan: left < right
        case .numericLessThanEquals, .dateLessThanEquals: left <= right
        case .numericGreaterThan, .dateGreaterThan: left > right
        case .numericGreaterThanEquals, .dateGreaterThanEquals: left >= right
        default: left == right
        }
    }

    /// A date in ISO 8601 or in seconds since 1970.
    private static func seconds(_ text: String) -> Double? {
        if let number = Double(text) { return number }
        return CivilTime(iso: text, allowsZone: true).map { Double($0.epoch) }
    }

    /// A block of addresses, or a single one.
    private static func block(_ text: String) -> CIDRBlock? {
        if let address = IPAddress(text) { return CIDRBlock(address, length: address.width) }
        return try? CIDRBlock(text)
    }
}
