import Graphs
import Languages
import Templates
import Values

/// An `Allow` statement of a role, with the resources it names.
struct Statement {
    /// IAM action patterns.
    var actions: [String]
    /// The resources of the stack that it names exactly, or by an ARN that starts with their own.
    var targets: [String]
    /// Those of them whose change stream it names.
    var streams: Set<String>
    /// Resource patterns with wildcards that name no resource of the stack.
    var wildcards: [String]
    /// ARNs, and marks of imports and the like, that name one resource outside of the stack.
    var outside: [String]
    /// The resource that holds the statement: a role or a policy.
    var holder: String
    var position: SourcePosition

    /// Whether it allows an API action, on whatever resources.
    func allows(_ action: String) -> Bool {
        let permission = ActionTable.shared.permission(for: action)
        return actions.contains { ActionPattern($0).matches(permission) }
    }
}

extension Linker {
    /// The `Allow` statements of a role: its inline policies, and the policies attached to it.
    mutating func statements(ofRole role: String) -> [Statement] {
        if let known = statementsByRole[role] { return known }
        var found: [Statement] = []
        if let resource = resource(role) {
            found += statements(in: resource, at: ["Policies", "*", "PolicyDocument"])
            for policy in targets(resource, "ManagedPolicyArns") { found += policyStatements(policy) }
        }
        for policy in policiesByRole[role] ?? [] { found += policyStatements(policy) }
        statementsByRole[role] = found
        return found
    }

    /// The policies that name roles, by role.
    func attachedPolicies() -> [String: [String]] {
        let kinds: [(type: String, path: PropertyPath)] = [
            ("AWS::IAM::Policy", "Roles"), ("AWS::IAM::ManagedPolicy", "Roles"), ("AWS::IAM::RolePolicy", "RoleName"),
        ]
        var found: [String: [String]] = [:]
        for kind in kinds {
            for policy in resolver.resources(ofType: kind.type) {
                for role in targets(policy, kind.path, service: "iam") {
                    found[role, default: []].append(policy.logicalID)
                }
            }
        }
        return found
    }

    private func policyStatements(_ id: String) -> [Statement] {
        guard let resource = resource(id) else { return [] }
        return statements(in: resource, at: ["PolicyDocument"])
    }

    /// The `Allow` statements of the policy documents at a path; `*` stands for every index.
    private func statements(in resource: Resource, at path: [String]) -> [Statement] {
        var found: [Statement] = []
        for (documentPath, document) in documents(resource.properties, path[...], []) {
            guard let statements = document["Statement"] else { continue }
            let isList = statements.array != nil
            for (index, statement) in statements.listed.enumerated() {
                guard statement["Effect"]?.string != "Deny", statement["Action"] != nil else { continue }
                let base = documentPath + ["Statement"] + (isList ? ["\(index)"] : [])
                found.append(read(statement, at: base, of: resource))
            }
        }
        return found
    }

    private func documents(
        _ value: JSONValue, _ path: ArraySlice<String>, _ reached: [String]
    ) -> [([String], JSONValue)] {
        guard let step = path.first else { return [(reached, value)] }
        if step == "*" {
            return value.children.flatMap { documents($0.1, path.dropFirst(), reached + [$0.0]) }
        }
        guard let next = value[step] else { return [] }
        return documents(next, path.dropFirst(), reached + [step])
    }

    private func read(_ statement: JSONValue, at base: [String], of resource: Resource) -> Statement {
        var targets: [String] = []
        var streams: Set<String> = []
        var wildcards: [String] = []
        var outside: [String] = []
        for (path, text) in resolver.leaves(of: resource.properties, at: base + ["Resource"]) {
            let named = resolver.targets(of: resource, leaf: path, text: text)
            targets += named.filter { !targets.contains($0) }
            if named.isEmpty, let name = nameOutside(text), !name.contains("*") {
                outside.append(text)
            } else if named.isEmpty, text.contains("*") {
                wildcards.append(text)
            }
            let namesStream =
                text.contains("/stream/")
                || resource.references.contains { $0.path == path && $0.attribute?.hasSuffix("StreamArn") == true }
            if namesStream { streams.formUnion(named) }
        }
        return Statement(
            actions: statement["Action"]?.listed.compactMap(\.string) ?? [],
            targets: targets,
            streams: streams,
            wildcards: wildcards,
            outside: outside,
            holder: resource.logicalID,
            position: position(resource, PropertyPath(base))
        )
    }

    // MARK: - Ways

    /// Adds the ways that permissions allow: from everything that runs the user's code to the resources that its role
    /// names exactly. What is stated already is not said twice.
    mutating func addPermissions() {
        for resource in stack.resources {
            guard let row = resourceTable[resource.type], row.runsCode else { continue }
            let named = unique(row.rolePaths.flatMap { targets(resource, $0, service: "iam") })
            let roles = named.flatMap { id in
                type(of: id) == "AWS::IAM::InstanceProfile"
                    ? self.resource(id).map { targets($0, "Roles") } ?? [] : [id]
            }
            for role in roles { addPermissions(ofRole: role, to: resource.logicalID) }
        }
    }

    private mutating func addPermissions(ofRole role: String, to principal: String) {
        guard let from = component(of: principal) else { return }
        var order: [String] = []
        var granted: [String: [(row: ActionRow, isBroad: Bool, position: SourcePosition)]] = [:]
        for statement in statements(ofRole: role) {
            let targets = statement.targets.map { ($0, component(of: $0).flatMap(row(of:))?.service ?? "") }
            for (target, service) in targets + reachedOutside(statement) {
                guard let to = component(of: target), to != from else { continue }
                if granted[to] == nil { order.append(to) }
                for pattern in statement.actions {
                    let isBroad = pattern.hasSuffix(":*") || pattern == "*"
                    for row in ActionTable.shared.rows(allowedBy: pattern) where works(row, on: service) {
                        // A table's records are read from its stream, not from the table.
                        if row.kind == .poll, row.api.hasPrefix("dynamodb:"), !statement.streams.contains(target) {
                            continue
                        }
                        granted[to, default: []].append((row, isBroad, statement.position))
                    }
                }
            }
        }
        let givenUp = failureDestinations(ofMappingsOf: from)
        for to in order {
            var grants = granted[to] ?? []
            if givenUp.contains(to) { grants.removeAll { failureDeliveries.contains($0.row.api) } }
            let fresh = unstated(grants, from: from, to: to)
            addPermitted(fresh, from: from, to: to)
        }
    }

    /// Whether an action is one of a service, or of its data interface: `rds-data:ExecuteStatement` works on `rds`.
    private func works(_ row: ActionRow, on service: String) -> Bool {
        service.isEmpty || row.iam.hasPrefix(service + ":") || row.iam.hasPrefix(service + "-")
    }

    /// Where the mappings of a function set failed batches aside. They do so by the function's role, which therefore allows
    /// what the function itself never does.
    private func failureDestinations(ofMappingsOf function: String) -> Set<String> {
        var found: Set<String> = []
        for mapping in resolver.resources(ofType: "AWS::Lambda::EventSourceMapping")
        where targets(mapping, "FunctionName", service: "lambda").contains(where: { component(of: $0) == function }) {
            found.formUnion(targets(mapping, "DestinationConfig.OnFailure.Destination").compactMap(component(of:)))
        }
        return found
    }

    /// The systems outside that a statement lets be used, each with its service where that is known: those of ARNs that
    /// its actions carry messages or state to.
    mutating func reachedOutside(_ statement: Statement) -> [(id: String, service: String)] {
        let reaches = statement.actions.contains { pattern in
            ActionTable.shared.rows(allowedBy: pattern).contains { $0.kind != .observe }
        }
        let named = (reaches ? statement.outside : []).compactMap { text in
            outside(text).map { (id: $0, service: ARN(text)?.service ?? "") }
        }
        return named + serviceWide(statement)
    }

    /// The services outside that a statement lets be used whose actions work on no resource of one's own: a model, a
    /// mail. A wildcard says nothing more there.
    private mutating func serviceWide(_ statement: Statement) -> [(id: String, service: String)] {
        guard !statement.wildcards.isEmpty else { return [] }
        let services = unique(statement.actions.map { String($0.prefix { $0 != ":" }).lowercased() })
        return services.compactMap { service in
            guard let name = servicesWithoutResources[service],
                statement.actions.contains(where: {
                    $0.lowercased().hasPrefix(service + ":") && !ActionTable.shared.rows(allowedBy: $0).isEmpty
                })
            else { return nil }
            return (id: external(name), service: service)
        }
    }

    /// The grants that no stated way carries. Where one does, the operations of the same permission join it, so that
    /// `SendMessageBatch` lies on the way that `SendMessage` has.
    private mutating func unstated(
        _ grants: [(row: ActionRow, isBroad: Bool, position: SourcePosition)], from: String, to: String
    ) -> [(row: ActionRow, isBroad: Bool, position: SourcePosition)] {
        grants.filter { grant in
            let ends = grant.row.kind == .poll ? (to, from) : (from, to)
            guard let index = statedWay(from: ends.0, to: ends.1, carrying: grant.row.iam) else { return true }
            extendWay(index, by: grant.row.api)
            return false
        }
    }

    private mutating func addPermitted(
        _ grants: [(row: ActionRow, isBroad: Bool, position: SourcePosition)], from: String, to: String
    ) {
        var kinds = unique(grants.map(\.row.kind))
        // Reading and writing the same resource is one way: two lines between the same boxes would say no more.
        let readsAndWrites = kinds.contains(.read) && kinds.contains(.write)
        if readsAndWrites { kinds.removeAll { $0 == .read } }
        for kind in kinds {
            let carried = grants.filter {
                $0.row.kind == kind || readsAndWrites && kind == .write && $0.row.kind == .read
            }
            add(
                Way(
                    from: kind == .poll ? to : from,
                    to: kind == .poll ? from : to,
                    kind: kind,
                    label: readsAndWrites && kind == .write ? "read, write" : "",
                    actions: unique(carried.map(\.row.api)),
                    position: carried[0].position,
                    evidence: carried.allSatisfy(\.isBroad) ? .assumed : .permitted
                ))
        }
    }
}

/// Services whose work needs no resource of the stack, by the prefix of their actions. Source: Service Authorization
/// Reference, "Resource types defined by ..." of each.
private let servicesWithoutResources = [
    "bedrock": "Bedrock", "comprehend": "Comprehend", "polly": "Polly", "rekognition": "Rekognition", "ses": "SES",
    "textract": "Textract", "transcribe": "Transcribe", "translate": "Translate",
]

/// The actions by which a mapping sets a failed batch aside.
private let failureDeliveries: Set<String> = [
    "sqs:SendMessage", "sqs:SendMessageBatch", "sns:Publish", "sns:PublishBatch", "s3:PutObject",
]
