/// The number of a component of a cloud, counted from 0 in the order of the stack.
public struct ComponentID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The index.
    public var index: UInt16

    /// Makes an id.
    public init(_ index: Int) { self.index = UInt16(index) }

    /// No component.
    public static let none = ComponentID(Int(UInt16.max))

    /// Orders by number.
    public static func < (left: ComponentID, right: ComponentID) -> Bool { left.index < right.index }
}

/// The number of a message in a run's archive.
public struct MessageID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The index.
    public var index: UInt32

    /// Makes an id.
    public init(_ index: Int) { self.index = UInt32(index) }

    /// No message.
    public static let none = MessageID(Int(UInt32.max))

    /// Orders by number: a message made later has a higher one.
    public static func < (left: MessageID, right: MessageID) -> Bool { left.index < right.index }
}

/// The number of a payload in a run's archive.
public struct PayloadID: Hashable, Sendable, BitwiseCopyable {
    /// The index.
    public var index: UInt32

    /// Makes an id.
    public init(_ index: Int) { self.index = UInt32(index) }

    /// No payload.
    public static let none = PayloadID(Int(UInt32.max))
}

/// The number of a call that is under way; used again once the call is over.
public struct CallID: Hashable, Sendable, BitwiseCopyable {
    /// The slot.
    public var slot: UInt32

    /// Makes an id.
    public init(_ slot: UInt32) { self.slot = slot }
}
