import Simulation
import Templates
import Values

/// Makes queues from their resources.
enum QueueBuilder {
    static let modelled: Set<String> = [
        "QueueName", "VisibilityTimeout", "DelaySeconds", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds",
        "MaximumMessageSize", "RedrivePolicy", "SqsManagedSseEnabled",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        if resource.isTrue("FifoQueue") {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position, found: "\(resource.logicalID) is a FIFO queue",
                    expected: "this version emulates standard queues only: every call to it fails"))
            return nil
        }
        var settings = QueueSettings(resource)
        if let target = builder.component(named: resource.string("RedrivePolicy", "deadLetterTargetArn")) {
            settings.deadLetterQueue = target
        }
        return Queue(id: id, settings: settings, isDeadLetterQueue: isDeadLetterQueue(resource, builder.stack))
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
            case "AWS::Lambda::EventInvokeConfig":
                return other.string("DestinationConfig", "OnFailure", "Destination") == arn
            case "AWS::Events::Rule":
                return (other.property("Targets")?.array ?? []).contains {
                    $0["DeadLetterConfig"]?["Arn"]?.string == arn
                }
            default: return false
            }
        }
    }
}
