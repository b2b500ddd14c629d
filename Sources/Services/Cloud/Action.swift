/// What one component can ask of another, by the names of the AWS APIs; and the few things a service does by itself
/// that a journal must tell.
public enum Action: UInt8, Hashable, Sendable, CaseIterable {
    case invokeAPI
    case invokeFunction
    case sendMessage
    case sendMessageBatch
    case receiveMessage
    case deleteMessage
    case changeMessageVisibility
    case startMessageMoveTask
    case publish
    case putEvents
    case putItem
    case getItem
    case updateItem
    case deleteItem
    /// SQS moves a message to its dead-letter queue.
    case redrive
    /// A message outlives its queue's retention.
    case expire
    /// A subscription's filter policy, a rule's pattern or a mapping's filter leaves a message out.
    case filter
    /// A message is given up after its last retry.
    case discard
    /// A fault of the scenario begins or ends.
    case fault

    /// The API's name, `service:Operation`, or a plain word for what is no API call.
    public var name: String {
        switch self {
        case .invokeAPI: "execute-api:Invoke"
        case .invokeFunction: "lambda:Invoke"
        case .sendMessage: "sqs:SendMessage"
        case .sendMessageBatch: "sqs:SendMessageBatch"
        case .receiveMessage: "sqs:ReceiveMessage"
        case .deleteMessage: "sqs:DeleteMessage"
        case .changeMessageVisibility: "sqs:ChangeMessageVisibility"
        case .startMessageMoveTask: "sqs:StartMessageMoveTask"
        case .publish: "sns:Publish"
        case .putEvents: "events:PutEvents"
        case .putItem: "dynamodb:PutItem"
        case .getItem: "dynamodb:GetItem"
        case .updateItem: "dynamodb:UpdateItem"
        case .deleteItem: "dynamodb:DeleteItem"
        case .redrive: "redrive"
        case .expire: "expire"
        case .filter: "filter"
        case .discard: "discard"
        case .fault: "fault"
        }
    }

    /// The action that IAM policies name for it, where that differs: batch calls need the permission of the single one.
    public var permission: String {
        switch self {
        case .sendMessageBatch: Action.sendMessage.name
        case .invokeFunction: "lambda:InvokeFunction"
        default: name
        }
    }

    /// Whether it is an API call, which authorisation and quotas apply to.
    public var isCall: Bool { name.contains(":") }

    /// The action with this name, the API's or IAM's.
    public init?(name: String) {
        guard let action = Action.allCases.first(where: { $0.name == name || $0.permission == name }) else {
            return nil
        }
        self = action
    }
}
