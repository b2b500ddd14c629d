import Templates

/// Whose permissions a call needs.
enum Identity: Hashable, Sendable {
    /// The account itself, or a part of a service that no policy governs.
    case owner
    /// A role, by ARN.
    case role(String)
    /// A service acting for a resource, by its principal and the resource's ARN.
    case service(String, source: String)

    /// As whom a resource calls others.
    init(of resource: Resource, in stack: Stack) {
        switch resource.type {
        case "AWS::Lambda::Function":
            self = .role(resource.string("Role") ?? "")
        case "AWS::Lambda::EventSourceMapping":
            // A mapping polls with the role of its function.
            let name = resource.string("FunctionName") ?? ""
            self = .role(stack.function(named: name)?.function.string("Role") ?? "")
        case "AWS::SNS::Topic": self = .service("sns.amazonaws.com", source: resource.arn ?? "")
        case "AWS::Events::EventBus": self = .service("events.amazonaws.com", source: resource.arn ?? "")
        case "AWS::Pipes::Pipe": self = .role(resource.string("RoleArn") ?? "")
        case "AWS::S3::Bucket": self = .service("s3.amazonaws.com", source: resource.arn ?? "")
        default: self = .owner
        }
    }
}

/// The number of an identity among those that a cloud's builder has met.
struct IdentityID: Hashable, Sendable, BitwiseCopyable {
    let number: UInt16

    /// The account itself.
    static let owner = IdentityID(number: 0)
    /// The caller's own.
    static let own = IdentityID(number: .max)
}

/// The identities that calls are made under.
struct Identities: Sendable {
    private var all: [Identity] = [.owner]

    /// The number of an identity.
    mutating func number(of identity: Identity) -> IdentityID {
        let place = all.firstIndex(of: identity) ?? all.count
        if place == all.count { all.append(identity) }
        return IdentityID(number: UInt16(place))
    }

    var count: Int { all.count }
    subscript(id: IdentityID) -> Identity { all[Int(id.number)] }
}
