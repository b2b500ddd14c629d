import Simulation
import Templates
import Values

/// The stream of a table: a record for every change of an item, in one of four views.
struct TableStream: Sendable {
    enum View: String, Sendable {
        case keysOnly = "KEYS_ONLY"
        case newImage = "NEW_IMAGE"
        case oldImage = "OLD_IMAGE"
        case newAndOldImages = "NEW_AND_OLD_IMAGES"
    }

    let view: View
    var log: RecordLog

    init(id: ComponentID, view: View, consumers: [ComponentID]) {
        self.view = view
        log = RecordLog(
            id: id, shards: 1,
            // 1,000 records or 1 MB a call, iterators good for 15 minutes (botocore 1.43.11, dynamodbstreams.GetRecords);
            // Lambda looks four times a second.
            limits: RecordLog.Limits(
                retention: 86_400 * second, callsPerSecond: nil, bytesPerSecond: nil, recordsPerCall: 1_000,
                bytesPerCall: 1_048_576, iteratorLifetime: 900 * second, pollInterval: second / 4),
            consumers: consumers)
    }

    /// Writes down a change; an item that stays as it is makes none.
    mutating func note(
        _ old: JSONValue?, _ new: JSONValue?, keyNames: [String], parent: MessageID, _ record: RecordID,
        _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard old != new, let item = new ?? old else { return }
        let keys = JSONObject(keyNames.compactMap { name in item[name].map { .init(key: name, value: $0) } })
        var size = itemSize(JSONValue(keys))
        var change = JSONObject([
            .init(
                key: "ApproximateCreationDateTime",
                value: JSONValue(Int(EmulatedAccount.epochMilliseconds(now) / 1_000))),
            .init(key: "Keys", value: JSONValue(keys)),
        ])
        if let new, view == .newImage || view == .newAndOldImages {
            change["NewImage"] = new
            size += itemSize(new)
        }
        if let old, view == .oldImage || view == .newAndOldImages {
            change["OldImage"] = old
            size += itemSize(old)
        }
        let position = RecordLog.position(shard: 0, place: log.shards[0].end)
        change["SequenceNumber"] = JSONValue(ShardIterator.sequenceNumber(position))
        change["SizeBytes"] = JSONValue(size)
        change["StreamViewType"] = JSONValue(view.rawValue)
        let body = archive.store([
            "eventName": old == nil ? "INSERT" : new == nil ? "REMOVE" : "MODIFY", "dynamodb": JSONValue(change),
        ])
        let message = archive.makeMessage(
            body: body, parent: parent, origin: log.id, at: now, size: size,
            group: archive.name(JSONValue(keys).compactText))
        log.append(message, shard: 0, record, now, &archive, &effects)
    }
}
