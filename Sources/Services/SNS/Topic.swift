import Languages
import Simulation
import Values

/// An SNS topic: it hands each message to every subscription whose filter policy matches, and goes on trying where an
/// endpoint fails. A FIFO topic keeps the order of each message group and takes a message once.
struct Topic: Emulator {
    struct Subscription: Sendable {
        enum Kind: Sendable { case queue, function, http }

        var endpoint: DeliveryTarget
        var kind: Kind
        /// Whether the endpoint gets the bare message instead of the envelope.
        var isRaw: Bool
        var filter: FilterPolicy?
        /// Where messages go that cannot be delivered.
        var deadLetterQueue: ComponentID = .none
        var retry = RetryPolicy.managed
        var arn: String
    }

    struct Settings: Sendable {
        var arn: String
        var isFIFO = false
        var deduplicatesByContent = false
        /// Whether throughput and deduplication count for each group by itself.
        var isByGroup = false
        var subscriptions: [Subscription]
    }

    /// A delivery that is under way or waits for its next attempt.
    struct Delivery: Sendable {
        var message: MessageID
        var subscription: Int
        var group: NameID
        var attempts = 0
        var isLastResort = false
        var cause: RecordID
    }

    /// The deliveries of one group to one subscription of a FIFO topic: one at a time.
    private struct Lane: Hashable, Sendable {
        var subscription: Int
        var group: NameID
    }

    let id: ComponentID
    let settings: Settings
    private var deliveries = Register<Delivery>()
    private var lanes: [Lane: FIFO<UInt64>] = [:]
    /// Subscriptions that come later, by their places.
    private var missing: Set<Int> = []
    private var deduplication: Deduplication
    private var messages = RequestBucket(rate: 3_000, burst: 3_000)
    private var bytes = VolumeBucket(rate: 20 * 1_048_576)
    /// The bytes of an envelope besides the message's own text.
    private let envelopeOverhead: Int

    /// 262,144 bytes for a message and for a batch (botocore 1.43.11, sns.PublishBatch).
    private static let largestMessage = 262_144
    private static let largestBatch = 10

    init(id: ComponentID, settings: Settings) {
        self.id = id
        self.settings = settings
        deduplication = Deduplication(isByGroup: settings.isByGroup)
        envelopeOverhead = Archive.envelopeSize(topicARN: settings.arn)
    }

    // MARK: Publishing

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        guard call.action == .publish || call.action == .publishBatch else {
            return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
        let isBatch = call.action == .publishBatch
        if isBatch, let refusal = batchRefusal(call, archive) { return .result(refusal) }
        var size = 0
        for message in archive.all(call.messages) { size += Int(archive.message(message).size) }
        guard size <= Topic.largestMessage else {
            return .result(CallResult(isBatch ? .batchTooLong : .invalidParameter, rule: .topicMessageSize))
        }
        var failures: [Int: Refusal] = [:]
        for (place, message) in archive.all(call.messages).enumerated() {
            guard let refusal = take(message, record, now, &archive, &effects) else { continue }
            guard isBatch else { return .result(CallResult(refusal.outcome, rule: refusal.rule)) }
            failures[place] = refusal
            archive.end(message, .rejected, at: id, now, record)
        }
        if failures.isEmpty { return .result(CallResult(.ok)) }
        return .result(
            CallResult(
                .partial, rule: failures.values.map(\.rule).min { $0.rawValue < $1.rawValue } ?? .publishBatch,
                payload: archive.store(Queue.batchAnswer(call, failures, archive))))
    }

    private func batchRefusal(_ call: Call, _ archive: Archive) -> CallResult? {
        if call.messages.isEmpty { return CallResult(.emptyBatch, rule: .publishBatch) }
        if call.messages.count > Topic.largestBatch { return CallResult(.tooManyEntries, rule: .publishBatch) }
        guard call.parameters != .none else { return nil }
        let entries = archive.json(call.parameters)["PublishBatchRequestEntries"]?.array ?? []
        return Queue.flaw(inIDsOf: entries).map { CallResult($0, rule: .publishBatch) }
    }

    /// Takes a message, or says why not.
    private mutating func take(
        _ message: MessageID, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> Refusal? {
        let published = archive.message(message)
        if published.flaw == .empty { return Refusal(outcome: .invalidParameter, rule: .topicMessageSize) }
        if settings.isFIFO {
            guard published.group != .none else { return Refusal(outcome: .invalidParameter, rule: .topicGroup) }
            guard published.deduplication != .none || settings.deduplicatesByContent else {
                return Refusal(outcome: .invalidParameter, rule: .topicDeduplication)
            }
            if !settings.isByGroup {
                guard bytes.hasVolume(at: now), messages.take(at: now) else {
                    return Refusal(outcome: .throttling, rule: .topicThroughput)
                }
                bytes.use(Int(published.size))
            }
            if published.deduplication == .none {
                archive.messages[Int(message.index)].deduplication = archive.name(
                    Digest.sha256.hexadecimal(archive.text(published.body)))
            }
            let id = archive.message(message).deduplication
            guard deduplication.isNew(id, group: published.group, at: now) else {
                let note = archive.note(
                    .filter, from: self.id, to: self.id, rule: .topicDeduplication, message: message, at: now,
                    cause: record)
                archive.end(message, .filtered, at: self.id, now, note)
                return nil
            }
        }
        publish(message, record, now, &archive, &effects)
        return nil
    }

    /// Makes a copy for each subscription; the publication itself is done with.
    private mutating func publish(
        _ message: MessageID, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        let published = archive.message(message)
        let subscriptions = settings.subscriptions
        for place in subscriptions.indices where !missing.contains(place) {
            let isWrapped = !subscriptions[place].isRaw && subscriptions[place].kind != .function
            if let filter = subscriptions[place].filter,
                !filter.matches(
                    message: archive.json(published.body), attributes: archive.json(published.attributes))
            {
                let copy = archive.makeMessage(
                    body: published.body, attributes: published.attributes, parent: message, origin: id, at: now,
                    size: Int(published.size))
                let note = archive.note(
                    .filter, from: id, to: subscriptions[place].endpoint.component, rule: .filterPolicy, message: copy,
                    at: now, cause: record)
                archive.end(copy, .filtered, at: id, now, note)
                continue
            }
            let body: PayloadID =
                isWrapped
                ? archive.store(.notification(message: message, topicARN: settings.arn)) : published.body
            let copy = archive.makeMessage(
                body: body, attributes: isWrapped ? .none : published.attributes, parent: message, origin: id,
                at: now,
                size: isWrapped ? archive.envelopeSize(of: published, overhead: envelopeOverhead) : Int(published.size),
                group: published.group, deduplication: published.deduplication)
            let number = deliveries.insert(
                Delivery(message: copy, subscription: place, group: published.group, cause: record))
            if settings.isFIFO {
                queue(number, Lane(subscription: place, group: published.group), &archive, &effects)
            } else {
                send(number, &archive, &effects)
            }
        }
        archive.end(message, .delivered, at: id, now, record)
    }

    // MARK: Delivering

    /// Waits for the deliveries of the same group before it.
    private mutating func queue(
        _ number: UInt64, _ lane: Lane, _ archive: inout Archive, _ effects: inout Effects
    ) {
        lanes[lane, default: FIFO()].append(number)
        if lanes[lane]?.count == 1 { send(number, &archive, &effects) }
    }

    private mutating func send(_ number: UInt64, _ archive: inout Archive, _ effects: inout Effects) {
        guard deliveries.contains(number) else { return }
        deliveries[number].attempts += 1
        let delivery = deliveries[number]
        let subscriptions = settings.subscriptions
        let place = delivery.subscription
        var call = Call(
            .sendMessage, from: id, to: subscriptions[place].endpoint.component,
            messages: MessageList(delivery.message), cause: delivery.cause, token: number)
        switch subscriptions[place].kind {
        case .queue: break
        case .function:
            call.action = .invokeFunction
            call.argument = Call.asynchronous
            call.qualifier = subscriptions[place].endpoint.qualifier
            call.parameters = archive.store(
                .notificationEvent(
                    message: archive.message(delivery.message).parent, topicARN: settings.arn,
                    subscriptionARN: subscriptions[place].arn))
        case .http:
            call.action = .postHTTP
            call.parameters = archive.message(delivery.message).body
            call.identity = .owner
        }
        effects.call(call)
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        let number = call.token
        guard deliveries.contains(number) else { return }
        let delivery = deliveries[number]
        if result.outcome.isSuccess {
            if call.action == .postHTTP { archive.end(delivery.message, .delivered, at: call.resource, now, record) }
            return finish(number, &archive, &effects)
        }
        let subscription = settings.subscriptions[delivery.subscription]
        if delivery.isLastResort {
            archive.end(delivery.message, .rejected, at: id, now, record)
            finish(number, &archive, &effects)
        } else if isWorthAnother(result.outcome, subscription),
            let pause = subscription.retry.pause(after: delivery.attempts)
        {
            effects.setTimer(call.token, at: now + pause)
        } else if subscription.deadLetterQueue != .none {
            deliveries[number].isLastResort = true
            effects.call(
                Call(
                    .sendMessage, from: id, to: subscription.deadLetterQueue,
                    messages: MessageList(delivery.message), cause: record, token: call.token))
        } else {
            let rule: Rule =
                isWorthAnother(result.outcome, subscription) ? .subscriptionRetry : .subscriptionClientError
            let note = archive.note(
                .discard, from: id, to: subscription.endpoint.component, rule: rule, message: delivery.message,
                at: now, cause: record)
            archive.end(delivery.message, .rejected, at: id, now, note)
            finish(number, &archive, &effects)
        }
    }

    /// Whether the endpoint's failure may pass: of HTTP endpoints 429 and what begins with 5.
    private func isWorthAnother(_ outcome: Outcome, _ subscription: Subscription) -> Bool {
        outcome.isRetryable || (subscription.kind == .http && outcome.status >= 500)
    }

    private mutating func finish(_ number: UInt64, _ archive: inout Archive, _ effects: inout Effects) {
        guard let done = deliveries.remove(number), settings.isFIFO else { return }
        let lane = Lane(subscription: done.subscription, group: done.group)
        _ = lanes[lane]?.popFirst()
        if let next = lanes[lane]?.first { send(next, &archive, &effects) } else { lanes[lane] = nil }
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        send(token, &archive, &effects)
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        func places(_ id: String) -> [Int] {
            settings.subscriptions.indices.filter { settings.subscriptions[$0].arn.hasSuffix(":\(id)") }
        }
        switch fault {
        case .unsubscribed(let id): missing.formUnion(places(id))
        case .subscribed(let id): missing.subtract(places(id))
        default: break
        }
    }

    var held: [MessageID] { deliveries.all.map(\.message) }

    func gauges(at now: Instant) -> [Gauge] {
        deliveries.count == 0 ? [] : [Gauge("delivering", deliveries.count, isMain: true)]
    }
}
