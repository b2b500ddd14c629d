import Graphs
import Templates

/// What one resource type is to a topology: adding a type is adding a row.
struct ResourceRow: Sendable {
    /// The CloudFormation type.
    var type: String
    /// The capability it provides, an id of the catalog's capabilities where one exists.
    var kind: String
    /// Other capabilities that it can be used for: an event bus does what a topic does.
    var alsoProvides: [String]
    /// The layer that shows it.
    var layer: Layer
    /// Whether it is a component, plumbing, or a boundary.
    var placement: Placement
    /// The service whose ARNs and API actions name it, such as `sqs` or `execute-api`; empty where no way needs it.
    var service: String
    /// The API action by which another service delivers to it, such as `sqs:SendMessage`.
    var delivery: String?
    /// Whether people and other systems call it from outside, so that a client stands in front of it.
    var facesClients: Bool
    /// Whether it runs the user's own code, which sends wherever its role lets it.
    var runsCode: Bool
    /// Where its properties name the role it runs as.
    var rolePaths: [PropertyPath]
    /// Where its properties hold environment variables.
    var environmentPaths: [PropertyPath]
    /// Where its properties name the boundary it stands in.
    var boundaryPaths: [PropertyPath]
    /// Finds the ways that its properties state.
    var link: (@Sendable (Resource, inout Linker) -> Void)?

    init(
        _ type: String,
        kind: String,
        alsoProvides: [String] = [],
        layer: Layer = .main,
        placement: Placement = .component,
        service: String = "",
        delivery: String? = nil,
        facesClients: Bool = false,
        runsCode: Bool = false,
        roles: [PropertyPath] = [],
        environment: [PropertyPath] = [],
        within boundaryPaths: [PropertyPath] = [],
        link: (@Sendable (Resource, inout Linker) -> Void)? = nil
    ) {
        self.type = type
        self.kind = kind
        self.alsoProvides = alsoProvides
        self.layer = layer
        self.placement = placement
        self.service = service
        self.delivery = delivery
        self.facesClients = facesClients
        self.runsCode = runsCode
        self.rolePaths = roles
        self.environmentPaths = environment
        self.boundaryPaths = boundaryPaths
        self.link = link
    }

    /// A row for plumbing: it never sends by itself, and is drawn only when a role is bound to it.
    static func plumbing(
        _ type: String,
        kind: String,
        _ placement: Placement,
        service: String = "",
        link: (@Sendable (Resource, inout Linker) -> Void)? = nil
    ) -> ResourceRow {
        ResourceRow(type, kind: kind, placement: placement, service: service, link: link)
    }
}

/// Where a resource of a type goes.
enum Placement: Sendable {
    /// It is a node.
    case component
    /// It belongs to the resource that the first of these properties names.
    case into([PropertyPath])
    /// It lies on the ways that name it; without any it belongs to the resource that the properties name.
    case onWays(otherwise: [PropertyPath])
    /// It belongs to the resource that refers to it; of the given types, where there are any.
    case usedBy([String] = [], elseComponent: Bool = false)
    /// It is a component of another kind where it has this property, else placed otherwise.
    indirect case componentWith(property: String, kind: String, otherwise: Placement)
    /// It is a component unless it has this property, and then placed otherwise.
    indirect case componentUnless(property: String, Placement)
    /// It is a boundary around others.
    case boundary
    /// It is a boundary around the resources of the stack it nests; a component where that stack is not open.
    case boundaryOfStack
    /// It belongs to the boundary that the first of these properties names.
    case intoBoundary([PropertyPath])
    /// It is not drawn.
    case hidden
}

/// A place in a resource's properties, written `VpcConfig.SubnetIds`; `*` stands for every index or name.
struct PropertyPath: Sendable, ExpressibleByStringLiteral {
    var steps: [String]

    init(_ steps: [String]) { self.steps = steps }
    init(stringLiteral value: String) { steps = value.split(separator: ".").map(String.init) }
}
