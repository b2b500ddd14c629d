import Values

/// What archscope knows: entries with their cross references, and the templates and flows that belong to them.
///
/// Opening reads the heads alone; an entry's article is decoded each time it is asked for, which takes microseconds.
/// Order is stable: by kind as `EntryKind` lists them, then by file, then as written.
public struct Catalog: Sendable {
    /// What an overlay put in another entry's place.
    public struct Replacement: Hashable, Sendable {
        /// The id of both.
        public var id: String
        /// The file of the entry that holds now.
        public var by: SourcePosition
        /// The file of the entry that held before.
        public var replaced: SourcePosition
    }

    /// Where an entry lies.
    private struct Slot: Sendable {
        var layer: Int
        var index: Int
    }

    private var layers: [PackedCatalog] = []
    private var slots: [Slot] = []
    private var places: [String: Int] = [:]
    private var fileSlots: [String: Slot] = [:]
    /// The heads of all entries, in order.
    public private(set) var heads: [EntryHead] = []
    /// The paths of templates and flows inside the catalog, in order.
    public private(set) var files: [String] = []
    /// The entries that overlays have replaced, in the order in which that happened.
    public private(set) var replacements: [Replacement] = []

    /// The catalog without entries.
    public static let empty = Catalog()

    private init() {}

    private init(_ layer: PackedCatalog) {
        layers = [layer]
        heads = layer.heads
        slots = heads.indices.map { Slot(layer: 0, index: $0) }
        places = layer.places
        files = layer.files.map(\.path)
        fileSlots = Dictionary(files.enumerated().map { ($1, Slot(layer: 0, index: $0)) }) { $1 }
    }

    // MARK: - Entries

    /// The head of an entry, or nil where no entry has this id.
    public func head(_ id: String) -> EntryHead? { places[id].map { heads[$0] } }

    /// The heads of a kind, in order.
    public func heads(of kind: EntryKind) -> [EntryHead] { heads.filter { $0.kind == kind } }

    /// The entry with an id, or nil where none has it.
    public func entry(_ id: String) -> Entry? { places[id].map(entry(at:)) }

    /// The entries of a kind, in order.
    public func entries(of kind: EntryKind) -> [Entry] {
        heads.indices.filter { heads[$0].kind == kind }.map(entry(at:))
    }

    /// All entries, in order.
    public var entries: [Entry] { heads.indices.map(entry(at:)) }

    /// The ids of the entries that lead to this one: what links here, in the order of the catalog.
    public func backlinks(to id: String) -> [String] {
        let leading = layers.map { layer in
            Set(Self.trusting { () throws(PackedFault) in try layer.places(leadingTo: id) })
        }
        return slots.indices.filter { leading[slots[$0].layer].contains(slots[$0].index) }.map { heads[$0].id }
    }

    /// The ids nearest to one that no entry has, best first: for messages.
    public func nearestIDs(to id: String, limit: Int = 3) -> [String] {
        nearestNames(to: id, among: heads.map(\.id), limit: limit)
    }

    private func entry(at place: Int) -> Entry {
        let slot = slots[place]
        return Self.trusting { () throws(PackedFault) in try layers[slot.layer].entry(at: slot.index) }
    }

    /// The checksum was right when the catalog was opened, so a fault now is one of this room's own.
    private static func trusting<Value>(_ read: () throws(PackedFault) -> Value) -> Value {
        do {
            return try read()
        } catch {
            preconditionFailure("the catalog's flat form expects \(error.reason) at byte \(error.offset)")
        }
    }

    // MARK: - Templates and flows

    /// The file at a path inside the catalog, or nil where none lies there.
    public func file(_ path: String) -> CatalogFile? {
        fileSlots[path].map {
            let layer = layers[$0.layer]
            return CatalogFile(path: path, text: layer.text(of: layer.files[$0.index]))
        }
    }

    /// How messages name the file at a path: with the folder the user gave before it.
    public func location(of path: String) -> String {
        fileSlots[path].map { layers[$0.layer].files[$0.index].location } ?? path
    }

    // MARK: - Making, laying over, packing

    /// Makes a catalog of entries whose ids are unique, and of files; `root` is the folder that messages name before paths.
    public init(entries: [Entry], files: [CatalogFile] = [], root: String = "") {
        let named = files.map { (file: $0, location: catalogLocation(of: $0.path, in: root)) }
        self.init(entries, named)
    }

    private init(_ entries: [Entry], _ files: [(file: CatalogFile, location: String)]) {
        let order = Dictionary(uniqueKeysWithValues: EntryKind.allCases.enumerated().map { ($1, $0) })
        let sorted = entries.enumerated().sorted {
            (order[$0.element.kind] ?? 0, $0.offset) < (order[$1.element.kind] ?? 0, $1.offset)
        }.map(\.element)
        let bytes = PackedCatalog.pack(sorted, files: files.sorted { $0.file.path < $1.file.path })
        self = Self.trusting { () throws(PackedFault) in Catalog(try PackedCatalog(.owned(bytes))) }
    }

    /// Opens a flat form that is part of the program.
    /// - Throws: a diagnostic when it is damaged or of another version.
    public init(packed: StaticString) throws(Diagnostics) { try self.init(.fixed(packed)) }

    /// Opens a flat form.
    /// - Throws: a diagnostic when it is damaged or of another version.
    public init(packed: [UInt8]) throws(Diagnostics) { try self.init(.owned(packed)) }

    private init(_ bytes: PackedBytes) throws(Diagnostics) {
        do throws(PackedFault) {
            self.init(try PackedCatalog(bytes))
        } catch {
            throw Diagnostics([
                Diagnostic(
                    at: .none, found: "a damaged catalog at byte \(error.offset)", expected: "expected \(error.reason)")
            ])
        }
    }

    /// The flat form of the whole catalog: UTF-8 text, the same bytes for the same catalog.
    public var packed: [UInt8] {
        PackedCatalog.pack(entries, files: files.compactMap { path in file(path).map { ($0, location(of: path)) } })
    }

    /// This catalog with another laid over it: of entries with the same id, and files at the same path, the other's hold.
    /// What was replaced is told by `replacements`.
    public func overlaid(with other: Catalog) -> Catalog {
        var result = self
        result.layers += other.layers
        for (place, slot) in other.slots.enumerated() {
            let head = other.heads[place]
            let moved = Slot(layer: slot.layer + layers.count, index: slot.index)
            if let own = result.places[head.id] {
                let before = result.entry(at: own).position
                result.replacements.append(
                    Replacement(id: head.id, by: other.entry(at: place).position, replaced: before))
                result.heads[own] = head
                result.slots[own] = moved
            } else {
                let order = EntryKind.allCases
                let rank = order.firstIndex(of: head.kind) ?? 0
                let end = result.heads.firstIndex { (order.firstIndex(of: $0.kind) ?? 0) > rank } ?? result.heads.count
                result.heads.insert(head, at: end)
                result.slots.insert(moved, at: end)
                for place in end..<result.heads.count { result.places[result.heads[place].id] = place }
            }
        }
        for path in other.files {
            guard let slot = other.fileSlots[path] else { continue }
            result.fileSlots[path] = Slot(layer: slot.layer + layers.count, index: slot.index)
        }
        result.files = result.fileSlots.keys.sorted()
        return result
    }
}

extension Catalog: Equatable {
    /// Equal when both hold the same entries and files in the same order, whatever they were made of.
    public static func == (left: Catalog, right: Catalog) -> Bool {
        left.heads == right.heads && left.files == right.files && left.entries == right.entries
            && left.files.allSatisfy { left.file($0) == right.file($0) }
    }
}

/// How messages name a file of a catalog: its path behind the folder as the user named it.
func catalogLocation(of path: String, in root: String) -> String {
    if root.isEmpty || path.isEmpty { return path }
    return root.hasSuffix("/") ? root + path : "\(root)/\(path)"
}
