import Templates
import Values

/// Amazon S3: buckets and what they tell when objects change.
let s3Rows: [ResourceRow] = [
    ResourceRow(
        "AWS::S3::Bucket", kind: "object-store", service: "s3",
        delivery: "s3:PutObject", link: linkBucket),
    .plumbing("AWS::S3::BucketPolicy", kind: "policy", .into(["Bucket"])),
    .plumbing("AWS::S3::AccessPoint", kind: "access-point", .into(["Bucket"])),
    ResourceRow("AWS::S3ObjectLambda::AccessPoint", kind: "access-point", service: "s3", link: linkObjectLambda),
]

/// The properties of a bucket that each hold one kind of notification, with where they name its target.
private let notifications = [
    ("LambdaConfigurations", "Function"), ("QueueConfigurations", "Queue"), ("TopicConfigurations", "Topic"),
]

private func linkBucket(_ bucket: Resource, _ linker: inout Linker) {
    let configuration = bucket.properties["NotificationConfiguration"]
    for (property, target) in notifications {
        for (index, notification) in (configuration?[property]?.array ?? []).enumerated() {
            let path = PropertyPath(["NotificationConfiguration", property, "\(index)", target])
            guard let receiver = linker.targetOrOutside(bucket, path) else { continue }
            linker.add(
                Way(
                    from: bucket.logicalID, to: receiver, kind: .event, label: notificationLabel(notification),
                    actions: linker.delivery(to: receiver), position: linker.position(bucket, path)))
        }
    }
    linkToEventBridge(bucket, configuration, &linker)
    linkReplication(bucket, &linker)
}

/// An access point that calls a function with each object on its way out of the bucket behind it.
private func linkObjectLambda(_ point: Resource, _ linker: inout Linker) {
    let bucket: PropertyPath = "ObjectLambdaConfiguration.SupportingAccessPoint"
    if let store = linker.targetOrOutside(point, bucket) {
        linker.add(
            Way(
                from: point.logicalID, to: store, kind: .read, actions: ["s3:GetObject"],
                position: linker.position(point, bucket)))
    }
    let function: PropertyPath =
        "ObjectLambdaConfiguration.TransformationConfigurations.*.ContentTransformation.AwsLambda.FunctionArn"
    for target in linker.targets(point, function, service: "lambda") {
        linker.add(
            Way(
                from: point.logicalID, to: target, kind: .call, label: "transform", actions: ["lambda:Invoke"],
                position: linker.position(point, function)))
    }
}

private func linkToEventBridge(_ bucket: Resource, _ configuration: JSONValue?, _ linker: inout Linker) {
    guard let bridge = configuration?["EventBridgeConfiguration"],
        bridge["EventBridgeEnabled"]?.scalarText?.lowercased() != "false"
    else { return }
    linker.add(
        Way(
            from: bucket.logicalID, to: linker.defaultBus(), kind: .event, label: "object events",
            actions: ["events:PutEvents"],
            position: linker.position(bucket, "NotificationConfiguration.EventBridgeConfiguration")))
}

private func linkReplication(_ bucket: Resource, _ linker: inout Linker) {
    let path: PropertyPath = "ReplicationConfiguration.Rules.*.Destination.Bucket"
    for copy in linker.targets(bucket, path) where copy != bucket.logicalID {
        linker.add(
            Way(
                from: bucket.logicalID, to: copy, kind: .write, label: "replication", actions: ["s3:ReplicateObject"],
                position: linker.position(bucket, "ReplicationConfiguration")))
    }
}

/// `ObjectCreated *.jpg`: the event and the filter on the key.
private func notificationLabel(_ notification: JSONValue) -> String {
    var event = notification["Event"]?.string ?? ""
    if event.hasPrefix("s3:") { event.removeFirst("s3:".count) }
    if event.hasSuffix(":*") { event.removeLast(":*".count) }
    var prefix = ""
    var suffix = ""
    for rule in notification.value(at: "Filter.S3Key.Rules")?.array ?? [] {
        let value = rule["Value"]?.string ?? ""
        if rule["Name"]?.string?.lowercased() == "prefix" { prefix = value } else { suffix = value }
    }
    return prefix.isEmpty && suffix.isEmpty ? event : "\(event) \(prefix)*\(suffix)"
}
