import Simulation
import Values

/// An S3 bucket: objects under their keys, and what it tells others when they change.
struct Bucket: Emulator {
    struct Notification: Sendable {
        var target: DeliveryTarget
        /// `ObjectCreated:*` and the like.
        var event: String
        var prefix: String
        var suffix: String
        var id: String
    }

    struct Settings: Sendable {
        var name: String
        var arn: String
        var notifications: [Notification]
        /// The default bus, where EventBridge gets to know of everything.
        var bus: ComponentID?
        var isVersioned: Bool
    }

    private struct Object: Sendable {
        var size: Int
        var version: UInt64
    }

    /// A notification that waits for its time or its next attempt.
    private struct Delivery: Sendable {
        var message: MessageID
        var target: DeliveryTarget
        var attempts = 0
        var cause: RecordID
    }

    let id: ComponentID
    let settings: Settings
    private var random: RandomStream
    private var objects: [String: Object] = [:]
    private var deliveries: [UInt64: Delivery] = [:]
    private var nextDelivery: UInt64 = 0
    private var nextVersion: UInt64 = 1

    init(id: ComponentID, settings: Settings, random: RandomStream) {
        self.id = id
        self.settings = settings
        self.random = random
    }

    /// Notifications come within seconds as a rule, and in no order; AWS gives no distribution. This one has a mean of one
    /// second.
    private static let meanDelay = 1e9
    private static let longestPause: Int64 = 300 * second

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        let parameters = archive.json(call.parameters)
        guard let key = parameters["Key"]?.string else { return .result(CallResult(.validation)) }
        switch call.action {
        case .putObject:
            let body = parameters["Body"] ?? ""
            let size = parameters["ContentLength"]?.wholeNumber ?? (body.string ?? body.compactText).utf8.count
            let object = Object(size: size, version: nextVersion)
            nextVersion += 1
            objects[key] = object
            tell("ObjectCreated:Put", key, object, call, record, now, &archive, &effects)
            return .result(CallResult(.ok))
        case .getObject:
            guard let object = objects[key] else { return .result(CallResult(.notFound)) }
            return .result(CallResult(.ok, payload: archive.store(["ContentLength": JSONValue(object.size)])))
        case .deleteObject:
            let gone = objects.removeValue(forKey: key)
            let object = Object(size: gone?.size ?? 0, version: nextVersion)
            nextVersion += 1
            // In a bucket with versions a delete marker hides the object; else deleting nothing tells nothing.
            let isMarked = settings.isVersioned && parameters["VersionId"] == nil
            if isMarked || gone != nil {
                let event = isMarked ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete"
                tell(event, key, object, call, record, now, &archive, &effects)
            }
            return .result(CallResult(.ok))
        default:
            return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
    }

    // MARK: Telling

    private mutating func tell(
        _ event: String, _ key: String, _ object: Object, _ call: Call, _ record: RecordID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        for notification in settings.notifications where notification.matches(event: event) {
            let body = self.record(event, key, object, notification.id, now)
            let message = archive.makeMessage(
                body: archive.store(body), parent: call.about, origin: id, at: now,
                size: body.compactText.utf8.count)
            guard key.hasPrefix(notification.prefix), key.hasSuffix(notification.suffix) else {
                let note = archive.note(
                    .filter, from: id, to: notification.target.component, rule: .notificationFilter, message: message,
                    at: now, cause: record)
                archive.end(message, .filtered, at: id, now, note)
                continue
            }
            schedule(message, notification.target, record, now, &effects)
        }
        if let bus = settings.bus {
            let message = archive.makeEvent(
                busEvent(event, key, object), parent: call.about, origin: id, at: now)
            schedule(
                message, DeliveryTarget(component: bus, action: .putEvents, arn: CloudBuilder.defaultBusARN), record,
                now, &effects)
        }
    }

    private mutating func schedule(
        _ message: MessageID, _ target: DeliveryTarget, _ cause: RecordID, _ now: Instant, _ effects: inout Effects
    ) {
        deliveries[nextDelivery] = Delivery(message: message, target: target, cause: cause)
        effects.setTimer(nextDelivery, at: now + Int64(random.exponential(mean: Bucket.meanDelay).rounded()))
        nextDelivery += 1
    }

    /// The record of docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html.
    private func record(
        _ event: String, _ key: String, _ object: Object, _ configuration: String, _ now: Instant
    ) -> JSONValue {
        var about = JSONObject([.init(key: "key", value: JSONValue(Bucket.encoded(key)))])
        if event.hasPrefix("ObjectCreated") {
            about["size"] = JSONValue(object.size)
            about["eTag"] = JSONValue(String(object.version, radix: 16))
        }
        about["sequencer"] = JSONValue(sequencer(object))
        return [
            "Records": [
                [
                    "eventVersion": "2.6", "eventSource": "aws:s3", "awsRegion": JSONValue(EmulatedAccount.region),
                    "eventTime": JSONValue(EmulatedAccount.timestamp(now)), "eventName": JSONValue(event),
                    "s3": [
                        "s3SchemaVersion": "1.0", "configurationId": JSONValue(configuration),
                        "bucket": ["name": JSONValue(settings.name), "arn": JSONValue(settings.arn)],
                        "object": JSONValue(about),
                    ],
                ]
            ]
        ]
    }

    /// The event of docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html.
    private func busEvent(_ event: String, _ key: String, _ object: Object) -> JSONValue {
        let isCreated = event.hasPrefix("ObjectCreated")
        var about = JSONObject([.init(key: "key", value: JSONValue(key))])
        if isCreated {
            about["size"] = JSONValue(object.size)
            about["etag"] = JSONValue(String(object.version, radix: 16))
        }
        about["sequencer"] = JSONValue(sequencer(object))
        return [
            "Source": "aws.s3", "DetailType": isCreated ? "Object Created" : "Object Deleted",
            "Resources": [JSONValue(settings.arn)],
            "Detail": [
                "version": "0", "bucket": ["name": JSONValue(settings.name)], "object": JSONValue(about),
                "requester": JSONValue(EmulatedAccount.account),
                "reason": isCreated ? "PutObject" : "DeleteObject",
            ],
        ]
    }

    /// Grows with every change of a key, so that its notifications can be put in order.
    private func sequencer(_ object: Object) -> String {
        let digits = String(object.version, radix: 16, uppercase: true)
        return String(repeating: "0", count: 18 - digits.count) + digits
    }

    /// A key as notifications write it: spaces as `+`, all but letters, digits and `-_.*/` in percent form.
    static func encoded(_ key: String) -> String {
        var text = ""
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "*"), UInt8(ascii: "/"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): text += "+"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return text
    }

    // MARK: Delivering

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        guard let delivery = deliveries[token] else { return }
        // The default bus of the account takes the events of its services.
        effects.call(
            delivery.target.call(
                delivery.message, from: id, archive: archive, cause: delivery.cause, token: token,
                identity: delivery.target.action == .putEvents ? .owner : .own))
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        guard var delivery = deliveries[call.token] else { return }
        if result.outcome.isRetryable {
            let pause = min(Bucket.longestPause, second << Int64(min(delivery.attempts, 10)))
            delivery.attempts += 1
            deliveries[call.token] = delivery
            return effects.setTimer(call.token, at: now + pause)
        }
        deliveries[call.token] = nil
        if !result.outcome.isSuccess {
            let note = archive.note(
                .discard, from: id, to: call.resource, rule: .notificationDelivery, message: delivery.message, at: now,
                cause: record)
            archive.end(delivery.message, .rejected, at: id, now, note)
        }
    }

    var held: [MessageID] { deliveries.values.map(\.message) }

    func gauges(at now: Instant) -> [Gauge] {
        var gauges = [Gauge("objects", objects.count, isMain: true)]
        if !deliveries.isEmpty { gauges.append(Gauge("telling", deliveries.count)) }
        return gauges
    }
}

extension Bucket.Notification {
    /// Whether it is about events of this kind: `ObjectCreated:*` stands for all that create.
    func matches(event name: String) -> Bool {
        let pattern = event.hasPrefix("s3:") ? String(event.dropFirst(3)) : event
        return pattern == name || (pattern.hasSuffix("*") && name.hasPrefix(pattern.dropLast()))
    }
}
