import Values

/// What must hold between the parts of one pattern, beside the shape of its fields.
struct PatternRules {
    /// The pattern's record, whose shape `RecordWalk` found right.
    let value: JSONValue
    /// What was wrong.
    private(set) var diagnostics: [Diagnostic] = []

    init(_ value: JSONValue) { self.value = value }

    /// Checks roles, edges, bindings and failure modes.
    mutating func check() {
        let roles = records("roles").compactMap { $0["id"]?.string }
        checkUnique(records("roles"), what: "role")
        checkUnique(records("bindings"), what: "binding")
        for edge in records("edges") {
            for end in [edge["from"], edge["to"]].compactMap({ $0 }) {
                if let role = end.string, !roles.contains(role) { failRole(role, at: end.position, roles) }
            }
        }
        for binding in records("bindings") { checkRoles(of: binding, roles) }
        for failure in records("failureModes") { checkWatch(failure) }
    }

    private func records(_ name: String) -> [JSONValue] { value[name]?.array ?? [] }

    private mutating func fail(at place: SourcePosition, _ found: String, _ expected: String, nearest: String? = nil) {
        diagnostics.append(Diagnostic(at: place, found: found, expected: expected, nearest: nearest))
    }

    private mutating func failRole(_ role: String, at place: SourcePosition, _ roles: [String]) {
        let known = roles.isEmpty ? "the pattern has no roles" : "expected one of \(roles.joined(separator: ", "))"
        fail(at: place, "unknown role '\(role)'", known, nearest: nearestName(to: role, among: roles))
    }

    private mutating func checkUnique(_ records: [JSONValue], what: String) {
        var seen: [String: SourcePosition] = [:]
        for id in records.compactMap({ $0["id"] }) {
            guard let name = id.string else { continue }
            if let first = seen[name] {
                fail(at: id.position, "\(what) '\(name)' a second time", "the first is at \(first); rename one")
            } else {
                seen[name] = id.position
            }
        }
    }

    /// Every role must be bound exactly once: a mapping cannot repeat a key, so once is what `Documents` proves.
    private mutating func checkRoles(of binding: JSONValue, _ roles: [String]) {
        guard let bound = binding["roles"]?.object else { return }
        let name = binding["id"]?.string ?? ""
        for member in bound {
            if !roles.contains(member.key) { failRole(member.key, at: member.keyPosition, roles) }
            checkTargets(of: member)
        }
        for role in roles where bound[role] == nil {
            fail(
                at: binding["roles"]?.position ?? binding.position,
                "binding '\(name)' does not bind the role '\(role)'",
                "name what plays it: a logical id, LogicalId#part, external:name, a list of them, or none")
        }
    }

    private mutating func checkTargets(of member: JSONObject.Member) {
        let written = member.value.array ?? [member.value]
        let form = "expected a logical id, LogicalId#part, external:name, a list of them, or none"
        if written.isEmpty { fail(at: member.value.position, "role '\(member.key)' is bound to an empty list", form) }
        for target in written {
            guard let text = target.string else {
                fail(at: target.position, "role '\(member.key)' is bound to \(target.kindName)", form)
                continue
            }
            switch RoleBinding.Target(text) {
            case nil: fail(at: target.position, "role '\(member.key)' is bound to '\(text)'", form)
            case .absent? where written.count > 1:
                fail(at: target.position, "'none' among other targets", "a role is either absent or played")
            default: break
            }
        }
    }

    private mutating func checkWatch(_ failure: JSONValue) {
        let name = failure["name"]?.string ?? ""
        switch (failure["watch"]?.isNull == false, failure["whyNot"]?.isNull == false) {
        case (true, true):
            fail(
                at: failure.position, "failure mode '\(name)' has both 'watch' and 'whyNot'",
                "keep 'watch' if a flow shows it")
        case (false, false):
            fail(
                at: failure.position, "failure mode '\(name)' has neither 'watch' nor 'whyNot'",
                "name the flow and the moment that show it, or say why none does")
        default: break
        }
    }
}
