import Simulation
import Values

/// An SQS queue: messages wait, are received and hidden, come back or are deleted, and move to the dead-letter queue
/// when they have been received too often.
///
///     sent ──► delayed ──► ready ──► in flight ──► deleted
///                            ▲           │
///                            └───────────┤ visibility timeout
///            received too often ─► dead-letter queue
struct Queue: Emulator {
    struct Poll: Sendable {
        var id: CallID
        var most: Int
        var timeout: Int64
        var until: Instant
    }

    let id: ComponentID
    let settings: QueueSettings
    /// Whether messages end here because another queue, topic, rule or function gave them up.
    let isDeadLetterQueue: Bool
    var random: RandomStream
    var entries = QueueEntries()
    /// The order of a standard queue.
    var ready = ReadyOrder()
    /// The order of a FIFO queue.
    var groups = GroupOrder()
    var deduplication: Deduplication
    var inFlightCount = 0
    var nextSerial: UInt32 = 1
    var polls = FIFO<Poll>()
    var pollTimerAt = Instant.never
    /// When messages hidden for the queue's own timeout come back, in that order.
    var deadlines = FIFO<(slot: UInt32, serial: UInt32, at: Instant)>()
    var deadlineTimerAt = Instant.never
    /// The messages in the order of sending: the oldest expires first.
    var byAge = FIFO<EntryReference>()
    var retentionTimerAt = Instant.never
    var moves = MoveTasks()
    /// Receives from a FIFO queue that may be repeated.
    var attempts: [NameID: (at: Instant, received: ReceivedRange)] = [:]
    /// The visibility timeout that a fault imposes; nil for the queue's own.
    var imposedVisibility: Int64?
    private var purgedAt: Instant?
    private var deletedAt: Instant?
    private var sendBucket = RequestBucket(rate: 300, burst: 300)
    private var receiveBucket = RequestBucket(rate: 300, burst: 300)
    private var deleteBucket = RequestBucket(rate: 300, burst: 300)

    init(id: ComponentID, settings: QueueSettings, isDeadLetterQueue: Bool, random: RandomStream) {
        self.id = id
        self.settings = settings
        self.isDeadLetterQueue = isDeadLetterQueue
        self.random = random
        deduplication = Deduplication(isByGroup: settings.deduplicatesByGroup)
    }

    /// `argument` of a delete that drops what a filter left out.
    static let filtered: Int64 = 1
    /// `argument` of a delete that spares what the function reported as failed.
    static let partial: Int64 = 2
    /// `argument` of a move back to the source.
    static let returning: Int64 = 1

    // MARK: Calls

    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        if let deletedAt, now - deletedAt >= QueueSettings.deletionTime, call.action != .createQueue {
            return Refusal(outcome: .nonExistentQueue, rule: .queueDeletion)
        }
        if settings.limitsCalls {
            let isIn =
                switch call.action {
                case .sendMessage, .sendMessageBatch: sendBucket.take(at: now)
                case .receiveMessage: receiveBucket.take(at: now)
                case .deleteMessage, .deleteMessageBatch: deleteBucket.take(at: now)
                default: true
                }
            if !isIn { return Refusal(outcome: .throttling, rule: .fifoThroughput) }
        }
        if call.action == .receiveMessage, inFlightCount >= QueueSettings.inFlightLimit, !settings.isFIFO {
            return Refusal(outcome: .overLimit, rule: .inFlightLimit)
        }
        return nil
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        switch call.action {
        case .sendMessage, .sendMessageBatch: return .result(send(call, record, now, &archive, &effects))
        case .redrive: return .result(takeMoved(call, record, now, &archive, &effects))
        case .receiveMessage: return receive(call, callID, now, &archive, &effects)
        case .deleteMessage, .deleteMessageBatch: return .result(delete(call, record, now, &archive, &effects))
        case .changeMessageVisibility, .changeMessageVisibilityBatch:
            return .result(changeVisibility(call, now, &archive, &effects))
        case .startMessageMoveTask, .cancelMessageMoveTask, .listMessageMoveTasks:
            return .result(moveTask(call, now, &archive, &effects))
        case .purgeQueue: return .result(purge(now, &effects))
        case .deleteQueue:
            beginDeletion(now, &effects)
            return .result(CallResult(.ok, rule: .queueDeletion))
        case .createQueue: return .result(create(now))
        default: return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
    }

    private mutating func delete(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        if call.action == .deleteMessageBatch, let refusal = batchRefusal(call, call.receipts.count, archive) {
            return refusal
        }
        let disposition: Disposition = call.argument == Queue.filtered ? .filtered : .delivered
        var opened = false
        var failures: [Int: Refusal] = [:]
        for (place, receipt) in archive.all(call.receipts).enumerated() {
            if receipt == ReceiptHandle.invalid {
                failures[place] = Refusal(outcome: .receiptHandleIsInvalid, rule: .receiptHandle)
            }
            // An older receipt deletes nothing, and the call succeeds.
            guard let slot = entries.slot(ofReceipt: receipt) else { continue }
            archive.end(entries[slot].message, disposition, at: id, now, record)
            opened = remove(slot) || opened
        }
        if opened { serve(now, &archive, &effects) }
        if !failures.isEmpty {
            guard call.action == .deleteMessageBatch else {
                return CallResult(.receiptHandleIsInvalid, rule: .receiptHandle)
            }
            return CallResult(
                .partial, rule: .receiptHandle, payload: archive.store(Queue.batchAnswer(call, failures, archive)))
        }
        switch call.argument {
        case Queue.filtered: return CallResult(.ok, rule: .mappingFilter)
        case Queue.partial: return CallResult(.ok, rule: .mappingPartialFailure)
        default: return CallResult(.ok)
        }
    }

    /// Takes an entry out of everything.
    /// - Returns: whether that may have opened its group.
    @discardableResult
    mutating func remove(_ slot: UInt32) -> Bool {
        defer { compact() }
        let entry = entries[slot]
        entries.remove(slot)
        switch entry.phase {
        case .inFlight:
            inFlightCount -= 1
            if settings.isFIFO { groups.landed(entry.group) } else { ready.landed(group: entry.group) }
            return settings.isFIFO
        case .ready:
            if !settings.isFIFO { ready.dropped(group: entry.group) }
        case .delayed, .free: break
        }
        return false
    }

    /// Forgets references to messages that are gone, once they are most of what is remembered.
    private mutating func compact() {
        let most = 64 + 4 * entries.count
        guard byAge.count > most || deadlines.count > most else { return }
        let entries = entries
        byAge.keep { entries.isThere($0) }
        deadlines.keep { entries.isHidden($0.slot, serial: $0.serial, until: $0.at) }
    }

    /// A receive has its record: what it took came from there, should it come back.
    mutating func journaled(_ record: RecordID, received: ReceivedRange, archive: Archive) {
        for place in received.places {
            if let slot = entries.slot(ofReceipt: archive.received[place].receipt) { entries[slot].cause = record }
        }
    }

    // MARK: Purging and deleting

    mutating func purge(_ now: Instant, _ effects: inout Effects) -> CallResult {
        if let purgedAt, now - purgedAt < QueueSettings.deletionTime {
            return CallResult(.purgeInProgress, rule: .purge)
        }
        purgedAt = now
        effects.setTimer(
            Timer.purge.token(UInt64(entries.endSequence)), at: now + QueueSettings.deletionTime)
        return CallResult(.ok, rule: .purge)
    }

    mutating func beginDeletion(_ now: Instant, _ effects: inout Effects) {
        guard deletedAt == nil else { return }
        deletedAt = now
        effects.setTimer(Timer.deletion.token(0), at: now + QueueSettings.deletionTime)
    }

    /// Makes the queue again under its name, or says that it is too early; one that is there is left as it is.
    mutating func create(_ now: Instant) -> CallResult {
        guard let deletedAt else { return CallResult(.ok) }
        guard now - deletedAt >= QueueSettings.deletionTime else {
            return CallResult(.queueDeletedRecently, rule: .queueDeletion)
        }
        self.deletedAt = nil
        return CallResult(.ok)
    }

    /// Ends all messages sent before a number was given out.
    mutating func dropAll(
        before sequence: UInt32, _ rule: Rule, _ now: Instant, _ archive: inout Archive
    ) {
        for slot in entries.occupied where entries[slot].sequence < sequence {
            let entry = entries[slot]
            let note = archive.note(
                .discard, from: id, to: id, rule: rule, message: entry.message, at: now, cause: entry.cause)
            archive.end(entry.message, .rejected, at: id, now, note)
            remove(slot)
        }
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        switch fault {
        case .redrive: _ = startMoving(to: .none, perSecond: QueueSettings.movesPerSecond, now, &effects)
        case .purge: _ = purge(now, &effects)
        case .visibility(let time): imposedVisibility = time
        case .deleted(true): beginDeletion(now, &effects)
        case .deleted(false): _ = create(now)
        default: break
        }
    }

    // MARK: Looking

    var held: [MessageID] { entries.occupied.map { entries[$0].message } }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges = [
            Gauge("visible", entries.count(.ready), isMain: true), Gauge("in flight", inFlightCount),
        ]
        let delayed = entries.count(.delayed)
        if delayed > 0 { gauges.append(Gauge("delayed", delayed)) }
        return gauges
    }
}
