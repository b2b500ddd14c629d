import Languages
import Simulation
import Values

/// An event source mapping on a queue: pollers that each receive a batch, invoke the function with it, and delete what
/// was handled.
///
/// A poller is always in one place:
///
///     polling ──batch──► invoking ──done──► deleting ──► polling
///        ▲                  │ throttled: waits and tries again while the messages are hidden
///        └──failed──────────┘ the messages come back after the visibility timeout
struct QueueMapping: Emulator {
    struct Settings: Sendable {
        /// 10 unless set, at most 10,000 (botocore 1.43.11, lambda.CreateEventSourceMapping).
        var batchSize: Int
        /// How long to gather a batch: 0 unless set, at most 300 s.
        var batchWindow: Int64
        /// Whether the function reports the messages of a batch that failed.
        var reportsItemFailures: Bool
        /// The most concurrent batches: 1,000 unless `MaximumConcurrency` says less.
        var maximumConcurrency: Int
        /// The queue's visibility timeout: how long a batch can wait for a throttled function.
        var visibilityTimeout: Int64
        var filter: LambdaFilters?
        var queueARN: String
    }

    struct Poller: Sendable, BitwiseCopyable {
        enum State: Sendable { case resting, polling, gathering, invoking, waiting, deleting }
        var state = State.resting
        var batch = ReceivedRange()
        /// What a receive brought beyond the largest event: the next batch.
        var surplus = ReceivedRange()
        /// The size of the batch's messages in bytes.
        var bytes = 0
        /// When the gathered batch must go to the function.
        var deadline = Instant.never
        /// When the first message of the batch becomes visible again.
        var visibleAt = Instant.never
        var throttles = 0
        var cause = RecordID.none
    }

    let id: ComponentID
    let queue: ComponentID
    let function: DeliveryTarget
    let settings: Settings
    private var pollers: [Poller] = []
    /// Pollers that do not rest. Five concurrent batches at first (docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
    private var allowed: Int
    private var isScaling = false
    /// Pollers that wait for messages.
    private var pollingCount = 0

    /// Pollers wait for messages as long as a receive can: 20 s (botocore 1.43.11, sqs.ReceiveMessage).
    private static let longestWait: Int64 = 20 * second
    /// 300 more concurrent batches a minute are 5 a second.
    private static let addedPerSecond = 5
    private static let atFirst = 5
    /// With little traffic as few as two poll.
    private static let fewest = 2

    init(id: ComponentID, queue: ComponentID, function: DeliveryTarget, settings: Settings) {
        self.id = id
        self.queue = queue
        self.function = function
        self.settings = settings
        allowed = min(QueueMapping.atFirst, settings.maximumConcurrency)
        pollers = [Poller](repeating: Poller(), count: allowed)
    }

    private enum Timer: UInt64 {
        case retry, scale

        func token(_ poller: Int) -> UInt64 { rawValue << 48 | UInt64(poller) }
        init?(token: UInt64) { self.init(rawValue: token >> 48) }
    }

    mutating func start(effects: inout Effects) {
        for place in pollers.indices { poll(place, .start, &effects) }
    }

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response {
        .result(CallResult(.validation, rule: .unsupportedRequest))
    }

    // MARK: Polling

    private mutating func poll(_ place: Int, _ now: Instant, _ effects: inout Effects) {
        if pollers[place].state != .polling { pollingCount += 1 }
        pollers[place].state = .polling
        let gathered = pollers[place].batch.count
        var wait = QueueMapping.longestWait
        if gathered > 0 { wait = min(wait, max(0, pollers[place].deadline - now)) }
        effects.call(
            Call(
                .receiveMessage, from: id, to: queue, argument: Int64(min(10, settings.batchSize - gathered)),
                wait: wait, cause: .none, token: UInt64(place)))
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        let place = Int(call.token)
        switch call.action {
        case .receiveMessage: received(result, place, record, now, &archive, &effects)
        case .invokeFunction: invoked(result, place, now, &archive, &effects)
        case .deleteMessage where call.argument != Queue.filtered: goOn(place, now, &archive, &effects)
        default: break
        }
    }

    private mutating func received(
        _ result: CallResult, _ place: Int, _ record: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        if pollers[place].state == .polling { pollingCount -= 1 }
        pollers[place].state = .gathering
        guard result.outcome.isSuccess else {
            // Denied or over a limit: a mapping goes on trying.
            pollers[place].state = .waiting
            effects.setTimer(Timer.retry.token(place), at: now + QueueMapping.longestWait)
            return
        }
        var items = result.received
        if let filter = settings.filter {
            let all = Array(archive.all(items))
            let matching = all.filter { filter.matches(archive.queueRecord($0, queueARN: settings.queueARN)) }
            if matching.count < all.count {
                let left = Set(matching.map(\.receipt))
                let receipts = archive.list(all.map(\.receipt).filter { !left.contains($0) })
                effects.call(
                    Call(
                        .deleteMessage, from: id, to: queue, argument: Queue.filtered, receipts: receipts,
                        cause: record, token: UInt64(place)))
                items = archive.keep(matching)
            }
        }
        if pollers[place].batch.isEmpty, !items.isEmpty {
            pollers[place].cause = record
            pollers[place].visibleAt = now + settings.visibilityTimeout
            pollers[place].deadline = now + settings.batchWindow
        }
        gather(items, place, &archive)
        let batch = pollers[place].batch
        if batch.isEmpty, place >= QueueMapping.fewest {
            pollers[place].state = .resting
            allowed -= 1
        } else if batch.isEmpty {
            poll(place, now, &effects)
        } else if batch.count >= settings.batchSize || now >= pollers[place].deadline
            || !pollers[place].surplus.isEmpty
        {
            invoke(place, now, &archive, &effects)
        } else {
            poll(place, now, &effects)
        }
    }

    /// Adds messages to a poller's batch as far as the event holds them: 6 MB.
    private mutating func gather(_ items: ReceivedRange, _ place: Int, _ archive: inout Archive) {
        var fitting = 0
        if pollers[place].surplus.isEmpty {
            for item in items.places {
                let size = Int(archive.message(archive.received[item].message).size)
                let isFirst = fitting == 0 && pollers[place].batch.isEmpty
                if pollers[place].bytes + size > FunctionSettings.largestEvent, !isFirst { break }
                pollers[place].bytes += size
                fitting += 1
            }
        }
        pollers[place].batch = archive.joined(pollers[place].batch, items.prefix(fitting))
        pollers[place].surplus = archive.joined(pollers[place].surplus, items.dropFirst(fitting))
    }

    // MARK: Invoking

    private mutating func invoke(
        _ place: Int, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        pollers[place].state = .invoking
        let batch = pollers[place].batch
        let payload = archive.store(.queueBatch(batch, queueARN: settings.queueARN))
        var call = Call(
            .invokeFunction, from: id, to: function.component, messages: archive.messages(batch),
            parameters: payload, argument: Call.synchronous, cause: pollers[place].cause, token: UInt64(place),
            // Lambda invokes for its own mapping: no policy is asked.
            identity: .owner)
        call.qualifier = function.qualifier
        effects.call(call)
        startScalingIfBusy(now, &effects)
    }

    private mutating func invoked(
        _ result: CallResult, _ place: Int, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        if result.outcome.isThrottle {
            pollers[place].throttles += 1
            let pause = min(60 * second, second << Int64(min(pollers[place].throttles - 1, 6)))
            if now + pause < pollers[place].visibleAt {
                pollers[place].state = .waiting
                effects.setTimer(Timer.retry.token(place), at: now + pause)
                return
            }
        }
        let batch = pollers[place].batch
        let cause = pollers[place].cause
        let surplus = pollers[place].surplus
        let visibleAt = pollers[place].visibleAt
        pollers[place] = Poller(state: .gathering)
        if !surplus.isEmpty {
            // The surplus came with the same receive: its time runs from there.
            pollers[place].cause = cause
            pollers[place].visibleAt = visibleAt
            pollers[place].deadline = now
            gather(surplus, place, &archive)
        }
        let handled = result.outcome.isSuccess ? self.handled(batch, result, &archive) : ReceivedRange()
        guard !handled.isEmpty else { return goOn(place, now, &archive, &effects) }
        pollers[place].state = .deleting
        effects.call(
            Call(
                .deleteMessage, from: id, to: queue, messages: archive.messages(handled),
                argument: handled.count < batch.count ? Queue.partial : -1, receipts: archive.receipts(handled),
                cause: cause, token: UInt64(place)))
    }

    /// What the function is done with: all, or with `ReportBatchItemFailures` all but what it lists. A list that names
    /// nothing stands for the whole batch (docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
    private func handled(
        _ batch: ReceivedRange, _ result: CallResult, _ archive: inout Archive
    ) -> ReceivedRange {
        guard settings.reportsItemFailures else { return batch }
        let items = archive.json(result.payload)["batchItemFailures"]?.array ?? []
        guard !items.isEmpty else { return batch }
        let failed = Set(items.map { $0["itemIdentifier"]?.string ?? "" })
        if failed.contains("") { return ReceivedRange() }
        let left = archive.all(batch).filter { !failed.contains(archive.identifier(of: $0.message)) }
        return archive.keep(left)
    }

    /// Polls again, or hands over what is left of the last receive.
    private mutating func goOn(
        _ place: Int, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        if pollers[place].batch.isEmpty {
            poll(place, now, &effects)
        } else {
            invoke(place, now, &archive, &effects)
        }
    }

    // MARK: Scaling and time

    /// Whether no poller is free to take another batch.
    private var isBusy: Bool { pollingCount == 0 }

    private mutating func startScalingIfBusy(_ now: Instant, _ effects: inout Effects) {
        guard isBusy, !isScaling, allowed < settings.maximumConcurrency else { return }
        isScaling = true
        effects.setTimer(Timer.scale.token(0), at: now + second)
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let place = Int(token & 0xFFFF_FFFF_FFFF)
        switch Timer(token: token) {
        case .retry:
            goOn(place, now, &archive, &effects)
        case .scale:
            isScaling = false
            guard isBusy, allowed < settings.maximumConcurrency else { return }
            let added = min(QueueMapping.addedPerSecond, settings.maximumConcurrency - allowed)
            allowed += added
            for _ in 0..<added {
                let resting = pollers.firstIndex { $0.state == .resting }
                if resting == nil { pollers.append(Poller()) }
                poll(resting ?? pollers.count - 1, now, &effects)
            }
            startScalingIfBusy(now, &effects)
        case nil: preconditionFailure("a timer that no mapping set")
        }
    }

    func gauges(at now: Instant) -> [Gauge] {
        [
            Gauge("batches", pollers.count { $0.state == .invoking }, isMain: true),
            Gauge("pollers", pollers.count),
        ]
    }
}
