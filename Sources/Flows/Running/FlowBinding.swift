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

    /// The logical ids and external nodes that a name means here: those of a role, the resource itself, or those of
    /// several names with commas between them; nothing where one of these means nothing.
    func resolve(_ name: String) -> [String] {
        if name.contains(",") {
            let parts = name.split(separator: ",").map { resolve(String($0.drop { $0 == " " })) }
            return parts.contains([]) ? [] : parts.flatMap { $0 }
        }
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
