import Languages
import Simulation
import Values

/// How messages come into a queue.
extension Queue {
    mutating func send(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        let isBatch = call.action == .sendMessageBatch
        if isBatch, let refusal = batchRefusal(call, call.messages.count, archive) { return refusal }
        let size = archive.all(call.messages).reduce(0) { $0 + Int(archive.message($1).size) }
        if isBatch, size > QueueSettings.largestBatchSize {
            return CallResult(.batchTooLong, rule: .maximumMessageSize)
        }
        var failures: [Int: Refusal] = [:]
        var rule = Rule.none
        for (place, message) in archive.all(call.messages).enumerated() {
            switch take(message, record, now, &archive, &effects) {
            case .taken(let because): rule = because == .none ? rule : because
            case .refused(let refusal):
                guard isBatch else { return CallResult(refusal.outcome, rule: refusal.rule) }
                failures[place] = refusal
                archive.end(message, .rejected, at: id, now, record)
            }
        }
        serve(now, &archive, &effects)
        if failures.isEmpty { return CallResult(.ok, rule: rule) }
        return CallResult(
            .partial, rule: failures.values.map(\.rule).min { $0.rawValue < $1.rawValue } ?? .batchEntries,
            payload: archive.store(Queue.batchAnswer(call, failures, archive)))
    }

    private enum Taking {
        case taken(Rule)
        case refused(Refusal)
    }

    private mutating func take(
        _ message: MessageID, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> Taking {
        let sent = archive.message(message)
        if let refusal = refusal(of: sent, archive) { return .refused(refusal) }
        if settings.isFIFO {
            let id = sent.deduplication == .none ? contentID(sent, &archive) : sent.deduplication
            if !deduplication.isNew(id, group: sent.group, at: now) {
                let note = archive.note(
                    .filter, from: self.id, to: self.id, rule: .deduplication, message: message, at: now,
                    cause: record)
                archive.end(message, .filtered, at: self.id, now, note)
                return .taken(.deduplication)
            }
        } else {
            ready.sent(group: sent.group, at: now)
        }
        let delay = sent.delay >= 0 ? Int64(sent.delay) * second : settings.delay
        let reference = keep(
            QueueEntry(
                message: message, group: sent.group, sentAt: now, cause: record, source: .none, sequence: 0),
            now, &effects)
        if delay > 0 {
            entries[reference.slot].phase = .delayed
            effects.setTimer(Timer.delay.token(reference), at: now + delay)
            return .taken(.queueDelay)
        }
        makeReady(reference)
        return .taken(.none)
    }

    private func refusal(of message: Message, _ archive: Archive) -> Refusal? {
        switch message.flaw {
        case .none: break
        case .empty: return Refusal(outcome: .missingParameter, rule: .messageContents)
        case .characters, .detail: return Refusal(outcome: .invalidMessageContents, rule: .messageContents)
        }
        if message.size > settings.maximumMessageSize {
            return Refusal(outcome: .invalidParameter, rule: .maximumMessageSize)
        }
        if message.attributes != .none,
            archive.json(message.attributes).object?.count ?? 0 > QueueSettings.mostAttributes
        {
            return Refusal(outcome: .invalidParameter, rule: .messageAttributes)
        }
        if message.delay > QueueSettings.longestDelay || message.delay < -1 {
            return Refusal(outcome: .invalidParameter, rule: .queueDelay)
        }
        guard settings.isFIFO else { return nil }
        if message.group == .none { return Refusal(outcome: .missingParameter, rule: .messageGroup) }
        if message.deduplication == .none, !settings.deduplicatesByContent {
            return Refusal(outcome: .invalidParameter, rule: .deduplication)
        }
        if message.delay > 0 { return Refusal(outcome: .invalidParameter, rule: .fifoDelay) }
        return nil
    }

    /// The deduplication id that a body stands for: its SHA-256.
    private func contentID(_ message: Message, _ archive: inout Archive) -> NameID {
        archive.name(Digest.sha256.hexadecimal(archive.text(message.body)))
    }

    /// Takes what another queue moves here: dead letters, or messages on their way back.
    mutating func takeMoved(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        let returns = call.argument == Queue.returning
        for message in archive.all(call.messages) {
            // A dead letter keeps its time of sending on a standard queue (`wait` carries it); back in its source, or on
            // a FIFO queue, it counts as new.
            let sentAt = returns || settings.isFIFO ? now : Instant(nanoseconds: call.wait)
            let reference = keep(
                QueueEntry(
                    message: message, group: archive.message(message).group, sentAt: sentAt, cause: record,
                    source: returns ? .none : call.principal, sequence: 0),
                now, &effects)
            makeReady(reference)
        }
        serve(now, &archive, &effects)
        return CallResult(.ok, rule: returns ? .messageMoveTask : .maxReceiveCount)
    }

    /// Gives an entry a slot, and watches its age.
    private mutating func keep(_ entry: QueueEntry, _ now: Instant, _ effects: inout Effects) -> EntryReference {
        let reference = entries.insert(entry)
        let end = entry.sentAt + settings.retention
        while let oldest = byAge.first, !entries.isThere(oldest) { _ = byAge.popFirst() }
        if entry.sentAt == now {
            byAge.append(reference)
            watchAge(&effects)
        } else {
            // Older than others that came before it: it has a timer of its own.
            effects.setTimer(Timer.age.token(reference), at: end)
        }
        return reference
    }

    mutating func makeReady(_ reference: EntryReference) {
        entries[reference.slot].phase = .ready
        let group = entries[reference.slot].group
        if settings.isFIFO {
            groups.add(reference, group: group)
        } else {
            ready.append(reference, group: group)
        }
    }

    // MARK: Batches

    /// Why a batch is refused as a whole.
    func batchRefusal(_ call: Call, _ count: Int, _ archive: Archive) -> CallResult? {
        if count == 0 { return CallResult(.emptyBatch, rule: .batchEntries) }
        if count > QueueSettings.largestBatch { return CallResult(.tooManyEntries, rule: .batchEntries) }
        guard call.parameters != .none else { return nil }
        let entries = archive.json(call.parameters)["Entries"]?.array ?? []
        return Queue.flaw(inIDsOf: entries).map { CallResult($0, rule: .batchEntries) }
    }

    /// What is wrong with the ids of a batch's entries: each has 1 to 80 letters, digits, hyphens and underscores of
    /// ASCII, and no two are the same (botocore 1.43.11, sqs.SendMessageBatchRequestEntry).
    static func flaw(inIDsOf entries: [JSONValue]) -> Outcome? {
        let ids = entries.map { $0["Id"]?.string ?? "" }
        let areFormed = ids.allSatisfy { id in
            (1...80).contains(id.utf8.count)
                && id.unicodeScalars.allSatisfy {
                    $0.isASCII && $0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0)
                }
        }
        if !areFormed { return .invalidEntryID }
        return Set(ids).count < ids.count ? .entryIDsNotDistinct : nil
    }

    /// `Successful` and `Failed` of a batch's answer.
    static func batchAnswer(_ call: Call, _ failures: [Int: Refusal], _ archive: Archive) -> JSONValue {
        let entries = call.parameters == .none ? [] : archive.json(call.parameters)["Entries"]?.array ?? []
        let count = max(call.messages.count, call.receipts.count)
        func id(_ place: Int) -> JSONValue {
            entries.indices.contains(place) ? entries[place]["Id"] ?? .null : JSONValue(String(place))
        }
        let successful = (0..<count).filter { failures[$0] == nil }.map { ["Id": id($0)] as JSONValue }
        let failed = (0..<count).compactMap { place in
            failures[place].map {
                ["Id": id(place), "Code": JSONValue($0.outcome.name), "SenderFault": true] as JSONValue
            }
        }
        return ["Successful": JSONValue(successful), "Failed": JSONValue(failed)]
    }
}
