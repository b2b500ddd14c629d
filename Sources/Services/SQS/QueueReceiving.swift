import Simulation
import Values

/// How messages leave a queue.
extension Queue {
    mutating func receive(
        _ call: Call, _ callID: CallID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> Response {
        guard (1...10).contains(call.argument), call.wait <= QueueSettings.longestWait else {
            return .result(CallResult(.invalidParameter, rule: .longPoll))
        }
        var timeout = imposedVisibility ?? settings.visibilityTimeout
        var attempt = NameID.none
        if call.parameters != .none {
            let parameters = archive.json(call.parameters)
            if let own = parameters["VisibilityTimeout"]?.wholeNumber { timeout = Int64(own) * second }
            if timeout > QueueSettings.longestVisibility {
                return .result(CallResult(.invalidParameter, rule: .visibilityCeiling))
            }
            if settings.isFIFO, let id = parameters["ReceiveRequestAttemptId"]?.string {
                attempt = archive.names.known(id)
            }
        }
        if attempt != .none, let repeated = again(attempt, timeout, now, archive, &effects) { return .result(repeated) }
        let wait = call.wait < 0 ? settings.receiveWait : call.wait
        let isShort = wait == 0 && !settings.isFIFO
        let (received, rule, cause) = gather(Int(call.argument), timeout, isShort: isShort, now, &archive, &effects)
        if attempt != .none, !received.isEmpty { attempts[attempt] = (now, received) }
        if !received.isEmpty || wait == 0 {
            var result = CallResult(.ok, rule: rule, received: received)
            result.cause = cause
            return .result(result)
        }
        polls.append(Poll(id: callID, most: Int(call.argument), timeout: timeout, until: now + wait))
        if now + wait < pollTimerAt { watchPolls(&effects) }
        return .later
    }

    /// What a receive with the same attempt id got, while all of it is still hidden.
    private mutating func again(
        _ attempt: NameID, _ timeout: Int64, _ now: Instant, _ archive: Archive, _ effects: inout Effects
    ) -> CallResult? {
        guard let (at, received) = attempts[attempt] else { return nil }
        guard now - at < QueueSettings.deduplicationInterval else {
            attempts[attempt] = nil
            return nil
        }
        for one in archive.all(received) {
            guard let slot = entries.slot(ofReceipt: one.receipt), entries[slot].phase == .inFlight else { return nil }
            hide(slot, for: timeout, now, &effects)
        }
        return CallResult(.ok, received: received)
    }

    /// Takes up to `most` ready messages; those received too often move on instead.
    mutating func gather(
        _ most: Int, _ timeout: Int64, isShort: Bool, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> (received: ReceivedRange, rule: Rule, cause: RecordID) {
        var received = ReceivedRange(start: UInt32(archive.received.count))
        var cause = RecordID.none
        if settings.isFIFO {
            while received.count < most, let group = groups.enter() {
                while received.count < most, inFlightCount < QueueSettings.inFlightLimit,
                    let next = groups.next(of: group, entries)
                {
                    if moves(next.slot, &effects) { continue }
                    if received.isEmpty { cause = entries[next.slot].cause }
                    groups.tookOff(group)
                    archive.received.append(take(next.slot, timeout, now, &effects))
                    received.length += 1
                }
                groups.leave(group)
                if inFlightCount >= QueueSettings.inFlightLimit { break }
            }
            return (received, .none, cause)
        }
        var rule = Rule.none
        // A short poll asks three of four servers; AWS says neither how many there are nor how many are asked.
        let unasked: UInt32? = isShort ? UInt32(random.next() % 4) : nil
        var passed: [EntryReference] = []
        while received.count < most, passed.count < 100, let (next, isFair) = ready.next(entries, at: now) {
            if let unasked, next.sequence % 4 == unasked {
                passed.append(next)
                continue
            }
            if moves(next.slot, &effects) { continue }
            if isFair { rule = .fairQueue }
            if received.isEmpty { cause = entries[next.slot].cause }
            ready.tookOff(group: entries[next.slot].group, allInFlight: inFlightCount + 1)
            archive.received.append(take(next.slot, timeout, now, &effects))
            received.length += 1
        }
        if !passed.isEmpty {
            ready.putBack(passed, groups: passed.map { entries[$0.slot].group })
            if received.count < most { rule = .shortPoll }
        }
        return (received, rule, cause)
    }

    /// Moves a message that has been received too often to the dead-letter queue.
    private mutating func moves(_ slot: UInt32, _ effects: inout Effects) -> Bool {
        guard let limit = settings.maxReceiveCount, entries[slot].receiveCount >= limit,
            settings.deadLetterQueue != .none
        else { return false }
        let entry = entries[slot]
        effects.call(
            Call(
                .redrive, from: id, to: settings.deadLetterQueue, messages: MessageList(entry.message),
                wait: entry.sentAt.nanoseconds, cause: entry.cause))
        // It has left its order already.
        entries.remove(slot)
        return true
    }

    private mutating func take(
        _ slot: UInt32, _ timeout: Int64, _ now: Instant, _ effects: inout Effects
    ) -> Received {
        entries[slot].receive(serial: nextSerial, at: now)
        nextSerial += 1
        inFlightCount += 1
        hide(slot, for: timeout, now, &effects)
        let entry = entries[slot]
        return Received(
            message: entry.message, receipt: UInt64(slot) << 32 | UInt64(entry.serial), count: entry.receiveCount,
            sequence: settings.isFIFO ? entry.sequence : 0, sentAt: entry.sentAt,
            firstReceivedAt: entry.firstReceivedAt)
    }

    /// Hides a message from now on.
    private mutating func hide(_ slot: UInt32, for time: Int64, _ now: Instant, _ effects: inout Effects) {
        entries[slot].visibleAt = now + time
        if time == settings.visibilityTimeout {
            deadlines.append((slot, entries[slot].serial, now + time))
            watchDeadlines(&effects)
        } else {
            effects.setTimer(
                Timer.visibility.token(EntryReference(slot: slot, sequence: entries[slot].serial)), at: now + time)
        }
    }

    mutating func changeVisibility(
        _ call: Call, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        var timeouts = [call.argument]
        if call.action == .changeMessageVisibilityBatch {
            if let refusal = batchRefusal(call, call.receipts.count, archive) { return refusal }
            timeouts = (archive.json(call.parameters)["Entries"]?.array ?? []).map {
                Int64($0["VisibilityTimeout"]?.wholeNumber ?? -1) * second
            }
        }
        var failures: [Int: Refusal] = [:]
        for (place, receipt) in archive.all(call.receipts).enumerated() {
            let refusal = changeVisibility(of: receipt, to: timeouts[place], now, &effects)
            if call.action == .changeMessageVisibility, let refusal {
                return CallResult(refusal.outcome, rule: refusal.rule)
            }
            failures[place] = refusal
        }
        serve(now, &archive, &effects)
        if failures.isEmpty { return CallResult(.ok) }
        return CallResult(
            .partial, rule: failures.values.map(\.rule).min { $0.rawValue < $1.rawValue } ?? .batchEntries,
            payload: archive.store(Queue.batchAnswer(call, failures, archive)))
    }

    private mutating func changeVisibility(
        of receipt: UInt64, to timeout: Int64, _ now: Instant, _ effects: inout Effects
    ) -> Refusal? {
        guard let slot = entries.slot(ofReceipt: receipt) else {
            return Refusal(outcome: .receiptHandleIsInvalid, rule: .notInFlight)
        }
        guard entries[slot].phase == .inFlight else {
            return Refusal(outcome: .messageNotInFlight, rule: .notInFlight)
        }
        guard timeout >= 0, now + timeout <= entries[slot].receivedAt + QueueSettings.longestVisibility else {
            return Refusal(outcome: .invalidParameter, rule: .visibilityCeiling)
        }
        if timeout == 0 {
            comeBack(slot)
        } else {
            hide(slot, for: timeout, now, &effects)
        }
        return nil
    }

    /// A message is in flight no longer.
    mutating func comeBack(_ slot: UInt32) {
        let entry = entries[slot]
        inFlightCount -= 1
        makeReady(EntryReference(slot: slot, sequence: entry.sequence))
        if settings.isFIFO { groups.landed(entry.group) } else { ready.landed(group: entry.group) }
    }

    /// Answers long polls with what has become ready.
    mutating func serve(_ now: Instant, _ archive: inout Archive, _ effects: inout Effects) {
        while let poll = polls.first {
            let (received, _, cause) = gather(poll.most, poll.timeout, isShort: false, now, &archive, &effects)
            guard !received.isEmpty else { return }
            _ = polls.popFirst()
            var answer = CallResult(.ok, rule: .longPoll, received: received)
            answer.cause = cause
            effects.reply(to: poll.id, answer)
        }
    }
}
