/// None, one, or several values. One, by far the most common where calls carry messages, costs no allocation and, when
/// it is copied, no counting of references.
public struct SmallList<Element: Hashable & Sendable>: Hashable, Sendable {
    private var single: Element?
    /// Two values or more; nil for fewer.
    private var several: [Element]?

    /// No values.
    public init() {}

    /// One value.
    public init(_ element: Element) { single = element }

    /// So many values as there are.
    public init(_ elements: some Collection<Element>) {
        if elements.count > 1 { several = Array(elements) } else { single = elements.first }
    }

    /// The number of values.
    public var count: Int { several?.count ?? (single == nil ? 0 : 1) }
    /// Whether there is none.
    public var isEmpty: Bool { single == nil && several == nil }
    /// All values, as an array of their own.
    public var all: [Element] { several ?? single.map { [$0] } ?? [] }

    /// Adds a value at the end.
    public mutating func append(_ element: Element) {
        if several != nil {
            several?.append(element)
        } else if let first = single {
            several = [first, element]
            single = nil
        } else {
            single = element
        }
    }
}

extension SmallList: RandomAccessCollection {
    /// The place of the first value.
    public var startIndex: Int { 0 }
    /// The place after the last value.
    public var endIndex: Int { count }
    /// The value at a place.
    public subscript(place: Int) -> Element {
        if let several { return several[place] }
        guard let single, place == 0 else { preconditionFailure("the list has no place \(place)") }
        return single
    }
}

extension SmallList {
    /// What a function makes of each value, in order.
    func mapped<Other>(_ transform: (Element) -> Other) -> SmallList<Other> {
        if let several { return SmallList<Other>(several.map(transform)) }
        return single.map { SmallList<Other>(transform($0)) } ?? SmallList<Other>()
    }

    /// The values that satisfy a condition, in order.
    func kept(where condition: (Element) -> Bool) -> SmallList {
        if let several { return SmallList(several.filter(condition)) }
        return single.map { condition($0) ? self : SmallList() } ?? self
    }
}
