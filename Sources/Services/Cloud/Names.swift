import Simulation

/// The number of a name in a run's archive: a message group, a deduplication id, a partition key. Comparing two names
/// is comparing two numbers.
public struct NameID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The index.
    public var index: UInt32

    /// Makes an id.
    public init(_ index: Int) { self.index = UInt32(index) }

    /// No name.
    public static let none = NameID(Int(UInt32.max))

    /// Orders by number: a name first used later has a higher one.
    public static func < (left: NameID, right: NameID) -> Bool { left.index < right.index }
}

/// Names and their numbers, each kept once.
struct NameTable: Sendable {
    private var names: [String] = []
    private var numbers: [String: NameID] = [:]

    var count: Int { names.count }

    /// The number of a name, given out when it is first asked for.
    mutating func number(of name: String) -> NameID {
        if let known = numbers[name] { return known }
        let id = NameID(names.count)
        names.append(name)
        numbers[name] = id
        return id
    }

    /// The number of a name that may not have one.
    func known(_ name: String) -> NameID { numbers[name] ?? .none }

    subscript(id: NameID) -> String { names[Int(id.index)] }

    mutating func truncate(to count: Int) {
        for name in names[count...] { numbers[name] = nil }
        names.removeSubrange(count...)
    }
}
