import Simulation
import Templates
import Values

/// Where a service sends messages of its own accord: a rule's target, a destination, a notification's receiver.
struct DeliveryTarget: Hashable, Sendable {
    var component: ComponentID
    var action: Action
    /// Of a function, which version or alias; 0 for none.
    var qualifier: UInt16 = 0
    /// The ARN as the template writes it.
    var arn: String

    /// The call that delivers a message whose body is what the target gets.
    func call(
        _ message: MessageID, from principal: ComponentID, archive: Archive, cause: RecordID, token: UInt64 = 0,
        waits: Bool = false, identity: IdentityID = .own
    ) -> Call {
        var call = Call(
            action, from: principal, to: component, messages: MessageList(message), cause: cause, token: token,
            identity: identity)
        call.qualifier = qualifier
        call.about = message
        if action == .invokeFunction {
            call.parameters = archive.message(message).body
            call.argument = waits ? Call.synchronous : Call.asynchronous
        } else if action == .invokeAPIDestination {
            call.parameters = archive.message(message).body
        }
        return call
    }
}

extension CloudBuilder {
    /// The actions by which services deliver to each type.
    private static let deliveries: [String: Action] = [
        "AWS::SQS::Queue": .sendMessage, "AWS::SNS::Topic": .publish, "AWS::Lambda::Function": .invokeFunction,
        "AWS::Events::EventBus": .putEvents, "AWS::Kinesis::Stream": .putRecord,
        "AWS::Events::ApiDestination": .invokeAPIDestination,
    ]

    /// What an ARN of a target stands for; nil where it is outside of the template or takes no deliveries.
    func target(arn: String?) -> DeliveryTarget? {
        guard let arn else { return nil }
        if arn == CloudBuilder.defaultBusARN || arn == "default" {
            return component(CloudBuilder.defaultBus).map {
                DeliveryTarget(component: $0, action: .putEvents, arn: CloudBuilder.defaultBusARN)
            }
        }
        if let (function, qualifier) = stack.function(named: arn), let id = component(function.logicalID) {
            return DeliveryTarget(component: id, action: .invokeFunction, qualifier: qualifier, arn: arn)
        }
        guard let resource = stack.resource(arn: arn) ?? stack.resource(physicalID: arn),
            let action = CloudBuilder.deliveries[resource.type], let id = component(resource.logicalID)
        else { return nil }
        return DeliveryTarget(component: id, action: action, arn: arn)
    }
}

extension Stack {
    /// The function that a name, an ARN, or the ARN of a version or alias stands for, and by which of its qualifiers:
    /// 0 for the function itself, then its versions and aliases in the order of the stack.
    func function(named text: String) -> (function: Resource, qualifier: UInt16)? {
        guard let found = resource(arn: text) ?? resource(physicalID: text) else { return nil }
        if found.type == "AWS::Lambda::Function" { return (found, 0) }
        guard found.isQualifier, let name = found.string("FunctionName"),
            let function = resource(arn: name) ?? resource(physicalID: name), function.type == "AWS::Lambda::Function"
        else { return nil }
        let place = qualifiers(of: function).firstIndex { $0.logicalID == found.logicalID } ?? 0
        return (function, UInt16(place + 1))
    }

    /// The versions and aliases of a function, in the order of the stack.
    func qualifiers(of function: Resource) -> [Resource] {
        resources.filter { other in
            guard other.isQualifier, let name = other.string("FunctionName") else { return false }
            return (resource(arn: name) ?? resource(physicalID: name))?.logicalID == function.logicalID
        }
    }
}

extension Resource {
    /// Whether it is a version or an alias of a function.
    var isQualifier: Bool { type == "AWS::Lambda::Version" || type == "AWS::Lambda::Alias" }
}
