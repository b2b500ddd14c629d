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

    static func text(_ position: UInt64, until end: Instant) -> String {
        "iterator-\(position)-\(end.nanoseconds)"
    }

    /// What an iterator's text stands for: a position and the end of its life.
    static func parts(_ text: String?) -> (position: UInt64, until: Instant)? {
        let parts = (text ?? "").split(separator: "-")
        guard parts.count == 3, parts[0] == "iterator", let position = UInt64(parts[1]), let end = Int64(parts[2])
        else { return nil }
        return (position, Instant(nanoseconds: end))
    }

    /// The answer to GetShardIterator: an iterator's text, nil where there is no such shard.
    static func answer(_ iterator: String?, _ archive: inout Archive) -> CallResult {
        guard let iterator else { return CallResult(.resourceNotFound, rule: .shardIterator) }
        let payload = archive.store(["ShardIterator": JSONValue(iterator)])
        return CallResult(.ok, rule: .shardIterator, payload: payload)
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

extension RecordLog {
    /// The iterator that GetShardIterator's parameters ask for; nil where there is no such shard.
    func iterator(_ parameters: JSONValue, at now: Instant) -> String? {
        guard let shard = ShardIterator.shard(parameters["ShardId"]?.string), shard < shards.count else { return nil }
        var timestamp: Instant?
        if let seconds = parameters["Timestamp"]?.double {
            timestamp = Instant(nanoseconds: Int64((seconds - Double(EmulatedAccount.startSeconds)) * 1e9))
        }
        let written = parameters["StartingSequenceNumber"] ?? parameters["SequenceNumber"]
        let sequence = ShardIterator.position(written?.string)
        let type = parameters["ShardIteratorType"]?.string ?? ""
        let place = start(type, shard: shard, timestamp: timestamp, sequence: sequence)
        return ShardIterator.text(
            RecordLog.position(shard: shard, place: place), until: now + limits.iteratorLifetime)
    }
}
