import Templates

/// Whose permissions a call needs. Indirect, so that the many calls that carry one copy a single reference.
indirect enum Identity: Hashable, Sendable {
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
