import Values

/// The methods that references of mapping templates may call: those of Java's strings, lists and maps that templates use.
enum MappingMethod: String, Sendable, Hashable, CaseIterable {
    case add
    case contains
    case containsKey
    case endsWith
    case entrySet
    case equals
    case equalsIgnoreCase
    case get
    case getKey
    case getValue
    case indexOf
    case isEmpty
    case keySet
    case length
    case put
    case replace
    case replaceAll
    case size
    case split
    case startsWith
    case substring
    case toLowerCase
    case toString
    case toUpperCase
    case trim
    case values

    var argumentCount: ClosedRange<Int> {
        switch self {
        case .put, .replace, .replaceAll: 2...2
        case .substring: 1...2
        case .add, .contains, .containsKey, .endsWith, .equals, .equalsIgnoreCase, .get, .indexOf, .split, .startsWith:
            1...1
        default: 0...0
        }
    }

    /// Whether the method's first argument is a regular expression, of which only plain text with escapes is supported.
    var takesPattern: Bool { self == .replaceAll || self == .split }

    /// Whether the method changes what it is called on.
    var isMutating: Bool { self == .add || self == .put }

    /// The text a regular expression stands for when it is plain text with escaped characters; nil when it is more.
    static func plainText(ofPattern pattern: String) -> String? {
        var text = ""
        var cursor = TextCursor(pattern)
        while let next = cursor.next {
            cursor.index += 1
            switch next {
            case ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "^", "$": return nil
            case "\\":
                guard let escaped = cursor.next else { return nil }
                cursor.index += 1
                switch escaped {
                case "n": text += "\n"
                case "r": text += "\r"
                case "t": text += "\t"
                default:
                    guard !escaped.properties.isAlphabetic, !escaped.isDigit else { return nil }
                    text.unicodeScalars.append(escaped)
                }
            default: text.unicodeScalars.append(next)
            }
        }
        return text
    }

    /// The result, nil where the value has no such method or the arguments do not fit: Velocity's null.
    func apply(to value: JSONValue, _ arguments: [JSONValue]) -> JSONValue? {
        switch self {
        case .toString: return JSONValue(value.velocityText)
        case .equals: return JSONValue(.bool(value == arguments[0]))
        default: break
        }
        switch value.content {
        case .string(let text): return apply(to: text, arguments)
        case .array(let elements): return apply(to: elements, arguments)
        case .object(let object): return apply(to: object, arguments)
        default: return .none
        }
    }

    private func apply(to text: String, _ arguments: [JSONValue]) -> JSONValue? {
        let first = arguments.first?.string
        switch self {
        case .length: return JSONValue(text.utf16.count)
        case .isEmpty: return JSONValue(.bool(text.isEmpty))
        case .toLowerCase: return JSONValue(text.lowercased())
        case .toUpperCase: return JSONValue(text.uppercased())
        case .trim:
            let trimmed = text.unicodeScalars.drop { $0.value <= 0x20 }.reversed().drop { $0.value <= 0x20 }.reversed()
            var result = ""
            result.unicodeScalars.append(contentsOf: trimmed)
            return JSONValue(result)
        case .substring: return substring(of: text, arguments)
        default: break
        }
        guard let first else { return .none }
        switch self {
        case .contains: return JSONValue(.bool(Self.place(of: first, in: text) != nil))
        case .startsWith: return JSONValue(.bool(Bytes.hasPrefix(text, Array(first.utf8))))
        case .endsWith: return JSONValue(.bool(Bytes.hasSuffix(text, Array(first.utf8))))
        case .equalsIgnoreCase: return JSONValue(.bool(text.lowercased() == first.lowercased()))
        case .indexOf: return JSONValue(Self.place(of: first, in: text) ?? -1)
        case .replace, .replaceAll:
            guard let second = arguments[1].string else { return .none }
            let wanted = self == .replace ? first : Self.plainText(ofPattern: first)
            let replacement = self == .replace ? second : Self.unescapedReplacement(second)
            guard let wanted, !wanted.isEmpty else { return JSONValue(text) }
            return JSONValue(Self.split(text, at: wanted).joined(separator: replacement))
        case .split:
            guard let separator = Self.plainText(ofPattern: first), !separator.isEmpty else { return .none }
            var parts = Self.split(text, at: separator)
            // Java leaves out empty texts at the end.
            while parts.count > 1, parts.last == "" { parts.removeLast() }
            return JSONValue(parts.map { JSONValue($0) })
        default: return .none
        }
    }

    private func substring(of text: String, _ arguments: [JSONValue]) -> JSONValue? {
        let units = Array(text.utf16)
        guard let start = arguments[0].integer else { return .none }
        let end = arguments.count > 1 ? arguments[1].integer : units.count
        guard let end, start >= 0, start <= end, end <= units.count else { return .none }
        return JSONValue(String(decoding: units[start..<end], as: UTF16.self))
    }

    private func apply(to elements: [JSONValue], _ arguments: [JSONValue]) -> JSONValue? {
        switch self {
        case .size: return JSONValue(elements.count)
        case .isEmpty: return JSONValue(.bool(elements.isEmpty))
        case .contains: return JSONValue(.bool(elements.contains(arguments[0])))
        case .indexOf: return JSONValue(elements.firstIndex(of: arguments[0]) ?? -1)
        case .get:
            guard let index = arguments[0].integer, elements.indices.contains(index) else { return .none }
            return elements[index]
        default: return .none
        }
    }

    private func apply(to object: JSONObject, _ arguments: [JSONValue]) -> JSONValue? {
        switch self {
        case .size: return JSONValue(object.count)
        case .isEmpty: return JSONValue(.bool(object.isEmpty))
        case .keySet: return JSONValue(object.keys.map { JSONValue($0) })
        case .values: return JSONValue(object.members.map(\.value))
        case .entrySet:
            return JSONValue(object.members.map { member in ["key": JSONValue(member.key), "value": member.value] })
        case .getKey: return object["key"]
        case .getValue: return object["value"]
        case .get: return arguments[0].string.flatMap { object[$0] }
        case .containsKey: return JSONValue(.bool(arguments[0].string.flatMap { object[$0] } != .none))
        default: return .none
        }
    }

    /// Where a text starts in another, in UTF-16 units as Java counts.
    private static func place(of wanted: String, in text: String) -> Int? {
        let parts = split(text, at: wanted)
        return parts.count > 1 || wanted.isEmpty ? (wanted.isEmpty ? 0 : parts[0].utf16.count) : nil
    }

    private static func split(_ text: String, at separator: String) -> [String] {
        guard !separator.isEmpty else { return [text] }
        let bytes = Array(text.utf8)
        let wanted = Array(separator.utf8)
        var parts: [String] = []
        var start = 0
        var place = 0
        while place + wanted.count <= bytes.count {
            if bytes[place] == wanted[0], bytes[place..<place + wanted.count].elementsEqual(wanted) {
                parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
                place += wanted.count
                start = place
            } else {
                place += 1
            }
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    /// In Java's replacements a backslash quotes the next character.
    private static func unescapedReplacement(_ text: String) -> String {
        var result = ""
        var cursor = TextCursor(text)
        while let next = cursor.next {
            cursor.index += 1
            if next == "\\", let escaped = cursor.next {
                cursor.index += 1
                result.unicodeScalars.append(escaped)
            } else {
                result.unicodeScalars.append(next)
            }
        }
        return result
    }
}

extension JSONValue {
    /// The value as Velocity prints it: texts as they are, lists as JSON, maps as Java prints them.
    var velocityText: String {
        switch content {
        case .string(let text): text
        case .object(let object):
            "{" + object.members.map { "\($0.key)=\($0.value.velocityText)" }.joined(separator: ", ") + "}"
        default: compactText
        }
    }
}
