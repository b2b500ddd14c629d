/// Every word of a catalog and the texts it stands in, found by the letters it begins with.
///
/// Words lie one after the other in one buffer and are told apart by a hash table of their numbers, so that filling it
/// costs no allocation per word.
struct WordTable {
    /// Where a word stands first in an entry.
    struct Posting {
        /// The entry's place in the catalog.
        var entry: Int32
        /// Which of the entry's texts.
        var text: Int32
    }

    private var letters: [UInt8] = []
    private var starts: [Int32] = [0]
    private var postings: [[Posting]] = []
    private var buckets: [Int32]
    private var sorted: [Int32] = []

    private static let empty: Int32 = -1

    init() { buckets = Array(repeating: Self.empty, count: 1 << 12) }

    /// Notes that a word stands in a text. Entries come in order, each entry's texts best first; only the first text of
    /// an entry that holds the word is kept.
    mutating func add(_ word: some Collection<UInt8>, entry: Int32, text: Int32) {
        let number = number(of: word)
        if postings[number].last?.entry != entry { postings[number].append(Posting(entry: entry, text: text)) }
    }

    /// Orders the words; call it when all are added.
    mutating func sort() {
        sorted = (0..<Int32(postings.count)).sorted { word($0).lexicographicallyPrecedes(word($1)) }
    }

    /// Visits the postings of each word that begins with these letters, and whether it is the whole word.
    func visit(prefix: [UInt8], _ body: (Posting, Bool) -> Void) {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if word(sorted[middle]).lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
        }
        while low < sorted.count, word(sorted[low]).starts(with: prefix) {
            let isWhole = word(sorted[low]).count == prefix.count
            for posting in postings[Int(sorted[low])] { body(posting, isWhole) }
            low += 1
        }
    }

    private func word(_ number: Int32) -> ArraySlice<UInt8> {
        letters[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
    }

    private mutating func number(of wanted: some Collection<UInt8>) -> Int {
        var bucket = Self.hash(wanted) & (buckets.count - 1)
        while buckets[bucket] != Self.empty {
            if word(buckets[bucket]).elementsEqual(wanted) { return Int(buckets[bucket]) }
            bucket = (bucket + 1) & (buckets.count - 1)
        }
        let number = postings.count
        buckets[bucket] = Int32(number)
        letters += wanted
        starts.append(Int32(letters.count))
        postings.append([])
        if postings.count * 2 > buckets.count { grow() }
        return number
    }

    private mutating func grow() {
        buckets = Array(repeating: Self.empty, count: buckets.count * 2)
        for number in 0..<Int32(postings.count) {
            var bucket = Self.hash(word(number)) & (buckets.count - 1)
            while buckets[bucket] != Self.empty { bucket = (bucket + 1) & (buckets.count - 1) }
            buckets[bucket] = number
        }
    }

    /// FNV-1a in 64 bits: the same on every run, unlike the standard library's.
    private static func hash(_ word: some Collection<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash >> 1)
    }
}
