import Simulation
import Testing

@Suite("Chronicles")
struct ChronicleTests {
    @Test("What was added is there, in order, over many blocks")
    func growing() {
        var chronicle = Chronicle<Int>()
        for number in 0..<5_000 { chronicle.append(number) }
        #expect(chronicle.count == 5_000)
        #expect(Array(chronicle) == Array(0..<5_000))
        chronicle[1_024] = -1
        #expect(chronicle[1_023] == 1_023 && chronicle[1_024] == -1 && chronicle[1_025] == 1_025)
    }

    @Test("Cut off anywhere, it goes on from there", arguments: [0, 1, 1_023, 1_024, 1_025, 2_048, 3_000])
    func cutting(_ count: Int) {
        var chronicle = Chronicle<Int>()
        chronicle.append(contentsOf: 0..<3_000)
        chronicle.truncate(to: count)
        #expect(Array(chronicle) == Array(0..<count))
        chronicle.append(contentsOf: count..<4_000)
        #expect(Array(chronicle) == Array(0..<4_000))
    }

    @Test("A copy keeps what it had when the original goes another way")
    func copies() {
        var chronicle = Chronicle<Int>()
        chronicle.append(contentsOf: 0..<2_000)
        let copy = chronicle
        chronicle.truncate(to: 1_500)
        chronicle.append(-1)
        chronicle[3] = -3
        #expect(Array(copy) == Array(0..<2_000))
        #expect(chronicle != copy)
    }
}
