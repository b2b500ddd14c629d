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

    /// A sum over bytes that changes when one of them does: each step multiplies by an odd constant (2^64 divided by the
    /// golden ratio) and folds, which is one-to-one, so no single change can be lost. Four sums run side by side over
    /// words of eight bytes, because one alone waits for its own multiplications.
    static func checksum(_ bytes: UnsafeBufferPointer<UInt8>.SubSequence) -> UInt64 {
        func step<Word: FixedWidthInteger>(_ sum: UInt64, _ word: Word) -> UInt64 {
            let mixed = (sum ^ UInt64(truncatingIfNeeded: word)) &* 0x9E37_79B9_7F4A_7C15
            return mixed ^ (mixed >> 32)
        }
        let raw = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))
        func word(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        var sums: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        let whole = raw.count / 32 * 32
        for offset in stride(from: 0, to: whole, by: 32) {
            sums.0 = step(sums.0, word(offset))
            sums.1 = step(sums.1, word(offset + 8))
            sums.2 = step(sums.2, word(offset + 16))
            sums.3 = step(sums.3, word(offset + 24))
        }
        var sum = UInt64(raw.count)
        for lane in [sums.0, sums.1, sums.2, sums.3] { sum = step(sum, lane) }
        for offset in whole..<raw.count { sum = step(sum, raw[offset]) }
        return sum
    }
}
