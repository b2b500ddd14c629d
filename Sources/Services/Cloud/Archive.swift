import Languages
import Simulation
import Values

/// All that grows during a run: the journal, the messages, how each ended, and the payloads.
public struct Archive: Sendable, Rewindable {
    /// What happened.
    public internal(set) var journal = Journal<Record>()
    /// Every message that was made.
    public internal(set) var messages = Chronicle<Message>()
    /// How messages ended, in the order they did.
    public internal(set) var endings = Chronicle<Ending>()
    var payloads = Chronicle<Payload>()
    /// What consumers received, one after another, and other lists of messages or receipts.
    var received = Chronicle<Received>()
    /// Whether completions are told.
    var isWatched = false
    /// The records completed while watched, in order.
    var completions: [RecordID] = []
    /// The names that messages carry: groups, deduplication ids, partition keys.
    var names = NameTable()

    /// Makes an empty archive.
    public init() {}

    /// The lengths of the parts.
    public struct Mark: Sendable {
        var journal: Int
        var messages: Int
        var endings: Int
        var payloads: Int
        var received: Int
        var names: Int
    }

    /// How long the parts are now.
    public var mark: Mark {
        Mark(
            journal: journal.count, messages: messages.count, endings: endings.count, payloads: payloads.count,
            received: received.count, names: names.count)
    }

    /// Cuts the parts back. Outcomes of earlier records that came after the mark are written again by the replay.
    public mutating func rewind(to mark: Mark) {
        journal.truncate(to: mark.journal)
        messages.truncate(to: mark.messages)
        endings.truncate(to: mark.endings)
        payloads.truncate(to: mark.payloads)
        received.truncate(to: mark.received)
        names.truncate(to: mark.names)
    }
}

/// Something that travels: a request, a queue message, a notification, an event.
public struct Message: Hashable, Sendable {
    /// Its body.
    public var body: PayloadID
    /// Its attributes, an object of name to value; `none` for none.
    public var attributes: PayloadID
    /// The message it was made from, such as the publication a delivery is a copy of.
    public var parent: MessageID
    /// Where it was made.
    public var origin: ComponentID
    /// When.
    public var born: Instant
    /// Its size in bytes as its service counts it.
    public var size: UInt32
    /// Its message group; `none` without one.
    public var group: NameID = .none
    /// Its deduplication id; `none` without one.
    public var deduplication: NameID = .none
    /// The seconds of delay its sender asked for; -1 for the queue's own.
    public var delay: Int32 = -1
    /// What of it services refuse.
    public var flaw = MessageFlaw.none
}

/// What can be wrong with a message that someone sends.
public enum MessageFlaw: UInt8, Hashable, Sendable {
    case none
    /// It has no body.
    case empty
    /// It holds characters that XML 1.0 does not know.
    case characters
    /// Its detail is no JSON object.
    case detail
}

/// How a message's life can end.
public enum Disposition: UInt8, Hashable, Sendable, CaseIterable {
    /// Its consumer is done with it.
    case delivered
    /// It outlived its retention or age limit.
    case expired
    /// A filter left it out.
    case filtered
    /// It was refused, or given up after the last retry with no dead-letter queue to go to.
    case rejected
}

/// The end of a message.
public struct Ending: Hashable, Sendable {
    /// Which message.
    public var message: MessageID
    /// How it ended.
    public var disposition: Disposition
    /// Where.
    public var at: ComponentID
    /// When.
    public var time: Instant
    /// The record that tells it.
    public var record: RecordID
}

/// A payload, stored once; what is derived from another is built when someone looks.
///
/// Each says little, because a run keeps very many of them: what takes room stands beside.
enum Payload: Sendable {
    indirect case json(JSONValue)
    /// Text that is not JSON, or must be kept to the letter.
    case text(String)
    /// The envelope in which SNS hands a message to a queue.
    case notification(message: MessageID, topicARN: String)
    /// The event in which an event source mapping hands queue messages to a function.
    case queueBatch(ReceivedRange, queueARN: String)
    /// The event in which an event source mapping hands stream records to a function.
    indirect case streamBatch(ReceivedRange, settings: StreamMapping.Settings)
    /// The event in which SNS hands a message to a function.
    indirect case notificationEvent(message: MessageID, topicARN: String, subscriptionARN: String)
}

extension Archive {
    /// Stores a JSON payload.
    mutating func store(_ value: JSONValue) -> PayloadID { store(.json(value)) }

    mutating func store(_ payload: Payload) -> PayloadID {
        payloads.append(payload)
        return PayloadID(payloads.count - 1)
    }

    /// Keeps a message that has been put together.
    mutating func keep(_ message: Message) -> MessageID {
        messages.append(message)
        return MessageID(messages.count - 1)
    }

    /// Makes a message.
    mutating func makeMessage(
        body: PayloadID,
        attributes: PayloadID = .none,
        parent: MessageID = .none,
        origin: ComponentID,
        at now: Instant,
        size: Int,
        group: NameID = .none,
        deduplication: NameID = .none
    ) -> MessageID {
        keep(
            Message(
                body: body, attributes: attributes, parent: parent, origin: origin, born: now,
                size: UInt32(clamping: size), group: group, deduplication: deduplication))
    }

    /// The number of a name that a request gives; `none` where it gives none.
    mutating func name(_ text: String?) -> NameID { text.map { names.number(of: $0) } ?? .none }

    /// A name by its number.
    public func name(_ id: NameID) -> String? { id == .none ? nil : names[id] }

    /// Tells the end of a message.
    mutating func end(
        _ message: MessageID, _ disposition: Disposition, at place: ComponentID, _ now: Instant, _ record: RecordID
    ) {
        endings.append(Ending(message: message, disposition: disposition, at: place, time: now, record: record))
    }

    /// The message under an id.
    public func message(_ id: MessageID) -> Message { messages[Int(id.index)] }

    /// A payload as JSON; text that is no JSON comes as a string.
    public func json(_ id: PayloadID) -> JSONValue {
        guard id != .none else { return .null }
        switch payloads[Int(id.index)] {
        case .json(let value): return value
        case .text(let text): return (try? readJSON(text)) ?? JSONValue(text)
        case .notification(let message, let topic): return envelope(of: message, topicARN: topic)
        case .queueBatch(let batch, let queue): return queueEvent(all(batch), queueARN: queue)
        case .streamBatch(let batch, let settings): return streamEvent(all(batch), settings)
        case .notificationEvent(let message, let topic, let subscription):
            return notificationEvent(of: message, topicARN: topic, subscriptionARN: subscription)
        }
    }

    /// A payload as the text that travels: the compact JSON, or the text itself.
    public func text(_ id: PayloadID) -> String {
        guard id != .none else { return "" }
        switch payloads[Int(id.index)] {
        case .text(let text): return text
        case .json(let value): return value.string ?? value.compactText
        default: return json(id).compactText
        }
    }

    /// The identifier a service would show for a message: derived from its number, so that runs repeat it.
    public func identifier(of message: MessageID) -> String {
        let digits = String(message.index, radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}
