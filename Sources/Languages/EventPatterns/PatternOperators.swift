import Values

/// The tests written as objects: `{"prefix": "eu-"}`.
extension PatternCompiler {
    mutating func operation(_ object: JSONObject, at position: SourcePosition) -> ValueTest? {
        guard let member = object.members.first else {
            refuse(position, "an empty object as a test", "Match expression name not found")
            return nil
        }
        if object.count > 1 {
            refuse(
                object.members[1].keyPosition, "a second key '\(object.members[1].key)' in a test",
                "Only one key allowed in match expression")
            return nil
        }
        switch member.key {
        case "exactly": return text(member, "exact match pattern must be a string").map(ValueTest.exactly)
        case "prefix": return affix(member, "prefix", place: .start) { .prefix($0, bytes: Array($0.utf8)) }
        case "suffix": return affix(member, "suffix", place: .end) { .suffix($0, bytes: Array($0.utf8)) }
        case "equals-ignore-case":
            return text(member, "equals-ignore-case match pattern must be a string")
                .map { .caseless(CaselessText($0), at: .whole) }
        case "wildcard":
            guard let text = text(member, "wildcard match pattern must be a string") else { return nil }
            return wildcard(text, at: member.value.position)
        case "cidr": return cidr(member)
        case "exists":
            guard let wanted = member.value.bool else {
                refuse(
                    member.value.position, "\(member.value.kindName) for 'exists'",
                    "exists match pattern must be either true or false.")
                return nil
            }
            return wanted ? .present : .absent
        case "numeric": return numeric(member)
        case "anything-but": return anythingBut(member)
        default:
            refuse(
                member.keyPosition, "unknown test '\(member.key)'", "Unrecognized match type \(member.key)",
                nearest: nearestName(to: member.key, among: Self.operators))
            return nil
        }
    }

    private mutating func text(_ member: JSONObject.Member, _ reason: String) -> String? {
        if let text = member.value.string { return text }
        refuse(member.value.position, "\(member.value.kindName) for '\(member.key)'", reason)
        return nil
    }

    private mutating func affix(
        _ member: JSONObject.Member, _ name: String, place: CaselessText.Place, _ make: (String) -> ValueTest
    ) -> ValueTest? {
        guard case .object(let object) = member.value.content else {
            return text(member, "\(name) match pattern must be a string").map(make)
        }
        guard let inner = object.members.first else {
            let title = name == "prefix" ? "Prefix" : "Suffix"
            refuse(member.value.position, "an empty object for '\(name)'", "\(title) expression name not found")
            return nil
        }
        guard inner.key == "equals-ignore-case" else {
            refuse(
                inner.keyPosition, "'\(inner.key)' in '\(name)'", "Unsupported \(name) pattern: \(inner.key)",
                nearest: nearestName(to: inner.key, among: ["equals-ignore-case"]))
            return nil
        }
        guard object.count == 1 else {
            refuse(
                object.members[1].keyPosition, "a second key '\(object.members[1].key)' in '\(name)'",
                "Only one key allowed in match expression")
            return nil
        }
        return text(inner, "equals-ignore-case match pattern must be a string")
            .map { .caseless(CaselessText($0), at: place) }
    }

    private mutating func wildcard(_ text: String, at position: SourcePosition) -> ValueTest? {
        do {
            return .wildcard(try Wildcard(escaping: text), text: text)
        } catch {
            refuse(position, "the wildcard \"\(text)\"", error.reason)
            return nil
        }
    }

    private mutating func cidr(_ member: JSONObject.Member) -> ValueTest? {
        guard let text = text(member, "prefix match pattern must be a string") else { return nil }
        do {
            return .block(try CIDRBlock(text), text: text)
        } catch {
            refuse(member.value.position, "the address block \"\(text)\"", error.reason)
            return nil
        }
    }

    // MARK: - Numeric

    private mutating func numeric(_ member: JSONObject.Member) -> ValueTest? {
        guard let terms = member.value.array else {
            refuse(
                member.value.position, "\(member.value.kindName) for 'numeric'", "Value of numeric must be an array.")
            return nil
        }
        guard let first = terms.first, let sign = first.string else {
            let text = terms.first?.compactText ?? "]"
            refuse(
                terms.first?.position ?? member.value.position,
                "\(terms.isEmpty ? "an empty list" : text) for 'numeric'",
                "Invalid member in numeric match: \(text)")
            return nil
        }
        guard ["=", "<", "<=", ">", ">="].contains(sign) else {
            refuse(first.position, "the comparison '\(sign)'", "Unrecognized numeric range operator: \(sign)")
            return nil
        }
        guard let bound = number(terms, 1, after: sign == "=" ? "equals" : sign, list: member.value) else { return nil }
        let hasBottom = sign.hasPrefix(">")
        guard terms.count > 2 else {
            let edge = NumberRange.Bound(number: bound, isExcluded: sign.count == 1 && sign != "=")
            switch sign {
            case "=": return .range(NumberRange(bottom: edge, top: edge, isEquality: true))
            case "<", "<=": return .range(NumberRange(bottom: nil, top: edge))
            default: return .range(NumberRange(bottom: edge, top: nil))
            }
        }
        guard hasBottom else {
            refuse(terms[2].position, "a third term after '\(sign)'", "Too many elements in numeric expression")
            return nil
        }
        return range(terms, bottom: NumberRange.Bound(number: bound, isExcluded: sign == ">"), list: member.value)
    }

    private mutating func range(_ terms: [JSONValue], bottom: NumberRange.Bound, list: JSONValue) -> ValueTest? {
        guard let sign = terms[2].string else {
            refuse(
                terms[2].position, "\(terms[2].kindName) for a comparison",
                "Bad value in numeric range: \(terms[2].compactText)")
            return nil
        }
        guard sign == "<" || sign == "<=" else {
            refuse(terms[2].position, "'\(sign)' as the second comparison", "Bad numeric range operator: \(sign)")
            return nil
        }
        guard let bound = number(terms, 3, after: sign, list: list) else { return nil }
        guard terms.count == 4 else {
            refuse(terms[4].position, "a fifth term in a range", "Too many terms in numeric range expression")
            return nil
        }
        guard bottom.number.value < bound.value else {
            refuse(terms[3].position, "a range from \(bottom.number) to \(bound)", "Bottom must be less than top")
            return nil
        }
        return .range(NumberRange(bottom: bottom, top: NumberRange.Bound(number: bound, isExcluded: sign == "<")))
    }

    private mutating func number(
        _ terms: [JSONValue], _ index: Int, after sign: String, list: JSONValue
    ) -> PatternNumber? {
        guard index < terms.count, let value = terms[index].double else {
            let found = index < terms.count ? terms[index].kindName : "nothing"
            refuse(
                index < terms.count ? terms[index].position : list.position, "\(found) after '\(sign)'",
                "Value of \(sign) must be numeric")
            return nil
        }
        return bounded(value, at: terms[index].position)
    }

    mutating func bounded(_ value: Double, at position: SourcePosition) -> PatternNumber? {
        guard abs(value) <= dialect.greatestNumber else {
            let most = PatternNumber(dialect.greatestNumber)
            refuse(
                position, "the number \(PatternNumber(value))", "Value must be between -\(most) and \(most), inclusive")
            return nil
        }
        return PatternNumber(value)
    }

    // MARK: - Anything-but

    private mutating func anythingBut(_ member: JSONObject.Member) -> ValueTest? {
        switch member.value.content {
        case .string(let text): return .noneOf([.exactly(text)])
        case .integer(let number):
            return bounded(Double(number), at: member.value.position).map { .noneOf([.number($0)]) }
        case .double(let number): return bounded(number, at: member.value.position).map { .noneOf([.number($0)]) }
        case .array(let values): return anythingBut(values, at: member.value.position)
        case .object(let object): return anythingBut(object, at: member.value.position)
        case .bool, .null:
            refuse(
                member.value.position, "\(member.value.kindName) for 'anything-but'",
                "Value of anything-but must be an array or single string/number value.")
            return nil
        }
    }

    private mutating func anythingBut(_ values: [JSONValue], at position: SourcePosition) -> ValueTest? {
        var tests: [ValueTest] = []
        var texts = 0
        for value in values {
            switch value.content {
            case .string(let text):
                texts += 1
                tests.append(.exactly(text))
            case .integer(let number):
                if let number = bounded(Double(number), at: value.position) { tests.append(.number(number)) }
            case .double(let number):
                if let number = bounded(number, at: value.position) { tests.append(.number(number)) }
            default:
                refuse(
                    value.position, "\(value.kindName) in 'anything-but'",
                    "Inside anything but list, start|null|boolean is not supported.")
                return nil
            }
        }
        guard texts == 0 || texts == values.count, !values.isEmpty else {
            refuse(
                position, values.isEmpty ? "an empty list for 'anything-but'" : "texts and numbers in 'anything-but'",
                "Inside anything but list, either all values are number or string, mixed type is not supported")
            return nil
        }
        return tests.count == values.count ? .noneOf(tests) : nil
    }

    private mutating func anythingBut(_ object: JSONObject, at position: SourcePosition) -> ValueTest? {
        let names = ["prefix", "suffix", "equals-ignore-case", "wildcard"]
        guard let member = object.members.first else {
            refuse(position, "an empty object for 'anything-but'", "Anything-But expression name not found")
            return nil
        }
        guard names.contains(member.key) else {
            refuse(
                member.keyPosition, "'\(member.key)' in 'anything-but'",
                "Unsupported anything-but pattern: \(member.key)",
                nearest: nearestName(to: member.key, among: names))
            return nil
        }
        guard object.count == 1 else {
            refuse(
                object.members[1].keyPosition, "a second key '\(object.members[1].key)' in 'anything-but'",
                "Only one key allowed in match expression")
            return nil
        }
        switch member.value.content {
        case .object, .bool, .null:
            refuse(
                member.value.position, "\(member.value.kindName) for '\(member.key)'",
                "Value of anything-but must be an array or single string/number value.")
            return nil
        default: break
        }
        let values = member.value.array ?? [member.value]
        if values.isEmpty {
            refuse(member.value.position, "an empty list for '\(member.key)'", "Empty arrays are not allowed")
            return nil
        }
        let tests = values.compactMap { excluded($0, by: member.key) }
        return tests.count == values.count ? .noneOf(tests) : nil
    }

    private mutating func excluded(_ value: JSONValue, by name: String) -> ValueTest? {
        guard let text = value.string else {
            let reason =
                switch name {
                case "equals-ignore-case":
                    "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
                case "wildcard": "wildcard match pattern must be a string"
                default: "prefix/suffix match pattern must be a string"
                }
            refuse(value.position, "\(value.kindName) for '\(name)' in 'anything-but'", reason)
            return nil
        }
        switch name {
        case "equals-ignore-case": return .caseless(CaselessText(text), at: .whole)
        case "wildcard": return wildcard(text, at: value.position)
        default:
            guard !text.isEmpty else {
                refuse(
                    value.position, "an empty text for '\(name)' in 'anything-but'", "Null prefix/suffix not allowed")
                return nil
            }
            let bytes = Array(text.utf8)
            return name == "prefix" ? .prefix(text, bytes: bytes) : .suffix(text, bytes: bytes)
        }
    }
}
