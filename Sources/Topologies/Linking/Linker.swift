import Graphs
import Languages
import Templates
import Values

/// The state of linking one stack: what the rules read, and where they put what they find.
///
/// Linking runs in phases: place every resource (component, plumbing, boundary); let each row's rule state its ways; add
/// ways from permissions and environment references; put clients in front; then fold the ways onto the components and
/// merge what runs in parallel.
struct Linker {
    let stack: Stack
    let resolver: Resolver
    /// The logical ids that roles are bound to: they never fold.
    let bound: Set<String>
    /// The ways to and from outside that the binding declares.
    let externals: [ExternalWay]
    /// Components by id, in the order they are drawn.
    var nodes: [TopologyNode] = []
    var nodeIDs: Set<String> = []
    /// For plumbing, the resource it belongs to: one step towards its component.
    var owners: [String: String] = [:]
    /// The boundary that a resource belongs to or stands in.
    var boundaries: [String: String] = [:]
    /// The ways found so far.
    private(set) var ways: [Way] = []
    /// What could not be linked.
    var findings: [Finding] = []
    /// Roles by the resource that runs as them: filled by `Permissions`.
    var statementsByRole: [String: [Statement]] = [:]

    init(_ stack: Stack, boundTo bound: Set<String>, externals: [ExternalWay]) {
        self.stack = stack
        self.bound = bound
        self.externals = externals
        resolver = Resolver(stack)
    }

    // MARK: - Asking

    /// The resource with a logical id.
    func resource(_ id: String) -> Resource? { resolver[id] }
    /// The type of a resource; empty for external systems.
    func type(of id: String) -> String { resolver[id]?.type ?? "" }
    /// The row of a resource's type.
    func row(of id: String) -> ResourceRow? { resolver[id].flatMap { resourceTable[$0.type] } }

    /// The component that a resource is drawn as: itself, or what it folds into; nil for what is not drawn.
    func component(of id: String) -> String? {
        var id = id
        // A chain longer than the stack is a circle.
        for _ in 0...stack.resources.count {
            if nodeIDs.contains(id) { return id }
            guard let owner = owners[id] else { return nil }
            id = owner
        }
        return nil
    }

    /// The first resource that the values at a path mean.
    func target(_ resource: Resource, _ path: PropertyPath, service: String? = nil) -> String? {
        resolver.target(of: resource, at: path, service: service)
    }

    /// All resources that the values at a path mean.
    func targets(_ resource: Resource, _ path: PropertyPath, service: String? = nil) -> [String] {
        resolver.targets(of: resource, at: path, service: service)
    }

    /// The other resources of a type whose property names a resource.
    func resources(ofType type: String, where path: PropertyPath, names id: String) -> [Resource] {
        stack.resources.filter { $0.type == type && targets($0, path).contains(id) }
    }

    /// Where a property is written, or its resource where that is not known.
    func position(_ resource: Resource, _ path: PropertyPath) -> SourcePosition {
        if let position = resource.properties.value(at: path)?.position, position.line > 0 { return position }
        return resource.position
    }

    /// The API action by which a service delivers to a resource, as a list for a way; empty for unknown ones.
    func delivery(to id: String) -> [String] {
        guard let component = component(of: id), let action = row(of: component)?.delivery else {
            return row(of: id)?.delivery.map { [$0] } ?? []
        }
        return [action]
    }

    /// The resource that a property names: of the stack, or one outside that the property's ARN or URL tells.
    mutating func targetOrOutside(_ resource: Resource, _ path: PropertyPath, service: String? = nil) -> String? {
        if let found = target(resource, path, service: service) { return found }
        guard let text = resource.properties.value(at: path)?.string else { return nil }
        return outside(text)
    }

    /// A node for the system outside that an ARN or URL names; nil for other texts.
    mutating func outside(_ text: String) -> String? {
        if text.hasSuffix(":event-bus/default") { return defaultBus() }
        if let arn = ARN(functionARN(inIntegration: text) ?? text) {
            let parts = arn.resource.split { ":/".contains($0) }.map(String.init)
            let startsWithName = ["sqs", "sns", "s3", "execute-api"].contains(arn.service) || parts.count == 1
            return external(parts.isEmpty ? arn.service : startsWithName ? parts[0] : parts[1])
        }
        if let host = hostName(text) { return external(host) }
        return nil
    }

    /// The default event bus of the account, which no template declares.
    mutating func defaultBus() -> String {
        addOutside(
            TopologyNode(
                id: defaultBusID, label: "default event bus", type: "AWS::Events::EventBus", kind: "event-bus"))
        return defaultBusID
    }

    // MARK: - Stating

    /// Adds a way; those to or from nowhere are dropped.
    mutating func add(_ way: Way) {
        guard isKnown(way.from), isKnown(way.to) else { return }
        ways.append(way)
    }

    /// The stated way between two components that carries an action of this IAM permission.
    func statedWay(from: String, to: String, carrying permission: String) -> Int? {
        ways.firstIndex { way in
            way.evidence == .stated && component(of: way.from) == from && component(of: way.to) == to
                && way.actions.contains { ActionTable.shared.byAPI[$0]?.iam == permission }
        }
    }

    /// Lets a way carry one more action.
    mutating func extendWay(_ index: Int, by action: String) {
        if !ways[index].actions.contains(action) { ways[index].actions.append(action) }
    }

    private func isKnown(_ id: String) -> Bool { nodeIDs.contains(id) || component(of: id) != nil }

    /// Adds a component that no resource of the stack is: a default event bus, a partner's address.
    mutating func addOutside(_ node: TopologyNode) {
        guard nodeIDs.insert(node.id).inserted else { return }
        nodes.append(node)
    }

    /// The id of an external system, added where it is new: `external:` and its name.
    mutating func external(_ name: String) -> String {
        let id = "external:" + name
        // A host keeps its spelling, a service's short name is an abbreviation, and other names read as titles.
        let isAbbreviation = name.count <= 3 && name == name.lowercased()
        let title = isAbbreviation ? name.uppercased() : name.prefix(1).uppercased() + name.dropFirst()
        let label = name.contains(".") ? name : title
        addOutside(TopologyNode(id: id, label: label, kind: "external"))
        return id
    }
}

/// The node of the default event bus, which exists in every account without a resource.
public let defaultBusID = "default"

/// The host of an `http` or `https` URL.
func hostName(_ url: String) -> String? {
    guard url.hasPrefix("http://") || url.hasPrefix("https://"), let slashes = url.firstRange(of: "//") else {
        return nil
    }
    let host = url[slashes.upperBound...].prefix { !"/:?".contains($0) }
    return host.isEmpty ? nil : String(host)
}
