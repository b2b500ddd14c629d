import Catalog
import Patterns
import Templates
import Topologies
import Values

/// Checks one pattern: each binding's template reads, links and realises the pattern, and is covered by services.
struct PatternCheck {
    private let entry: Entry
    private let pattern: PatternDetail
    private let catalog: Catalog
    private let services: ServiceTypes
    /// What is wrong.
    private(set) var diagnostics: [Diagnostic] = []
    /// The bindings whose templates could be read.
    private(set) var bindings: [OpenedBinding] = []
    /// How many edges between roles were to be realised.
    private(set) var edges = 0

    init(_ entry: Entry, _ pattern: PatternDetail, catalog: Catalog, services: ServiceTypes) {
        self.entry = entry
        self.pattern = pattern
        self.catalog = catalog
        self.services = services
    }

    mutating func run() {
        let form = patternForm(pattern)
        // A missing template is the reader's to report.
        for binding in pattern.bindings where catalog.file(binding.templatePath) != nil {
            do throws(Diagnostics) {
                let opened = try openBinding(binding.id, of: entry.id, in: catalog)
                bindings.append(opened)
                diagnostics += opened.diagnostics
                diagnostics += proveBinding(form, opened.roles, topology: opened.topology, stack: opened.stack)
                edges += form.edges.count
                checkServices(of: opened)
            } catch {
                diagnostics += error.all
            }
        }
    }

    /// A reader who meets a component in a diagram finds an entry about it; plumbing folds into what it serves.
    private mutating func checkServices(of binding: OpenedBinding) {
        var reported: Set<String> = []
        for resource in binding.stack.resources
        where binding.topology.folded[resource.logicalID] == nil && !services.covers(resource) {
            guard reported.insert(resource.type).inserted else { continue }
            diagnostics.append(
                Diagnostic(
                    at: resource.position, found: "no service's entry lists \(resource.type)",
                    expected: "add the type to the 'resourceTypes' of its service"))
        }
    }
}
