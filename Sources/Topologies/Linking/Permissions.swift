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
    /// ARNs without wildcards that name no resource of the stack.
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
        for policy in stack.resources {
            switch policy.type {
            case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy":
                if targets(policy, "Roles", service: "iam").contains(role) {
                    found += policyStatements(policy.logicalID)
                }
            case "AWS::IAM::RolePolicy":
                if targets(policy, "RoleName", service: "iam").contains(role) {
                    found += policyStatements(policy.logicalID)
                }
            default: continue
            }
        }
        statementsByRole[role] = found
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
            if named.isEmpty, text.contains("*") {
                wildcards.append(text)
            } else if named.isEmpty, text.hasPrefix("arn:") {
                outside.append(text)
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
            position: statement.position.line > 0 ? statement.position : resource.position
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
            for target in statement.targets + reachedOutside(statement) {
                guard let to = component(of: target), to != from else { continue }
                if granted[to] == nil { order.append(to) }
                for pattern in statement.actions {
                    let isBroad = pattern.hasSuffix(":*") || pattern == "*"
                    for row in ActionTable.shared.rows(allowedBy: pattern) {
                        // A table's records are read from its stream, not from the table.
                        if row.kind == .poll, row.api.hasPrefix("dynamodb:"), !statement.streams.contains(target) {
                            continue
                        }
                        granted[to, default: []].append((row, isBroad, statement.position))
                    }
                }
            }
        }
        for to in order {
            let fresh = unstated(granted[to] ?? [], from: from, to: to)
            addPermitted(fresh, from: from, to: to)
        }
    }

    /// The systems outside that a statement lets be used: those of ARNs that its actions carry messages or state to.
    private mutating func reachedOutside(_ statement: Statement) -> [String] {
        let reaches = statement.actions.contains { pattern in
            ActionTable.shared.rows(allowedBy: pattern).contains { $0.kind != .observe }
        }
        return reaches ? statement.outside.compactMap { outside($0) } : []
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
