import Values

/// One catalog in its flat form, opened: the index is read, bodies and files wait until they are asked for.
///
///     line     "archscope catalog 1"
///     line     the checksum of all that follows, 16 hexadecimal digits
///     index    names of files; ids outside of this catalog that its entries lead to;
///              a head and a length per entry; a path, a file and a length per text
///     bodies   per entry: the numbers of the entries it leads to, then what its head does not hold
///     texts    templates and flows as they were written
///
/// A number below the count of entries leads to the entry at that place, a higher one to an outside id.
struct PackedCatalog: Sendable {
    /// A text that belongs to the catalog.
    struct File: Sendable {
        var path: String
        var location: String
        fileprivate var range: Range<Int>
    }

    private let bytes: PackedBytes
    /// The heads in the order of the catalog.
    let heads: [EntryHead]
    /// The place of each entry by its id.
    let places: [String: Int]
    /// The texts in the order of their paths.
    let files: [File]
    private let bodies: [Range<Int>]
    private let fileNames: [String]
    private let outsideIDs: [String]

    private static let magic = "archscope catalog 1\n"
    private static let checksumDigits = 16
    /// Where the index begins.
    static let contentStart = magic.utf8.count + checksumDigits + 1

    // MARK: - Writing

    /// The flat form of entries and texts, in their order; a text comes with its name in messages.
    static func pack(_ entries: [Entry], files: [(file: CatalogFile, location: String)]) -> [UInt8] {
        var numbers = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.id, $0) })
        var outside: [String] = []
        var writer = EntryPacker()
        var bodies: [[UInt8]] = []
        for entry in entries {
            var links = Packer()
            links.append(entry.links) { packer, id in
                if numbers[id] == nil {
                    numbers[id] = entries.count + outside.count
                    outside.append(id)
                }
                packer.append(numbers[id] ?? 0)
            }
            writer.append(body: entry)
            bodies.append(links.bytes + writer.take())
        }
        writer.packer.append(entries.count)
        for (entry, body) in zip(entries, bodies) {
            writer.append(head: entry)
            writer.packer.append(body.count)
        }
        writer.packer.append(files.count)
        for (file, location) in files {
            writer.packer.append(file.path)
            writer.packer.append(writer.index(ofFile: location))
            writer.packer.append(file.text.utf8.count)
        }
        var content = Packer()
        content.append(writer.files.names)
        content.append(outside)
        content.append(raw: writer.take())
        for body in bodies { content.append(raw: body) }
        for (file, _) in files { content.append(raw: Array(file.text.utf8)) }
        return sealed(content.bytes)
    }

    /// Content with the lines that stand before it.
    static func sealed(_ content: [UInt8]) -> [UInt8] {
        let sum = content.withUnsafeBufferPointer { PackedBytes.checksum($0[...]) }
        return Array((magic + digits(of: sum) + "\n").utf8) + content
    }

    private static func digits(of sum: UInt64) -> String {
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: checksumDigits - digits.count) + digits
    }

    // MARK: - Opening

    init(_ bytes: PackedBytes) throws(PackedFault) {
        let index = try bytes.withBytes { (data) throws(PackedFault) in
            let start = Self.contentStart
            guard data.count > start, data.prefix(Self.magic.utf8.count).elementsEqual(Self.magic.utf8) else {
                throw PackedFault(reason: "a catalog of this version", offset: 0)
            }
            let sum = Self.digits(of: PackedBytes.checksum(data[start...]))
            guard data[Self.magic.utf8.count..<start].elementsEqual((sum + "\n").utf8) else {
                throw PackedFault(reason: "the checksum \(sum): the data was changed or cut", offset: start)
            }
            return try Index(data, from: start)
        }
        self.bytes = bytes
        heads = index.heads
        places = index.places
        files = index.files
        bodies = index.bodies
        fileNames = index.fileNames
        outsideIDs = index.outsideIDs
    }

    /// Everything that stands before the bodies.
    private struct Index {
        var fileNames: [String]
        var outsideIDs: [String]
        var heads: [EntryHead] = []
        var places: [String: Int] = [:]
        var bodies: [Range<Int>] = []
        var files: [File] = []

        init(_ data: UnsafeBufferPointer<UInt8>, from start: Int) throws(PackedFault) {
            var reader = try Unpacker(data, start..<data.count)
            let fileNames = try reader.strings()
            self.fileNames = fileNames
            outsideIDs = try reader.strings()
            var bodyLengths: [Int] = []
            heads = try reader.list { (reader) throws(PackedFault) in
                let head = EntryHead(
                    id: try reader.string(), kind: try Self.kind(&reader), name: try reader.string(),
                    aliases: try reader.strings(), summary: try reader.string(), tags: try reader.strings(),
                    canRun: try reader.number() != 0)
                bodyLengths.append(try reader.count())
                return head
            }
            var textLengths: [Int] = []
            files = try reader.list { (reader) throws(PackedFault) in
                let path = try reader.string()
                let name = try reader.number()
                guard fileNames.indices.contains(name) else { throw reader.fault("a known file") }
                textLengths.append(try reader.count())
                return File(path: path, location: fileNames[name], range: 0..<0)
            }
            var place = reader.place
            func range(_ length: Int) -> Range<Int> {
                defer { place += length }
                return place..<(place + length)
            }
            bodies = bodyLengths.map(range)
            for (index, length) in textLengths.enumerated() { files[index].range = range(length) }
            places = Dictionary(heads.enumerated().map { ($1.id, $0) }) { $1 }
            guard place == data.count, places.count == heads.count else {
                throw PackedFault(reason: "lengths that fill the data, and ids that are unique", offset: place)
            }
        }

        private static func kind(_ reader: inout Unpacker) throws(PackedFault) -> EntryKind {
            let number = try reader.number()
            guard EntryKind.allCases.indices.contains(number) else { throw reader.fault("a known kind") }
            return EntryKind.allCases[number]
        }
    }

    // MARK: - Reading on demand

    /// The whole entry at a place.
    func entry(at index: Int) throws(PackedFault) -> Entry {
        try bytes.withBytes { (data) throws(PackedFault) in
            var body = try Unpacker(data, bodies[index])
            _ = try Self.numbers(&body)
            var reader = EntryUnpacker(body, files: fileNames)
            return try reader.entry(heads[index])
        }
    }

    /// The text of a file.
    func text(of file: File) -> String {
        bytes.withBytes { String(decoding: UnsafeBufferPointer(rebasing: $0[file.range]), as: UTF8.self) }
    }

    /// The places of the entries that lead to an id.
    /// - Complexity: O(links of all entries).
    func places(leadingTo id: String) throws(PackedFault) -> [Int] {
        let number =
            places[id] ?? outsideIDs.firstIndex(of: id).map { $0 + heads.count }
        guard let number else { return [] }
        return try bytes.withBytes { (data) throws(PackedFault) in
            var places: [Int] = []
            for (place, range) in bodies.enumerated() {
                var body = try Unpacker(data, range)
                if try Self.numbers(&body).contains(number) { places.append(place) }
            }
            return places
        }
    }

    private static func numbers(_ body: inout Unpacker) throws(PackedFault) -> [Int] {
        try body.list { (reader: inout Unpacker) throws(PackedFault) in try reader.number() }
    }
}
