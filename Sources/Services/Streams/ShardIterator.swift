import Simulation
import Values

/// Iterators and sequence numbers as the APIs of Kinesis and DynamoDB Streams write them.
enum ShardIterator {
    static func shardID(_ shard: Int) -> String {
        let digits = String(shard)
        return "shardId-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }

    static func shard(_ text: String?) -> Int? { text.flatMap { Int($0.drop { !$0.isNumber }) } }

    /// Sequence numbers grow within a shard.
    static func sequenceNumber(_ position: UInt64) -> String {
        let digits = String(RecordLog.place(of: position) + 1)
        let shard = String(RecordLog.shard(of: position))
        return "49" + String(repeating: "0", count: max(0, 4 - shard.count)) + shard
            + String(repeating: "0", count: max(0, 15 - digits.count)) + digits
    }

    static func position(_ sequenceNumber: String?) -> UInt64? {
        guard let text = sequenceNumber, text.count >= 21, text.hasPrefix("49"), let place = UInt64(text.suffix(15)),
            let shard = Int(text.dropFirst(2).dropLast(15)), place > 0
        else { return nil }
        return RecordLog.position(shard: shard, place: place - 1)
    }

    private static func text(_ position: UInt64, until end: Instant) -> String {
        "iterator-\(position)-\(end.nanoseconds)"
    }

    /// What an iterator's text stands for: a position and the end of its life.
    static func parts(_ text: String?) -> (position: UInt64, until: Instant)? {
        let parts = (text ?? "").split(separator: "-")
        guard parts.count == 3, parts[0] == "iterator", let position = UInt64(parts[1]), let end = Int64(parts[2])
        else { return nil }
        return (position, Instant(nanoseconds: end))
    }

    /// Answers GetShardIterator.
    static func answer(_ call: Call, _ log: RecordLog, _ now: Instant, _ archive: inout Archive) -> CallResult {
        let parameters = archive.json(call.parameters)
        guard let shard = shard(parameters["ShardId"]?.string), shard < log.shards.count else {
            return CallResult(.resourceNotFound, rule: .shardIterator)
        }
        let timestamp = parameters["Timestamp"]?.double.map { seconds in
            Instant(nanoseconds: Int64((seconds - Double(EmulatedAccount.startSeconds)) * 1e9))
        }
        let place = log.start(
            parameters["ShardIteratorType"]?.string ?? "", shard: shard, timestamp: timestamp,
            sequence: position(parameters["StartingSequenceNumber"]?.string ?? parameters["SequenceNumber"]?.string))
        let position = RecordLog.position(shard: shard, place: place)
        return CallResult(
            .ok, rule: .shardIterator,
            payload: archive.store([
                "ShardIterator": JSONValue(text(position, until: now + log.limits.iteratorLifetime))
            ]))
    }

    /// Why GetRecords cannot use its iterator.
    static func flaw(_ call: Call, _ log: RecordLog, _ now: Instant, _ archive: Archive) -> CallResult? {
        guard call.parameters != .none else { return nil }
        guard let parts = parts(archive.json(call.parameters)["ShardIterator"]?.string) else {
            return CallResult(.invalidParameter, rule: .shardIterator)
        }
        return now > parts.until ? CallResult(.expiredIterator, rule: .shardIterator) : nil
    }
}
