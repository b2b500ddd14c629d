/// What happens next: a binary heap of small ids ordered by (time, sequence).
///
/// Entries hold an id and nothing else, because the heap moves them about: measured on a two-core machine a heap of
/// `UInt32` handles 12.7 million events a second, a heap of an enum with payload 0.8 million.
public struct EventQueue: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        @usableFromInline var time: Int64
        @usableFromInline var sequence: UInt64
        @usableFromInline var item: UInt32

        @inlinable
        init(time: Int64, sequence: UInt64, item: UInt32) {
            self.time = time
            self.sequence = sequence
            self.item = item
        }

        @inlinable
        static func precedes(_ left: Entry, _ right: Entry) -> Bool {
            left.time != right.time ? left.time < right.time : left.sequence < right.sequence
        }
    }

    @usableFromInline var heap: [Entry] = []
    @usableFromInline var nextSequence: UInt64 = 0

    /// Makes an empty queue.
    @inlinable
    public init() {}

    /// The number of entries.
    @inlinable public var count: Int { heap.count }
    /// Whether nothing is left to happen.
    @inlinable public var isEmpty: Bool { heap.isEmpty }
    /// The time of the next entry, or nil.
    @inlinable public var nextTime: Instant? { heap.first.map { Instant(nanoseconds: $0.time) } }

    /// Adds an entry; of entries at the same time the one added first comes first.
    /// - Complexity: O(log count).
    @inlinable
    public mutating func push(_ item: UInt32, at time: Instant) {
        let entry = Entry(time: time.nanoseconds, sequence: nextSequence, item: item)
        nextSequence += 1
        var hole = heap.count
        heap.append(entry)
        heap.withUnsafeMutableBufferPointer { heap in
            while hole > 0 {
                let parent = (hole - 1) >> 1
                guard Entry.precedes(entry, heap[parent]) else { break }
                heap[hole] = heap[parent]
                hole = parent
            }
            heap[hole] = entry
        }
    }

    /// Takes the next entry.
    /// - Complexity: O(log count).
    @inlinable
    public mutating func pop() -> (item: UInt32, time: Instant)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        let count = heap.count
        if count > 0 {
            heap.withUnsafeMutableBufferPointer { heap in
                var hole = 0
                while true {
                    var child = 2 * hole + 1
                    guard child < count else { break }
                    if child + 1 < count, Entry.precedes(heap[child + 1], heap[child]) { child += 1 }
                    guard Entry.precedes(heap[child], last) else { break }
                    heap[hole] = heap[child]
                    hole = child
                }
                heap[hole] = last
            }
        }
        return (first.item, Instant(nanoseconds: first.time))
    }
}
