import Values

/// Conditions and the functions that choose by them.
extension Evaluator {
    /// Whether the named condition holds; a missing one or one that needs itself is reported and does not hold.
    mutating func condition(_ name: String, at place: SourcePosition) -> Bool {
        if let known = conditionResults[name] { return known }
        guard let definition = conditions[name] else {
            fail(
                at: place,
                "unknown condition '\(name)'",
                "declare it under 'Conditions'",
                nearest: nearestName(to: name, among: conditions.keys)
            )
            return false
        }
        guard conditionsInProgress.count < Self.chainLimit else {
            fail(at: place, "conditions that need more than \(Self.chainLimit) others in a row", "shorten the chain")
            return false
        }
        guard conditionsInProgress.insert(name).inserted else {
            fail(at: definition.position, "condition '\(name)' that needs itself", "break the circle")
            return false
        }
        let result = holds(definition)
        conditionsInProgress.remove(name)
        conditionResults[name] = result
        return result
    }

    /// Whether an expression of the condition functions holds.
    mutating func holds(_ value: JSONValue) -> Bool {
        if let truth = value.bool { return truth }
        if let text = value.string, text == "true" || text == "false" { return text == "true" }
        guard let object = value.object, object.count == 1, let member = object.members.first else {
            fail(at: value.position, "\(value.kindName) as a condition", "use Fn::Equals, Fn::And, Fn::Or or Fn::Not")
            return false
        }
        let arguments = member.value.array ?? []
        switch member.key {
        case "Condition":
            guard let name = member.value.string else {
                fail(at: member.value.position, "\(member.value.kindName) in 'Condition'", "give a condition's name")
                return false
            }
            return condition(name, at: value.position)
        case "Fn::Equals":
            guard arguments.count == 2 else {
                fail(at: member.value.position, "'Fn::Equals' of \(arguments.count) values", "compare two values")
                return false
            }
            guard let left = evaluate(arguments[0]), let right = evaluate(arguments[1]) else { return false }
            if let leftText = plainText(left), let rightText = plainText(right) { return leftText == rightText }
            return left == right
        case "Fn::And", "Fn::Or":
            guard !arguments.isEmpty else {
                fail(at: member.value.position, "'\(member.key)' of no conditions", "give 2 to 10 conditions")
                return false
            }
            // Each one is evaluated, so that every mistake is found.
            let results = arguments.map { holds($0) }
            return member.key == "Fn::And" ? results.allSatisfy { $0 } : results.contains(true)
        case "Fn::Not":
            guard arguments.count == 1 else {
                fail(
                    at: member.value.position, "'Fn::Not' of \(arguments.count) values", "give one condition in a list")
                return false
            }
            return !holds(arguments[0])
        case "Ref", "Fn::FindInMap", "Fn::If":
            guard let result = evaluate(value), let text = plainText(result) else { return false }
            return text == "true"
        default:
            fail(
                at: member.keyPosition,
                "'\(member.key)' in a condition",
                "use Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition",
                nearest: nearestName(to: member.key, among: functionNames)
            )
            return false
        }
    }

    /// `Fn::If`: the second value where the condition holds, else the third.
    mutating func conditional(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        guard let parts = argument.array, parts.count == 3 else {
            fail(
                at: argument.position,
                "'Fn::If' of \(argument.array.map { "\($0.count) values" } ?? argument.kindName)",
                "write [condition, value if true, value if false]"
            )
            return value
        }
        let isTrue: Bool
        if let name = parts[0].string {
            isTrue = condition(name, at: parts[0].position)
        } else {
            isTrue = holds(parts[0])
        }
        return evaluate(isTrue ? parts[1] : parts[2])
    }

    /// `Fn::FindInMap`: a value of a mapping, or the default that the fourth argument gives.
    mutating func findInMap(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        guard let parts = argument.array, parts.count == 3 || parts.count == 4 else {
            fail(
                at: argument.position,
                "'Fn::FindInMap' of \(argument.array.map { "\($0.count) values" } ?? argument.kindName)",
                "write [mapping, first key, second key]"
            )
            return value
        }
        var keys = parts.prefix(3).compactMap { evaluate($0).flatMap(plainText) }
        let fallback = parts.count == 4 ? parts[3]["DefaultValue"] : nil
        guard keys.count == 3 else {
            fail(at: argument.position, "a key of 'Fn::FindInMap' that is no text", "give texts")
            return value
        }
        // What stands for a parameter without a value takes the first key there is.
        if mappings[keys[0]] == nil, isAssumed(keys[0]), let first = mappings.keys.first { keys[0] = first }
        for (index, level) in [mappings[keys[0]], mappings[keys[0]]?[keys[1]]].enumerated()
        where level?[keys[index + 1]] == nil && isAssumed(keys[index + 1]) {
            if let first = level?.object?.keys.first { keys[index + 1] = first }
        }
        // Mappings hold plain values: CloudFormation allows no functions in them.
        if let found = mappings[keys[0]]?[keys[1]]?[keys[2]] { return found }
        if let fallback { return evaluate(fallback) }
        let level: (missing: String, known: [String]) =
            if mappings[keys[0]] == nil {
                (keys[0], mappings.keys)
            } else if mappings[keys[0]]?[keys[1]] == nil {
                (keys[1], mappings[keys[0]]?.object?.keys ?? [])
            } else {
                (keys[2], mappings[keys[0]]?[keys[1]]?.object?.keys ?? [])
            }
        fail(
            at: argument.position,
            "no entry '\(level.missing)' in mapping '\(keys[0])'",
            level.known.isEmpty ? "declare it under 'Mappings'" : "use one of \(level.known.joined(separator: ", "))",
            nearest: nearestName(to: level.missing, among: level.known)
        )
        return JSONValue(.string(""), at: value.position)
    }
}
