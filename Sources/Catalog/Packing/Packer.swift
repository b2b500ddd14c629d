/// Writes the flat form of a catalog: text, so that it can stand in a Swift string literal.
///
///     number   groups of five bits, lowest first, each a character from '?' (0) to '~' (63); 32 says that more follow
///     string   its length in bytes, then its UTF-8
///     list     its length, then its elements
struct Packer {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int) {
        var rest = UInt(bitPattern: number)
        repeat {
            let more: UInt = rest >= 32 ? 32 : 0
            bytes.append(PackedNumber.zero + UInt8(rest % 32 + more))
            rest /= 32
        } while rest > 0
    }

    mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes += text.utf8
    }

    mutating func append(raw other: [UInt8]) { bytes += other }

    mutating func append<Element>(_ list: [Element], _ element: (inout Packer, Element) -> Void) {
        append(list.count)
        for value in list { element(&self, value) }
    }

    mutating func append(_ texts: [String]) { append(texts) { $0.append($1) } }
}

/// How numbers are spelled in the flat form.
enum PackedNumber {
    /// The character that stands for 0: from here on 64 printable ones follow, of which Swift escapes only the backslash.
    static let zero = UInt8(ascii: "?")
}

/// What is wrong with a flat form: it was cut, changed, or not made by this version.
struct PackedFault: Error, Hashable {
    /// What was expected, as a phrase.
    var reason: String
    /// Where it failed, in bytes.
    var offset: Int
}

/// Reads what `Packer` wrote. Every step is checked against the end, so that damaged bytes give an error.
struct Unpacker {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The byte to be read next.
    private(set) var place: Int
    private let end: Int

    /// Starts at a range of the bytes, which must lie inside of them.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(PackedFault) {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else {
            throw PackedFault(reason: "a range inside of the data", offset: range.lowerBound)
        }
        self.bytes = bytes
        place = range.lowerBound
        end = range.upperBound
    }

    /// How many bytes are left.
    var left: Int { end - place }

    mutating func number() throws(PackedFault) -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while true {
            guard place < end, bytes[place] >= PackedNumber.zero, bytes[place] < PackedNumber.zero + 64, shift < 65
            else { throw PackedFault(reason: "a number", offset: place) }
            let group = UInt(bytes[place] - PackedNumber.zero)
            place += 1
            number |= (group & 31) << shift
            if group < 32 { return Int(bitPattern: number) }
            shift += 5
        }
    }

    /// A number that counts what takes at least a byte each.
    mutating func count() throws(PackedFault) -> Int {
        let count = try number()
        guard count >= 0, count <= left else { throw PackedFault(reason: "a count within the data", offset: place) }
        return count
    }

    /// The bytes of a string, without making one.
    mutating func range() throws(PackedFault) -> Range<Int> {
        let count = try count()
        defer { place += count }
        return place..<(place + count)
    }

    mutating func string() throws(PackedFault) -> String {
        let range = try range()
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    mutating func list<Element>(
        _ element: (inout Unpacker) throws(PackedFault) -> Element
    ) throws(PackedFault) -> [Element] {
        let count = try count()
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    mutating func strings() throws(PackedFault) -> [String] {
        try list { (unpacker: inout Unpacker) throws(PackedFault) in try unpacker.string() }
    }

    /// One of a few cases, told by its name.
    mutating func named<Case: RawRepresentable<String>>() throws(PackedFault) -> Case {
        let start = place
        guard let value = Case(rawValue: try string()) else { throw PackedFault(reason: "a known name", offset: start) }
        return value
    }

    func fault(_ reason: String) -> PackedFault { PackedFault(reason: reason, offset: place) }
}
