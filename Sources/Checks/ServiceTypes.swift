import Catalog
import Templates
import Values

/// Which service's entry covers which CloudFormation type.
struct ServiceTypes {
    private var services: [String: String] = [:]
    /// Types that two services claim, by the service that comes second.
    private(set) var diagnostics: [(service: String, diagnostic: Diagnostic)] = []

    init(_ catalog: Catalog) {
        for entry in catalog.entries(of: .service) {
            guard case .service(let detail) = entry.detail else { continue }
            for type in detail.resourceTypes { claim(type, for: entry) }
        }
    }

    private mutating func claim(_ type: String, for entry: Entry) {
        guard let other = services[type] else {
            services[type] = entry.id
            return
        }
        let diagnostic = Diagnostic(
            at: entry.position, found: "'\(entry.id)' lists \(type), which '\(other)' lists too",
            expected: "a resource type belongs to one service")
        diagnostics.append((entry.id, diagnostic))
    }

    /// Whether an entry covers a resource: its type, or the SAM type it was expanded from.
    func covers(_ resource: Resource) -> Bool {
        services[resource.type] != nil || resource.expandedFromType.map { services[$0] != nil } == true
    }
}
