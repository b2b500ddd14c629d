import Languages
import Simulation
import Templates
import Values

/// A target of a rule or a schedule: who gets the event, and what happens when it cannot be delivered.
struct EventTarget: Sendable {
    var target: DeliveryTarget
    /// Where events go that cannot be delivered.
    var deadLetterQueue: ComponentID = .none
    /// 185 unless set (docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).
    var maximumRetryAttempts = 185
    /// 24 hours unless set.
    var maximumEventAge: Int64 = 86_400 * second
    /// With a role the role's policies count; without one the target's own policy must allow the rule.
    var identity: IdentityID
    /// The rule or schedule itself, as which it sends what it could not deliver.
    var sender: IdentityID
    /// The rule's or schedule's ARN.
    var source: String
    /// The group of messages on their way to a FIFO queue.
    var group: String?
    /// What of the event is the partition key for a stream; its id unless set.
    var partitionKey: JSONPath?
}

extension EventTarget {
    /// As whom a rule or schedule acts by itself.
    static func sender(of resource: Resource, _ builder: inout CloudBuilder) -> IdentityID {
        builder.identities.number(of: .service("events.amazonaws.com", source: resource.arn ?? ""))
    }
}

/// Deliveries to targets: each is tried until it succeeds, is refused, or has used up its attempts or its time.
struct TargetDeliveries: Sendable {
    private struct Delivery: Sendable {
        var message: MessageID
        var target: EventTarget
        var attempts = 0
        var taken: Instant
        var isLastResort = false
        var cause: RecordID
    }

    let id: ComponentID
    private var random: RandomStream
    private var deliveries = Register<Delivery>()

    init(id: ComponentID, random: RandomStream) {
        self.id = id
        self.random = random
    }

    /// The upper bits of the tokens of its timers and calls; the lower ones are a delivery's number.
    private static let mark: UInt64 = 0x20 << 56

    /// Makes the message that a target gets, and sends it.
    mutating func deliver(
        _ input: JSONValue, of event: MessageID, to target: EventTarget, cause: RecordID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        let body = archive.store(input)
        let key = target.partitionKey.flatMap { $0.value(in: archive.json(archive.message(event).body))?.string }
        let group = target.target.action == .putRecord ? key ?? archive.identifier(of: event) : target.group
        let message = archive.makeMessage(
            body: body, parent: event, origin: id, at: now, size: input.compactText.utf8.count,
            group: archive.name(group),
            deduplication: target.group == nil ? .none : archive.name(archive.identifier(of: event)))
        let number = deliveries.insert(Delivery(message: message, target: target, taken: now, cause: cause))
        send(number, archive, &effects)
    }

    private mutating func send(_ number: UInt64, _ archive: Archive, _ effects: inout Effects) {
        guard deliveries.contains(number) else { return }
        deliveries[number].attempts += 1
        let delivery = deliveries[number]
        effects.call(
            delivery.target.target.call(
                delivery.message, from: id, archive: archive, cause: delivery.cause,
                token: TargetDeliveries.mark | number, identity: delivery.target.identity))
    }

    /// A call has its result.
    /// - Returns: whether it was one of a delivery.
    mutating func receive(
        _ result: CallResult, of call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) -> Bool {
        guard call.token & TargetDeliveries.mark != 0 else { return false }
        let number = call.token ^ TargetDeliveries.mark
        guard deliveries.contains(number) else { return true }
        var delivery = deliveries[number]
        if result.outcome.isSuccess {
            if !call.handsOver { archive.end(delivery.message, .delivered, at: call.resource, now, record) }
            deliveries.release(number)
            return true
        }
        if delivery.isLastResort {
            archive.end(delivery.message, .rejected, at: id, now, record)
            deliveries.release(number)
            return true
        }
        // Exponential backoff with jitter; the page names the method and not the steps.
        let ceiling = min(600, 1 << min(delivery.attempts, 10))
        let pause = Int64((random.uniform() * Double(Int64(ceiling) * second)).rounded())
        let isRetryable =
            result.outcome.isRetryable || (call.action == .invokeAPIDestination && result.outcome.status >= 500)
        let hasTime = now + pause - delivery.taken <= delivery.target.maximumEventAge
        if isRetryable, delivery.attempts <= delivery.target.maximumRetryAttempts, hasTime {
            effects.setTimer(TargetDeliveries.mark | number, at: now + pause)
            return true
        }
        let note = archive.note(
            .discard, from: id, to: call.resource, rule: isRetryable ? .targetRetry : .targetRefusal,
            message: delivery.message, at: now, cause: record)
        guard delivery.target.deadLetterQueue != .none else {
            archive.end(delivery.message, .rejected, at: id, now, note)
            deliveries.release(number)
            return true
        }
        let condition = !isRetryable ? nil : hasTime ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds"
        let letter = letter(delivery, result.outcome, condition, now, &archive)
        // What could not be delivered lives on in the letter.
        archive.end(delivery.message, .delivered, at: id, now, note)
        delivery.message = letter
        delivery.isLastResort = true
        deliveries[number] = delivery
        effects.call(
            Call(
                .sendMessage, from: id, to: delivery.target.deadLetterQueue, messages: MessageList(letter),
                cause: record, token: call.token,
                identity: delivery.target.sender))
        return true
    }

    /// The message for the dead-letter queue, with what went wrong in its attributes
    /// (docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
    private func letter(
        _ delivery: Delivery, _ outcome: Outcome, _ condition: String?, _ now: Instant, _ archive: inout Archive
    ) -> MessageID {
        func text(_ value: String) -> JSONValue { ["DataType": "String", "StringValue": JSONValue(value)] }
        var attributes = JSONObject([
            .init(key: "ERROR_CODE", value: text(outcome.name)),
            .init(key: "ERROR_MESSAGE", value: text("the target answered \(outcome.name)")),
            .init(key: "RULE_ARN", value: text(delivery.target.source)),
            .init(key: "TARGET_ARN", value: text(delivery.target.target.arn)),
        ])
        if let condition {
            attributes["EXHAUSTED_RETRY_CONDITION"] = text(condition)
            attributes["RETRY_ATTEMPTS"] = [
                "DataType": "Number", "StringValue": JSONValue(String(delivery.attempts - 1)),
            ]
        }
        let old = archive.message(delivery.message)
        return archive.makeMessage(
            body: old.body, attributes: archive.store(JSONValue(attributes)), parent: delivery.message, origin: id,
            at: now, size: Int(old.size), group: old.group, deduplication: old.deduplication)
    }

    /// A timer has run out.
    /// - Returns: whether it was one of a delivery.
    mutating func resume(_ token: UInt64, _ archive: Archive, _ effects: inout Effects) -> Bool {
        guard token & TargetDeliveries.mark != 0 else { return false }
        send(token ^ TargetDeliveries.mark, archive, &effects)
        return true
    }

    var held: [MessageID] { deliveries.all.map(\.message) }
    var count: Int { deliveries.count }
}
