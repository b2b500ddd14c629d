/// A text with wildcards, compiled to bytes and marks: `*` stands for any run of characters and, where the language
/// has it, `?` for exactly one.
struct Wildcard: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case byte(UInt8)
        /// Exactly one character (not one byte).
        case one
        case any
        /// One character, and any run of them, that are no colon: the wildcards in the first five parts of an ARN.
        case oneInPart
        case anyInPart
    }

    private let parts: [Part]
    /// Whether there is a wildcard at all; without one the text is compared as it stands.
    let isLiteral: Bool

    /// A text in which `*` and `?` are always wildcards, as in IAM policies and ARNs; `ignoringCase` lowers ASCII.
    init(globbing text: String, ignoringCase: Bool = false) {
        var parts: [Part] = []
        parts.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "*"): if parts.last != .any { parts.append(.any) }
            case UInt8(ascii: "?"): parts.append(.one)
            default: parts.append(.byte(ignoringCase ? Bytes.lowered(byte) : byte))
            }
        }
        self.init(parts)
    }

    /// An ARN with wildcards, each of which stays within its part, save in the last; nil for fewer than six parts.
    init?(arn text: String) {
        var parts: [Part] = []
        var colons = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "*"):
                let star: Part = colons < 5 ? .anyInPart : .any
                if parts.last != star { parts.append(star) }
            case UInt8(ascii: "?"): parts.append(colons < 5 ? .oneInPart : .one)
            default:
                if byte == UInt8(ascii: ":") { colons += 1 }
                parts.append(.byte(byte))
            }
        }
        guard colons >= 5 else { return nil }
        self.init(parts)
    }

    /// A literal text: nothing in it is a wildcard.
    init(literal text: String) { self.init(text.utf8.map(Part.byte)) }

    /// Several pieces, joined, as policy variables leave them: each globbing or literal.
    init(joining pieces: [Wildcard]) {
        var parts: [Part] = []
        for piece in pieces {
            for part in piece.parts where !(part == .any && parts.last == .any) { parts.append(part) }
        }
        self.init(parts)
    }

    private init(_ parts: [Part]) {
        self.parts = parts
        isLiteral = parts.allSatisfy { if case .byte = $0 { true } else { false } }
    }

    /// What is wrong with the wildcard of an event pattern, in event-ruler's words.
    struct Flaw: Error { let reason: String }

    /// A text in which `*` is the only wildcard and `\*` and `\\` are the escapes, as event patterns have it.
    init(escaping text: String) throws(Flaw) {
        var parts: [Part] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "*"):
                guard parts.last != .any else {
                    // The service counts from the opening quotation mark.
                    throw Flaw(reason: "Consecutive wildcard characters at pos \(index)")
                }
                parts.append(.any)
            case UInt8(ascii: "\\"):
                guard index + 1 < bytes.count,
                    bytes[index + 1] == UInt8(ascii: "*") || bytes[index + 1] == UInt8(ascii: "\\")
                else { throw Flaw(reason: "Invalid escape character at pos \(index + 1)") }
                index += 1
                parts.append(.byte(bytes[index]))
            default: parts.append(.byte(bytes[index]))
            }
            index += 1
        }
        self.init(parts)
    }

    /// Whether the whole value fits. `ignoringCase` lowers the value's ASCII; the text must have been lowered too.
    /// - Complexity: O(value × parts) at worst, linear in practice: only the last `*` is ever retried.
    func matches(_ value: String, ignoringCase: Bool = false) -> Bool {
        Bytes.with(value) { matches($0, ignoringCase: ignoringCase) }
    }

    private func matches(_ value: UnsafeBufferPointer<UInt8>, ignoringCase: Bool) -> Bool {
        var place = 0
        var part = 0
        var retryPart = -1
        var retryPlace = 0
        while place < value.count {
            if part < parts.count {
                switch parts[part] {
                case .any, .anyInPart:
                    retryPart = part + 1
                    retryPlace = place
                    part += 1
                    continue
                case .oneInPart where value[place] == UInt8(ascii: ":"): break
                case .one, .oneInPart:
                    place += Self.length(of: value, at: place)
                    part += 1
                    continue
                case .byte(let byte):
                    if byte == (ignoringCase ? Bytes.lowered(value[place]) : value[place]) {
                        place += 1
                        part += 1
                        continue
                    }
                }
            }
            guard retryPart > 0 else { return false }
            // Colons divide ARN and pattern alike, so no earlier wildcard could help where this one may not go on.
            if parts[retryPart - 1] == .anyInPart, value[retryPlace] == UInt8(ascii: ":") { return false }
            retryPlace += Self.length(of: value, at: retryPlace)
            place = retryPlace
            part = retryPart
        }
        while part < parts.count, parts[part] == .any || parts[part] == .anyInPart { part += 1 }
        return part == parts.count
    }

    /// The bytes of the character (Unicode scalar) that starts at a place.
    @inline(__always)
    private static func length(of value: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        var end = place + 1
        while end < value.count, value[end] & 0xC0 == 0x80 { end += 1 }
        return end - place
    }
}
