import Services
import Templates
import Topologies
import Values

/// A stack that a scenario runs on, and what plays which role in it.
public struct FlowBinding: Sendable {
    /// The binding's id; empty for a template of its own.
    public var id: String
    /// The name a reader knows it by.
    public var name: String
    /// The resources.
    public var stack: Stack
    /// Who sends what to whom.
    public var topology: Topology
    /// What plays each role.
    public var roles: [BoundRole]

    /// Makes a binding.
    public init(id: String, name: String, stack: Stack, topology: Topology, roles: [BoundRole] = []) {
        self.id = id
        self.name = name
        self.stack = stack
        self.topology = topology
        self.roles = roles
    }

    /// Takes on the roles that a flow of a template's own declares.
    /// - Throws: each name that is no resource of the template.
    public mutating func bind(_ declared: [(role: Scenario.Named, resources: [Scenario.Named])]) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        for (role, resources) in declared {
            for resource in resources where stack[resource.name] == nil {
                problems.append(
                    Diagnostic(
                        at: resource.position, found: "the role '\(role.name)' names '\(resource.name)'",
                        expected: "expected a resource of the template",
                        nearest: nearestName(to: resource.name, among: stack.resources.map(\.logicalID))))
            }
            roles.append(
                BoundRole(
                    role: role.name, targets: resources.map { .resource($0.name) }, position: role.position))
        }
        if !problems.isEmpty { throw Diagnostics(problems) }
    }

    /// The logical ids and external nodes that a name means here: those of a role, or the resource itself.
    func resolve(_ name: String) -> [String] {
        if let role = roles.first(where: { $0.role == name }) { return role.targets.compactMap(\.nodeID) }
        if stack[name] != nil { return [name] }
        if name == "default" { return [defaultBusID] }
        return topology.nodes.contains { $0.id == name } ? [name] : []
    }

    /// The resources that a name means here: those of a role, or the one itself.
    public func resources(named name: String) -> [String] { resolve(name).filter { stack[$0] != nil } }

    /// Every name that means something here.
    var names: [String] { roles.map(\.role) + stack.resources.map(\.logicalID) }
}
