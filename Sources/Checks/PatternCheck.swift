import Catalog
import Flows
import Graphs
import Templates
import Topologies
import Values

/// Checks one pattern: each binding's template reads, links and realises the pattern; its flows name what exists.
struct PatternCheck {
    let entry: Entry
    let pattern: PatternDetail
    let catalog: Catalog
    let services: ServiceTypes
    /// What is wrong.
    var diagnostics: [Diagnostic] = []
    /// How many flows were checked.
    var flows = 0
    /// How many templates were read.
    private(set) var templates = 0
    /// How many edges between roles were to be realised.
    private(set) var edges = 0

    init(_ entry: Entry, _ pattern: PatternDetail, catalog: Catalog, services: ServiceTypes) {
        self.entry = entry
        self.pattern = pattern
        self.catalog = catalog
        self.services = services
    }

    mutating func run() {
        let bound = pattern.bindings.compactMap { check($0) }
        for id in pattern.flows { checkFlow(id, bound) }
    }

    /// A binding whose template could be read.
    struct Bound {
        var binding: Binding
        var stack: Stack
        var topology: Topology
    }

    private mutating func check(_ binding: Binding) -> Bound? {
        // A missing template is the reader's to report.
        guard let file = catalog.file(binding.templatePath) else { return nil }
        templates += 1
        let folder = binding.templatePath.split(separator: "/").dropLast().joined(separator: "/")
        let reading = readingStack(file.text, file: catalog.location(of: file.path)) { path in
            catalog.file("\(folder)/\(path)")?.text
        }
        diagnostics += reading.diagnostics
        guard let stack = reading.stack else { return nil }
        let form = PatternForm(pattern)
        let roles = binding.roles.map(BoundRole.init)
        let topology = link(stack, form: form, binding: roles)
        diagnostics += proveBinding(form, roles, topology: topology, stack: stack)
        edges += form.edges.count
        checkServices(of: stack, topology)
        return Bound(binding: binding, stack: stack, topology: topology)
    }

    /// A reader who meets a component in a diagram finds an entry about it; plumbing folds into what it serves.
    private mutating func checkServices(of stack: Stack, _ topology: Topology) {
        var reported: Set<String> = []
        for resource in stack.resources
        where topology.folded[resource.logicalID] == nil && !services.covers(resource) {
            guard reported.insert(resource.type).inserted else { continue }
            diagnostics.append(
                Diagnostic(
                    at: resource.position, found: "no service's entry lists \(resource.type)",
                    expected: "add the type to the 'resourceTypes' of its service"))
        }
    }
}

extension PatternForm {
    /// The generic form that a catalog's entry describes. The reader proved that the kinds of edges exist.
    init(_ pattern: PatternDetail) {
        self.init(
            roles: pattern.roles.map { Role(id: $0.id, name: $0.name, capability: $0.capability) },
            edges: pattern.edges.compactMap { edge in
                EdgeKind(rawValue: edge.kind).map {
                    Edge(from: edge.from, to: edge.to, kind: $0, label: edge.label, position: edge.position)
                }
            }
        )
    }
}

extension BoundRole {
    /// What plays a role, as a catalog's binding says.
    init(_ binding: RoleBinding) {
        self.init(
            role: binding.role,
            targets: binding.targets.map { target in
                switch target {
                case .resource(let id): .resource(id)
                case .part(let resource, let part): .part(resource: resource, part: part)
                case .external(let name): .external(name)
                case .absent: .absent
                }
            },
            position: binding.position
        )
    }
}
