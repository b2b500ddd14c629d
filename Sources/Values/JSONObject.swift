/// The members of a JSON object in the order they were written, each with the place of its key.
///
/// Looking up is linear for small objects and by table for large ones: most objects in templates have under ten members.
public struct JSONObject: Sendable {
    /// One member: its key, where the key stands, and its value.
    public struct Member: Sendable, Hashable {
        /// The key.
        public var key: String
        /// Where the key was read.
        public var keyPosition: SourcePosition
        /// The value.
        public var value: JSONValue

        /// Makes a member.
        public init(key: String, keyPosition: SourcePosition = .none, value: JSONValue) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// All members in order. Keys are unique: readers report duplicates, and setting replaces.
    public private(set) var members: [Member]
    /// Key to index, kept only above `indexThreshold` members.
    private var index: [String: Int]?

    private static let indexThreshold = 12

    /// Makes an object of members whose keys are unique; of members with the same key the last one counts.
    public init(_ members: [Member] = []) {
        self.members = []
        self.members.reserveCapacity(members.count)
        for member in members { set(member) }
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }
    /// The number of members.
    public var count: Int { members.count }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }

    /// The member with this key.
    public func member(_ key: String) -> Member? { find(key).map { members[$0] } }

    /// The value at a key; setting nil removes the member, setting a value keeps the member's place.
    public subscript(key: String) -> JSONValue? {
        get { find(key).map { members[$0].value } }
        set {
            if let newValue {
                if let place = find(key) {
                    members[place].value = newValue
                } else {
                    set(Member(key: key, keyPosition: newValue.position, value: newValue))
                }
            } else if let place = find(key) {
                members.remove(at: place)
                index = nil
                reindexIfLarge()
            }
        }
    }

    private func find(_ key: String) -> Int? {
        if let index { return index[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func set(_ member: Member) {
        if let place = find(member.key) {
            members[place] = member
            return
        }
        members.append(member)
        if index != nil {
            index?[member.key] = members.count - 1
        } else {
            reindexIfLarge()
        }
    }

    private mutating func reindexIfLarge() {
        guard members.count > Self.indexThreshold else { return }
        index = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.key, $0) })
    }
}

extension JSONObject: Hashable {
    /// Equal when both hold the same keys with equal values, in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    /// Hashes keys and values without their order.
    public func hash(into hasher: inout Hasher) {
        var combined = 0
        for member in members {
            var own = Hasher()
            own.combine(member.key)
            own.combine(member.value)
            combined ^= own.finalize()
        }
        hasher.combine(combined)
    }
}

extension JSONObject: Sequence {
    /// Walks the members in order.
    public func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }
}
