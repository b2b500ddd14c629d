/// What waits to be done, in order. It is emptied after every activity, which here is setting a number to zero.
struct Outbox<Element: Sendable & BitwiseCopyable>: Sendable {
    private var elements: [Element] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) {
        if count < elements.count { elements[count] = element } else { elements.append(element) }
        count += 1
    }

    subscript(place: Int) -> Element { elements[place] }

    mutating func remove(at place: Int) {
        elements.remove(at: place)
        count -= 1
    }

    mutating func removeAll() { count = 0 }
}

extension Outbox: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { count }
}
