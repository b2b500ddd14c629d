import Simulation

/// A message as a consumer receives it: from a queue, or from a shard of a stream.
public struct Received: Hashable, Sendable, BitwiseCopyable {
    /// The message.
    public var message: MessageID
    /// The receipt handle of this receive; for a stream the sequence number.
    public var receipt: UInt64
    /// How often it has been received, this time included; 0 for a stream.
    public var count: UInt32
    /// Its place in the order of a FIFO queue; 0 for a standard queue.
    public var sequence: UInt32
    /// When it was sent.
    public var sentAt: Instant
    /// When it was received first.
    public var firstReceivedAt: Instant

    /// Makes one.
    public init(
        message: MessageID,
        receipt: UInt64,
        count: UInt32 = 0,
        sequence: UInt32 = 0,
        sentAt: Instant,
        firstReceivedAt: Instant
    ) {
        self.message = message
        self.receipt = receipt
        self.count = count
        self.sequence = sequence
        self.sentAt = sentAt
        self.firstReceivedAt = firstReceivedAt
    }
}

/// Receipt handles as API parameters write them.
enum ReceiptHandle {
    /// What a text that is no handle at all stands for.
    static let invalid = UInt64.max

    static func text(_ receipt: UInt64) -> String { "receipt-\(receipt)" }

    /// The receipt a handle stands for.
    static func receipt(_ text: String?) -> UInt64 {
        guard let text, text.hasPrefix("receipt-"), let number = UInt64(text.dropFirst("receipt-".count)) else {
            return invalid
        }
        return number
    }
}
