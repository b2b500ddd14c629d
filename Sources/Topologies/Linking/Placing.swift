import Graphs
import Templates

extension Linker {
    /// Decides for every resource whether it is a component, plumbing, or a boundary.
    mutating func place() {
        for resource in stack.resources where isComponent(resource) { addComponent(resource) }
        for resource in stack.resources { placePlumbing(resource) }
        for resource in stack.resources where !nodeIDs.contains(resource.logicalID) { placeUsed(resource) }
        for resource in stack.resources { placeInBoundary(resource) }
    }

    private func isComponent(_ resource: Resource) -> Bool {
        if bound.contains(resource.logicalID) { return true }
        guard let row = resourceTable[resource.type] else { return !isDeploymentHelper(resource.type) }
        switch row.placement {
        case .component: return true
        case .componentWith(let property, _, _): return resource.properties[property] != nil
        case .componentUnless(let property, _): return resource.properties[property] == nil
        case .boundaryOfStack: return !isBoundary(resource.logicalID)
        case .usedBy(let types, elseComponent: true): return users(of: resource.logicalID, types: types).isEmpty
        default: return false
        }
    }

    /// Whether a type only takes part in deploying: custom resources, waits, modules.
    private func isDeploymentHelper(_ type: String) -> Bool {
        type.hasPrefix("Custom::") || type.hasPrefix("AWS::CloudFormation::") && type != "AWS::CloudFormation::Stack"
    }

    private mutating func addComponent(_ resource: Resource) {
        let row = resourceTable[resource.type]
        let name = shortName(resource.logicalID)
        let label = resource.givenName.map { "\(name)\n\($0)" } ?? name
        var kind = row?.kind ?? "resource"
        if case .componentWith(let property, let other, _) = row?.placement, resource.properties[property] != nil {
            kind = other
        }
        nodeIDs.insert(resource.logicalID)
        nodes.append(
            TopologyNode(
                id: resource.logicalID, label: label, type: resource.type, kind: kind,
                layer: row?.layer ?? .main, position: resource.position))
    }

    private mutating func placePlumbing(_ resource: Resource) {
        guard let row = resourceTable[resource.type] else { return }
        var placement = row.placement
        switch placement {
        case .componentWith(_, _, let otherwise), .componentUnless(_, let otherwise): placement = otherwise
        default: break
        }
        switch placement {
        case .into(let paths), .onWays(otherwise: let paths):
            for path in paths {
                guard let owner = target(resource, path), owner != resource.logicalID else { continue }
                owners[resource.logicalID] = owner
                return
            }
        case .intoBoundary(let paths):
            for path in paths {
                guard let boundary = target(resource, path) else { continue }
                boundaries[resource.logicalID] = boundary
                return
            }
        default: return
        }
    }

    private mutating func placeUsed(_ resource: Resource) {
        guard let row = resourceTable[resource.type], case .usedBy(let types, _) = row.placement else { return }
        owners[resource.logicalID] = users(of: resource.logicalID, types: types).first
    }

    /// The resources that refer to one, of the given types where there are any; components first.
    private func users(of id: String, types: [String]) -> [String] {
        let users = resolver.users(of: id).filter { user in
            let type = type(of: user)
            return (types.isEmpty || types.contains(type)) && !policyTypes.contains(type)
        }
        return users.filter(nodeIDs.contains) + users.filter { !nodeIDs.contains($0) }
    }

    /// Puts a resource into the first boundary it names; a second one stands around the first, as a network around a
    /// cluster.
    private mutating func placeInBoundary(_ resource: Resource) {
        guard let row = resourceTable[resource.type] else { return }
        let found = row.boundaryPaths.compactMap { target(resource, $0) }.filter { $0 != resource.logicalID }
        guard let inner = found.first else { return }
        boundaries[resource.logicalID] = inner
        guard let outer = found.dropFirst().first(where: { $0 != inner }), boundaries[inner] == nil,
            isBoundary(inner), !encloses(inner, outer)
        else { return }
        boundaries[inner] = outer
    }

    /// Whether a boundary stands around another, so that the other may not stand around it.
    private func encloses(_ outer: String, _ inner: String) -> Bool {
        var next: String? = inner
        for _ in 0...stack.resources.count {
            guard let id = next else { return false }
            if id == outer { return true }
            next = boundaries[id]
        }
        return true
    }

    /// The drawn boundary around a resource: the first boundary that its own boundary is or stands in, else the stack it
    /// belongs to.
    func boundary(around id: String) -> String? {
        var next = id
        for _ in 0...stack.resources.count {
            guard let outer = boundaries[next] ?? owners[next] else { break }
            if isBoundary(outer) { return outer }
            next = outer
        }
        return resource(id)?.stack
    }

    /// Whether others are drawn inside a resource.
    func isBoundary(_ id: String) -> Bool {
        switch row(of: id)?.placement {
        case .boundary: true
        case .boundaryOfStack: resolver.openStacks.contains(id)
        default: false
        }
    }

    /// Puts a node into its boundary.
    mutating func assignGroups() {
        for index in nodes.indices { nodes[index].group = boundary(around: nodes[index].id) }
    }
}

/// The last part of a logical id: `Queue` of `Orders/Queue`, which stands inside `Orders`.
func shortName(_ id: String) -> String { id.split(separator: "/").last.map(String.init) ?? id }

extension Resource {
    /// The name that the template gives it; nil where AWS makes one up, for which its logical id stands.
    var givenName: String? {
        let generated = logicalID.split(separator: "/").joined(separator: "-")
        return physicalName == generated ? nil : physicalName
    }
}

/// Types that name roles only to give them permissions: the roles are not theirs.
private let policyTypes: Set<String> = [
    "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::SQS::QueuePolicy",
    "AWS::IAM::Role", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy", "AWS::KMS::Key", "AWS::Lambda::Permission",
]
