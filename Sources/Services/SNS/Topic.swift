import Languages
import Simulation
import Values

/// A standard SNS topic: it hands each message to every subscription whose filter policy matches, and goes on trying
/// where an endpoint fails.
struct Topic: Emulator {
    struct Subscription: Sendable {
        var endpoint: DeliveryTarget
        /// `sqs` or `lambda`.
        var isQueue: Bool
        /// Whether a queue gets the bare message instead of the envelope.
        var isRaw: Bool
        var filter: FilterPolicy?
        /// Where messages go that cannot be delivered.
        var deadLetterQueue: ComponentID = .none
        var arn: String
    }

    /// A delivery that is under way or waits for its next attempt.
    struct Delivery: Sendable {
        var message: MessageID
        var subscription: Int
        var attempts = 0
        var cause: RecordID
    }

    let id: ComponentID
    let arn: String
    let subscriptions: [Subscription]
    private var deliveries: [UInt64: Delivery] = [:]
    private var nextDelivery: UInt64 = 0

    /// 262,144 bytes (botocore 1.43.11, sns.PublishBatch).
    private static let largestMessage = 262_144

    init(id: ComponentID, arn: String, subscriptions: [Subscription]) {
        self.id = id
        self.arn = arn
        self.subscriptions = subscriptions
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        guard call.action == .publish else { return .result(CallResult(.validation, rule: .unsupportedRequest)) }
        for message in call.messages.all {
            guard archive.message(message).size <= Topic.largestMessage else {
                return .result(CallResult(.badRequest, rule: .topicMessageSize))
            }
            publish(message, record, now, &archive, &effects)
        }
        return .result(CallResult(.ok))
    }

    /// Makes a copy for each subscription; the publication itself is done with.
    private mutating func publish(
        _ message: MessageID, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        let published = archive.message(message)
        for (place, subscription) in subscriptions.enumerated() {
            let body: PayloadID =
                subscription.isRaw || !subscription.isQueue
                ? published.body : archive.store(.notification(message: message, topicARN: arn))
            let size = subscription.isRaw ? Int(published.size) : archive.text(body).utf8.count
            let copy = archive.makeMessage(
                body: body, attributes: subscription.isRaw ? published.attributes : .none, parent: message,
                origin: id, at: now, size: size)
            let matches =
                subscription.filter?.matches(
                    message: archive.json(published.body), attributes: archive.json(published.attributes)) ?? true
            if matches {
                deliveries[nextDelivery] = Delivery(message: copy, subscription: place, cause: record)
                send(nextDelivery, &archive, &effects)
                nextDelivery += 1
            } else {
                let note = archive.note(
                    .filter, from: id, to: subscription.endpoint.component, rule: .filterPolicy, message: copy, at: now,
                    cause: record)
                archive.end(copy, .filtered, at: id, now, note)
            }
        }
        archive.end(message, .delivered, at: id, now, record)
    }

    private mutating func send(_ number: UInt64, _ archive: inout Archive, _ effects: inout Effects) {
        guard var delivery = deliveries[number] else { return }
        delivery.attempts += 1
        deliveries[number] = delivery
        let subscription = subscriptions[delivery.subscription]
        if subscription.isQueue {
            effects.call(
                Call(
                    .sendMessage, from: id, to: subscription.endpoint.component,
                    messages: MessageList(delivery.message),
                    cause: delivery.cause, token: number))
        } else {
            let event = archive.store(
                .notificationEvent(
                    message: archive.message(delivery.message).parent, topicARN: arn,
                    subscriptionARN: subscription.arn))
            var call =
                Call(
                    .invokeFunction, from: id, to: subscription.endpoint.component,
                    messages: MessageList(delivery.message),
                    parameters: event, argument: Call.asynchronous, cause: delivery.cause, token: number)
            call.qualifier = subscription.endpoint.qualifier
            effects.call(call)
        }
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        guard let delivery = deliveries[call.token] else { return }
        let subscription = subscriptions[delivery.subscription]
        let isLastResort =
            call.resource == subscription.deadLetterQueue && call.resource != subscription.endpoint.component
        if result.outcome.isSuccess {
            deliveries[call.token] = nil
        } else if isLastResort {
            deliveries[call.token] = nil
            archive.end(delivery.message, .rejected, at: id, now, record)
        } else if result.outcome.isRetryable, let pause = Topic.pause(after: delivery.attempts) {
            effects.setTimer(call.token, at: now + pause)
        } else if subscription.deadLetterQueue != .none {
            effects.call(
                Call(
                    .sendMessage, from: id, to: subscription.deadLetterQueue,
                    messages: MessageList(delivery.message), cause: record, token: call.token))
        } else {
            deliveries[call.token] = nil
            let note = archive.note(
                .discard, from: id, to: subscription.endpoint.component, rule: .subscriptionClientError,
                message: delivery.message, at: now, cause: record)
            archive.end(delivery.message, .rejected, at: id, now, note)
        }
    }

    /// The pause before the next attempt to an AWS endpoint: 3 at once, 2 after 1 s, 10 growing from 1 s to 20 s, then
    /// 100,000 at 20 s (docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html); nil after the last.
    static func pause(after attempts: Int) -> Int64? {
        switch attempts {
        case ...3: 0
        case ...5: second
        // Doubling from 1 s, cut off at 20 s: the page gives the ends of the range and not the steps.
        case ...15: min(20 * second, second << Int64(attempts - 6))
        case ...100_015: 20 * second
        default: nil
        }
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        send(token, &archive, &effects)
    }

    var held: [MessageID] { deliveries.values.map(\.message) }

    func gauges(at now: Instant) -> [Gauge] {
        deliveries.isEmpty ? [] : [Gauge("delivering", deliveries.count, isMain: true)]
    }
}
