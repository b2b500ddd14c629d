import Languages
import Simulation
import Values

/// What a stream's mapping does with a batch: the function gets it, and what comes back decides how the shard goes on.
extension StreamMapping {
    /// Takes the next batch of a lane that rests, once it is full or its window is over.
    mutating func goOn(
        _ shard: Int, _ place: Int, _ cause: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        guard shards[shard].lanes[place].state == .resting else { return }
        var lane = shards[shard].lanes[place]
        if lane.batches.isEmpty, !lane.gathered.isEmpty {
            var count = 0
            var bytes = 0
            while count < min(settings.batchSize, lane.gathered.count) {
                bytes += Int(archive.message(lane.gathered[count].message).size)
                if bytes > FunctionSettings.largestEvent, count > 0 { break }
                count += 1
            }
            let isFull = count == settings.batchSize || count < lane.gathered.count
            guard isFull || now >= lane.deadline else {
                return effects.setTimer(Timer.window.token(shard, place), at: lane.deadline)
            }
            lane.batches = [Batch(records: Array(lane.gathered.prefix(count)), cause: cause)]
            lane.gathered.removeFirst(count)
            lane.deadline = now + settings.batchWindow
            shards[shard].lanes[place] = lane
        }
        invoke(shard, place, now, &archive, &effects)
    }

    /// Invokes with the first batch of a lane, without the records that have become too old.
    mutating func invoke(
        _ shard: Int, _ place: Int, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        while let batch = shards[shard].lanes[place].batches.first {
            let age = min(settings.maximumRecordAge ?? .max, settings.retention)
            let tooOld = batch.records.prefix { now - $0.sentAt >= age }.count
            if tooOld > 0 {
                var gone = batch
                gone.records = Array(batch.records.prefix(tooOld))
                shards[shard].lanes[place].batches[0].records.removeFirst(tooOld)
                if shards[shard].lanes[place].batches[0].records.isEmpty {
                    shards[shard].lanes[place].batches.removeFirst()
                }
                giveUp(gone, .recordAge, "RecordAgeExceeded", now, &archive, &effects)
                continue
            }
            shards[shard].lanes[place].state = .invoking
            let records = archive.keep(batch.records)
            let payload = archive.store(.streamBatch(records, settings: settings))
            var call = Call(
                .invokeFunction, from: id, to: function.component,
                messages: archive.messages(records), parameters: payload,
                argument: Call.synchronous, cause: batch.cause, token: UInt64(shard) << 8 | UInt64(place),
                // Lambda invokes for its own mapping: no policy is asked.
                identity: .owner)
            call.qualifier = function.qualifier
            return effects.call(call)
        }
    }

    mutating func invoked(
        _ result: CallResult, _ shard: Int, _ place: Int, _ record: RecordID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        shards[shard].lanes[place].state = .resting
        var batch = shards[shard].lanes[place].batches.removeFirst()
        if result.outcome.isThrottle {
            // Nothing has run: it is tried again as it is.
            shards[shard].lanes[place].throttles += 1
            shards[shard].lanes[place].batches.insert(batch, at: 0)
            let pause = min(
                StreamMapping.longestPause, second << Int64(min(shards[shard].lanes[place].throttles - 1, 6)))
            return wait(pause, shard, place, now, &effects)
        }
        shards[shard].lanes[place].throttles = 0
        let failed = result.outcome.isSuccess ? firstFailure(batch, result, archive) : 0
        for one in batch.records.prefix(failed ?? batch.records.count) {
            archive.end(one.message, .delivered, at: id, now, record)
        }
        guard let failed else {
            goOn(shard, place, record, now, &archive, &effects)
            return read(shard, &effects)
        }
        batch.records.removeFirst(failed)
        if let most = settings.maximumRetryAttempts, batch.failures >= most,
            batch.records.count == 1 || !settings.bisects
        {
            giveUp(batch, .streamRetry, "RetryAttemptsExhausted", now, &archive, &effects)
            goOn(shard, place, record, now, &archive, &effects)
            return read(shard, &effects)
        }
        if settings.bisects, failed == 0, batch.records.count > 1 {
            // Splitting takes none of the retries.
            let half = batch.records.count / 2
            let parts = [batch.records.prefix(half), batch.records.dropFirst(half)]
            let halves = parts.map { Batch(records: Array($0), failures: batch.failures, cause: batch.cause) }
            shards[shard].lanes[place].batches.insert(contentsOf: halves, at: 0)
        } else {
            batch.failures += 1
            shards[shard].lanes[place].batches.insert(batch, at: 0)
        }
        wait(min(StreamMapping.longestPause, second << Int64(min(batch.failures, 6))), shard, place, now, &effects)
    }

    mutating func wait(
        _ pause: Int64, _ shard: Int, _ place: Int, _ now: Instant, _ effects: inout Effects
    ) {
        shards[shard].lanes[place].state = .waiting
        effects.setTimer(Timer.again.token(shard, place), at: now + pause)
    }

    /// The place of the first record that the function reports as failed: all before it are done with. A report that
    /// names no record of the batch stands for the whole batch.
    private func firstFailure(_ batch: Batch, _ result: CallResult, _ archive: Archive) -> Int? {
        guard settings.reportsItemFailures else { return nil }
        let items = archive.json(result.payload)["batchItemFailures"]?.array ?? []
        guard !items.isEmpty else { return nil }
        let named = Set(items.compactMap { ShardIterator.position($0["itemIdentifier"]?.string) })
        return batch.records.firstIndex { named.contains($0.receipt) } ?? 0
    }
}
