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

    /// The name in IAM's form, or a plain word for what is no API call.
    public var name: String {
        switch self {
        case .invokeAPI: "execute-api:Invoke"
        case .invokeFunction: "lambda:InvokeFunction"
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

    /// The action that IAM policies name for it: batch calls need the permission of the single one.
    public var permission: String { self == .sendMessageBatch ? Action.sendMessage.name : name }

    /// Whether it is an API call, which authorisation and quotas apply to.
    public var isCall: Bool { name.contains(":") }

    /// The action with this name, in IAM's form or, for Lambda, the API's (`lambda:Invoke`).
    public init?(name: String) {
        if name == "lambda:Invoke" {
            self = .invokeFunction
            return
        }
        guard let action = Action.allCases.first(where: { $0.name == name }) else { return nil }
        self = action
    }
}
