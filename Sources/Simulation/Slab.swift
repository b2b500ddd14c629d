/// Values kept under small stable ids; an id that is released is used again.
public struct Slab<Element> {
    @usableFromInline var elements: [Element?] = []
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

    /// Takes a value out; its id may be used again.
    /// - Precondition: the id is in use.
    @inlinable
    public mutating func remove(_ id: UInt32) -> Element {
        guard let element = elements[Int(id)] else { preconditionFailure("the id \(id) is not in use") }
        elements[Int(id)] = nil
        free.append(id)
        return element
    }

    /// The value under an id in use; nil for an id that was released.
    @inlinable
    public subscript(id: UInt32) -> Element? {
        get { elements[Int(id)] }
        set { elements[Int(id)] = newValue }
    }

    /// The value under an id in use, looked at and changed in its place.
    /// - Precondition: the id is in use.
    @inlinable
    public subscript(used id: UInt32) -> Element {
        _read { yield elements[Int(id)]! }
        _modify { yield &elements[Int(id)]! }
    }

    /// The values kept, in the order of their ids.
    @inlinable public var all: [Element] { elements.compactMap { $0 } }
}

extension Slab: Sendable where Element: Sendable {}
