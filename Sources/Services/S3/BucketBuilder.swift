import Simulation
import Templates
import Values

/// Makes buckets from their resources.
enum BucketBuilder {
    static let modelled: Set<String> = [
        "BucketName", "NotificationConfiguration", "VersioningConfiguration", "BucketEncryption",
        "PublicAccessBlockConfiguration", "OwnershipControls",
    ]

    private static let kinds = [
        ("QueueConfigurations", "Queue"), ("TopicConfigurations", "Topic"), ("LambdaConfigurations", "Function"),
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        var notifications: [Bucket.Notification] = []
        for (list, key) in kinds {
            for entry in resource.property("NotificationConfiguration", list)?.array ?? [] {
                if let made = notification(entry, key, number: notifications.count, resource, &builder) {
                    notifications.append(made)
                }
            }
        }
        reportOverlaps(notifications, resource, &builder)
        let settings = Bucket.Settings(
            name: resource.physicalName, arn: resource.arn ?? "", notifications: notifications,
            bus: tellsEventBridge(resource) ? builder.component(CloudBuilder.defaultBus) : nil,
            isVersioned: resource.string("VersioningConfiguration", "Status") == "Enabled")
        return Bucket(id: id, settings: settings, random: builder.random("bucket \(resource.logicalID)"))
    }

    static func tellsEventBridge(_ bucket: Resource) -> Bool {
        bucket.property("NotificationConfiguration", "EventBridgeConfiguration") != nil
            && !bucket.isFalse("NotificationConfiguration", "EventBridgeConfiguration", "EventBridgeEnabled")
    }

    private static func notification(
        _ entry: JSONValue, _ key: String, number: Int, _ bucket: Resource, _ builder: inout CloudBuilder
    ) -> Bucket.Notification? {
        func leaveOut(_ why: String) -> Bucket.Notification? {
            builder.findings.append(
                Diagnostic(
                    .warning, at: entry.position, found: "a notification of \(bucket.logicalID) \(why)",
                    expected: "nothing is sent there"))
            return nil
        }
        let arn = entry[key]?.string
        guard let target = builder.target(arn: arn) else { return leaveOut("goes outside of the template") }
        let receiver = arn.flatMap { builder.stack.resource(arn: $0) ?? builder.stack.resource(physicalID: $0) }
        if receiver?.isTrue("FifoQueue") == true || receiver?.isTrue("FifoTopic") == true {
            return leaveOut("goes to a FIFO queue or topic, which S3 refuses")
        }
        var prefix = ""
        var suffix = ""
        for rule in entry["Filter"]?["S3Key"]?["Rules"]?.array ?? [] {
            let value = rule["Value"]?.string ?? ""
            if rule["Name"]?.string?.lowercased() == "prefix" { prefix = value } else { suffix = value }
        }
        return Bucket.Notification(
            target: target, event: entry["Event"]?.string ?? "", prefix: prefix, suffix: suffix, id: "\(number)")
    }

    /// S3 refuses two notifications that the same object would set off.
    private static func reportOverlaps(
        _ notifications: [Bucket.Notification], _ bucket: Resource, _ builder: inout CloudBuilder
    ) {
        let events = ["ObjectCreated:Put", "ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated"]
        for (place, one) in notifications.enumerated() {
            for other in notifications.dropFirst(place + 1)
            where events.contains(where: { one.matches(event: $0) && other.matches(event: $0) })
                && (one.prefix.hasPrefix(other.prefix) || other.prefix.hasPrefix(one.prefix))
                && (one.suffix.hasSuffix(other.suffix) || other.suffix.hasSuffix(one.suffix))
            {
                builder.findings.append(
                    Diagnostic(
                        .warning, at: bucket.property("NotificationConfiguration")?.position ?? bucket.position,
                        found: "two notifications of \(bucket.logicalID) are set off by the same objects",
                        expected: "S3 refuses overlapping prefixes and suffixes for one kind of event"))
            }
        }
    }
}
