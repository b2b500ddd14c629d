import Simulation
import Templates
import Values

/// What a queue's CloudFormation properties say, with SQS's defaults.
struct QueueSettings: Sendable {
    /// 30 s unless set (botocore 1.43.11, sqs.CreateQueue).
    var visibilityTimeout: Int64
    /// 0 s unless set.
    var delay: Int64
    /// 4 days unless set.
    var retention: Int64
    /// 0 s unless set: short polling.
    var receiveWait: Int64
    /// 1 MiB unless set.
    var maximumMessageSize: Int
    /// How often a message is received before it moves; nil without a redrive policy.
    var maxReceiveCount: UInt32?
    /// The queue it moves to.
    var deadLetterQueue: ComponentID = .none

    /// About 120,000 messages may be in flight (botocore 1.43.11, sqs.ChangeMessageVisibility).
    static let inFlightLimit = 120_000
    /// At most 500 messages a second go back (botocore 1.43.11, sqs.StartMessageMoveTask).
    static let moveTaskInterval: Int64 = second / 500

    init(_ queue: Resource) {
        visibilityTimeout = Int64(queue.integer("VisibilityTimeout", default: 30)) * second
        delay = Int64(queue.integer("DelaySeconds", default: 0)) * second
        retention = Int64(queue.integer("MessageRetentionPeriod", default: 345_600)) * second
        receiveWait = Int64(queue.integer("ReceiveMessageWaitTimeSeconds", default: 0)) * second
        maximumMessageSize = queue.integer("MaximumMessageSize", default: 1_048_576)
        if queue.property("RedrivePolicy") != nil {
            // Ten receives where the policy gives no number (botocore 1.43.11, sqs.CreateQueue).
            maxReceiveCount = UInt32(clamping: queue.integer("RedrivePolicy", "maxReceiveCount", default: 10))
        }
    }
}
