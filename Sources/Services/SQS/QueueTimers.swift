import Simulation

/// What happens in a queue as time passes.
extension Queue {
    /// What a timer is for: the upper bits of its token; the lower ones say what it is about.
    enum Timer: UInt64 {
        case visibility, deadline, delay, poll, retention, age, move, purge, deletion

        private static let shift: UInt64 = 56

        func token(_ value: UInt64) -> UInt64 { rawValue << Timer.shift | value }
        /// A token about one entry: 24 bits of slot and 32 of its sequence or serial number.
        func token(_ reference: EntryReference) -> UInt64 {
            token(UInt64(reference.slot & 0xFF_FFFF) << 32 | UInt64(reference.sequence))
        }
        init?(token: UInt64) { self.init(rawValue: token >> Timer.shift) }

        static func reference(in token: UInt64) -> EntryReference {
            EntryReference(
                slot: UInt32(truncatingIfNeeded: token >> 32) & 0xFF_FFFF, sequence: UInt32(truncatingIfNeeded: token))
        }
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let about = Timer.reference(in: token)
        switch Timer(token: token) {
        case .visibility: end(about.slot, serial: about.sequence, now, &archive)
        case .deadline:
            guard now >= deadlineTimerAt else { return }
            deadlineTimerAt = .never
            while let first = deadlines.first, first.at <= now {
                _ = deadlines.popFirst()
                end(first.slot, serial: first.serial, now, &archive)
            }
            watchDeadlines(&effects)
        case .delay:
            guard entries.isThere(about), entries[about.slot].phase == .delayed else { return }
            makeReady(about)
        case .poll:
            guard now >= pollTimerAt else { return }
            pollTimerAt = .never
            for poll in polls.all where poll.until <= now {
                effects.reply(to: poll.id, CallResult(.ok, rule: .longPoll))
            }
            polls.keep { $0.until > now }
            return watchPolls(&effects)
        case .retention:
            guard now >= retentionTimerAt else { return }
            retentionTimerAt = .never
            while let oldest = byAge.first, !entries.isThere(oldest) || isTooOld(oldest.slot, now) {
                _ = byAge.popFirst()
                if entries.isThere(oldest) { expire(oldest.slot, now, &archive) }
            }
            return watchAge(&effects)
        case .age:
            if entries.isThere(about) { expire(about.slot, now, &archive) }
            return
        case .move: return moveNext(now, archive, &effects)
        case .purge: dropAll(before: about.sequence, .purge, now, &archive)
        case .deletion:
            dropAll(before: .max, .queueDeletion, now, &archive)
            for poll in polls.all { effects.reply(to: poll.id, CallResult(.nonExistentQueue, rule: .queueDeletion)) }
            polls = FIFO()
            return
        case nil: preconditionFailure("a timer that no queue set")
        }
        serve(now, &archive, &effects)
    }

    // MARK: Visibility

    mutating func watchDeadlines(_ effects: inout Effects) {
        // Messages that were deleted or hidden anew meanwhile have no deadline any more.
        while let first = deadlines.first, !entries.isHidden(first.slot, serial: first.serial, until: first.at) {
            _ = deadlines.popFirst()
        }
        guard let first = deadlines.first, first.at < deadlineTimerAt else { return }
        deadlineTimerAt = first.at
        effects.setTimer(Timer.deadline.token(0), at: first.at)
    }

    /// The visibility timeout of a receive is over, unless it was changed or the message deleted.
    private mutating func end(_ slot: UInt32, serial: UInt32, _ now: Instant, _ archive: inout Archive) {
        let entry = entries[slot]
        guard entry.phase == .inFlight, entry.serial == serial, entry.visibleAt <= now else { return }
        // A message may outlive its retention while a consumer has it: then it does not come back.
        if isTooOld(slot, now) { drop(slot, now, &archive) } else { comeBack(slot) }
    }

    // MARK: Polls

    mutating func watchPolls(_ effects: inout Effects) {
        guard let next = polls.all.map(\.until).min(), next < pollTimerAt else { return }
        pollTimerAt = next
        effects.setTimer(Timer.poll.token(0), at: next)
    }

    // MARK: Retention

    mutating func watchAge(_ effects: inout Effects) {
        guard let oldest = byAge.first else { return }
        let end = entries[oldest.slot].sentAt + settings.retention
        guard end < retentionTimerAt else { return }
        retentionTimerAt = end
        effects.setTimer(Timer.retention.token(0), at: end)
    }

    private func isTooOld(_ slot: UInt32, _ now: Instant) -> Bool {
        entries[slot].sentAt + settings.retention <= now
    }

    /// Ends a message that has outlived its retention; one in flight ends when its visibility timeout does.
    private mutating func expire(_ slot: UInt32, _ now: Instant, _ archive: inout Archive) {
        if entries[slot].phase != .inFlight { drop(slot, now, &archive) }
    }

    private mutating func drop(_ slot: UInt32, _ now: Instant, _ archive: inout Archive) {
        let entry = entries[slot]
        let record = archive.note(
            .expire, from: id, to: id, rule: .messageRetention, message: entry.message, at: now, cause: entry.cause)
        archive.end(entry.message, .expired, at: id, now, record)
        remove(slot)
    }
}
