import Languages
import Simulation
import Templates
import Values

/// Makes topics from their resources and the subscriptions that name them.
enum TopicBuilder {
    static let modelled: Set<String> = [
        "TopicName", "Subscription", "FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope",
    ]
    static let modelledOfSubscription: Set<String> = [
        "TopicArn", "Protocol", "Endpoint", "RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy",
        "DeliveryPolicy",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        let arn = resource.arn ?? ""
        var settings = Topic.Settings(
            arn: arn, isFIFO: resource.isTrue("FifoTopic"),
            deduplicatesByContent: resource.isTrue("ContentBasedDeduplication"),
            isByGroup: resource.string("FifoThroughputScope") == "MessageGroup", subscriptions: [])
        for inline in resource.property("Subscription")?.array ?? [] {
            let number = "\(arn):\(settings.subscriptions.count)"
            if let made = subscription(inline, arn: number, resource, of: resource, &builder) {
                settings.subscriptions.append(made)
            }
        }
        for other in builder.stack.resources
        where other.type == "AWS::SNS::Subscription" && other.string("TopicArn") == arn {
            let number = "\(arn):\(other.logicalID)"
            if let made = subscription(other.properties, arn: number, other, of: resource, &builder) {
                settings.subscriptions.append(made)
            }
        }
        let filters = settings.subscriptions.count { $0.filter != nil }
        if filters > mostFilterPolicies {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position, found: "\(resource.logicalID) has \(filters) filter policies",
                    expected: "SNS allows \(mostFilterPolicies) for a topic"))
        }
        return Topic(id: id, settings: settings)
    }

    /// 200 filter policies for a topic
    /// (docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html).
    private static let mostFilterPolicies = 200

    private static func subscription(
        _ properties: JSONValue, arn: String, _ resource: Resource, of topic: Resource, _ builder: inout CloudBuilder
    ) -> Topic.Subscription? {
        func leaveOut(_ found: String, _ expected: String) -> Topic.Subscription? {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position, found: "\(resource.logicalID) \(found)", expected: expected))
            return nil
        }
        let protocolName = properties["Protocol"]?.string ?? ""
        let endpoint = properties["Endpoint"]?.string
        var made: Topic.Subscription
        switch protocolName {
        case "sqs", "lambda":
            guard let target = builder.target(arn: endpoint) else {
                return leaveOut("delivers to an endpoint outside of the template", "no deliveries are made")
            }
            made = Topic.Subscription(
                endpoint: target, kind: protocolName == "sqs" ? .queue : .function, isRaw: false, arn: arn)
        case "http", "https":
            guard let outside = builder.outside(url: endpoint) else {
                return leaveOut("delivers to '\(endpoint ?? "")'", "expected a URL: no deliveries are made")
            }
            made = Topic.Subscription(
                endpoint: DeliveryTarget(component: outside, action: .postHTTP, arn: endpoint ?? ""), kind: .http,
                isRaw: false, arn: arn)
            made.retry = .http(retryPolicy(properties["DeliveryPolicy"], resource, &builder))
        default:
            return leaveOut(
                "delivers by '\(protocolName)'", "deliveries to sqs, lambda, http and https are emulated, no others")
        }
        if let refusal = refusal(of: endpoint, protocolName, isFIFO: topic.isTrue("FifoTopic"), builder.stack) {
            return leaveOut(refusal, "SNS refuses the subscription: no deliveries are made")
        }
        made.isRaw = properties["RawMessageDelivery"].map { $0.bool ?? ($0.string == "true") } ?? false
        made.filter = filter(properties, &builder)
        if let queue = builder.component(named: properties["RedrivePolicy"]?["deadLetterTargetArn"]?.string) {
            made.deadLetterQueue = queue
        }
        return made
    }

    /// FIFO topics deliver to queues alone, and FIFO queues take from FIFO topics alone.
    private static func refusal(of endpoint: String?, _ protocolName: String, isFIFO: Bool, _ stack: Stack) -> String? {
        if isFIFO, protocolName != "sqs" { return "subscribes by '\(protocolName)' to a FIFO topic" }
        let queue = endpoint.flatMap { stack.resource(arn: $0) }
        if !isFIFO, queue?.isTrue("FifoQueue") == true { return "subscribes a FIFO queue to a standard topic" }
        return nil
    }

    private static func filter(_ properties: JSONValue, _ builder: inout CloudBuilder) -> FilterPolicy? {
        guard let policy = properties["FilterPolicy"] else { return nil }
        let scope = FilterPolicy.Scope(rawValue: properties["FilterPolicyScope"]?.string ?? "MessageAttributes")
        do throws(Diagnostics) {
            return try FilterPolicy(policy, scope: scope ?? .messageAttributes)
        } catch {
            builder.findings += error.all
            return nil
        }
    }

    private static func retryPolicy(
        _ written: JSONValue?, _ resource: Resource, _ builder: inout CloudBuilder
    ) -> HTTPRetryPolicy {
        let policy = HTTPRetryPolicy(written?["healthyRetryPolicy"])
        if policy.retries > HTTPRetryPolicy.mostRetries || policy.total > HTTPRetryPolicy.longestTotal {
            builder.findings.append(
                Diagnostic(
                    .warning, at: written?.position ?? resource.position,
                    found: "the delivery policy of \(resource.logicalID) retries for too long",
                    expected: "SNS allows 100 retries within an hour"))
            return HTTPRetryPolicy()
        }
        return policy
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
