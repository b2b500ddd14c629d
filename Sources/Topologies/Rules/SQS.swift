import Templates
import Values

/// Amazon SQS: queues, and where messages go that could not be handled.
let sqsRows: [ResourceRow] = [
    ResourceRow(
        "AWS::SQS::Queue", kind: "message-queue", service: "sqs", delivery: "sqs:SendMessage",
        link: linkQueue),
    .plumbing("AWS::SQS::QueuePolicy", kind: "policy", .into(["Queues"])),
    .plumbing("AWS::SQS::QueueInlinePolicy", kind: "policy", .into(["Queue"])),
]

private func linkQueue(_ queue: Resource, _ linker: inout Linker) {
    linker.addDeadLetters(
        from: queue.logicalID, of: queue, at: "RedrivePolicy.deadLetterTargetArn",
        label: receiveLimit(queue.properties["RedrivePolicy"]))
}

/// `after 5 receives` of a redrive policy.
private func receiveLimit(_ policy: JSONValue?) -> String {
    guard let count = policy?["maxReceiveCount"]?.wholeNumber else { return "" }
    return count == 1 ? "after 1 receive" : "after \(count) receives"
}

extension Linker {
    /// Adds the way of messages that could not be handled, where a property names their queue.
    ///
    /// The property may stand in a policy that is written as JSON text.
    mutating func addDeadLetters(
        from source: String, of resource: Resource, at path: PropertyPath, via: [String] = [], label: String = ""
    ) {
        var queue = targetOrOutside(resource, path)
        if queue == nil, let policy = path.steps.first, resource.properties[policy]?.string != nil {
            queue = target(resource, PropertyPath([policy]))
        }
        guard let queue else { return }
        add(
            Way(
                from: source, to: queue, kind: .deadLetter, label: label, via: via, actions: delivery(to: queue),
                position: position(resource, path)))
    }
}
