/// Who makes a request.
public enum PolicyPrincipal: Sendable, Hashable {
    /// A role, user or account, by ARN: `arn:aws:iam::123456789012:role/worker`.
    case identity(arn: String)
    /// An AWS service acting for itself: `sns.amazonaws.com`.
    case service(String)
    /// An identity provider or a canonical user, by name.
    case other(String)
    /// Nobody in particular: an unsigned request.
    case anonymous

    /// The account an identity belongs to.
    public var account: String? {
        guard case .identity(let arn) = self else { return nil }
        return ARN.account(of: arn).map(String.init)
    }
}

/// What is known about a request beside its principal, action and resource: condition keys and their values.
public struct PolicyContext: Sendable, Hashable {
    /// The values by key in lower case: keys do not depend on case.
    var values: [String: [String]] = [:]

    /// Makes a context of single values, such as `["aws:SourceArn": "arn:aws:sns:…"]`.
    public init(_ values: [String: String] = [:]) {
        for (key, value) in values { self.values[key.lowercased()] = [value] }
    }

    /// The values of a key; none when the request does not have it.
    public subscript(key: String) -> [String] {
        get { values[key.lowercased()] ?? [] }
        set { values[key.lowercased()] = newValue.isEmpty ? nil : newValue }
    }
}

/// A request to be allowed or denied.
public struct AuthorizationRequest: Sendable, Hashable {
    /// Who asks.
    public var principal: PolicyPrincipal
    /// What is to be done: `sqs:SendMessage`.
    public var action: String
    /// To what: an ARN, or `*` for actions that concern no resource.
    public var resource: String
    /// What conditions may ask for.
    public var context: PolicyContext

    /// Makes a request.
    public init(
        principal: PolicyPrincipal, action: String, resource: String, context: PolicyContext = PolicyContext()
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.context = context
    }
}

/// A policy and the name to tell it by.
public struct NamedPolicy: Sendable, Hashable {
    /// What people know the policy by.
    public var name: String
    /// The policy.
    public var document: PolicyDocument

    /// Names a policy.
    public init(name: String, document: PolicyDocument) {
        self.name = name
        self.document = document
    }
}

/// What the policies say to a request, and which statement says it.
public enum AuthorizationDecision: Sendable, Hashable {
    /// A statement, found by its policy's name and its own.
    public struct Statement: Sendable, Hashable, CustomStringConvertible {
        /// The policy's name.
        public let policy: String
        /// The statement's `Sid`, or its place as `#1`.
        public let statement: String
        /// Both, as people read them.
        public var description: String { "statement \(statement) of \(policy)" }
    }

    /// A statement allows it and none denies it.
    case allow(Statement)
    /// A statement denies it, whatever others say.
    case explicitDeny(Statement)
    /// No statement allows it.
    case implicitDeny

    /// Whether the request may proceed.
    public var isAllowed: Bool { if case .allow = self { true } else { false } }
}

/// Decides a request by IAM's evaluation logic
/// (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html): an explicit deny wins; within one
/// account an allow of either side is enough; across accounts both sides must allow.
///
/// - Parameters:
///   - identityPolicies: The policies of the principal; none for services and anonymous requests.
///   - resourcePolicies: The policies attached to the resource.
///   - resourceAccount: The account that owns the resource, where its ARN does not tell.
public func authorize(
    _ request: AuthorizationRequest, identityPolicies: [NamedPolicy], resourcePolicies: [NamedPolicy],
    resourceAccount: String? = nil
) -> AuthorizationDecision {
    var identityAllow: AuthorizationDecision.Statement?
    var resourceAllow: AuthorizationDecision.Statement?
    var delegation: AuthorizationDecision.Statement?
    for policy in identityPolicies {
        for statement in policy.document.statements where statement.applies(to: request) {
            let found = AuthorizationDecision.Statement(policy: policy.name, statement: statement.name)
            if statement.effect == .deny { return .explicitDeny(found) }
            identityAllow = identityAllow ?? found
        }
    }
    for policy in resourcePolicies {
        for statement in policy.document.statements {
            let match = statement.principals?.match(request.principal) ?? .none
            guard match != .none, statement.applies(to: request) else { continue }
            let found = AuthorizationDecision.Statement(policy: policy.name, statement: statement.name)
            if statement.effect == .deny { return .explicitDeny(found) }
            if match == .named { resourceAllow = resourceAllow ?? found } else { delegation = delegation ?? found }
        }
    }
    if case .identity(let arn) = request.principal, let principal = ARN.account(of: arn),
        let owner = resourceAccount.map({ Substring($0) }) ?? ARN.account(of: request.resource), principal != owner
    {
        guard let identityAllow, resourceAllow ?? delegation != nil else { return .implicitDeny }
        return .allow(resourceAllow ?? delegation ?? identityAllow)
    }
    return (identityAllow ?? resourceAllow).map(AuthorizationDecision.allow) ?? .implicitDeny
}
