/// Values under numbers of which each stands for one value ever: a number that is done with is never mistaken for what
/// came later, so that timers and answers may come too late.
///
/// A number is a slot and how often it has been used, 24 bits each: it fits beside a timer's kind. Only a number that
/// outlives 8 million uses of its slot would be mistaken.
struct Register<Element: Sendable>: Sendable {
    private struct Slot: Sendable {
        /// How often it has been taken and given back: odd while it is taken.
        var changes: UInt32
        /// What it holds; what it held last, until it is taken again.
        var element: Element
    }

    private var slots: [Slot] = []
    private var free: [UInt32] = []

    private static var mask: UInt64 { 0xFF_FFFF }

    /// The number of values kept.
    var count: Int { slots.count - free.count }
    var isEmpty: Bool { slots.count == free.count }

    /// Keeps a value and gives its number.
    mutating func insert(_ element: Element) -> UInt64 {
        guard let slot = free.popLast() else {
            precondition(slots.count < Int(Self.mask), "more is under way at once than tokens can name")
            slots.append(Slot(changes: 1, element: element))
            return 1 << 24 | UInt64(slots.count - 1)
        }
        slots[Int(slot)].element = element
        let changes = (slots[Int(slot)].changes + 1) & UInt32(Self.mask)
        slots[Int(slot)].changes = changes
        return UInt64(changes) << 24 | UInt64(slot)
    }

    /// Whether a number stands for a value that is still kept.
    func contains(_ number: UInt64) -> Bool {
        let slot = Int(number & Self.mask)
        return slot < slots.count && UInt64(slots[slot].changes) == number >> 24
    }

    /// Lets go of a value that is still kept.
    mutating func release(_ number: UInt64) {
        guard contains(number) else { return }
        let slot = Int(number & Self.mask)
        slots[slot].changes = (slots[slot].changes + 1) & UInt32(Self.mask)
        free.append(UInt32(slot))
    }

    /// Takes a value out; nil where it is gone.
    mutating func remove(_ number: UInt64) -> Element? {
        guard contains(number) else { return nil }
        defer { release(number) }
        return self[number]
    }

    /// The value under a number, looked at and changed in its place.
    /// - Precondition: it is kept.
    subscript(number: UInt64) -> Element {
        _read { yield slots[Int(number & Self.mask)].element }
        _modify { yield &slots[Int(number & Self.mask)].element }
    }

    /// The values kept, in the order of their slots.
    var all: [Element] { slots.compactMap { $0.changes % 2 == 1 ? $0.element : nil } }
}
