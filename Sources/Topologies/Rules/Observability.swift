import Templates
import Values

/// What watches: CloudWatch logs, alarms and dashboards, CloudTrail, X-Ray.
let observabilityRows: [ResourceRow] = [
    ResourceRow(
        "AWS::Logs::LogGroup", kind: "log-store", layer: .observability, service: "logs", delivery: "logs:PutLogEvents",
        link: linkLogGroup),
    .plumbing("AWS::Logs::LogStream", kind: "setting", .into(["LogGroupName"])),
    .plumbing(
        "AWS::Logs::SubscriptionFilter", kind: "subscription", .onWays(otherwise: ["LogGroupName"]),
        link: linkSubscriptionFilter),
    .plumbing("AWS::Logs::MetricFilter", kind: "setting", .into(["LogGroupName"])),
    .plumbing("AWS::Logs::ResourcePolicy", kind: "policy", .hidden),
    .plumbing("AWS::Logs::QueryDefinition", kind: "setting", .hidden),
    ResourceRow("AWS::CloudWatch::Alarm", kind: "alarm", layer: .observability, service: "cloudwatch", link: linkAlarm),
    ResourceRow(
        "AWS::CloudWatch::CompositeAlarm", kind: "alarm", layer: .observability, service: "cloudwatch",
        link: linkCompositeAlarm),
    ResourceRow("AWS::CloudWatch::Dashboard", kind: "dashboard", layer: .observability),
    .plumbing("AWS::CloudWatch::AnomalyDetector", kind: "setting", .hidden),
    ResourceRow(
        "AWS::CloudTrail::Trail", kind: "audit-log", layer: .observability, service: "cloudtrail", link: linkTrail),
    ResourceRow("AWS::XRay::Group", kind: "trace-store", layer: .observability),
    ResourceRow("AWS::XRay::SamplingRule", kind: "trace-store", layer: .observability),
    ResourceRow("AWS::Synthetics::Canary", kind: "canary", layer: .observability),
    ResourceRow("AWS::ApplicationInsights::Application", kind: "dashboard", layer: .observability),
    .plumbing("AWS::ResourceGroups::Group", kind: "setting", .usedBy()),
]

/// Lambda writes into the log group with its name, `/aws/lambda/` and the function's; others say where they write.
private func linkLogGroup(_ group: Resource, _ linker: inout Linker) {
    let start = "/aws/lambda/"
    guard group.physicalName.hasPrefix(start),
        let function = linker.resolver.resource(
            named: String(group.physicalName.dropFirst(start.count)), service: "lambda")
    else { return }
    linker.add(
        Way(
            from: function, to: group.logicalID, kind: .observe, actions: ["logs:PutLogEvents"],
            position: group.position))
}

extension Linker {
    /// Adds the way of logs, where a property names their group.
    mutating func addLogs(from writer: String, of resource: Resource, at path: PropertyPath) {
        for group in targets(resource, path, service: "logs") {
            add(
                Way(
                    from: writer, to: group, kind: .observe, actions: ["logs:PutLogEvents"],
                    position: position(resource, path)))
        }
    }
}

private func linkSubscriptionFilter(_ filter: Resource, _ linker: inout Linker) {
    guard let group = linker.target(filter, "LogGroupName", service: "logs"),
        let destination = linker.targetOrOutside(filter, "DestinationArn")
    else { return }
    linker.add(
        Way(
            from: group, to: destination, kind: .event, label: filter.properties["FilterPattern"]?.string ?? "",
            via: [filter.logicalID], actions: linker.delivery(to: destination),
            position: linker.position(filter, "DestinationArn")))
}

/// A component is observed by its alarms, which tell topics and others when they change.
private func linkAlarm(_ alarm: Resource, _ linker: inout Linker) {
    let metrics =
        (alarm.properties["MetricName"]?.string).map { [$0] }
        ?? (alarm.properties["Metrics"]?.array ?? []).compactMap {
            $0.value(at: "MetricStat.Metric.MetricName")?.string
        }
    let metric = joinedLabels(metrics)
    let watched =
        linker.targets(alarm, "Dimensions") + linker.targets(alarm, "Metrics.*.MetricStat.Metric.Dimensions")
    for component in unique(watched.compactMap { linker.component(of: $0) }) {
        linker.add(
            Way(
                from: component, to: alarm.logicalID, kind: .observe, label: metric,
                position: linker.position(alarm, "Dimensions")))
    }
    linker.addAlarmActions(of: alarm)
}

private func linkCompositeAlarm(_ alarm: Resource, _ linker: inout Linker) {
    for part in linker.targets(alarm, "AlarmRule") {
        linker.add(
            Way(
                from: part, to: alarm.logicalID, kind: .observe, position: linker.position(alarm, "AlarmRule")))
    }
    linker.addAlarmActions(of: alarm)
}

extension Linker {
    fileprivate mutating func addAlarmActions(of alarm: Resource) {
        let lists: [(path: PropertyPath, label: String)] = [
            ("AlarmActions", "alarm"), ("OKActions", "ok"), ("InsufficientDataActions", "no data"),
        ]
        for list in lists {
            for target in targets(alarm, list.path) {
                add(
                    Way(
                        from: alarm.logicalID, to: target, kind: .event, label: list.label,
                        actions: delivery(to: target),
                        position: position(alarm, list.path)))
            }
        }
    }
}

private func linkTrail(_ trail: Resource, _ linker: inout Linker) {
    for (path, action) in [("S3BucketName", "s3:PutObject"), ("CloudWatchLogsLogGroupArn", "logs:PutLogEvents")] {
        guard let store = linker.target(trail, PropertyPath([path])) else { continue }
        linker.add(
            Way(
                from: trail.logicalID, to: store, kind: .observe, actions: [action],
                position: linker.position(trail, PropertyPath([path]))))
    }
}
