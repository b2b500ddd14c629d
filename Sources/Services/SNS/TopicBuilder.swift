import Languages
import Simulation
import Templates
import Values

/// Makes topics from their resources and the subscriptions that name them.
enum TopicBuilder {
    static let modelled: Set<String> = ["TopicName", "Subscription"]
    static let modelledOfSubscription: Set<String> = [
        "TopicArn", "Protocol", "Endpoint", "RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        if resource.isTrue("FifoTopic") {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position, found: "\(resource.logicalID) is a FIFO topic",
                    expected: "this version emulates standard topics only: every call to it fails"))
            return nil
        }
        let arn = resource.arn ?? ""
        var subscriptions: [Topic.Subscription] = []
        for inline in resource.property("Subscription")?.array ?? [] {
            if let made = subscription(inline, arn: "\(arn):\(subscriptions.count)", resource, &builder) {
                subscriptions.append(made)
            }
        }
        for other in builder.stack.resources
        where other.type == "AWS::SNS::Subscription" && other.string("TopicArn") == arn {
            if let made = subscription(other.properties, arn: "\(arn):\(other.logicalID)", other, &builder) {
                subscriptions.append(made)
            }
        }
        return Topic(id: id, arn: arn, subscriptions: subscriptions)
    }

    private static func subscription(
        _ properties: JSONValue, arn: String, _ resource: Resource, _ builder: inout CloudBuilder
    ) -> Topic.Subscription? {
        let protocolName = properties["Protocol"]?.string ?? ""
        guard protocolName == "sqs" || protocolName == "lambda" else {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position,
                    found: "\(resource.logicalID) delivers by '\(protocolName)'",
                    expected: "this version emulates deliveries to sqs and lambda: no others are made"))
            return nil
        }
        guard let endpoint = builder.target(arn: properties["Endpoint"]?.string) else {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position,
                    found: "\(resource.logicalID) delivers to an endpoint outside of the template",
                    expected: "no deliveries are made"))
            return nil
        }
        var made = Topic.Subscription(
            endpoint: endpoint, isQueue: protocolName == "sqs",
            isRaw: properties["RawMessageDelivery"].map { $0.bool ?? ($0.string == "true") } ?? false, arn: arn)
        if let policy = properties["FilterPolicy"] {
            let scope = FilterPolicy.Scope(rawValue: properties["FilterPolicyScope"]?.string ?? "MessageAttributes")
            do throws(Diagnostics) {
                made.filter = try FilterPolicy(policy, scope: scope ?? .messageAttributes)
            } catch {
                builder.findings += error.all
            }
        }
        if let queue = builder.component(named: properties["RedrivePolicy"]?["deadLetterTargetArn"]?.string) {
            made.deadLetterQueue = queue
        }
        return made
    }
}

extension FilterPolicy {
    /// Whether a message with these attributes, in the form of the SNS API, matches.
    func matches(message: JSONValue, attributes: JSONValue) -> Bool {
        var typed: [String: MessageAttribute] = [:]
        for member in attributes.object ?? JSONObject() {
            typed[member.key] = MessageAttribute(
                dataType: member.value["DataType"]?.string ?? "String",
                value: member.value["StringValue"]?.string ?? member.value["BinaryValue"]?.string ?? "")
        }
        return matches(attributes: typed, body: message.object == nil ? nil : message)
    }
}
