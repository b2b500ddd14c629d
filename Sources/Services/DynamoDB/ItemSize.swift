import Values

/// The size of an item or key as DynamoDB bills it: the UTF-8 of every attribute name and value.
///
/// Rules from docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html: a number takes
/// about one byte per two significant digits plus one, null and boolean one byte, a list or map three bytes and one per
/// element or member.
public func itemSize(_ item: JSONValue) -> Int {
    (item.object ?? JSONObject()).reduce(0) { $0 + $1.key.utf8.count + attributeSize($1.value) }
}

private func attributeSize(_ value: JSONValue) -> Int {
    guard let member = value.object?.members.first else { return 0 }
    let content = member.value
    switch member.key {
    case "S": return content.string?.utf8.count ?? 0
    case "N": return numberSize(content.string ?? "")
    case "B": return (content.string?.utf8.count ?? 0) * 3 / 4
    case "BOOL", "NULL": return 1
    case "SS": return (content.array ?? []).reduce(0) { $0 + ($1.string?.utf8.count ?? 0) }
    case "NS": return (content.array ?? []).reduce(0) { $0 + numberSize($1.string ?? "") }
    case "BS": return (content.array ?? []).reduce(0) { $0 + ($1.string?.utf8.count ?? 0) * 3 / 4 }
    case "L": return (content.array ?? []).reduce(3) { $0 + 1 + attributeSize($1) }
    case "M": return (content.object ?? JSONObject()).reduce(3) { $0 + 1 + $1.key.utf8.count + attributeSize($1.value) }
    default: return 0
    }
}

private func numberSize(_ digits: String) -> Int {
    let significant = digits.filter { $0.isNumber }.drop { $0 == "0" }.count
    return (significant + 1) / 2 + 1 + (digits.hasPrefix("-") ? 1 : 0)
}
