import Simulation

// What calls carry and give back is one thing by far the most often, and stands in the call itself; several things stand
// one after another in the archive. So a call is a handful of numbers, and nothing is counted or freed when it is copied.

/// A run of what was received, one after another in the archive's `received`.
public struct ReceivedRange: Hashable, Sendable, BitwiseCopyable {
    var start: UInt32
    var length: UInt32

    /// An empty run.
    public init() { self.init(start: 0) }

    init(start: UInt32, length: UInt32 = 0) {
        self.start = start
        self.length = length
    }

    /// The number of messages or records.
    public var count: Int { Int(length) }
    /// Whether there is none.
    public var isEmpty: Bool { length == 0 }
    /// Where they stand.
    var places: Range<Int> { Int(start)..<Int(start + length) }

    func prefix(_ most: Int) -> ReceivedRange { ReceivedRange(start: start, length: min(length, UInt32(most))) }

    func dropFirst(_ count: Int) -> ReceivedRange {
        let gone = min(length, UInt32(count))
        return ReceivedRange(start: start + gone, length: length - gone)
    }
}

/// The messages a call carries: none, one, or several that stand in the archive.
public struct MessageList: Hashable, Sendable, BitwiseCopyable {
    /// The first message, or `none`.
    public let first: MessageID
    fileprivate let range: ReceivedRange

    /// No messages.
    public init() { self.init(.none) }

    /// One message.
    public init(_ message: MessageID) {
        first = message
        range = ReceivedRange()
    }

    fileprivate init(_ first: MessageID, _ range: ReceivedRange) {
        self.first = first
        self.range = range
    }

    /// The number of messages.
    public var count: Int { range.isEmpty ? (first == .none ? 0 : 1) : range.count }
    /// Whether there is none.
    public var isEmpty: Bool { first == .none }
}

/// The receipts a call names, or the position it reads from: none, one, or several that stand in the archive.
public struct ReceiptList: Hashable, Sendable, BitwiseCopyable {
    /// The first receipt; nil where there is none.
    public var first: UInt64? { count == 0 ? nil : single }
    /// The number of receipts.
    public var count: Int { Int(length) }
    fileprivate let single: UInt64
    fileprivate let start: UInt32
    fileprivate let length: UInt32

    /// No receipts.
    public init() { self.init(0, count: 0, start: 0) }

    /// One receipt.
    public init(_ receipt: UInt64) { self.init(receipt, count: 1, start: 0) }

    fileprivate init(_ single: UInt64, count: Int, start: UInt32) {
        self.single = single
        self.start = start
        length = UInt32(count)
    }
}

extension Archive {
    // MARK: Looking at lists

    /// The messages of a list.
    public func all(_ list: MessageList) -> SmallList<MessageID> {
        list.range.isEmpty
            ? list.isEmpty ? SmallList() : SmallList(list.first) : SmallList(all(list.range).map(\.message))
    }

    /// The receipts of a list.
    func all(_ list: ReceiptList) -> SmallList<UInt64> {
        if list.count > 1 { return SmallList(received[Int(list.start)...].prefix(list.count).map(\.receipt)) }
        return list.first.map { SmallList($0) } ?? SmallList()
    }

    /// What a receive gave.
    func all(_ range: ReceivedRange) -> Slice<Chronicle<Received>> { received[range.places] }

    // MARK: Making lists

    /// A list of messages.
    mutating func list(_ messages: some Collection<MessageID>) -> MessageList {
        guard messages.count > 1, let first = messages.first else { return MessageList(messages.first ?? .none) }
        let start = UInt32(received.count)
        for message in messages {
            received.append(Received(message: message, receipt: 0, sentAt: .never, firstReceivedAt: .never))
        }
        return MessageList(first, ReceivedRange(start: start, length: UInt32(messages.count)))
    }

    /// A list of receipts.
    mutating func list(_ receipts: some Collection<UInt64>) -> ReceiptList {
        guard receipts.count > 1, let first = receipts.first else {
            return receipts.first.map { ReceiptList($0) } ?? ReceiptList()
        }
        let start = UInt32(received.count)
        for receipt in receipts {
            received.append(Received(message: .none, receipt: receipt, sentAt: .never, firstReceivedAt: .never))
        }
        return ReceiptList(first, count: receipts.count, start: start)
    }

    /// The messages of what was received.
    func messages(_ range: ReceivedRange) -> MessageList {
        guard !range.isEmpty else { return MessageList() }
        return MessageList(received[Int(range.start)].message, range.count > 1 ? range : ReceivedRange())
    }

    /// The receipts of what was received.
    func receipts(_ range: ReceivedRange) -> ReceiptList {
        guard !range.isEmpty else { return ReceiptList() }
        return ReceiptList(received[Int(range.start)].receipt, count: range.count, start: range.start)
    }

    /// Keeps what was received.
    mutating func keep(_ items: some Collection<Received>) -> ReceivedRange {
        let start = UInt32(received.count)
        received.append(contentsOf: items)
        return ReceivedRange(start: start, length: UInt32(items.count))
    }

    /// What stands in one run and in another, in one run.
    mutating func joined(_ first: ReceivedRange, _ second: ReceivedRange) -> ReceivedRange {
        if first.isEmpty { return second }
        if second.isEmpty { return first }
        if first.start + first.length == second.start {
            return ReceivedRange(start: first.start, length: first.length + second.length)
        }
        return keep(Array(all(first)) + Array(all(second)))
    }
}
