import Values

/// The part of DynamoDB's expressions that counters and idempotent writes need: `attribute_exists`,
/// `attribute_not_exists` and comparisons joined by AND; `SET` and `ADD` and `REMOVE` of top-level attributes.
///
/// Every function gives nil for an expression outside of that part, and the call is refused as not emulated.
enum ItemExpression {
    /// Whether a condition holds for the item as it is.
    static func condition(_ text: String, _ parameters: JSONValue, _ item: JSONValue?) -> Bool? {
        var holds = true
        for clause in split(text, at: "AND") {
            guard let truth = clauseHolds(clause, parameters, item) else { return nil }
            holds = holds && truth
        }
        return holds
    }

    private static func clauseHolds(_ clause: String, _ parameters: JSONValue, _ item: JSONValue?) -> Bool? {
        let words = tokens(clause)
        if words.count == 4, words[1] == "(", words[3] == ")" {
            let isThere = item?[name(words[2], parameters)] != nil
            switch words[0] {
            case "attribute_exists": return isThere
            case "attribute_not_exists": return !isThere
            default: return nil
            }
        }
        guard words.count == 3, let right = operand(words[2], parameters, item) else { return nil }
        let left = item?[name(words[0], parameters)]
        guard let left else { return words[1] == "<>" }
        switch words[1] {
        case "=": return left == right
        case "<>": return left != right
        case "<", "<=", ">", ">=":
            if let a = left["N"]?.numberWritten, let b = right["N"]?.numberWritten { return compare(a, words[1], b) }
            if let a = left["S"]?.string, let b = right["S"]?.string { return compare(a, words[1], b) }
            return false
        default: return nil
        }
    }

    private static func compare<Value: Comparable>(_ left: Value, _ sign: String, _ right: Value) -> Bool {
        switch sign {
        case "<": left < right
        case "<=": left <= right
        case ">": left > right
        default: left >= right
        }
    }

    /// The item after an `UpdateItem`; an absent item starts from its key.
    static func update(_ parameters: JSONValue, _ old: JSONValue?) -> JSONValue? {
        var item = old?.object ?? parameters["Key"]?.object ?? JSONObject()
        guard let expression = parameters["UpdateExpression"]?.string else { return JSONValue(item) }
        var clause = ""
        var pending: [String: [String]] = [:]
        for word in expression.split(whereSeparator: \.isWhitespace).map(String.init) {
            if ["SET", "ADD", "REMOVE"].contains(word.uppercased()) {
                clause = word.uppercased()
            } else if clause.isEmpty {
                return nil
            } else {
                pending[clause, default: []].append(word)
            }
        }
        for clause in ["SET", "ADD", "REMOVE"] {
            let text = (pending[clause] ?? []).joined(separator: " ")
            for part in text.split(separator: ",") {
                guard apply(clause, String(part), parameters, old, &item) else { return nil }
            }
        }
        return JSONValue(item)
    }

    private static func apply(
        _ clause: String, _ part: String, _ parameters: JSONValue, _ old: JSONValue?, _ item: inout JSONObject
    ) -> Bool {
        let words = tokens(part)
        switch (clause, words.count) {
        case ("REMOVE", 1):
            item[name(words[0], parameters)] = nil
        case ("ADD", 2):
            guard let amount = operand(words[1], parameters, old)?["N"]?.numberWritten else { return false }
            let before = old?[name(words[0], parameters)]?["N"]?.numberWritten ?? 0
            item[name(words[0], parameters)] = number(before + amount)
        case ("SET", 3) where words[1] == "=":
            guard let value = operand(words[2], parameters, old) else { return false }
            item[name(words[0], parameters)] = value
        case ("SET", 5) where words[1] == "=" && (words[3] == "+" || words[3] == "-"):
            guard let left = operand(words[2], parameters, old)?["N"]?.numberWritten,
                let right = operand(words[4], parameters, old)?["N"]?.numberWritten
            else { return false }
            item[name(words[0], parameters)] = number(words[3] == "+" ? left + right : left - right)
        default: return false
        }
        return true
    }

    private static func number(_ value: Double) -> JSONValue {
        ["N": JSONValue(JSONValue(.double(value)).compactText)]
    }

    /// An attribute's name, `#n` looked up in `ExpressionAttributeNames`.
    private static func name(_ word: String, _ parameters: JSONValue) -> String {
        word.hasPrefix("#") ? parameters["ExpressionAttributeNames"]?[word]?.string ?? word : word
    }

    /// A value: `:v` from `ExpressionAttributeValues`, or an attribute of the item.
    private static func operand(_ word: String, _ parameters: JSONValue, _ item: JSONValue?) -> JSONValue? {
        word.hasPrefix(":") ? parameters["ExpressionAttributeValues"]?[word] : item?[name(word, parameters)]
    }

    private static func split(_ text: String, at word: String) -> [String] {
        var parts = [""]
        for piece in text.split(whereSeparator: \.isWhitespace) {
            if piece.uppercased() == word { parts.append("") } else { parts[parts.count - 1] += "\(piece) " }
        }
        return parts
    }

    /// Names, values, parentheses and operators.
    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        var sign = ""
        func isSign(_ character: Character) -> Bool { "=<>+-".contains(character) }
        for character in text {
            if !isSign(character), !sign.isEmpty {
                tokens.append(sign)
                sign = ""
            }
            if isSign(character) || character.isWhitespace || "()".contains(character) {
                if !word.isEmpty { tokens.append(word) }
                word = ""
                if isSign(character) { sign.append(character) }
                if "()".contains(character) { tokens.append(String(character)) }
            } else {
                word.append(character)
            }
        }
        if !sign.isEmpty { tokens.append(sign) }
        if !word.isEmpty { tokens.append(word) }
        return tokens
    }
}
