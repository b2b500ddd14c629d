import Values

/// The properties that a type has.
struct KnownProperties: Sendable {
    var names: [String] = []
    var required: [String] = []
}

/// Reads a table of rows `TYPE: property property! ...`; an indented line continues its row, `+row` takes a row in.
func propertyTable(_ text: String) -> [String: KnownProperties] {
    var table: [String: KnownProperties] = [:]
    var type = ""
    for line in text.split(separator: "\n") {
        var words = line.split(separator: " ").map(String.init)
        if !line.hasPrefix(" "), let first = words.first {
            type = String(first.dropLast())
            words.removeFirst()
        }
        for word in words {
            if word.hasPrefix("+") {
                table[type, default: KnownProperties()].names += table[word]?.names ?? []
            } else if word.hasSuffix("!") {
                table[type, default: KnownProperties()].names.append(String(word.dropLast()))
                table[type, default: KnownProperties()].required.append(String(word.dropLast()))
            } else {
                table[type, default: KnownProperties()].names.append(word)
            }
        }
    }
    return table
}

extension KnownProperties {
    /// Notes the properties that the type does not have, and those it needs.
    func check(_ object: JSONObject, of what: String, at place: SourcePosition, _ evaluator: inout Evaluator) {
        for member in object where !names.contains(member.key) {
            evaluator.fail(
                at: member.keyPosition,
                "unknown property '\(member.key)' of \(what)",
                "use one that its type has",
                nearest: nearestName(to: member.key, among: names)
            )
        }
        for name in required where object[name] == nil {
            evaluator.fail(at: place, "\(what) without '\(name)'", "add the property '\(name)'")
        }
    }
}
