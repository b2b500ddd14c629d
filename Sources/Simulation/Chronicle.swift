/// A list that grows at its end, and whose end can be cut off.
///
/// It is kept in blocks, so that growing moves nothing, and a copy shares every block that neither changes: a branch of
/// a long run costs what it adds.
public struct Chronicle<Element: Sendable>: Sendable {
    @usableFromInline var blocks: [[Element]] = []
    @usableFromInline var length = 0
    /// The number of elements.
    @inlinable public var count: Int { length }

    /// A block holds 2^10 elements.
    @usableFromInline static var shift: Int { 10 }
    @usableFromInline static var mask: Int { (1 << shift) - 1 }

    /// Makes an empty list.
    public init() {}

    /// Adds an element at the end.
    @inlinable
    public mutating func append(_ element: Element) {
        if length & Self.mask == 0 { startBlock() }
        blocks[length >> Self.shift].append(element)
        length += 1
    }

    @usableFromInline
    mutating func startBlock() {
        var block: [Element] = []
        // The first block grows with a short run.
        if length > 0 { block.reserveCapacity(1 << Self.shift) }
        blocks.append(block)
    }

    /// Adds elements at the end.
    public mutating func append(contentsOf elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    /// Cuts off all elements from this count on.
    /// - Precondition: there are at least so many.
    public mutating func truncate(to count: Int) {
        precondition(count <= length, "a list has no more to cut off than it holds")
        blocks.removeLast(blocks.count - ((count + Self.mask) >> Self.shift))
        if let last = blocks.indices.last {
            blocks[last].removeLast(blocks[last].count - (count - (last << Self.shift)))
        }
        length = count
    }
}

extension Chronicle: RandomAccessCollection {
    /// The place of the first element.
    @inlinable public var startIndex: Int { 0 }
    /// The place after the last element.
    @inlinable public var endIndex: Int { count }

    /// The element at a place, looked at and changed where it is.
    @inlinable
    public subscript(place: Int) -> Element {
        _read { yield blocks[place >> Self.shift][place & Self.mask] }
        _modify { yield &blocks[place >> Self.shift][place & Self.mask] }
    }
}

extension Chronicle: Equatable where Element: Equatable {
    /// Compares the elements.
    public static func == (left: Chronicle, right: Chronicle) -> Bool { left.elementsEqual(right) }
}
