import CTerminal
import Canvas

/// Makes keys and mouse events out of the bytes that a terminal sends. It never waits: the caller says when no more
/// bytes came in time.
struct KeyDecoder {
    /// What came out.
    enum Input: Hashable {
        case key(Key)
        case mouse(MouseEvent)
    }

    /// Sequences of this terminal that the general rules of `readSequence` do not cover, by their bytes.
    private let sequences: [[UInt8]: Key]
    private let longest: Int
    private var bytes: [UInt8] = []

    /// Longer sequences are noise and dropped; clipboard answers are the only long ones known.
    private static let limit = 4096

    /// Makes a decoder for a terminal with sequences of its own; single bytes are never sequences.
    init(sequences: [[UInt8]: Key] = [:]) {
        self.sequences = sequences.filter { $0.key.count > 1 && $0.key[0] == 0x1B }
        longest = self.sequences.keys.map(\.count).max() ?? 0
    }

    /// Whether bytes are held back because more may follow.
    var isWaiting: Bool { !bytes.isEmpty }

    /// Takes bytes and returns what is complete.
    mutating func feed(_ more: some Sequence<UInt8>) -> [Input] {
        bytes += more
        return decode(isFinal: false)
    }

    /// Returns what the held bytes mean if nothing follows them: an escape byte alone is the Escape key.
    mutating func flush() -> [Input] { decode(isFinal: true) }

    /// What decoding the first bytes came to.
    enum Step {
        /// So many bytes gave this, or nothing.
        case took(Int, Input?)
        case needsMore
    }

    private mutating func decode(isFinal: Bool) -> [Input] {
        var result: [Input] = []
        var position = 0
        while position < bytes.count {
            switch decodeOne(bytes[position...], isFinal: isFinal) {
            case .took(let count, let input):
                position += count
                if let input { result.append(input) }
            case .needsMore:
                if bytes.count - position > KeyDecoder.limit { position = bytes.count }
                bytes.removeFirst(position)
                return result
            }
        }
        bytes.removeAll(keepingCapacity: true)
        return result
    }

    private func decodeOne(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        let first = bytes[bytes.startIndex]
        if first == 0x1B { return decodeEscape(bytes, isFinal: isFinal) }
        if first < 0x20 || first == 0x7F { return .took(1, controlKey(first).map { .key($0) }) }
        return decodeCharacter(bytes, isFinal: isFinal)
    }

    private func controlKey(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x7F: .backspace
        case 0: .control(" ")
        default: Key(control: Character(Unicode.Scalar(byte < 0x1B ? byte + 0x60 : byte + 0x40)))
        }
    }

    private func decodeCharacter(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        let first = bytes[bytes.startIndex]
        let length =
            switch first {
            case 0..<0x80: 1
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 0
            }
        guard length > 0 else { return .took(1, nil) }
        let part = bytes.prefix(length)
        guard part.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return .took(1, nil) }
        guard part.count == length else { return isFinal ? .took(part.count, nil) : .needsMore }
        guard let text = String(validating: part, as: UTF8.self), let character = text.first,
            character.columns > 0 || length > 1
        else { return .took(length, nil) }
        return .took(length, .key(.character(character)))
    }

    private func decodeEscape(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        guard bytes.count > 1 else { return isFinal ? .took(1, .key(.escape)) : .needsMore }
        if let step = decodeOwnSequence(bytes, isFinal: isFinal) { return step }
        let start = bytes.startIndex
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            let step = readSequence(bytes)
            guard isFinal, case .needsMore = step else { return step }
            return .took(bytes.count, bytes.count == 2 ? .key(.alt(.character("["))) : nil)
        case UInt8(ascii: "O"):
            guard bytes.count > 2 else { return isFinal ? .took(2, .key(.alt(.character("O")))) : .needsMore }
            return .took(3, KeyDecoder.finals[bytes[start + 2]].map { .key($0) })
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): return decodeString(bytes, isFinal: isFinal)
        case 0x1B:
            // Escape before a sequence is Alt; two of them alone are two.
            switch decodeEscape(bytes.dropFirst(), isFinal: isFinal) {
            case .took(let count, .key(let key)) where count > 1 && !key.isAlt: return .took(count + 1, .key(.alt(key)))
            case .took: return .took(1, .key(.escape))
            case .needsMore: return .needsMore
            }
        default:
            switch decodeOne(bytes.dropFirst(), isFinal: isFinal) {
            case .took(let count, .key(let key)): return .took(count + 1, .key(.alt(key)))
            case .took(let count, let other): return .took(count + 1, other)
            case .needsMore: return .needsMore
            }
        }
    }

    private func decodeOwnSequence(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step? {
        guard longest > 0 else { return nil }
        for count in stride(from: min(longest, bytes.count), through: 2, by: -1) {
            if let key = sequences[Array(bytes.prefix(count))] { return .took(count, .key(key)) }
        }
        if !isFinal, bytes.count < longest, sequences.keys.contains(where: { $0.starts(with: bytes) }) {
            return .needsMore
        }
        return nil
    }

    /// Answers of the terminal (OSC, DCS, APC) up to their terminator, which nobody asked for.
    private func decodeString(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
        let introducer = Character(Unicode.Scalar(bytes[bytes.startIndex + 1]))
        if bytes.count == 2 { return isFinal ? .took(2, .key(.alt(.character(introducer)))) : .needsMore }
        for index in bytes.indices.dropFirst(2) {
            if bytes[index] == 0x07 { return .took(index - bytes.startIndex + 1, nil) }
            if bytes[index] == 0x1B, index + 1 < bytes.endIndex {
                let hasTerminator = bytes[index + 1] == UInt8(ascii: "\\")
                return .took(index - bytes.startIndex + (hasTerminator ? 2 : 0), nil)
            }
        }
        return isFinal ? .took(bytes.count, nil) : .needsMore
    }

    /// The sequences that this terminal sends for its keys, as terminfo has them.
    static func terminalSequences() -> [[UInt8]: Key] {
        var names: [(String, Key)] = [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kpp", .pageUp),
            ("knp", .pageDown), ("khome", .home), ("kend", .end), ("kich1", .insert), ("kdch1", .delete),
            ("kcbt", .backTab), ("kent", .enter), ("kLFT3", .alt(.left)), ("kRIT3", .alt(.right)),
            ("kUP3", .alt(.up)), ("kDN3", .alt(.down)),
        ]
        names += (1...12).map { ("kf\($0)", .function($0)) }
        var sequences: [[UInt8]: Key] = [:]
        for (name, key) in names {
            if let bytes = ct_key_bytes(name) { sequences[Array(String(cString: bytes).utf8)] = key }
        }
        return sequences
    }
}

extension Key {
    fileprivate var isAlt: Bool { if case .alt = self { true } else { false } }
}
