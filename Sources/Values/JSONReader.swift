/// Reads one JSON text (RFC 8259). Every value knows its line and column.
///
/// - Parameters:
///   - text: the JSON text.
///   - file: the name that positions give.
/// - Throws: `Diagnostics` with the place of the first thing that is not JSON, and of every duplicate key.
/// - Complexity: O(length). Nesting deeper than 512 is refused, so that no input exhausts the stack.
public func readJSON(_ text: String, file: String = "") throws(Diagnostics) -> JSONValue {
    var text = text
    var result: Result<JSONValue, Diagnostics> = .failure(Diagnostics())
    text.withUTF8 { bytes in
        var reader = JSONReader(bytes: bytes, file: file)
        result = reader.readDocument()
    }
    return try result.get()
}

/// A recursive-descent reader over UTF-8 bytes.
private struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let file: String
    var offset = 0
    var line = 1
    /// Where the current line starts; columns count characters from here.
    var lineStart = 0
    /// Continuation bytes seen on the current line: they take no column of their own.
    var continuationBytes = 0
    var duplicates: [Diagnostic] = []

    static let depthLimit = 512

    init(bytes: UnsafeBufferPointer<UInt8>, file: String) {
        self.bytes = bytes
        self.file = file
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            offset = 3
            lineStart = 3
        }
    }

    mutating func readDocument() -> Result<JSONValue, Diagnostics> {
        do throws(Diagnostic) {
            let value = try readValue(depth: 0)
            skipSpace()
            if offset < bytes.count {
                throw problem("found \(here) after the end of the value", "expected nothing more")
            }
            return duplicates.isEmpty ? .success(value) : .failure(Diagnostics(duplicates))
        } catch {
            return .failure(Diagnostics(duplicates + [error]))
        }
    }

    var position: SourcePosition {
        SourcePosition(file: file, line: line, column: offset - lineStart - continuationBytes + 1)
    }

    /// The character at hand, quoted for messages.
    var here: String {
        guard offset < bytes.count else { return "the end of the text" }
        let rest = String(decoding: bytes[offset..<min(bytes.count, offset + 8)], as: UTF8.self)
        return rest.first.map { "'\($0)'" } ?? "an invalid byte"
    }

    func problem(_ found: String, _ expected: String, at place: SourcePosition? = nil) -> Diagnostic {
        Diagnostic(at: place ?? position, found: found, expected: expected)
    }

    mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x0A:
                offset += 1
                line += 1
                lineStart = offset
                continuationBytes = 0
            case 0x20, 0x09, 0x0D: offset += 1
            default: return
            }
        }
    }

    mutating func readValue(depth: Int) throws(Diagnostic) -> JSONValue {
        skipSpace()
        let start = position
        guard depth < Self.depthLimit else {
            throw problem("found values nested more than \(Self.depthLimit) deep", "expected less nesting")
        }
        guard offset < bytes.count else { throw problem("found the end of the text", "expected a value") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return JSONValue(.object(try readObject(depth: depth)), at: start)
        case UInt8(ascii: "["): return JSONValue(.array(try readArray(depth: depth)), at: start)
        case UInt8(ascii: "\""): return JSONValue(.string(try readString()), at: start)
        case UInt8(ascii: "t"): return try readWord("true", .bool(true), start)
        case UInt8(ascii: "f"): return try readWord("false", .bool(false), start)
        case UInt8(ascii: "n"): return try readWord("null", .null, start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONValue(try readNumber(), at: start)
        default:
            throw problem(
                "found \(here)", "expected a value: an object, a list, a quoted string, a number, true, false or null")
        }
    }

    mutating func readWord(
        _ word: StaticString,
        _ content: JSONValue.Content,
        _ start: SourcePosition
    ) throws(Diagnostic) -> JSONValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < bytes.count, bytes[offset] == word.utf8Start[index] else {
                throw problem("found a word that is no JSON value", "expected true, false or null", at: start)
            }
            offset += 1
        }
        return JSONValue(content, at: start)
    }

    mutating func readObject(depth: Int) throws(Diagnostic) -> JSONObject {
        offset += 1
        var members: [JSONObject.Member] = []
        var seen: Set<String> = []
        skipSpace()
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "}") {
            offset += 1
            return JSONObject()
        }
        while true {
            skipSpace()
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
                throw problem("found \(here)", "expected a key in double quotes")
            }
            let keyPosition = position
            let key = try readString()
            skipSpace()
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else {
                throw problem("found \(here)", "expected ':' after the key '\(key)'")
            }
            offset += 1
            let value = try readValue(depth: depth + 1)
            if !seen.insert(key).inserted {
                duplicates.append(problem("found the key '\(key)' twice", "expected each key once", at: keyPosition))
            }
            members.append(.init(key: key, keyPosition: keyPosition, value: value))
            skipSpace()
            guard offset < bytes.count else { throw problem("found the end of the text", "expected ',' or '}'") }
            if bytes[offset] == UInt8(ascii: ",") {
                offset += 1
            } else if bytes[offset] == UInt8(ascii: "}") {
                offset += 1
                return JSONObject(members)
            } else {
                throw problem("found \(here)", "expected ',' or '}'")
            }
        }
    }

    mutating func readArray(depth: Int) throws(Diagnostic) -> [JSONValue] {
        offset += 1
        var elements: [JSONValue] = []
        skipSpace()
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "]") {
            offset += 1
            return []
        }
        while true {
            elements.append(try readValue(depth: depth + 1))
            skipSpace()
            guard offset < bytes.count else { throw problem("found the end of the text", "expected ',' or ']'") }
            if bytes[offset] == UInt8(ascii: ",") {
                offset += 1
            } else if bytes[offset] == UInt8(ascii: "]") {
                offset += 1
                return elements
            } else {
                throw problem("found \(here)", "expected ',' or ']'")
            }
        }
    }

    mutating func readNumber() throws(Diagnostic) -> JSONValue.Content {
        let start = offset
        let place = position
        var isWhole = true
        if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        let digits = offset
        skipDigits()
        let malformed =
            offset == digits || (offset - digits > 1 && bytes[digits] == UInt8(ascii: "0"))
        if !malformed, offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            let fraction = offset
            skipDigits()
            if offset == fraction { throw problem("found a number that ends in '.'", "expected digits", at: place) }
        }
        if !malformed, offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            offset += 1
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            let exponent = offset
            skipDigits()
            if offset == exponent { throw problem("found a number without exponent", "expected digits", at: place) }
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if malformed { throw problem("found '\(text)'", "expected a number without leading zeros", at: place) }
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else {
            throw problem("found the number \(text)", "expected one that fits a double", at: place)
        }
        return .double(number)
    }

    mutating func skipDigits() {
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
    }

    mutating func readString() throws(Diagnostic) -> String {
        let start = position
        offset += 1
        var collected: [UInt8] = []
        var runStart = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                let tail = bytes[runStart..<offset]
                offset += 1
                if collected.isEmpty { return String(decoding: tail, as: UTF8.self) }
                collected.append(contentsOf: tail)
                return String(decoding: collected, as: UTF8.self)
            case UInt8(ascii: "\\"):
                collected.append(contentsOf: bytes[runStart..<offset])
                try readEscape(into: &collected)
                runStart = offset
            case 0..<0x20:
                throw problem("found a control character in a string", "expected it written as \\u00\(hex(byte))")
            default:
                if byte & 0xC0 == 0x80 { continuationBytes += 1 }
                offset += 1
            }
        }
        throw problem("found a string without its closing quote", "expected '\"'", at: start)
    }

    func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    mutating func readEscape(into collected: inout [UInt8]) throws(Diagnostic) {
        let place = position
        offset += 1
        guard offset < bytes.count else { throw problem("found the end of the text", "expected an escape", at: place) }
        let letter = bytes[offset]
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): collected.append(letter)
        case UInt8(ascii: "b"): collected.append(0x08)
        case UInt8(ascii: "f"): collected.append(0x0C)
        case UInt8(ascii: "n"): collected.append(0x0A)
        case UInt8(ascii: "r"): collected.append(0x0D)
        case UInt8(ascii: "t"): collected.append(0x09)
        case UInt8(ascii: "u"):
            var code = try readHex(place)
            if (0xD800..<0xDC00).contains(code), offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u")
            {
                let mark = offset
                offset += 2
                let low = try readHex(place)
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    offset = mark
                }
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw problem("found half of a surrogate pair", "expected both halves", at: place)
            }
            collected.append(contentsOf: Array(String(Character(scalar)).utf8))
        default:
            throw problem(
                "found an unknown escape", "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", at: place)
        }
    }

    mutating func readHex(_ place: SourcePosition) throws(Diagnostic) -> UInt32 {
        guard offset + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw problem("found \\u without four hexadecimal digits", "expected four, as in \\u0041", at: place) }
        offset += 4
        return code
    }
}
