import Simulation
import Testing

@testable import Services

@Suite("What calls carry")
struct CallListsTests {
    private func message(_ number: Int) -> Received {
        Received(
            message: MessageID(number), receipt: UInt64(100 + number), sentAt: .start, firstReceivedAt: .start)
    }

    @Test("Lists of none, one and several messages give back what they were made of", arguments: [0, 1, 2, 10])
    func messages(_ count: Int) {
        var archive = Archive()
        let ids = (0..<count).map { MessageID($0) }
        let list = archive.list(ids)
        #expect(Array(archive.all(list)) == ids)
        #expect(list.count == count)
        #expect(list.isEmpty == ids.isEmpty)
        #expect(list.first == ids.first ?? .none)
    }

    @Test("Receipts, too", arguments: [0, 1, 2, 10])
    func receipts(_ count: Int) {
        var archive = Archive()
        let receipts = (0..<count).map { UInt64($0) }
        let list = archive.list(receipts)
        #expect(Array(archive.all(list)) == receipts)
        #expect(list.first == receipts.first)
    }

    @Test("What was received is a list of messages and one of receipts, kept once", arguments: [0, 1, 3])
    func received(_ count: Int) {
        var archive = Archive()
        let range = archive.keep((0..<count).map(message))
        #expect(archive.all(archive.messages(range)).map(\.index) == (0..<count).map { UInt32($0) })
        #expect(archive.all(archive.receipts(range)).map { $0 } == (0..<count).map { UInt64(100 + $0) })
        #expect(archive.received.count == count)
    }

    @Test("Runs that follow one another are joined where they stand, others are copied")
    func joining() {
        var archive = Archive()
        let first = archive.keep([message(0), message(1)])
        let second = archive.keep([message(2)])
        let third = archive.keep([message(3)])
        let neighbours = archive.joined(first, second)
        #expect(archive.all(neighbours).map(\.message.index) == [0, 1, 2])
        #expect(archive.received.count == 4)
        let apart = archive.joined(first, third)
        #expect(archive.all(apart).map(\.message.index) == [0, 1, 3])
        let half = archive.joined(first.dropFirst(1), second)
        #expect(archive.all(half).map(\.message.index) == [1, 2])
        let ends = archive.joined(first.prefix(1), third)
        #expect(archive.all(ends).map(\.message.index) == [0, 3])
    }
}
