import Languages
import Simulation
import Values

/// An EventBridge event bus: each event goes to the targets of every rule whose pattern matches it.
struct EventBus: Emulator {
    struct Target: Sendable {
        var component: ComponentID
        var action: Action
        var input: TargetInput
        /// Where events go that cannot be delivered.
        var deadLetterQueue: ComponentID = .none
        /// 185 unless set (docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html).
        var maximumRetryAttempts: Int = 185
        /// 24 hours unless set.
        var maximumEventAge: Int64 = 86_400 * second
        /// The role calls are made with, where the target or rule names one.
        var roleARN: String?
        /// The rule's ARN: what resource policies see as the source.
        var source = ""
    }

    struct RuleOfBus: Sendable {
        var logicalID: String
        var pattern: EventPattern
        var targets: [Target]
    }

    struct Delivery: Sendable {
        var message: MessageID
        var event: MessageID
        var rule: Int
        var target: Int
        var attempts = 0
        var taken: Instant
        var cause: RecordID
    }

    let id: ComponentID
    /// The rules, in the order of the stack.
    let rules: [RuleOfBus]
    private var random: RandomStream
    private var deliveries: [UInt64: Delivery] = [:]
    private var nextDelivery: UInt64 = 0

    /// 1 MB since 29 January 2026; see the rule `eventSize`.
    private static let largestEntry = 1_048_576

    init(id: ComponentID, rules: [RuleOfBus], random: RandomStream) {
        self.id = id
        self.rules = rules
        self.random = random
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        guard call.action == .putEvents else { return .result(CallResult(.validation, rule: .unsupportedRequest)) }
        var refused = 0
        for message in call.messages.all {
            if Int(archive.message(message).size) > EventBus.largestEntry {
                refused += 1
                archive.end(message, .rejected, at: id, now, record)
            } else {
                route(message, record, now, &archive, &effects)
            }
        }
        if refused == 0 { return .result(CallResult(.ok)) }
        // Every entry succeeds or fails by itself: the messages have their ends already.
        return .result(CallResult(.partial, rule: .eventSize))
    }

    private mutating func route(
        _ event: MessageID, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        let body = archive.json(archive.message(event).body)
        var isTaken = false
        for (place, rule) in rules.enumerated() where rule.pattern.matches(body) {
            isTaken = true
            for (targetPlace, target) in rule.targets.enumerated() {
                let facts = InputTransformer.Facts(
                    ruleARN: target.source, ruleName: rule.logicalID,
                    ingestionTime: EmulatedAccount.timestamp(now))
                let input = target.input.apply(to: body, facts: facts)
                let payload = archive.store(input)
                let copy = archive.makeMessage(
                    body: payload, parent: event, origin: id, at: now, size: input.compactText.utf8.count)
                deliveries[nextDelivery] = Delivery(
                    message: copy, event: event, rule: place, target: targetPlace, taken: now, cause: record)
                send(nextDelivery, now, &archive, &effects)
                nextDelivery += 1
            }
        }
        if isTaken {
            archive.end(event, .delivered, at: id, now, record)
        } else {
            let note = archive.note(
                .filter, from: id, to: id, rule: .eventPattern, message: event, at: now, cause: record)
            archive.end(event, .filtered, at: id, now, note)
        }
    }

    private mutating func send(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard var delivery = deliveries[number] else { return }
        delivery.attempts += 1
        deliveries[number] = delivery
        let target = rules[delivery.rule].targets[delivery.target]
        effects.call(
            Call(
                target.action, from: id, to: target.component, messages: MessageList(delivery.message),
                parameters: archive.message(delivery.message).body,
                argument: target.action == .invokeFunction ? Call.asynchronous : -1, cause: delivery.cause,
                token: number, identity: target.identity))
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        guard let delivery = deliveries[call.token] else { return }
        let target = rules[delivery.rule].targets[delivery.target]
        let isLastResort = call.resource == target.deadLetterQueue && call.resource != target.component
        if result.outcome.isSuccess {
            deliveries[call.token] = nil
            return
        }
        if isLastResort {
            deliveries[call.token] = nil
            archive.end(delivery.message, .rejected, at: id, now, record)
            return
        }
        // Exponential backoff with jitter; the page names the method and not the steps.
        let ceiling = min(600, 1 << min(delivery.attempts, 10))
        let pause = Int64((random.uniform() * Double(Int64(ceiling) * second)).rounded())
        if result.outcome.isRetryable, delivery.attempts <= target.maximumRetryAttempts,
            now + pause - delivery.taken <= target.maximumEventAge
        {
            effects.setTimer(call.token, at: now + pause)
        } else if target.deadLetterQueue != .none {
            effects.call(
                Call(
                    .sendMessage, from: id, to: target.deadLetterQueue, messages: MessageList(delivery.message),
                    cause: record, token: call.token, identity: .service("events.amazonaws.com", source: target.source))
            )
        } else {
            deliveries[call.token] = nil
            let note = archive.note(
                .discard, from: id, to: target.component, rule: .targetRetry, message: delivery.message, at: now,
                cause: record)
            archive.end(delivery.message, .rejected, at: id, now, note)
        }
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        send(token, now, &archive, &effects)
    }

    var held: [MessageID] { deliveries.values.map(\.message) }

    func gauges(at now: Instant) -> [Gauge] {
        deliveries.isEmpty ? [] : [Gauge("delivering", deliveries.count, isMain: true)]
    }
}

extension EventBus.Target {
    /// With a role the role's policies count; without one the target's own policy must allow the rule.
    var identity: Identity {
        roleARN.map { .role($0) } ?? .service("events.amazonaws.com", source: source)
    }
}
