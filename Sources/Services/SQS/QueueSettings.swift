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
    var isFIFO: Bool
    /// Whether the body's digest serves as deduplication id.
    var deduplicatesByContent: Bool
    /// Whether deduplication ids count for each group by itself.
    var deduplicatesByGroup: Bool
    /// Whether calls are limited for the queue as a whole: 300 a second of each action.
    var limitsCalls: Bool
    /// Whether a queue of the stack names this one as its dead-letter queue: only then dead letters can be moved back.
    var hasSourceQueues = false
    /// The queues of the stack by ARN, for move tasks with a destination.
    var queues: [String: ComponentID] = [:]

    /// About 120,000 messages may be in flight (botocore 1.43.11, sqs.ChangeMessageVisibility).
    static let inFlightLimit = 120_000
    /// At most 500 messages a second go back (botocore 1.43.11, sqs.StartMessageMoveTask).
    static let movesPerSecond: Int64 = 500
    /// A message can be hidden for 12 hours from its receive.
    static let longestVisibility: Int64 = 43_200 * second
    static let longestDelay: Int32 = 900
    static let longestWait: Int64 = 20 * second
    static let largestBatch = 10
    /// All messages of a batch together, whatever the queue takes of one (botocore 1.43.11, sqs.SendMessageBatch).
    static let largestBatchSize = 1_048_576
    static let mostAttributes = 10
    /// Deduplication ids and receive attempts are remembered for five minutes.
    static let deduplicationInterval: Int64 = 300 * second
    /// What deleting a queue or its messages may take.
    static let deletionTime: Int64 = 60 * second

    init(_ queue: Resource) {
        visibilityTimeout = Int64(queue.integer("VisibilityTimeout", default: 30)) * second
        delay = Int64(queue.integer("DelaySeconds", default: 0)) * second
        retention = Int64(queue.integer("MessageRetentionPeriod", default: 345_600)) * second
        receiveWait = Int64(queue.integer("ReceiveMessageWaitTimeSeconds", default: 0)) * second
        maximumMessageSize = queue.integer("MaximumMessageSize", default: 1_048_576)
        isFIFO = queue.isTrue("FifoQueue")
        deduplicatesByContent = queue.isTrue("ContentBasedDeduplication")
        deduplicatesByGroup = queue.string("DeduplicationScope") == "messageGroup"
        limitsCalls = isFIFO && queue.string("FifoThroughputLimit") != "perMessageGroupId"
        if queue.property("RedrivePolicy") != nil {
            // Ten receives where the policy gives no number (botocore 1.43.11, sqs.CreateQueue).
            maxReceiveCount = UInt32(clamping: queue.integer("RedrivePolicy", "maxReceiveCount", default: 10))
        }
    }
}
