/// Values of plain bytes kept under small stable ids; an id that is released is used again.
public struct Slab<Element: BitwiseCopyable & Sendable>: Sendable {
    @usableFromInline var elements: [Element] = []
    @usableFromInline var free: [UInt32] = []

    /// Makes an empty slab.
    @inlinable
    public init() {}

    /// The number of values kept.
    @inlinable public var count: Int { elements.count - free.count }

    /// Keeps a value and returns its id.
    @inlinable
    public mutating func insert(_ element: Element) -> UInt32 {
        if let id = free.popLast() {
            elements[Int(id)] = element
            return id
        }
        elements.append(element)
        return UInt32(elements.count - 1)
    }

    /// Lets go of a value; its id may be used again.
    /// - Precondition: the id is in use.
    @inlinable
    public mutating func release(_ id: UInt32) { free.append(id) }

    /// The value under an id, looked at and changed in its place.
    /// - Precondition: the id is in use.
    @inlinable
    public subscript(id: UInt32) -> Element {
        _read { yield elements[Int(id)] }
        _modify { yield &elements[Int(id)] }
    }

    /// The values kept, in the order of their ids.
    public var all: [Element] {
        let gone = Set(free)
        return elements.indices.compactMap { gone.contains(UInt32($0)) ? nil : elements[$0] }
    }
}
