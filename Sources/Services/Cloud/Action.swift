/// What one component can ask of another, by the names of the AWS APIs; and the few things a service does by itself
/// that a journal must tell.
public enum Action: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    case invokeAPI
    case invokeFunction
    case invokeFunctionURL
    case sendMessage
    case sendMessageBatch
    case receiveMessage
    case deleteMessage
    case deleteMessageBatch
    case changeMessageVisibility
    case changeMessageVisibilityBatch
    case purgeQueue
    case createQueue
    case deleteQueue
    case startMessageMoveTask
    case cancelMessageMoveTask
    case listMessageMoveTasks
    case publish
    case publishBatch
    case putEvents
    case invokeAPIDestination
    case startReplay
    /// A request to a system outside of the stack.
    case postHTTP
    case putRecord
    case putRecords
    case getShardIterator
    case getRecords
    case putItem
    case getItem
    case updateItem
    case deleteItem
    case getStreamIterator
    case getStreamRecords
    case putObject
    case getObject
    case deleteObject
    /// SQS moves a message to its dead-letter queue.
    case redrive
    /// A message outlives its queue's retention.
    case expire
    /// A subscription's filter policy, a rule's pattern or a mapping's filter leaves a message out.
    case filter
    /// A message is given up after its last retry.
    case discard
    /// Lambda runs a function with an asynchronous event, for the first time or again.
    case attempt
    /// A schedule is due.
    case fire
    /// An archived event is sent again.
    case replay
    /// A fault of the scenario begins or ends.
    case fault

    /// The API's name, `service:Operation`, or a plain word for what is no API call.
    public var name: String {
        switch self {
        case .invokeAPI: "execute-api:Invoke"
        case .invokeFunction: "lambda:Invoke"
        case .invokeFunctionURL: "lambda:InvokeFunctionUrl"
        case .sendMessage: "sqs:SendMessage"
        case .sendMessageBatch: "sqs:SendMessageBatch"
        case .receiveMessage: "sqs:ReceiveMessage"
        case .deleteMessage: "sqs:DeleteMessage"
        case .deleteMessageBatch: "sqs:DeleteMessageBatch"
        case .changeMessageVisibility: "sqs:ChangeMessageVisibility"
        case .changeMessageVisibilityBatch: "sqs:ChangeMessageVisibilityBatch"
        case .purgeQueue: "sqs:PurgeQueue"
        case .createQueue: "sqs:CreateQueue"
        case .deleteQueue: "sqs:DeleteQueue"
        case .startMessageMoveTask: "sqs:StartMessageMoveTask"
        case .cancelMessageMoveTask: "sqs:CancelMessageMoveTask"
        case .listMessageMoveTasks: "sqs:ListMessageMoveTasks"
        case .publish: "sns:Publish"
        case .publishBatch: "sns:PublishBatch"
        case .putEvents: "events:PutEvents"
        case .invokeAPIDestination: "events:InvokeApiDestination"
        case .postHTTP: "http:POST"
        case .startReplay: "events:StartReplay"
        case .putRecord: "kinesis:PutRecord"
        case .putRecords: "kinesis:PutRecords"
        case .getShardIterator: "kinesis:GetShardIterator"
        case .getRecords: "kinesis:GetRecords"
        case .putItem: "dynamodb:PutItem"
        case .getItem: "dynamodb:GetItem"
        case .updateItem: "dynamodb:UpdateItem"
        case .deleteItem: "dynamodb:DeleteItem"
        case .getStreamIterator: "dynamodb:GetShardIterator"
        case .getStreamRecords: "dynamodb:GetRecords"
        case .putObject: "s3:PutObject"
        case .getObject: "s3:GetObject"
        case .deleteObject: "s3:DeleteObject"
        case .redrive: "redrive"
        case .expire: "expire"
        case .filter: "filter"
        case .discard: "discard"
        case .attempt: "attempt"
        case .fire: "fire"
        case .replay: "replay"
        case .fault: "fault"
        }
    }

    /// The action that IAM policies name for it, where that differs: batch calls need the permission of the single one.
    public var permission: String {
        switch self {
        case .sendMessageBatch: Action.sendMessage.name
        case .deleteMessageBatch: Action.deleteMessage.name
        case .changeMessageVisibilityBatch: Action.changeMessageVisibility.name
        case .publishBatch: Action.publish.name
        case .invokeFunction: "lambda:InvokeFunction"
        default: name
        }
    }

    /// Whether it is an API call, which authorisation and quotas apply to.
    public var isCall: Bool {
        switch self {
        case .redrive, .expire, .filter, .discard, .attempt, .fire, .replay, .fault: false
        default: true
        }
    }

    /// Whether it asks for messages or records that wait: its record is written once it is answered.
    var isReceive: Bool { self == .receiveMessage || self == .getRecords || self == .getStreamRecords }

    /// Whether its messages become those of the resource once it succeeds; the messages of others are done with by then.
    var handsOver: Bool {
        switch self {
        case .sendMessage, .sendMessageBatch, .publish, .publishBatch, .putEvents, .putRecord, .putRecords: true
        default: false
        }
    }

    /// The action with this name, the API's or IAM's.
    public init?(name: String) {
        guard let action = Action.allCases.first(where: { $0.name == name || $0.permission == name }) else {
            return nil
        }
        self = action
    }
}
