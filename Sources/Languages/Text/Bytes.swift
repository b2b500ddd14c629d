/// Comparisons of text by its UTF-8 bytes, which is how the emulated services compare: Swift's own comparison holds
/// composed and decomposed letters for equal, AWS does not.
enum Bytes {
    /// Runs `body` on the bytes of a text, without copying native strings.
    @inline(__always)
    static func with<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = text
        return copy.withUTF8(body)
    }

    /// Whether a text has exactly these bytes.
    static func equal(_ text: String, _ wanted: [UInt8]) -> Bool {
        with(text) { bytes in
            bytes.count == wanted.count && bytes.elementsEqual(wanted)
        }
    }

    /// Whether a text starts with these bytes.
    static func hasPrefix(_ text: String, _ wanted: [UInt8]) -> Bool {
        with(text) { bytes in
            bytes.count >= wanted.count && bytes.prefix(wanted.count).elementsEqual(wanted)
        }
    }

    /// Whether a text ends with these bytes.
    static func hasSuffix(_ text: String, _ wanted: [UInt8]) -> Bool {
        with(text) { bytes in
            bytes.count >= wanted.count && bytes.suffix(wanted.count).elementsEqual(wanted)
        }
    }

    /// The lower-case form of an ASCII letter; any other byte unchanged.
    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}

/// A text to be compared without regard to case, its lower-case form computed once.
struct CaselessText: Sendable, Hashable {
    /// Where the text must stand in the value.
    enum Place: Sendable, Hashable { case whole, start, end }

    /// The text as it was written.
    let text: String
    private let lowered: [UInt8]
    private let isASCII: Bool

    init(_ text: String) {
        self.text = text
        lowered = Array(text.lowercased().utf8)
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Whether the value is, starts with or ends with the text, letters of either case being equal.
    func matches(_ value: String, at place: Place) -> Bool {
        if isASCII { return Bytes.with(value) { matches($0, at: place) } }
        return Bytes.with(value.lowercased()) { matches($0, at: place) }
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>, at place: Place) -> Bool {
        guard bytes.count >= lowered.count else { return false }
        let start: Int
        switch place {
        case .whole:
            guard bytes.count == lowered.count else { return false }
            start = 0
        case .start: start = 0
        case .end: start = bytes.count - lowered.count
        }
        for index in lowered.indices where Bytes.lowered(bytes[start + index]) != lowered[index] { return false }
        return true
    }
}
