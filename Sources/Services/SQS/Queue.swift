import Simulation

/// A standard SQS queue: messages wait, are received and hidden, come back or are deleted, and move to the dead-letter
/// queue when they have been received too often.
///
///     sent ──► delayed ──► ready ──► in flight ──► deleted
///                            ▲           │
///                            └───────────┤ visibility timeout
///            received too often ─► dead-letter queue
///
/// Ready messages are given in the order they became ready. SQS promises no order; this is one it may give.
struct Queue: Emulator {
    struct Waiting: Sendable {
        var message: MessageID
        /// When it was sent: retention counts from here, also in a dead-letter queue.
        var sentAt: Instant
        var receiveCount: UInt32
        /// The record that made it available.
        var cause: RecordID
        /// The queue it came from, in a dead-letter queue.
        var source: ComponentID
        /// When it comes back, in flight; a timer that runs out before was set for an earlier timeout.
        var visibleAt = Instant.never
    }

    struct Poll: Sendable {
        var id: CallID
        var most: Int
        /// Tells this poll's timeout from one of an earlier poll with the same call id.
        var number: UInt64
    }

    let id: ComponentID
    let settings: QueueSettings
    /// Whether messages end here because another queue, topic, rule or function gave them up.
    let isDeadLetterQueue: Bool
    private var ready = FIFO<Waiting>()
    private var delayed: [UInt32: Waiting] = [:]
    private var inFlight: [UInt32: Waiting] = [:]
    private var polls: [Poll] = []
    private var nextReceipt: UInt32 = 0
    private var nextPoll: UInt64 = 0
    private var retentionTimerAt = Instant.never
    private var isMoving = false
    /// The visibility timeout that a fault imposes, nil for the queue's own.
    private var imposedVisibility: Int64?
    private var isDeleted = false

    init(id: ComponentID, settings: QueueSettings, isDeadLetterQueue: Bool) {
        self.id = id
        self.settings = settings
        self.isDeadLetterQueue = isDeadLetterQueue
    }

    /// What a timer is for: kept in the upper bits of its token.
    private enum Timer: UInt64 {
        case visibility, delay, poll, retention, move

        func token(_ value: UInt64) -> UInt64 { rawValue << 48 | value }
        init?(token: UInt64) { self.init(rawValue: token >> 48) }
    }

    // MARK: Calls

    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        if isDeleted { return Refusal(outcome: .nonExistentQueue, rule: .flowFault) }
        if call.action == .receiveMessage, inFlight.count >= QueueSettings.inFlightLimit {
            return Refusal(outcome: .overLimit, rule: .inFlightLimit)
        }
        return nil
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        switch call.action {
        case .sendMessage, .sendMessageBatch:
            return .result(take(call, record, now, &archive, &effects))
        case .redrive:
            // A move keeps the time of sending; back in its source a message counts as new.
            let returns = call.argument == Queue.returning
            for message in call.messages.all {
                add(
                    Waiting(
                        message: message, sentAt: returns ? now : archive.message(message).born, receiveCount: 0,
                        cause: record, source: returns ? .none : call.principal),
                    now, &effects)
            }
            serve(now, &effects)
            return .result(CallResult(.ok, rule: returns ? .messageMoveTask : .maxReceiveCount))
        case .receiveMessage:
            let most = max(1, min(10, Int(call.argument)))
            let batch = receive(most, now, &effects)
            if !batch.receipts.isEmpty || call.wait == 0 { return .result(result(batch)) }
            polls.append(Poll(id: callID, most: most, number: nextPoll))
            effects.setTimer(Timer.poll.token(nextPoll), at: now + call.wait)
            nextPoll += 1
            return .later
        case .deleteMessage:
            for receipt in call.receipts {
                guard let done = inFlight.removeValue(forKey: receipt) else { continue }
                let isFiltered = call.argument == Queue.filtered
                archive.end(done.message, isFiltered ? .filtered : .delivered, at: id, now, record)
            }
            return .result(CallResult(.ok))
        case .changeMessageVisibility:
            for receipt in call.receipts { hide(receipt, for: max(0, call.argument), now, &effects) }
            return .result(CallResult(.ok))
        default:
            return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
    }

    /// `argument` of a delete that drops what a filter left out.
    static let filtered: Int64 = 1
    /// `argument` of a move back to the source.
    static let returning: Int64 = 1

    private mutating func take(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        let messages = call.messages.all
        // The limit holds for one message and for a batch together.
        let size = messages.reduce(0) { $0 + Int(archive.message($1).size) }
        guard size <= settings.maximumMessageSize else { return CallResult(.messageTooLong, rule: .maximumMessageSize) }
        let delay = call.argument >= 0 ? call.argument : settings.delay
        for message in messages {
            let waiting = Waiting(
                message: message, sentAt: now, receiveCount: 0, cause: record, source: .none)
            if delay > 0 {
                let ticket = nextReceipt
                nextReceipt += 1
                delayed[ticket] = waiting
                effects.setTimer(Timer.delay.token(UInt64(ticket)), at: now + delay)
            } else {
                add(waiting, now, &effects)
            }
        }
        serve(now, &effects)
        return CallResult(.ok, rule: delay > 0 ? .queueDelay : .none)
    }

    private mutating func add(_ waiting: Waiting, _ now: Instant, _ effects: inout Effects) {
        ready.append(waiting)
        let end = waiting.sentAt + settings.retention
        if end < retentionTimerAt {
            retentionTimerAt = end
            effects.setTimer(Timer.retention.token(0), at: end)
        }
    }

    // MARK: Receiving

    private struct Batch {
        var messages: [MessageID] = []
        var receipts: [UInt32] = []
        var counts: [UInt32] = []
        var cause: RecordID = .none
    }

    /// Takes up to `most` ready messages; those received too often move on instead.
    private mutating func receive(_ most: Int, _ now: Instant, _ effects: inout Effects) -> Batch {
        var batch = Batch()
        while batch.receipts.count < most, var next = ready.popFirst() {
            if let limit = settings.maxReceiveCount, next.receiveCount >= limit, settings.deadLetterQueue != .none {
                effects.call(
                    Call(
                        .redrive, from: id, to: settings.deadLetterQueue, messages: MessageList(next.message),
                        cause: next.cause))
                continue
            }
            next.receiveCount += 1
            let receipt = nextReceipt
            nextReceipt += 1
            if batch.receipts.isEmpty { batch.cause = next.cause }
            batch.messages.append(next.message)
            batch.receipts.append(receipt)
            batch.counts.append(next.receiveCount)
            inFlight[receipt] = next
            hide(receipt, for: imposedVisibility ?? settings.visibilityTimeout, now, &effects)
        }
        return batch
    }

    private mutating func hide(_ receipt: UInt32, for time: Int64, _ now: Instant, _ effects: inout Effects) {
        guard inFlight[receipt] != nil else { return }
        inFlight[receipt]?.visibleAt = now + time
        effects.setTimer(Timer.visibility.token(UInt64(receipt)), at: now + time)
    }

    private func result(_ batch: Batch) -> CallResult {
        var result = CallResult(
            .ok, messages: MessageList(batch.messages), receipts: batch.receipts, receiveCounts: batch.counts)
        result.cause = batch.cause
        return result
    }

    /// Answers long polls with what has become ready.
    private mutating func serve(_ now: Instant, _ effects: inout Effects) {
        while let poll = polls.first, !ready.isEmpty {
            let batch = receive(poll.most, now, &effects)
            guard !batch.receipts.isEmpty else { return }
            polls.removeFirst()
            var answer = result(batch)
            answer.rule = .longPoll
            effects.reply(to: poll.id, answer)
        }
    }

    /// A receive has its record: what it took came from there, should it come back.
    mutating func journaled(_ record: RecordID, receipts: [UInt32]) {
        for receipt in receipts { inFlight[receipt]?.cause = record }
    }

    // MARK: Time

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let value = token & 0xFFFF_FFFF_FFFF
        switch Timer(token: token) {
        case .visibility:
            guard let due = inFlight[UInt32(value)]?.visibleAt, due <= now,
                let back = inFlight.removeValue(forKey: UInt32(value))
            else { return }
            // A message may outlive its retention while a consumer has it: then it does not come back.
            guard back.sentAt + settings.retention > now else { return drop(back, now, &archive) }
            add(back, now, &effects)
            serve(now, &effects)
        case .delay:
            guard let due = delayed.removeValue(forKey: UInt32(value)) else { return }
            add(due, now, &effects)
            serve(now, &effects)
        case .poll:
            guard let place = polls.firstIndex(where: { $0.number == value }) else { return }
            let poll = polls.remove(at: place)
            effects.reply(to: poll.id, CallResult(.ok, rule: .longPoll))
        case .retention:
            expire(now, &archive, &effects)
        case .move:
            moveNext(now, &effects)
        case nil:
            preconditionFailure("a timer that no queue set")
        }
    }

    /// Ends a message that is older than the retention period.
    private func drop(_ old: Waiting, _ now: Instant, _ archive: inout Archive) {
        let record = archive.note(
            .expire, from: id, to: id, rule: .messageRetention, message: old.message, at: now, cause: old.cause)
        archive.end(old.message, .expired, at: id, now, record)
    }

    private mutating func expire(_ now: Instant, _ archive: inout Archive, _ effects: inout Effects) {
        retentionTimerAt = .never
        var kept = FIFO<Waiting>()
        while let next = ready.popFirst() {
            if next.sentAt + settings.retention <= now {
                drop(next, now, &archive)
            } else {
                kept.append(next)
                retentionTimerAt = min(retentionTimerAt, next.sentAt + settings.retention)
            }
        }
        ready = kept
        if retentionTimerAt != .never { effects.setTimer(Timer.retention.token(0), at: retentionTimerAt) }
    }

    // MARK: Moving dead letters back

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        switch fault {
        case .redrive where !isMoving:
            isMoving = true
            moveNext(now, &effects)
        case .visibility(let time): imposedVisibility = time
        case .deleted: delete(now, &archive, &effects)
        default: break
        }
    }

    /// `DeleteQueue`: what was in the queue is lost, and whoever waits for a message is told that there is no queue.
    private mutating func delete(_ now: Instant, _ archive: inout Archive, _ effects: inout Effects) {
        isDeleted = true
        for message in held.sorted() {
            let record = archive.note(
                .discard, from: id, to: id, rule: .flowFault, message: message, at: now, cause: .none)
            archive.end(message, .rejected, at: id, now, record)
        }
        ready = FIFO()
        delayed = [:]
        inFlight = [:]
        for poll in polls { effects.reply(to: poll.id, CallResult(.nonExistentQueue, rule: .flowFault)) }
        polls = []
    }

    /// Sends one dead letter back where it came from, and the next one after the pace of a move task.
    private mutating func moveNext(_ now: Instant, _ effects: inout Effects) {
        guard let next = ready.popFirst() else {
            isMoving = false
            return
        }
        guard next.source != .none else {
            // Sent here directly: there is no source to go back to.
            ready.append(next)
            isMoving = false
            return
        }
        effects.call(
            Call(
                .redrive, from: id, to: next.source, messages: MessageList(next.message), argument: Queue.returning,
                cause: next.cause))
        effects.setTimer(Timer.move.token(0), at: now + QueueSettings.moveTaskInterval)
    }

    // MARK: Looking

    var held: [MessageID] {
        ready.all.map(\.message) + delayed.values.map(\.message) + inFlight.values.map(\.message)
    }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges = [Gauge("visible", ready.count, isMain: true), Gauge("in flight", inFlight.count)]
        if !delayed.isEmpty { gauges.append(Gauge("delayed", delayed.count)) }
        return gauges
    }
}
