import Simulation
import Templates
import Values

/// Makes queues from their resources.
enum QueueBuilder {
    static let modelled: Set<String> = [
        "QueueName", "VisibilityTimeout", "DelaySeconds", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds",
        "MaximumMessageSize", "RedrivePolicy", "RedriveAllowPolicy", "FifoQueue", "ContentBasedDeduplication",
        "DeduplicationScope", "FifoThroughputLimit", "SqsManagedSseEnabled",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        var settings = QueueSettings(resource)
        if let arn = resource.string("RedrivePolicy", "deadLetterTargetArn"),
            let target = builder.stack.resource(arn: arn), let queue = builder.component(target.logicalID)
        {
            if let refusal = refusal(of: target, as: resource) {
                builder.findings.append(
                    Diagnostic(
                        .warning, at: resource.property("RedrivePolicy")?.position ?? resource.position,
                        found:
                            "\(target.logicalID) cannot be the dead-letter queue of \(resource.logicalID): \(refusal)",
                        expected: "SQS refuses the template; the run goes on without a dead-letter queue"))
            } else {
                settings.deadLetterQueue = queue
            }
        }
        for other in builder.stack.resources where other.type == "AWS::SQS::Queue" {
            if other.string("RedrivePolicy", "deadLetterTargetArn") == resource.arn { settings.hasSourceQueues = true }
            if let arn = other.arn { settings.queues[arn] = builder.component(other.logicalID) }
        }
        return Queue(
            id: id, settings: settings, isDeadLetterQueue: isDeadLetterQueue(resource, builder.stack),
            random: builder.random("queue \(resource.logicalID)"))
    }

    /// Why a queue does not take the dead letters of another.
    private static func refusal(of target: Resource, as source: Resource) -> String? {
        if target.isTrue("FifoQueue") != source.isTrue("FifoQueue") {
            return "one is a FIFO queue and the other is not"
        }
        switch target.string("RedriveAllowPolicy", "redrivePermission") {
        case "denyAll": return "its RedriveAllowPolicy allows none"
        case "byQueue":
            let allowed = target.property("RedriveAllowPolicy", "sourceQueueArns")?.array ?? []
            return allowed.contains { $0.string == source.arn } ? nil : "its RedriveAllowPolicy does not list it"
        default: return nil
        }
    }

    /// Whether anything in the stack gives messages up to this queue.
    static func isDeadLetterQueue(_ queue: Resource, _ stack: Stack) -> Bool {
        guard let arn = queue.arn else { return false }
        return stack.resources.contains { other in
            switch other.type {
            case "AWS::SQS::Queue", "AWS::SNS::Subscription":
                return other.string("RedrivePolicy", "deadLetterTargetArn") == arn
            case "AWS::Lambda::Function":
                return other.string("DeadLetterConfig", "TargetArn") == arn
            case "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping":
                return other.string("DestinationConfig", "OnFailure", "Destination") == arn
            case "AWS::Events::Rule":
                return (other.property("Targets")?.array ?? []).contains {
                    $0["DeadLetterConfig"]?["Arn"]?.string == arn
                }
            case "AWS::Scheduler::Schedule":
                return other.string("Target", "DeadLetterConfig", "Arn") == arn
            case "AWS::Pipes::Pipe":
                return (other.property("SourceParameters")?.object ?? JSONObject()).contains {
                    $0.value["DeadLetterConfig"]?["Arn"]?.string == arn
                }
            default: return false
            }
        }
    }
}
