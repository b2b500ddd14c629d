import Values

extension EventPattern {
    /// An event that matches, made of what the pattern itself names; nil where none was found.
    public var example: JSONValue? {
        for branch in branches {
            if let event = branch.example, matches(event) { return event }
        }
        return nil
    }
}

extension PatternBranch {
    /// An event with a value for each field that needs one; nil where a field takes none that its tests tell.
    var example: JSONValue? {
        var event = JSONObject()
        for field in fields {
            guard let value = field.example else {
                if field.absence != nil { continue }
                return nil
            }
            guard let with = Self.setting(value, at: field.path[...], in: event) else { return nil }
            event = with
        }
        return JSONValue(event)
    }

    private static func setting(_ value: JSONValue, at path: ArraySlice<String>, in object: JSONObject) -> JSONObject? {
        guard let key = path.first else { return nil }
        var object = object
        if path.count == 1 {
            guard object[key] == nil else { return nil }
            object[key] = value
            return object
        }
        guard let inner = object[key].map({ $0.object }) ?? JSONObject(),
            let with = setting(value, at: path.dropFirst(), in: inner)
        else { return nil }
        object[key] = JSONValue(with)
        return object
    }
}

extension PatternBranch.Field {
    /// A value that passes, by the first test that tells one.
    var example: JSONValue? {
        tests.lazy.compactMap(\.example).first { accepts($0) }
    }
}

extension ValueTest {
    /// A value that passes, where the test tells one.
    fileprivate var example: JSONValue? {
        switch self {
        case .text(let text, _), .address(_, let text), .prefix(let text, _), .suffix(let text, _): JSONValue(text)
        case .number(let number): Self.number(number.value)
        case .bool(let value): JSONValue(.bool(value))
        case .null: .null
        case .caseless(let text, _): JSONValue(text.text)
        case .range(let range): range.example
        case .block(_, let text): JSONValue(String(text.prefix { $0 != "/" }))
        case .wildcard(_, let text): JSONValue(Self.literal(text))
        case .noneOf(let tests):
            (["other", "none of these", 1, true] as [JSONValue]).first { value in !tests.contains { $0.accepts(value) }
            }
        case .present: "any"
        case .absent: nil
        }
    }

    fileprivate static func number(_ value: Double) -> JSONValue {
        Int(exactly: value).map { JSONValue($0) } ?? JSONValue(.double(value))
    }

    /// A wildcard's text with nothing in place of its stars; a backslash escapes a star or itself.
    private static func literal(_ wildcard: String) -> String {
        var text = ""
        var isEscaped = false
        for character in wildcard {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if character != "*" || isEscaped { text.append(character) }
            isEscaped = false
        }
        return text
    }
}

extension NumberRange {
    /// A number within.
    fileprivate var example: JSONValue? {
        switch (bottom, top) {
        case (let bottom?, let top?):
            if !bottom.isExcluded { return ValueTest.number(bottom.number.value) }
            if !top.isExcluded { return ValueTest.number(top.number.value) }
            return ValueTest.number((bottom.number.value + top.number.value) / 2)
        case (let bottom?, nil): return ValueTest.number(bottom.number.value + (bottom.isExcluded ? 1 : 0))
        case (nil, let top?): return ValueTest.number(top.number.value - (top.isExcluded ? 1 : 0))
        case (nil, nil): return 1
        }
    }
}
