import Simulation
import Testing

@Suite("The event queue")
struct EventQueueTests {
    @Test("Entries come out by time, those of the same time in the order they went in")
    func order() {
        var random = RandomStream(seed: 7, name: "times")
        var queue = EventQueue()
        var expected: [(time: Int64, item: UInt32)] = []
        for item in 0..<2_000 as Range<UInt32> {
            // Few different times, some of them before the start.
            let time = Int64(random.next() % 50) - 10
            queue.push(item, at: Instant(nanoseconds: time))
            expected.append((time, item))
            if item % 3 == 0 {
                let first = expected.min { ($0.time, $0.item) < ($1.time, $1.item) }
                #expect(queue.nextTime?.nanoseconds == first?.time)
                #expect(queue.pop()?.item == first?.item)
                expected.removeAll { $0.item == first?.item }
            }
        }
        expected.sort { ($0.time, $0.item) < ($1.time, $1.item) }
        for entry in expected {
            let next = queue.pop()
            #expect(next?.item == entry.item && next?.time.nanoseconds == entry.time)
        }
        #expect(queue.isEmpty && queue.pop() == nil)
    }

    @Test("The latest moment is a time like others")
    func never() {
        var queue = EventQueue()
        queue.push(1, at: .never)
        queue.push(0, at: .start)
        #expect(queue.pop()?.item == 0)
        #expect(queue.pop()?.time == .never)
    }
}
