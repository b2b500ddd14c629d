/// Finds the words of a text: runs of letters and digits, ASCII letters in lower case. Letters outside of ASCII stand
/// for themselves;
/// dashes, quotes and arrows part words.
enum WordScanner {
    /// Visits the words in order with their first byte's offset; the parts of a camel-case word follow it where asked for.
    static func visit(_ text: String, withParts: Bool, _ body: (ArraySlice<UInt8>, Int) -> Void) {
        let bytes = Array(text.utf8)
        let lowered = bytes.map(lower)
        var place = 0
        while place < bytes.count {
            let gap = gapLength(bytes, place)
            if gap > 0 {
                place += gap
                continue
            }
            let start = place
            var partStarts: [Int] = []
            while place < bytes.count, gapLength(bytes, place) == 0 {
                if withParts, place > start, isUpper(bytes[place]), !isUpper(bytes[place - 1]) {
                    partStarts.append(place)
                }
                place += 1
            }
            body(lowered[start..<place], start)
            if partStarts.isEmpty { continue }
            for (begin, end) in zip([start] + partStarts, partStarts + [place]) { body(lowered[begin..<end], begin) }
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }
    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

    /// The bytes of the sign at a place that stands between words; 0 where a letter or digit stands.
    private static func gapLength(_ bytes: [UInt8], _ place: Int) -> Int {
        switch bytes[place] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): 0
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 0
        case 0xC2: 2  // U+0080 to U+00BF: signs of Latin-1
        case 0xE2: 3  // U+2000 to U+2FFF: dashes, quotes, arrows, mathematics
        case 0x80...: 0
        default: 1
        }
    }
}
