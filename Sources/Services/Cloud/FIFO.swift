/// First in, first out, both in constant time.
struct FIFO<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { head == elements.count }
    var all: ArraySlice<Element> { elements[head...] }

    /// The element so many places behind the first.
    subscript(place: Int) -> Element { elements[head + place] }

    var first: Element? { head < elements.count ? elements[head] : nil }

    mutating func append(_ element: Element) { elements.append(element) }

    /// Puts an element before all others: in constant time where one has been taken before.
    mutating func prepend(_ element: Element) {
        if head > 0 {
            head -= 1
            elements[head] = element
        } else {
            elements.insert(element, at: 0)
        }
    }

    /// Puts an element in its place among ordered ones, looking from the front.
    mutating func insert(_ element: Element, before isLater: (Element) -> Bool) {
        guard let place = elements[head...].firstIndex(where: isLater) else { return append(element) }
        if place == head { prepend(element) } else { elements.insert(element, at: place) }
    }

    /// Keeps the elements that satisfy a condition, in their order.
    mutating func keep(where condition: (Element) -> Bool) {
        elements = elements[head...].filter(condition)
        head = 0
    }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        defer {
            head += 1
            // Half of the storage is behind the head: give it back.
            if head >= 64, head * 2 > elements.count {
                elements.removeFirst(head)
                head = 0
            }
        }
        return elements[head]
    }
}
