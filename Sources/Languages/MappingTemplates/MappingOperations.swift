import Values

extension MappingTemplate.Operation {
    /// The result for two values, nil where they do not fit: Velocity's null.
    func apply(_ left: JSONValue, _ right: JSONValue) -> JSONValue? {
        switch self {
        case .equal: return JSONValue(.bool(Self.equal(left, right)))
        case .unequal: return JSONValue(.bool(!Self.equal(left, right)))
        case .plus where left.string != nil || right.string != nil:
            return JSONValue(left.velocityText + right.velocityText)
        default: break
        }
        if case .integer(let left) = left.content, case .integer(let right) = right.content {
            return whole(left, right)
        }
        guard let left = left.double, let right = right.double else { return .none }
        switch self {
        case .less: return JSONValue(.bool(left < right))
        case .more: return JSONValue(.bool(left > right))
        case .atMost: return JSONValue(.bool(left <= right))
        case .atLeast: return JSONValue(.bool(left >= right))
        case .plus: return Self.number(left + right)
        case .minus: return Self.number(left - right)
        case .times: return Self.number(left * right)
        case .over: return Self.number(left / right)
        case .modulo:
            let quotient = left / right
            guard abs(quotient) < 1e15 else { return .none }
            return Self.number(left - Double(Int(quotient)) * right)
        default: return .none
        }
    }

    /// Values equal when they are, numbers by value, and texts equal the text of anything else.
    private static func equal(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let left = left.double, let right = right.double { return left == right }
        if left.isNull || right.isNull { return left.isNull && right.isNull }
        if left.string != nil || right.string != nil { return left.velocityText == right.velocityText }
        return left == right
    }

    private func whole(_ left: Int, _ right: Int) -> JSONValue? {
        let result: (partialValue: Int, overflow: Bool)
        switch self {
        case .less: return JSONValue(.bool(left < right))
        case .more: return JSONValue(.bool(left > right))
        case .atMost: return JSONValue(.bool(left <= right))
        case .atLeast: return JSONValue(.bool(left >= right))
        case .plus: result = left.addingReportingOverflow(right)
        case .minus: result = left.subtractingReportingOverflow(right)
        case .times: result = left.multipliedReportingOverflow(by: right)
        case .over where right != 0: result = left.dividedReportingOverflow(by: right)
        case .modulo where right != 0: result = left.remainderReportingOverflow(dividingBy: right)
        default: return .none
        }
        if result.overflow { return .none }
        return JSONValue(result.partialValue)
    }

    private static func number(_ value: Double) -> JSONValue? {
        guard value.isFinite else { return .none }
        return JSONValue(.double(value))
    }
}

extension MappingTemplate.Utility {
    /// The result, nil where the value does not fit: Velocity's null.
    func apply(_ value: JSONValue) -> JSONValue? {
        let text = value.velocityText
        switch self {
        case .escapeJavaScript: return JSONValue(Self.escaped(text))
        case .parseJson: return try? readJSON(text)
        case .urlEncode: return JSONValue(Self.urlEncoded(text))
        case .urlDecode: return JSONValue(Self.urlDecoded(text))
        case .base64Encode: return JSONValue(Base64.encode(text.utf8))
        case .base64Decode: return Base64.decode(text).map { JSONValue(String(decoding: $0, as: UTF8.self)) }
        }
    }

    /// JavaScript's escapes as Apache Commons writes them: quotes of both kinds, backslashes, slashes and whatever is not
    /// plain ASCII.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for unit in text.utf16 {
            switch unit {
            case 0x08: result += "\\b"
            case 0x09: result += "\\t"
            case 0x0A: result += "\\n"
            case 0x0C: result += "\\f"
            case 0x0D: result += "\\r"
            case 0x22, 0x27, 0x2F, 0x5C: result += "\\\(Character(Unicode.Scalar(UInt8(unit))))"
            case 0x20...0x7E: result.append(Character(Unicode.Scalar(UInt8(unit))))
            default:
                let digits = String(unit, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }

    /// Form encoding as Java's `URLEncoder` does it: a space becomes `+`.
    static func urlEncoded(_ text: String) -> String {
        var result: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "*"),
                UInt8(ascii: "_"):
                result.append(byte)
            case 0x20: result.append(UInt8(ascii: "+"))
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The reverse; a `%` that starts no escape stays as it is.
    static func urlDecoded(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
