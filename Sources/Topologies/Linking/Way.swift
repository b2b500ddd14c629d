import Graphs
import Values

/// A way that a rule found: still between resources as the template names them, before folding.
struct Way {
    /// How it is known.
    enum Evidence {
        /// A resource states it: a mapping, a subscription, an integration.
        case stated
        /// A policy allows these actions on exactly this resource.
        case permitted
        /// Only a name or a broad permission hints at it.
        case assumed
    }

    /// The resource it leaves, or the id of an external system.
    var from: String
    /// The resource it enters, or the id of an external system.
    var to: String
    var kind: EdgeKind
    /// The phrase to write along it; empty for none.
    var label: String = ""
    /// The plumbing it runs through, in the direction of the way.
    var via: [String] = []
    /// The API actions of calls along it; empty when any may.
    var actions: [String] = []
    var position: SourcePosition = .none
    var evidence: Evidence = .stated
}

/// The API actions of an event source mapping on a queue, and of its function.
let queuePollActions = [
    "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:DeleteMessageBatch", "sqs:ChangeMessageVisibility",
    "sqs:ChangeMessageVisibilityBatch",
]

/// The API actions by which records are read from a source of this kind.
func pollActions(ofSourceType type: String) -> [String] {
    switch type {
    case "AWS::SQS::Queue": queuePollActions
    case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable": ["dynamodb:GetShardIterator", "dynamodb:GetRecords"]
    case "AWS::Kinesis::Stream", "AWS::Kinesis::StreamConsumer":
        ["kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:SubscribeToShard"]
    case "AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster": ["kafka-cluster:ReadData"]
    default: []
    }
}
