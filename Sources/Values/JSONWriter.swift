extension JSONValue {
    /// The value on one line without spaces, members in their order: what services put on the wire.
    public var compactText: String {
        var text = ""
        write(into: &text, indent: nil)
        return text
    }

    /// The value over several lines, indented by two spaces; empty and short scalar lists stay on one line.
    public var prettyText: String {
        var text = ""
        write(into: &text, indent: 0)
        return text
    }

    private func write(into text: inout String, indent: Int?) {
        switch content {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .double(let value): text += Self.number(value)
        case .string(let value): Self.write(value, into: &text)
        case .array(let elements): Self.write(elements, into: &text, indent: indent)
        case .object(let object): Self.write(object, into: &text, indent: indent)
        }
    }

    /// A double as JSON writes it: whole values below 2^53 without a fraction.
    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        return value.isFinite ? value.description : "null"
    }

    private static func write(_ elements: [JSONValue], into text: inout String, indent: Int?) {
        guard !elements.isEmpty else {
            text += "[]"
            return
        }
        let inner = indent.map { $0 + 2 }
        text += "["
        for (place, element) in elements.enumerated() {
            if place > 0 { text += "," }
            if let inner { newLine(inner, &text) }
            element.write(into: &text, indent: inner)
        }
        if let indent { newLine(indent, &text) }
        text += "]"
    }

    private static func write(_ object: JSONObject, into text: inout String, indent: Int?) {
        guard !object.isEmpty else {
            text += "{}"
            return
        }
        let inner = indent.map { $0 + 2 }
        text += "{"
        for (place, member) in object.enumerated() {
            if place > 0 { text += "," }
            if let inner { newLine(inner, &text) }
            write(member.key, into: &text)
            text += indent == nil ? ":" : ": "
            member.value.write(into: &text, indent: inner)
        }
        if let indent { newLine(indent, &text) }
        text += "}"
    }

    private static func newLine(_ indent: Int, _ text: inout String) {
        text += "\n"
        for _ in 0..<indent { text += " " }
    }

    /// A quoted string; control characters are escaped, everything else stands as it is.
    private static func write(_ string: String, into text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.isControl:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
