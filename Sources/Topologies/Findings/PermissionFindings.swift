import Templates
import Values

extension Linker {
    /// Statements that allow actions on everything, where the actions carry messages or state.
    ///
    /// Actions that know no resources, such as `xray:PutTraceSegments`, and those that only write logs are left out.
    func wildcardPermissions() -> [Finding] {
        var linker = self
        var found: [Finding] = []
        for role in stack.resources where role.type == "AWS::IAM::Role" {
            for statement in linker.statements(ofRole: role.logicalID) {
                if let finding = wildcardFinding(statement, role: role.logicalID), !found.contains(finding) {
                    found.append(finding)
                }
            }
        }
        return found
    }

    private func wildcardFinding(_ statement: Statement, role: String) -> Finding? {
        let nodes = [component(of: role)].compactMap { $0 }
        if statement.actions.contains("*") {
            return finding(
                .leastPrivilege, nodes, at: statement.position, found: "'\(statement.holder)' allows every action",
                expected: "name the actions it needs")
        }
        // A pattern that starts a name is narrow: only one that stands for every name of a service is not.
        let broad = statement.wildcards.filter { (nameOutside($0) ?? $0) == "*" }
        guard !broad.isEmpty else { return nil }
        let carrying = statement.actions.filter { pattern in
            ActionTable.shared.rows(allowedBy: pattern).contains { $0.kind != .observe }
        }
        guard let first = carrying.first else { return nil }
        return finding(
            .leastPrivilege, nodes, at: statement.position,
            found: "'\(statement.holder)' allows '\(first)' on '\(broad[0])'",
            expected: "name the resources it works on")
    }
}
