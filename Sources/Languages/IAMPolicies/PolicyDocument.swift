import Values

/// An IAM policy document, compiled: who may do what to which resources, under which conditions.
public struct PolicyDocument: Sendable, Hashable {
    /// What a policy is attached to, which decides what its statements must and must not say.
    public enum Kind: Sendable, Hashable {
        /// A user, group or role: no statement names a principal, each names resources.
        case identity
        /// A queue, topic, function, key, role trust and so on: each statement names a principal; without resources it is
        /// about the one it is attached to.
        case resource
    }

    /// What the policy is attached to.
    public let kind: Kind
    /// The statements in order.
    public let statements: [PolicyStatement]

    /// Compiles a policy.
    /// - Throws: Everything IAM would refuse, each at its place.
    public init(_ json: JSONValue, kind: Kind) throws(Diagnostics) {
        self.kind = kind
        var reader = FieldReader(json, what: "policy document")
        let version = reader.value("Version")
        _ = reader.string("Id")
        let list = reader.requiredValue("Statement")
        var flaws = reader.finish()
        var allowsVariables = false
        if let version {
            let text = version.string ?? version.compactText
            allowsVariables = text == "2012-10-17"
            if !allowsVariables, text != "2008-10-17" {
                flaws.append(
                    Diagnostic(
                        at: version.position, found: "the policy version '\(text)'",
                        expected: "expected 2012-10-17 or 2008-10-17",
                        nearest: nearestName(to: text, among: ["2012-10-17"])))
            }
        }
        var statements: [PolicyStatement] = []
        let values = list.map { value in value.array ?? [value] } ?? []
        for (index, value) in values.enumerated() {
            var compiler = StatementCompiler(kind: kind, allowsVariables: allowsVariables)
            if let statement = compiler.compile(value, index: index) { statements.append(statement) }
            flaws += compiler.flaws
        }
        if !flaws.isEmpty { throw Diagnostics(flaws) }
        self.statements = statements
    }
}

/// One statement of a policy, compiled.
public struct PolicyStatement: Sendable, Hashable {
    /// Whether the statement grants or forbids.
    public enum Effect: String, Sendable, Hashable, CaseIterable {
        case allow = "Allow"
        case deny = "Deny"
    }

    /// A list of texts that the statement names, or, as `NotAction` and its like do, all but them.
    public struct Selection: Sendable, Hashable {
        /// The texts as they were written, with their wildcards and variables.
        public let texts: [String]
        /// Whether everything but the texts is meant.
        public let isInverted: Bool
        let patterns: [PolicyText]
    }

    /// The statement's name, or its place in the policy as `#1`.
    public let name: String
    /// Whether the statement grants or forbids.
    public let effect: Effect
    /// The actions it is about.
    public let actions: Selection
    /// The resources it is about; nil where it is about the resource it is attached to.
    public let resources: Selection?
    /// Whom it is about; nil in a policy attached to an identity.
    public let principals: PrincipalSelection?
    let conditions: [PolicyCondition]

    /// Whether the statement has conditions, so that it may not apply although action and resource do.
    public var isConditional: Bool { !conditions.isEmpty }

    /// Whether the statement's actions include this one. Letters' case does not count.
    public func covers(action: String) -> Bool {
        for pattern in actions.patterns where pattern.matchesAction(action) { return !actions.isInverted }
        return actions.isInverted
    }

    /// Whether the statement's resources include this one; always where it names none. Variables take their values
    /// from the context.
    public func covers(resource: String, context: PolicyContext = PolicyContext()) -> Bool {
        guard let resources else { return true }
        for pattern in resources.patterns where pattern.matchesResource(resource, context: context.values) {
            return !resources.isInverted
        }
        return resources.isInverted
    }

    /// Whether the statement applies to a request, by its actions, resources, principals and conditions.
    func applies(to request: AuthorizationRequest) -> Bool {
        covers(action: request.action) && covers(resource: request.resource, context: request.context)
            && conditions.allSatisfy { $0.holds(in: request.context.values) }
    }
}

/// Whom a statement is about.
public struct PrincipalSelection: Sendable, Hashable {
    /// Everyone: `"*"` or `{"AWS": "*"}`.
    public let includesEveryone: Bool
    /// IAM identities by ARN, or whole accounts by number or root ARN.
    public let identities: [String]
    /// Services by their host name: `sns.amazonaws.com`.
    public let services: [String]
    /// Identity providers and canonical users, as they were written.
    public let others: [String]
    /// Whether everyone but these is meant (`NotPrincipal`).
    public let isInverted: Bool

    /// How a principal is meant.
    enum Match { case none, delegated, named }

    /// Whether the principal is meant: by itself, or only through its whole account, which lets the account's own
    /// policies decide (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
    func match(_ principal: PolicyPrincipal) -> Match {
        let found = directMatch(principal)
        if isInverted { return found == .none ? .named : .none }
        return found
    }

    private func directMatch(_ principal: PolicyPrincipal) -> Match {
        if includesEveryone { return .named }
        switch principal {
        case .service(let name): return services.contains(name) ? .named : .none
        case .other(let name): return others.contains(name) ? .named : .none
        case .anonymous: return .none
        case .identity(let arn):
            if identities.contains(arn) { return .named }
            guard let account = principal.account else { return .none }
            let isAccount = identities.contains { identity in
                identity == account || (identity.hasPrefix("arn:") && identity.hasSuffix(":iam::\(account):root"))
            }
            return isAccount ? .delegated : .none
        }
    }
}
