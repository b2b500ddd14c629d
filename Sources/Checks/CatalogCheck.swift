import Catalog
import Templates
import Values

/// Goes through the entries of one catalog, seen in all catalogs that lie below it.
struct CatalogCheck {
    /// The catalog that is checked.
    let own: Catalog
    /// It and what lies below it.
    let all: Catalog
    private(set) var diagnostics: [Diagnostic] = []
    private var links = 0
    private var templates = 0
    private var edges = 0
    private var flows = 0

    init(own: Catalog, all: Catalog) {
        self.own = own
        self.all = all
    }

    /// What was checked so far.
    var counts: [CheckReport.Count] {
        [
            .init(what: "entry", number: own.heads.count), .init(what: "link", number: links),
            .init(what: "template", number: templates), .init(what: "role edge", number: edges),
            .init(what: "flow", number: flows),
        ]
    }

    mutating func run() {
        links = own.entries.reduce(0) { $0 + $1.links.count }
        let services = ServiceTypes(all)
        diagnostics += services.diagnostics.filter { own.head($0.service) != nil }.map(\.diagnostic)
        for entry in own.entries(of: .pattern) {
            guard case .pattern(let detail) = entry.detail else { continue }
            var check = PatternCheck(entry, detail, catalog: all, services: services)
            check.run()
            diagnostics += check.diagnostics
            templates += check.templates
            edges += check.edges
            flows += check.flows
        }
    }
}

/// Which service's entry covers which CloudFormation type.
struct ServiceTypes {
    private var services: [String: String] = [:]
    /// Types that two services claim, by the service that comes second.
    private(set) var diagnostics: [(service: String, diagnostic: Diagnostic)] = []

    init(_ catalog: Catalog) {
        for entry in catalog.entries(of: .service) {
            guard case .service(let detail) = entry.detail else { continue }
            for type in detail.resourceTypes {
                if let other = services[type] {
                    diagnostics.append(
                        (
                            entry.id,
                            Diagnostic(
                                at: entry.position, found: "'\(entry.id)' lists \(type), which '\(other)' lists too",
                                expected: "a resource type belongs to one service")
                        ))
                } else {
                    services[type] = entry.id
                }
            }
        }
    }

    /// Whether an entry covers a resource: its type, or the SAM type it was expanded from.
    func covers(_ resource: Resource) -> Bool {
        services[resource.type] != nil || resource.expandedFromType.map { services[$0] != nil } == true
    }
}
