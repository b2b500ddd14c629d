/// None, one, or several values. One, by far the most common, costs no allocation and, when it is copied, no counting
/// of references.
public struct SmallList<Element: Sendable>: Sendable {
    private var single: Element?
    /// Two values or more; nil for fewer.
    private var several: [Element]?

    /// No values.
    public init() {}

    /// One value.
    public init(_ element: Element) { single = element }

    /// So many values as there are.
    public init(_ elements: [Element]) {
        if elements.count > 1 { several = elements } else { single = elements.first }
    }
}

extension SmallList: RandomAccessCollection {
    /// The place of the first value.
    public var startIndex: Int { 0 }
    /// The place after the last value.
    public var endIndex: Int { several?.count ?? (single == nil ? 0 : 1) }
    /// The value at a place.
    public subscript(place: Int) -> Element {
        if let several { return several[place] }
        guard let single, place == 0 else { preconditionFailure("the list has no place \(place)") }
        return single
    }

    /// What a function makes of each value, in order.
    func mapped<Other>(_ transform: (Element) -> Other) -> SmallList<Other> {
        if let several { return SmallList<Other>(several.map(transform)) }
        return single.map { SmallList<Other>(transform($0)) } ?? SmallList<Other>()
    }
}
