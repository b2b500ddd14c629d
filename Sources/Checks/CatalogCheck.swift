import Catalog
import Values

/// Goes through the entries of one catalog, seen in all catalogs that lie below it.
struct CatalogCheck {
    /// The catalog that is checked.
    private let own: Catalog
    /// It and what lies below it.
    private let all: Catalog
    private let runsFlows: Bool
    /// What is wrong, each thing once.
    private(set) var diagnostics: [Diagnostic] = []
    /// What was checked so far.
    private(set) var counts: [CheckReport.Count] = []

    init(own: Catalog, all: Catalog, runsFlows: Bool) {
        self.own = own
        self.all = all
        self.runsFlows = runsFlows
    }

    mutating func run() {
        count("entry", own.heads.count)
        count("link", own.entries.reduce(0) { $0 + $1.links.count })
        let services = ServiceTypes(all)
        report(services.diagnostics.filter { own.head($0.service) != nil }.map(\.diagnostic))
        checkPatterns(services)
        checkFlows()
    }

    private mutating func checkPatterns(_ services: ServiceTypes) {
        var templates = 0
        var edges = 0
        for entry in own.entries(of: .pattern) {
            guard case .pattern(let detail) = entry.detail else { continue }
            var check = PatternCheck(entry, detail, catalog: all, services: services)
            check.run()
            report(check.diagnostics)
            templates += check.bindings.count
            edges += check.edges
        }
        count("template", templates)
        count("role edge", edges)
    }

    /// Flows come after all templates, so that a template's faults are told once, without those that follow from them.
    private mutating func checkFlows() {
        var expectations = 0
        let flows = own.heads(of: .flow)
        for flow in flows {
            var check = FlowCheck(flow.id, catalog: all)
            check.run(toTheEnd: runsFlows)
            report(check.diagnostics)
            expectations += check.expectations
        }
        count("flow", flows.count)
        if runsFlows { count("expectation", expectations) }
    }

    private mutating func count(_ what: String, _ number: Int) {
        counts.append(CheckReport.Count(what: what, number: number))
    }

    private mutating func report(_ more: [Diagnostic]) {
        for diagnostic in more where !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
}
