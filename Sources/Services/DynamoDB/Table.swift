import Simulation
import Templates
import Values

/// A DynamoDB table: items under their primary key, and the capacity that reading and writing them takes.
struct Table: Emulator {
    let id: ComponentID
    /// The attribute names of the primary key: partition key, and sort key if there is one.
    let keyNames: [String]
    /// nil for on-demand tables.
    private var writes: ThroughputBucket?
    private var reads: ThroughputBucket?
    private var items: [String: PayloadID] = [:]
    private var isThrottling = false
    /// nil for tables without a stream.
    private var stream: TableStream?

    /// The largest item: 400 KB (botocore 1.43.11, dynamodb.BatchWriteItem).
    private static let largestItem = 400 * 1_024

    init(id: ComponentID, _ table: Resource, stream: TableStream? = nil) {
        self.id = id
        self.stream = stream
        let schema = table.property("KeySchema")?.array ?? []
        let ordered = schema.sorted { $0["KeyType"]?.string ?? "" < $1["KeyType"]?.string ?? "" }
        keyNames = ordered.compactMap { $0["AttributeName"]?.string }
        if table.string("BillingMode") != "PAY_PER_REQUEST" {
            // 5 units where SAM's SimpleTable or a template leaves the number out would be a guess: CloudFormation
            // asks for both numbers, so a table without them gets none and refuses every call.
            writes = ThroughputBucket(
                unitsPerSecond: Int64(table.integer("ProvisionedThroughput", "WriteCapacityUnits", default: 0)))
            reads = ThroughputBucket(
                unitsPerSecond: Int64(table.integer("ProvisionedThroughput", "ReadCapacityUnits", default: 0)))
        }
    }

    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        if isThrottling { return Refusal(outcome: .throttling, rule: .flowFault) }
        let parameters = archive.json(call.parameters)
        let allowed: Bool
        switch call.action {
        case .putItem:
            let size = itemSize(parameters["Item"] ?? [:])
            if size > Table.largestItem { return Refusal(outcome: .validation, rule: .itemSize) }
            // A write takes the larger of the item before and after it.
            let units = writeUnits(max(size, storedSize(parameters["Item"], archive)))
            allowed = writes?.take(units, at: now) ?? true
        case .updateItem, .deleteItem:
            let units = writeUnits(storedSize(parameters["Key"], archive))
            allowed = writes?.take(units, at: now) ?? true
        case .getItem:
            let units = Int64(max(1, (storedSize(parameters["Key"], archive) + 4_095) / 4_096))
            let isStrong = parameters["ConsistentRead"]?.bool == true
            allowed = reads?.take(halves: isStrong ? units * 2 : units, at: now) ?? true
        default: return nil
        }
        return allowed ? nil : Refusal(outcome: .provisionedThroughputExceeded, rule: .provisionedThroughput)
    }

    /// The size of the item under a key; 0 when there is none.
    private func storedSize(_ key: JSONValue?, _ archive: Archive) -> Int {
        self.key(of: key).flatMap { items[$0] }.map { itemSize(archive.json($0)) } ?? 0
    }

    /// One unit per KB, at least one (docs.aws.amazon.com/…/read-write-operations.html).
    private func writeUnits(_ size: Int) -> Int64 { Int64(max(1, (size + 1_023) / 1_024)) }

    /// The primary key as one text; nil when a part of it is missing.
    private func key(of item: JSONValue?) -> String? {
        guard let item, !keyNames.isEmpty else { return nil }
        var key = ""
        for name in keyNames {
            guard let value = item[name] else { return nil }
            key += value.compactText
        }
        return key
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        switch call.action {
        case .getStreamIterator, .getStreamRecords: return readStream(call, callID, now, &archive, &effects)
        default: break
        }
        let parameters = archive.json(call.parameters)
        let holder = call.action == .putItem ? parameters["Item"] : parameters["Key"]
        guard let key = key(of: holder) else { return .result(CallResult(.validation)) }
        let old = items[key].map { archive.json($0) }
        if let condition = parameters["ConditionExpression"]?.string {
            switch ItemExpression.condition(condition, parameters, old) {
            case .some(true): break
            case .some(false): return .result(CallResult(.conditionalCheckFailed, rule: .conditionExpression))
            case nil: return .result(CallResult(.validation, rule: .unsupportedRequest))
            }
        }
        switch call.action {
        case .putItem:
            let item = parameters["Item"] ?? [:]
            items[key] = archive.store(item)
            note(old, item, call, record, now, &archive, &effects)
            return .result(CallResult(.ok))
        case .deleteItem:
            items[key] = nil
            note(old, nil, call, record, now, &archive, &effects)
            return .result(CallResult(.ok))
        case .getItem:
            return .result(CallResult(.ok, payload: archive.store(old.map { ["Item": $0] } ?? [:])))
        case .updateItem:
            guard let item = ItemExpression.update(parameters, old) else {
                return .result(CallResult(.validation, rule: .unsupportedRequest))
            }
            items[key] = archive.store(item)
            note(old, item, call, record, now, &archive, &effects)
            return .result(CallResult(.ok))
        default:
            return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
    }

    // MARK: The stream

    private mutating func note(
        _ old: JSONValue?, _ new: JSONValue?, _ call: Call, _ record: RecordID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        stream?.note(old, new, keyNames: keyNames, parent: call.about, record, now, &archive, &effects)
    }

    private mutating func readStream(
        _ call: Call, _ callID: CallID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> Response {
        guard let log = stream?.log else { return .result(CallResult(.resourceNotFound, rule: .unsupportedRequest)) }
        if call.action == .getStreamIterator {
            let iterator = log.iterator(archive.json(call.parameters), at: now)
            return .result(ShardIterator.answer(iterator, &archive))
        }
        if let flaw = ShardIterator.flaw(call, log, now, archive) { return .result(flaw) }
        return stream?.log.read(call, callID, now, &archive, &effects) ?? .later
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let isKnown = stream?.log.resume(token, now, &archive, &effects)
        precondition(isKnown == true, "a timer that no table set")
    }

    mutating func answerLost(_ received: ReceivedRange, of call: Call, archive: Archive) {
        stream?.log.giveAgain(archive.all(received), to: call.principal)
    }

    var held: [MessageID] { stream?.log.held ?? [] }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        if case .throttling(let on) = fault { isThrottling = on }
    }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges = [Gauge("items", items.count, isMain: true)]
        if let writes { gauges.append(Gauge("write units saved", Int(writes.saved(at: now)))) }
        return gauges
    }
}
