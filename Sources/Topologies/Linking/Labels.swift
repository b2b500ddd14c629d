import Values

/// An event pattern or filter policy in a few words: `source orders, detail-type placed|paid`.
///
/// At most two conditions are told, and how many more there are.
func patternSummary(_ pattern: JSONValue) -> String {
    var conditions: [String] = []
    collectConditions(pattern, name: "", &conditions)
    let told = conditions.prefix(2).joined(separator: ", ")
    return conditions.count > 2 ? "\(told), \(conditions.count - 2) more" : told
}

private func collectConditions(_ value: JSONValue, name: String, _ conditions: inout [String], depth: Int = 0) {
    guard depth < 32 else { return }
    if let object = value.object {
        for member in object.members {
            collectConditions(member.value, name: member.key, &conditions, depth: depth + 1)
        }
    } else if let alternatives = value.array {
        if name == "$or" {
            conditions.append("one of \(alternatives.count)")
        } else {
            conditions.append(
                "\(name) " + alternatives.prefix(3).map(conditionText).joined(separator: "|")
                    + (alternatives.count > 3 ? "|…" : ""))
        }
    }
}

/// One alternative of a condition: a plain value, or an operator such as `{"prefix": "EUR-"}`.
private func conditionText(_ value: JSONValue) -> String {
    guard let member = value.object?.members.first else { return value.scalarText ?? "null" }
    let argument = member.value.scalarText ?? member.value.listed.map { $0.scalarText ?? "…" }.joined(separator: "|")
    return switch member.key {
    case "prefix": "\(argument)*"
    case "suffix": "*\(argument)"
    case "wildcard", "equals-ignore-case", "cidr": argument
    case "anything-but": "not \(argument)"
    case "exists": member.value.bool == false ? "absent" : "present"
    case "numeric": member.value.listed.map { $0.scalarText ?? "" }.joined(separator: " ")
    default: "\(member.key) \(argument)"
    }
}
