/// The bytes of a flat catalog, either part of the program or made while it runs.
enum PackedBytes: Sendable {
    case fixed(StaticString)
    case owned([UInt8])

    /// Lends the bytes.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch self {
        case .fixed(let text):
            // A literal of one character has no pointer; it is no catalog either.
            guard text.hasPointerRepresentation else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
            return try body(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        case .owned(let bytes):
            return try bytes.withUnsafeBufferPointer(body)
        }
    }

    /// A sum over bytes that changes when one of them does: eight at a time, each sum multiplied by an odd constant
    /// (2^64 divided by the golden ratio) and folded, which is a one-to-one step, so no single change can be lost.
    static func checksum(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) -> UInt64 {
        var sum = UInt64(bytes.count)
        func add(_ word: UInt64) {
            sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            sum ^= sum >> 32
        }
        let raw = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))
        let words = raw.count / 8
        for index in 0..<words {
            add(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
        }
        for index in (words * 8)..<raw.count { add(UInt64(raw[index])) }
        return sum
    }
}
