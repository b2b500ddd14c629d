/// The number of a record in a journal, counted from 0.
public struct RecordID: Hashable, Comparable, Sendable {
    /// The index.
    public var index: UInt32

    /// Makes an id.
    @inlinable
    public init(_ index: UInt32) { self.index = index }

    /// No record: the cause of what nothing in the run caused.
    public static let none = RecordID(.max)

    /// Orders by number.
    @inlinable public static func < (left: RecordID, right: RecordID) -> Bool { left.index < right.index }
}

/// What happened, in order, each entry with the one that caused it: a forest of causes.
///
/// It only grows while a run goes forward; rewinding cuts its end off.
public struct Journal<Entry: Sendable>: Sendable {
    /// The entries in the order they happened.
    public private(set) var entries: [Entry] = []
    /// The cause of each entry; `none` for the roots.
    public private(set) var causes: [RecordID] = []

    /// Makes an empty journal.
    public init() {}

    /// The number of entries.
    @inlinable public var count: Int { entries.count }

    /// Adds an entry.
    /// - Precondition: the cause is an earlier entry or `none`.
    public mutating func append(_ entry: Entry, cause: RecordID) -> RecordID {
        precondition(cause == .none || Int(cause.index) < entries.count, "a cause comes before its effect")
        entries.append(entry)
        causes.append(cause)
        return RecordID(UInt32(entries.count - 1))
    }

    /// The entry under an id.
    public subscript(id: RecordID) -> Entry {
        get { entries[Int(id.index)] }
        set { entries[Int(id.index)] = newValue }
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
    public mutating func truncate(to count: Int) {
        entries.removeSubrange(count...)
        causes.removeSubrange(count...)
    }
}
