import Languages
import Simulation
import Values

/// An event source mapping on a stream: for each shard it reads records in order, invokes the function with batches of
/// them, and goes on only once a batch is done with, however long that takes.
///
///     reading ──► gathered in lanes ──► invoking ──done──► reading
///                                         │  ▲
///                                         └──┘ failed: again, in halves, or given up
///
/// A shard has one lane, or `ParallelizationFactor` of them among which records are spread by partition key.
struct StreamMapping: Emulator {
    struct Settings: Sendable {
        var isKinesis: Bool
        var shardCount: Int
        /// 100 unless set, at most 10,000 (botocore 1.43.11, lambda.CreateEventSourceMapping).
        var batchSize: Int
        var batchWindow: Int64
        /// 1 to 10 batches of a shard at once.
        var parallelization: Int
        var startingPosition: String
        var startingTimestamp: Double?
        var reportsItemFailures: Bool
        var bisects: Bool
        /// nil for ever.
        var maximumRetryAttempts: Int?
        /// nil for as long as the stream keeps records.
        var maximumRecordAge: Int64?
        var retention: Int64
        var onFailure: DeliveryTarget?
        var filter: LambdaFilters?
        var streamARN: String
        var functionARN: String
    }

    /// Records on their way through the function together.
    struct Batch: Sendable {
        var records: [Received]
        /// Attempts so far that failed.
        var failures = 0
        var cause: RecordID
    }

    struct Lane: Sendable {
        enum State: Sendable { case resting, invoking, waiting }
        var state = State.resting
        var gathered: [Received] = []
        var bytes = 0
        /// When what is gathered must go.
        var deadline = Instant.never
        /// The batch under way and what is left of one that was split.
        var batches: [Batch] = []
        var throttles = 0
    }

    struct Shard: Sendable {
        var isReading = false
        var position: UInt64?
        var lanes: [Lane]
    }

    let id: ComponentID
    let source: ComponentID
    let function: DeliveryTarget
    let settings: Settings
    var shards: [Shard]
    var leaving: Set<MessageID> = []

    init(id: ComponentID, source: ComponentID, function: DeliveryTarget, settings: Settings) {
        self.id = id
        self.source = source
        self.function = function
        self.settings = settings
        let lanes = [Lane](repeating: Lane(), count: settings.parallelization)
        shards = [Shard](repeating: Shard(lanes: lanes), count: settings.shardCount)
    }

    enum Timer: UInt64 {
        case read, window, again

        func token(_ shard: Int, _ lane: Int = 0) -> UInt64 { rawValue << 48 | UInt64(shard) << 8 | UInt64(lane) }
        init?(token: UInt64) { self.init(rawValue: token >> 48) }
    }

    /// A mapping that may not read, or finds its function busy, tries again after so long. AWS gives no figures.
    static let patience: Int64 = 20 * second
    static let longestPause: Int64 = 60 * second

    // MARK: Reading

    mutating func start(effects: inout Effects) {
        for shard in shards.indices { effects.setTimer(Timer.read.token(shard), at: .start) }
    }

    private func askForIterator(_ shard: Int, _ archive: inout Archive, _ effects: inout Effects) {
        var parameters = JSONObject([
            .init(key: "ShardId", value: JSONValue(ShardIterator.shardID(shard))),
            .init(key: "ShardIteratorType", value: JSONValue(settings.startingPosition)),
        ])
        if let timestamp = settings.startingTimestamp { parameters["Timestamp"] = JSONValue(.double(timestamp)) }
        effects.call(
            Call(
                settings.isKinesis ? .getShardIterator : .getStreamIterator, from: id, to: source,
                parameters: archive.store(JSONValue(parameters)), cause: .none, token: UInt64(shard)))
    }

    mutating func read(_ shard: Int, _ effects: inout Effects) {
        guard !shards[shard].isReading, let position = shards[shard].position else { return }
        // A lane that is stuck lets the others go on, up to so many records ahead of it.
        let waiting = shards[shard].lanes.reduce(0) { $0 + $1.gathered.count }
        let isHungry = shards[shard].lanes.contains { $0.state == .resting && $0.gathered.count < settings.batchSize }
        guard isHungry, waiting < 10_000 else { return }
        shards[shard].isReading = true
        effects.call(
            Call(
                settings.isKinesis ? .getRecords : .getStreamRecords, from: id, to: source,
                argument: Int64(settings.batchSize * settings.parallelization), receipts: ReceiptList(position),
                cause: .none,
                token: UInt64(shard)))
    }

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response { .result(CallResult(.validation, rule: .unsupportedRequest)) }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        switch call.action {
        case .getShardIterator, .getStreamIterator:
            let shard = Int(call.token)
            guard let parts = ShardIterator.parts(archive.json(result.payload)["ShardIterator"]?.string) else {
                return effects.setTimer(Timer.read.token(shard), at: now + StreamMapping.patience)
            }
            shards[shard].position = parts.position
            read(shard, &effects)
        case .getRecords, .getStreamRecords:
            received(result, Int(call.token), record, now, &archive, &effects)
        case .invokeFunction:
            invoked(result, Int(call.token >> 8), Int(call.token & 0xFF), record, now, &archive, &effects)
        default:
            for message in archive.all(call.messages) {
                leaving.remove(message)
                if !result.outcome.isSuccess { archive.end(message, .rejected, at: id, now, record) }
            }
        }
    }

    private mutating func received(
        _ result: CallResult, _ shard: Int, _ record: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        shards[shard].isReading = false
        guard result.outcome.isSuccess else {
            let pause = result.outcome.isThrottle ? second : StreamMapping.patience
            return effects.setTimer(Timer.read.token(shard), at: now + pause)
        }
        for one in archive.all(result.received) {
            shards[shard].position = one.receipt + 1
            if let filter = settings.filter, !filter.matches(archive.filteredRecord(one, settings)) {
                let note = archive.note(
                    .filter, from: id, to: id, rule: .streamFilter, message: one.message, at: now, cause: record)
                archive.end(one.message, .filtered, at: id, now, note)
                continue
            }
            let group = archive.message(one.message).group
            let lane = group == .none ? 0 : Int(group.index) % settings.parallelization
            if shards[shard].lanes[lane].gathered.isEmpty {
                shards[shard].lanes[lane].deadline = now + settings.batchWindow
            }
            shards[shard].lanes[lane].gathered.append(one)
        }
        for lane in shards[shard].lanes.indices { goOn(shard, lane, record, now, &archive, &effects) }
        read(shard, &effects)
    }

    // MARK: Time

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let shard = Int(token >> 8 & 0xFF_FFFF_FFFF)
        let place = Int(token & 0xFF)
        switch Timer(token: token) {
        case .read:
            shards[shard].position == nil ? askForIterator(shard, &archive, &effects) : read(shard, &effects)
        case .window:
            goOn(shard, place, .none, now, &archive, &effects)
        case .again:
            shards[shard].lanes[place].state = .resting
            invoke(shard, place, now, &archive, &effects)
            if shards[shard].lanes[place].state == .resting {
                goOn(shard, place, .none, now, &archive, &effects)
                read(shard, &effects)
            }
        case nil: preconditionFailure("a timer that no mapping set")
        }
    }

    // MARK: Looking

    var held: [MessageID] {
        shards.flatMap { shard in
            shard.lanes.flatMap { lane in
                lane.gathered.map(\.message) + lane.batches.flatMap { $0.records.map(\.message) }
            }
        } + leaving
    }

    func gauges(at now: Instant) -> [Gauge] {
        let lanes = shards.flatMap(\.lanes)
        return [
            Gauge("batches", lanes.count { $0.state == .invoking }, isMain: true),
            Gauge("gathered", lanes.reduce(0) { $0 + $1.gathered.count }),
            Gauge("retrying", lanes.count { $0.state == .waiting }),
        ]
    }
}
