import Graphs
import Templates
import Values

/// A way between the stack and a system outside of it that the template cannot tell: a client in front of a queue, a
/// partner that a function calls.
public struct ExternalWay: Hashable, Sendable {
    /// The external system's name; its node is `external:` and this name.
    public var name: String
    /// The logical id of the resource at the other end.
    public var resource: String
    /// What travels.
    public var kind: EdgeKind
    /// Whether the message travels out of the stack instead of into it.
    public var isOutgoing: Bool

    /// Makes a way.
    public init(name: String, resource: String, kind: EdgeKind, isOutgoing: Bool = false) {
        self.name = name
        self.resource = resource
        self.kind = kind
        self.isOutgoing = isOutgoing
    }
}

/// Links the resources of a stack: who sends what to whom, derived from the template alone.
///
/// - Parameters:
///   - stack: The resources.
///   - roles: Logical ids that roles of a pattern are bound to; such a resource is always a node, even plumbing.
///   - externals: Ways to and from systems outside that a pattern's binding declares. Without any, `external:client`
///     ("Client") stands in front of every API, function URL, load balancer and distribution that nothing else in the
///     stack calls; queues, topics and buses without a producer are entries by themselves.
/// - Complexity: O(resources × references), well under a millisecond for templates of a hundred resources.
public func link(_ stack: Stack, boundTo roles: Set<String> = [], externals: [ExternalWay] = []) -> Topology {
    var linker = Linker(stack, boundTo: roles, externals: externals)
    linker.place()
    for resource in stack.resources { resourceTable[resource.type]?.link?(resource, &linker) }
    linker.addDeclaredExternals()
    linker.addResourcePolicies()
    linker.addPermissions()
    linker.addEnvironmentReferences()
    linker.addClients()
    linker.assignGroups()
    return linker.finish()
}
