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
    /// Their indexes by the components at their ends.
    private var waysBetween: [Ends: [Int]] = [:]
    /// Their indexes by the resources they leave and the plumbing they run through.
    private var waysThrough: [String: [Int]] = [:]
    /// The components that ways lead to, by the one they leave.
    private var successors: [String: [String]] = [:]
    /// Resources by what their properties name, for each type and path that was asked for.
    private var namedBy: [NamedBy: [String: [Resource]]] = [:]
    /// The policies attached to each role from outside of it.
    lazy var policiesByRole = attachedPolicies()
    /// What could not be linked.
    var findings: [Finding] = []
    /// Roles by the resource that runs as them: filled by `Permissions`.
    var statementsByRole: [String: [Statement]] = [:]

    private struct Ends: Hashable {
        var from: String
        var to: String
    }

    private struct NamedBy: Hashable {
        var type: String
        var path: [String]
    }

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

    /// The resources of a type whose property names a resource.
    mutating func resources(ofType type: String, where path: PropertyPath, names id: String) -> [Resource] {
        let key = NamedBy(type: type, path: path.steps)
        if namedBy[key] == nil {
            var found: [String: [Resource]] = [:]
            for resource in resolver.resources(ofType: type) {
                for target in targets(resource, path) { found[target, default: []].append(resource) }
            }
            namedBy[key] = found
        }
        return namedBy[key]?[id] ?? []
    }

    /// Where a property is written, or what holds it, or the resource: what SAM makes has the place of the event or
    /// policy it is made for.
    func position(_ resource: Resource, _ path: PropertyPath) -> SourcePosition {
        var value = resource.properties
        var place = resource.position
        for step in path.steps {
            guard let next = value[step] ?? Int(step).flatMap({ value[$0] }) else { break }
            value = next
            if value.position.line > 0 { place = value.position }
        }
        return place
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

    /// A node for the system outside that an ARN, a URL, an import or a plain name means; nil for other texts.
    mutating func outside(_ text: String) -> String? {
        if text.hasSuffix(":event-bus/default") { return defaultBus() }
        let text = withoutMarks(text)
        if isPlainName(text) { return external(text) }
        if let name = nameOutside(functionARN(inIntegration: text) ?? text) { return external(name) }
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
        guard let from = component(of: way.from), let to = component(of: way.to) else { return }
        if waysBetween[Ends(from: from, to: to)] == nil { successors[from, default: []].append(to) }
        waysBetween[Ends(from: from, to: to), default: []].append(ways.count)
        for id in unique([way.from] + way.via) { waysThrough[id, default: []].append(ways.count) }
        ways.append(way)
    }

    /// The stated way between two components that carries an action of this IAM permission.
    func statedWay(from: String, to: String, carrying permission: String) -> Int? {
        waysBetween[Ends(from: from, to: to)]?.first { index in
            ways[index].evidence == .stated
                && ways[index].actions.contains { ActionTable.shared.byAPI[$0]?.iam == permission }
        }
    }

    /// The ways that leave a resource or run through it.
    func ways(through id: String) -> [Way] { (waysThrough[id] ?? []).map { ways[$0] } }

    /// Whether a way runs from one component straight to another.
    func isWay(from: String, to: String) -> Bool { waysBetween[Ends(from: from, to: to)] != nil }

    /// The components that ways lead to from one.
    func next(after id: String) -> [String] { successors[id] ?? [] }

    /// Lets a way carry one more action.
    mutating func extendWay(_ index: Int, by action: String) {
        if !ways[index].actions.contains(action) { ways[index].actions.append(action) }
    }

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

/// The name of the resource that an ARN or a mark means, as one outside of the stack would be called; nil for other
/// texts.
func nameOutside(_ text: String) -> String? {
    if text.hasPrefix("{{"), let end = text.firstRange(of: "}}") {
        return withoutMarks(String(text[..<end.upperBound]))
    }
    guard let arn = ARN(withoutMarks(text)) else { return nil }
    let parts = arn.resource.split { ":/".contains($0) }.map(String.init)
    let startsWithName = ["sqs", "sns", "s3", "execute-api"].contains(arn.service) || parts.count == 1
    return parts.isEmpty ? arn.service : startsWithName ? parts[0] : parts[1]
}

/// A text with the marks of what is not known before deployment replaced by the names in them: `{{import:orders}}` by
/// `orders`, `{{resolve:ssm:/orders/arn}}` by `/orders/arn`.
func withoutMarks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
        result += rest[..<start.lowerBound]
        var mark = rest[start.upperBound..<end.lowerBound]
        for head in ["import:", "output:", "resolve:ssm:", "resolve:ssm-secure:", "resolve:secretsmanager:"]
        where mark.hasPrefix(head) {
            mark = mark.dropFirst(head.count)
            break
        }
        let name = mark.hasPrefix("arn:") ? mark : mark.prefix { $0 != ":" }
        result += name
        rest = rest[end.upperBound...]
    }
    return result + rest
}

/// Whether a text is a name that a resource elsewhere could have: letters, digits and a few signs.
private func isPlainName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 128 && text.utf8.contains { $0 > 0x40 }
        && text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_./".unicodeScalars.contains($0)
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
