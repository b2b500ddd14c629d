import Templates
import Values

/// Amazon SNS: topics and who subscribes to them.
let snsRows: [ResourceRow] = [
    ResourceRow(
        "AWS::SNS::Topic", kind: "topic", service: "sns", delivery: "sns:Publish",
        link: linkInlineSubscriptions),
    .plumbing("AWS::SNS::Subscription", kind: "subscription", .onWays(otherwise: ["TopicArn"]), link: linkSubscription),
    .plumbing("AWS::SNS::TopicPolicy", kind: "policy", .into(["Topics"])),
    .plumbing("AWS::SNS::TopicInlinePolicy", kind: "policy", .into(["TopicArn"])),
]

private func linkInlineSubscriptions(_ topic: Resource, _ linker: inout Linker) {
    for index in (topic.properties["Subscription"]?.array ?? []).indices {
        linker.subscribe(topic, at: ["Subscription", "\(index)"], to: topic.logicalID, via: [])
    }
}

private func linkSubscription(_ subscription: Resource, _ linker: inout Linker) {
    guard let topic = linker.targetOrOutside(subscription, "TopicArn", service: "sns") else { return }
    linker.subscribe(subscription, at: [], to: topic, via: [subscription.logicalID])
    linker.addDeadLetters(
        from: topic, of: subscription, at: "RedrivePolicy.deadLetterTargetArn", via: [subscription.logicalID])
}

extension Linker {
    fileprivate mutating func subscribe(_ resource: Resource, at base: [String], to topic: String, via: [String]) {
        let path = PropertyPath(base + ["Endpoint"])
        let protocolName = resource.properties.value(at: PropertyPath(base + ["Protocol"]))?.string ?? ""
        guard let endpoint = endpoint(resource, path, protocolName: protocolName) else { return }
        let filter = resource.properties.value(at: PropertyPath(base + ["FilterPolicy"]))
        add(
            Way(
                from: topic, to: endpoint, kind: .event, label: filter.map(patternSummary) ?? "", via: via,
                actions: delivery(to: endpoint), position: position(resource, path)))
    }

    private mutating func endpoint(_ resource: Resource, _ path: PropertyPath, protocolName: String) -> String? {
        switch protocolName {
        case "email", "email-json", "sms", "application": return external(protocolName == "sms" ? "phone" : "mailbox")
        default: return targetOrOutside(resource, path, service: protocolName.isEmpty ? nil : protocolName)
        }
    }
}
