import Languages
import Simulation
import Values

/// A Kinesis data stream: records go to shards by their partition key, and stay there for their consumers.
struct Stream: Emulator {
    struct Settings: Sendable {
        var shardCount: Int
        /// 24 hours unless set, at most 8,760.
        var retention: Int64
        /// 1 MiB unless set, at most 10 MiB (botocore 1.43.11, kinesis.MaxRecordSizeInKiB).
        var largestRecord: Int
    }

    let id: ComponentID
    let settings: Settings
    private var log: RecordLog
    private var writes: [RequestBucket]
    private var writtenBytes: [VolumeBucket]
    private var shardByKey: [NameID: Int] = [:]
    /// The shard that a fault fills, and the share of the writes to it that is refused.
    private var full: (shard: Int, share: Double)?
    private var random: RandomStream

    /// 1,000 records and 1 MiB a second for each shard (botocore 1.43.11, kinesis.CreateStream).
    private static let recordsPerSecond = 1_000.0
    private static let bytesPerSecond = 1_048_576.0
    /// PutRecords takes 500 records, 10 MiB together (botocore 1.43.11, kinesis.PutRecords).
    private static let largestBatch = 500
    private static let largestBatchBytes = 10 * 1_048_576

    init(id: ComponentID, settings: Settings, consumers: [ComponentID], random: RandomStream) {
        self.id = id
        self.settings = settings
        self.random = random
        log = RecordLog(
            id: id, shards: settings.shardCount,
            limits: RecordLog.Limits(
                retention: settings.retention, callsPerSecond: 5, bytesPerSecond: 2 * 1_048_576,
                recordsPerCall: 10_000, bytesPerCall: 10 * 1_048_576, iteratorLifetime: 300 * second,
                pollInterval: second),
            consumers: consumers)
        writes = [RequestBucket](
            repeating: RequestBucket(rate: Stream.recordsPerSecond, burst: Stream.recordsPerSecond),
            count: settings.shardCount)
        writtenBytes = [VolumeBucket](
            repeating: VolumeBucket(rate: Stream.bytesPerSecond), count: settings.shardCount)
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        switch call.action {
        case .putRecord:
            let (refusal, position) = put(call.messages.first, record, now, &archive, &effects)
            if let refusal { return .result(CallResult(refusal.outcome, rule: refusal.rule)) }
            return .result(CallResult(.ok, payload: archive.store(Stream.answer(position))))
        case .putRecords: return .result(putAll(call, record, now, &archive, &effects))
        case .getShardIterator:
            let iterator = log.iterator(archive.json(call.parameters), at: now)
            return .result(ShardIterator.answer(iterator, &archive))
        case .getRecords:
            if let flaw = ShardIterator.flaw(call, log, now, archive) { return .result(flaw) }
            return log.read(call, callID, now, &archive, &effects)
        default: return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
    }

    private mutating func putAll(
        _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        var bytes = 0
        for message in archive.all(call.messages) { bytes += Int(archive.message(message).size) }
        guard !call.messages.isEmpty, call.messages.count <= Stream.largestBatch, bytes <= Stream.largestBatchBytes
        else { return CallResult(.validation, rule: .recordBatch) }
        var answers: [JSONValue] = []
        var failures = 0
        var rule = Rule.none
        for message in archive.all(call.messages) {
            let (refusal, position) = put(message, record, now, &archive, &effects)
            if let refusal {
                archive.end(message, .rejected, at: id, now, record)
                answers.append(["ErrorCode": JSONValue(refusal.outcome.name)])
                failures += 1
                rule = refusal.rule
            } else {
                answers.append(Stream.answer(position))
            }
        }
        return CallResult(
            failures > 0 ? .partial : .ok, rule: rule,
            payload: archive.store(["FailedRecordCount": JSONValue(failures), "Records": JSONValue(answers)]))
    }

    private static func answer(_ position: UInt64) -> JSONValue {
        [
            "ShardId": JSONValue(ShardIterator.shardID(RecordLog.shard(of: position))),
            "SequenceNumber": JSONValue(ShardIterator.sequenceNumber(position)),
        ]
    }

    private mutating func put(
        _ message: MessageID, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> (Refusal?, UInt64) {
        let sent = archive.message(message)
        guard sent.flaw == .none else { return (Refusal(outcome: .validation, rule: .partitionKey), 0) }
        guard Int(sent.size) <= settings.largestRecord else {
            return (Refusal(outcome: .validation, rule: .recordSize), 0)
        }
        let shard = shard(of: sent, archive)
        if let full, full.shard == shard, random.happens(full.share) {
            return (Refusal(outcome: .provisionedThroughputExceeded, rule: .flowFault), 0)
        }
        guard writtenBytes[shard].hasVolume(at: now), writes[shard].take(at: now) else {
            return (Refusal(outcome: .provisionedThroughputExceeded, rule: .shardWrites), 0)
        }
        writtenBytes[shard].use(Int(sent.size))
        let position = RecordLog.position(shard: shard, place: log.shards[shard].end)
        log.append(message, shard: shard, record, now, &archive, &effects)
        return (nil, position)
    }

    /// The shard whose part of the 128-bit hash keys holds the MD5 of the partition key, or the explicit hash key.
    private mutating func shard(of message: Message, _ archive: Archive) -> Int {
        let count = UInt64(settings.shardCount)
        func part(_ key: UInt64) -> Int { Int(key.multipliedFullWidth(by: count).high) }
        if let explicit = archive.name(message.deduplication), let key = UInt128(explicit) {
            return part(UInt64(truncatingIfNeeded: key >> 64))
        }
        if let known = shardByKey[message.group] { return known }
        let digest = Digest.md5((archive.name(message.group) ?? "").utf8)
        let shard = part(digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        shardByKey[message.group] = shard
        return shard
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        guard case .fullShard(let share) = fault else { return }
        let fullest = log.shards.indices.min { log.shards[$0].end > log.shards[$1].end } ?? 0
        full = share > 0 ? (fullest, share) : nil
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        precondition(log.resume(token, now, &archive, &effects), "a timer that no stream set")
    }

    mutating func answerLost(_ received: ReceivedRange, of call: Call, archive: Archive) {
        log.giveAgain(archive.all(received), to: call.principal)
    }

    var held: [MessageID] { log.held }

    func gauges(at now: Instant) -> [Gauge] {
        [Gauge("unread", log.held.count, isMain: true), Gauge("records", log.count), Gauge("shards", log.shards.count)]
    }
}
