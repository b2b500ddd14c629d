/// The number of a record in a journal, counted from 0.
public struct RecordID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The index.
    public var index: UInt32

    /// Makes an id.
    @inlinable
    public init(_ index: UInt32) { self.index = index }

    /// No record: the cause of what nothing in the run caused.
    @inlinable public static var none: RecordID { RecordID(.max) }

    /// Orders by number.
    @inlinable public static func < (left: RecordID, right: RecordID) -> Bool { left.index < right.index }
}

/// What happened, in order, each entry with the one that caused it: a forest of causes.
///
/// It only grows while a run goes forward; rewinding cuts its end off.
public struct Journal<Entry: Sendable>: Sendable {
    @usableFromInline var kept = Chronicle<Entry>()
    @usableFromInline var keptCauses = Chronicle<RecordID>()

    /// The entries in the order they happened.
    @inlinable public var entries: Chronicle<Entry> { kept }
    /// The cause of each entry; `none` for the roots.
    @inlinable public var causes: Chronicle<RecordID> { keptCauses }

    /// Makes an empty journal.
    @inlinable
    public init() {}

    /// The number of entries.
    @inlinable public var count: Int { kept.count }

    /// Adds an entry.
    /// - Precondition: the cause is an earlier entry or `none`.
    @inlinable
    public mutating func append(_ entry: Entry, cause: RecordID) -> RecordID {
        precondition(cause == .none || Int(cause.index) < kept.count, "a cause comes before its effect")
        kept.append(entry)
        keptCauses.append(cause)
        return RecordID(UInt32(kept.count - 1))
    }

    /// The entry under an id.
    @inlinable
    public subscript(id: RecordID) -> Entry {
        _read { yield kept[Int(id.index)] }
        _modify { yield &kept[Int(id.index)] }
    }

    /// The causes of an entry, the nearest first, up to the root.
    public func ancestry(of id: RecordID) -> [RecordID] {
        var chain: [RecordID] = []
        var cause = causes[Int(id.index)]
        while cause != .none {
            chain.append(cause)
            cause = causes[Int(cause.index)]
        }
        return chain
    }

    /// The entries that an entry caused directly, in order.
    /// - Complexity: O(entries after it).
    public func effects(of id: RecordID) -> [RecordID] {
        (Int(id.index) + 1..<max(Int(id.index) + 1, count)).compactMap {
            causes[$0] == id ? RecordID(UInt32($0)) : nil
        }
    }

    /// Cuts off all entries from this count on.
    @inlinable
    public mutating func truncate(to count: Int) {
        kept.truncate(to: count)
        keptCauses.truncate(to: count)
    }
}
