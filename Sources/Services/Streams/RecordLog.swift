import Simulation
import Values

/// Records in shards, as Kinesis and DynamoDB Streams keep them: appended in order, read by each consumer at its own pace,
/// gone when their retention is over.
///
/// A record is done with once it is in the log: what travels on are copies, one for each consumer of the stack. The log
/// holds a copy until its consumer has read it; a copy that no one read in time expires.
///
///     record ──► shard ──► copy for consumer 1 ──► read
///                     └──► copy for consumer 2 ──► read, or expired
struct RecordLog: Sendable {
    struct Entry: Sendable {
        /// The record itself.
        var message: MessageID
        /// The copy for the first consumer; those for the others follow.
        var firstCopy: MessageID
        var arrived: Instant
        var size: UInt32
        var cause: RecordID
    }

    struct Shard: Sendable {
        var entries = FIFO<Entry>()
        /// The number of the first entry that is still there.
        var first: UInt64 = 0
        /// For each consumer the number of the first entry it has not read.
        var read: [UInt64]
        var calls: RequestBucket
        var bytes: VolumeBucket

        var end: UInt64 { first + UInt64(entries.count) }
    }

    /// A consumer of the stack that waits for records.
    struct Reader: Sendable {
        var id: CallID
        /// Its place among the consumers; nil for anyone else.
        var consumer: Int?
        var shard: Int
        var place: UInt64
        var most: Int
    }

    /// What sets Kinesis and DynamoDB apart.
    struct Limits: Sendable {
        var retention: Int64
        /// Calls of GetRecords a second for a shard; nil for no limit of its own.
        var callsPerSecond: Double?
        /// Bytes a second that can be read from a shard.
        var bytesPerSecond: Double?
        var recordsPerCall: Int
        var bytesPerCall: Int
        /// How long an iterator is good for.
        var iteratorLifetime: Int64
        /// How often Lambda and Pipes look for records.
        var pollInterval: Int64
    }

    let id: ComponentID
    let limits: Limits
    let consumers: [ComponentID]
    private(set) var shards: [Shard]
    private var readers: [UInt64: Reader] = [:]
    private var nextReader: UInt64 = 0
    private var trimTimerAt = Instant.never

    init(id: ComponentID, shards count: Int, limits: Limits, consumers: [ComponentID]) {
        self.id = id
        self.limits = limits
        self.consumers = consumers
        let shard = Shard(
            read: [UInt64](repeating: 0, count: consumers.count),
            calls: RequestBucket(rate: limits.callsPerSecond ?? 0, burst: limits.callsPerSecond ?? 0),
            bytes: VolumeBucket(rate: limits.bytesPerSecond ?? 0))
        shards = [Shard](repeating: shard, count: count)
    }

    /// What a timer is for: the upper bits of its token; the rest is a reader's number.
    private enum Timer: UInt64 {
        case read = 0x10, trim = 0x11

        func token(_ value: UInt64) -> UInt64 { rawValue << 56 | value }
        init?(token: UInt64) { self.init(rawValue: token >> 56) }
    }

    // MARK: Positions

    /// A place in a shard as one number: what iterators and sequence numbers stand for.
    static func position(shard: Int, place: UInt64) -> UInt64 { UInt64(shard) << 48 | place }
    static func shard(of position: UInt64) -> Int { Int(position >> 48) }
    static func place(of position: UInt64) -> UInt64 { position & 0xFFFF_FFFF_FFFF }

    /// Where an iterator of this type begins.
    func start(_ type: String, shard: Int, timestamp: Instant?, sequence: UInt64?) -> UInt64 {
        let shard = shards[shard]
        switch type {
        case "LATEST": return shard.end
        case "AT_TIMESTAMP":
            let since = timestamp ?? .start
            let earlier = shard.entries.all.prefix { $0.arrived < since }.count
            return shard.first + UInt64(earlier)
        case "AT_SEQUENCE_NUMBER": return sequence.map(RecordLog.place) ?? shard.first
        case "AFTER_SEQUENCE_NUMBER": return sequence.map { RecordLog.place(of: $0) + 1 } ?? shard.first
        default: return shard.first
        }
    }

    // MARK: Appending

    /// Puts a record at the end of a shard.
    mutating func append(
        _ message: MessageID, shard: Int, _ record: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        let kept = archive.message(message)
        var firstCopy = MessageID.none
        for _ in consumers {
            let copy = archive.makeMessage(
                body: kept.body, parent: message, origin: id, at: now, size: Int(kept.size), group: kept.group)
            if firstCopy == .none { firstCopy = copy }
        }
        archive.end(message, .delivered, at: id, now, record)
        shards[shard].entries.append(
            Entry(message: message, firstCopy: firstCopy, arrived: now, size: kept.size, cause: record))
        watchAge(&effects)
        for (number, reader) in readers.sorted(by: { $0.key < $1.key }) where reader.shard == shard {
            wake(number, now, &effects)
        }
    }

    /// A consumer that waits sees a record at its next poll.
    private func wake(_ number: UInt64, _ now: Instant, _ effects: inout Effects) {
        let interval = limits.pollInterval
        let next = Instant(nanoseconds: (now.nanoseconds + interval - 1) / interval * interval)
        effects.setTimer(Timer.read.token(number), at: next)
    }

    // MARK: Reading

    /// Answers GetRecords: at once, or for consumers of the stack at the first of their polls that finds a record. Polls
    /// that find nothing change nothing and are left out.
    mutating func read(
        _ call: Call, _ callID: CallID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> Response {
        guard let position = call.receipts.first, RecordLog.shard(of: position) < shards.count else {
            return .result(CallResult(.invalidParameter, rule: .unsupportedRequest))
        }
        let reader = Reader(
            id: callID, consumer: consumers.firstIndex(of: call.principal), shard: RecordLog.shard(of: position),
            place: RecordLog.place(of: position),
            most: min(Int(call.argument), limits.recordsPerCall))
        guard let consumer = reader.consumer else { return .result(answer(reader, now, &archive)) }
        // It starts to read here: what came before is none of its business.
        skip(to: reader.place, consumer, reader.shard)
        readers[nextReader] = reader
        if shards[reader.shard].end > reader.place { wake(nextReader, now + 1, &effects) }
        nextReader += 1
        return .later
    }

    /// What a consumer of the stack was given did not reach it: it will ask for it again.
    mutating func giveAgain(_ received: Slice<Chronicle<Received>>, to principal: ComponentID) {
        guard let first = received.first?.receipt, let consumer = consumers.firstIndex(of: principal) else { return }
        let shard = RecordLog.shard(of: first)
        shards[shard].read[consumer] = min(shards[shard].read[consumer], RecordLog.place(of: first))
    }

    private mutating func skip(to place: UInt64, _ consumer: Int, _ shard: Int) {
        shards[shard].read[consumer] = max(shards[shard].read[consumer], min(place, shards[shard].end))
    }

    private mutating func answer(_ reader: Reader, _ now: Instant, _ archive: inout Archive) -> CallResult {
        if limits.callsPerSecond != nil, !shards[reader.shard].calls.take(at: now) {
            return CallResult(.provisionedThroughputExceeded, rule: .shardReads)
        }
        if limits.bytesPerSecond != nil, !shards[reader.shard].bytes.hasVolume(at: now) {
            return CallResult(.provisionedThroughputExceeded, rule: .shardReads)
        }
        let shard = shards[reader.shard]
        if reader.place < shard.first, reader.consumer == nil {
            return CallResult(.trimmedData, rule: .recordRetention)
        }
        var received: [Received] = []
        var bytes = 0
        var place = max(reader.place, shard.first)
        while place < shard.end, received.count < reader.most {
            let entry = shard.entries[Int(place - shard.first)]
            if bytes + Int(entry.size) > limits.bytesPerCall, !received.isEmpty { break }
            bytes += Int(entry.size)
            let message = reader.consumer.map { MessageID(Int(entry.firstCopy.index) + $0) } ?? entry.message
            received.append(
                Received(
                    message: message, receipt: RecordLog.position(shard: reader.shard, place: place),
                    sentAt: entry.arrived, firstReceivedAt: now))
            place += 1
        }
        shards[reader.shard].bytes.use(bytes)
        if let consumer = reader.consumer { shards[reader.shard].read[consumer] = place }
        var result = CallResult(.ok, received: archive.keep(received))
        if let first = received.first {
            result.cause = shard.entries[Int(RecordLog.place(of: first.receipt) - shard.first)].cause
        }
        return result
    }

    // MARK: Time

    /// A timer of the log has run out; the others are the owner's.
    /// - Returns: whether it was the log's.
    mutating func resume(
        _ token: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> Bool {
        switch Timer(token: token) {
        case .read:
            let number = token & 0xFF_FFFF_FFFF_FFFF
            guard let reader = readers[number], shards[reader.shard].end > reader.place else { return true }
            readers[number] = nil
            effects.reply(to: reader.id, answer(reader, now, &archive))
        case .trim:
            guard now >= trimTimerAt else { return true }
            trimTimerAt = .never
            for shard in shards.indices { trim(shard, now, &archive) }
            watchAge(&effects)
        case nil: return false
        }
        return true
    }

    private mutating func watchAge(_ effects: inout Effects) {
        let oldest = shards.compactMap { $0.entries.first?.arrived }.min()
        guard let oldest, oldest + limits.retention < trimTimerAt else { return }
        trimTimerAt = oldest + limits.retention
        effects.setTimer(Timer.trim.token(0), at: trimTimerAt)
    }

    private mutating func trim(_ shard: Int, _ now: Instant, _ archive: inout Archive) {
        while let entry = shards[shard].entries.first, entry.arrived + limits.retention <= now {
            _ = shards[shard].entries.popFirst()
            let place = shards[shard].first
            shards[shard].first += 1
            for consumer in consumers.indices where shards[shard].read[consumer] <= place {
                let copy = MessageID(Int(entry.firstCopy.index) + consumer)
                let note = archive.note(
                    .expire, from: id, to: id, rule: .recordRetention, message: copy, at: now, cause: entry.cause)
                archive.end(copy, .expired, at: id, now, note)
                shards[shard].read[consumer] = place + 1
            }
        }
    }

    // MARK: Looking

    /// The copies that their consumers have not read.
    var held: [MessageID] {
        var held: [MessageID] = []
        for shard in shards {
            for consumer in consumers.indices {
                for place in max(shard.first, shard.read[consumer])..<max(shard.first, shard.end) {
                    let entry = shard.entries[Int(place - shard.first)]
                    held.append(MessageID(Int(entry.firstCopy.index) + consumer))
                }
            }
        }
        return held
    }

    /// The number of records kept.
    var count: Int { shards.reduce(0) { $0 + $1.entries.count } }
}

/// Bytes a second: a call is let in while any are left and may take more than there are.
struct VolumeBucket: Sendable {
    let rate: Double
    private var left: Double
    private var filledAt = Instant.start

    init(rate: Double) {
        self.rate = rate
        left = rate
    }

    mutating func hasVolume(at now: Instant) -> Bool {
        left = min(rate, left + rate * Double(now - filledAt) / 1e9)
        filledAt = now
        return left > 0
    }

    mutating func use(_ bytes: Int) { left -= Double(bytes) }
}
