import Catalog
import Documents
import Flows
import Graphs
import Templates
import Topologies
import Values

/// `Patterns` owns opening what the catalog holds: a pattern with its stacks and topologies, its generic form, its flows
/// ready to run, itself as files that deploy; and a user's template in the same shape. It must not know screens,
/// commands or the file system.

/// A pattern, or a template of its own, opened: everything that can be drawn or run of it.
public struct OpenedPattern: Sendable {
    /// The id of the pattern; the file's name for a template.
    public let id: String
    /// The name a reader knows it by.
    public let name: String
    /// The pattern in roles; nil for a template of its own.
    public let form: PatternForm?
    /// Its explicit forms, in the order of the entry.
    public let bindings: [OpenedBinding]

    /// The generic diagram; nil for a template of its own.
    public var genericGraph: Graph? { form?.graph() }

    /// The binding with an id, or the first.
    public func binding(_ id: String? = nil) -> OpenedBinding? {
        id == nil ? bindings.first : bindings.first { $0.id == id }
    }
}

/// One explicit form of a pattern.
public struct OpenedBinding: Sendable {
    /// The binding's id; empty for a template of its own.
    public let id: String
    /// The name a reader knows it by.
    public let name: String
    /// What is particular about it.
    public let summary: String
    /// The resources.
    public let stack: Stack
    /// Who sends what to whom.
    public let topology: Topology
    /// What plays which role.
    public let roles: [BoundRole]
    /// What could not be read of the template.
    public let diagnostics: [Diagnostic]

    /// The explicit diagram with these layers besides the main one.
    public func graph(showing layers: Set<Layer> = []) -> Graph { topology.graph(showing: layers.union([.main])) }

    var flowBinding: FlowBinding {
        FlowBinding(id: id, name: name, stack: stack, topology: topology, roles: roles)
    }
}

/// Opens a pattern of a catalog.
///
/// - Throws: what is wrong: no such pattern (with the nearest ids), or templates that cannot be read.
public func openPattern(
    _ id: String, in catalog: Catalog, parameters: [String: String] = [:], only wanted: [String] = []
) throws(Diagnostics) -> OpenedPattern {
    guard let entry = catalog.entry(id), case .pattern(let detail) = entry.detail else {
        throw Diagnostics([
            Diagnostic(
                at: .none, found: catalog.head(id) == nil ? "there is no entry '\(id)'" : "'\(id)' is no pattern",
                expected: "expected the id of a pattern", nearest: catalog.nearestIDs(to: id).first)
        ])
    }
    let form = patternForm(detail)
    var bindings: [OpenedBinding] = []
    var problems: [Diagnostic] = []
    for binding in detail.bindings where wanted.isEmpty || wanted.contains(binding.id) {
        do throws(Diagnostics) {
            bindings.append(try open(binding, form, in: catalog, parameters: parameters))
        } catch {
            problems += error.all
        }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    return OpenedPattern(id: id, name: entry.name, form: form, bindings: bindings)
}

/// Opens one binding of a pattern, so that a diagram need not wait for the others.
public func openBinding(
    _ id: String?, of pattern: String, in catalog: Catalog, parameters: [String: String] = [:]
) throws(Diagnostics) -> OpenedBinding {
    guard let entry = catalog.entry(pattern), case .pattern(let detail) = entry.detail,
        let binding = id == nil ? detail.bindings.first : detail.bindings.first(where: { $0.id == id })
    else {
        throw Diagnostics([
            Diagnostic(
                at: .none, found: "'\(pattern)' has no binding \(id.map { "'\($0)'" } ?? "")",
                expected: "expected a pattern with a template")
        ])
    }
    return try open(binding, patternForm(detail), in: catalog, parameters: parameters)
}

/// The generic form of a pattern's entry.
public func patternForm(_ detail: PatternDetail) -> PatternForm {
    PatternForm(
        roles: detail.roles.map { PatternForm.Role(id: $0.id, name: $0.name, capability: $0.capability) },
        edges: detail.edges.map {
            PatternForm.Edge(
                from: $0.from, to: $0.to, kind: EdgeKind(rawValue: $0.kind) ?? .call, label: $0.label,
                position: $0.position)
        })
}

private func open(
    _ binding: Binding, _ form: PatternForm, in catalog: Catalog, parameters: [String: String]
) throws(Diagnostics) -> OpenedBinding {
    guard let file = catalog.file(binding.templatePath) else {
        throw Diagnostics([
            Diagnostic(
                at: binding.position, found: "the binding '\(binding.id)' has no template",
                expected: "expected the file \(binding.templatePath)")
        ])
    }
    let folder = binding.templatePath.split(separator: "/").dropLast().joined(separator: "/")
    let reading = readingStack(
        file.text, file: catalog.location(of: file.path), parameters: parameters,
        loadFile: { catalog.file("\(folder)/\($0)")?.text })
    guard let stack = reading.stack, !reading.diagnostics.contains(where: { $0.severity == .error }) else {
        throw Diagnostics(reading.diagnostics)
    }
    let roles = binding.roles.map { role in
        BoundRole(role: role.role, targets: role.targets.map(target), position: role.position)
    }
    return OpenedBinding(
        id: binding.id, name: binding.name, summary: binding.summary, stack: stack,
        topology: link(stack, form: form, binding: roles), roles: roles, diagnostics: reading.diagnostics)
}

private func target(_ target: RoleBinding.Target) -> BoundRole.Target {
    switch target {
    case .resource(let id): .resource(id)
    case .part(let resource, let part): .part(resource: resource, part: part)
    case .external(let name): .external(name)
    case .absent: .absent
    }
}

/// Opens a template of its own, with whatever of it can be read.
///
/// - Parameter loadFile: gives the text of a file that the template names.
/// - Throws: what is wrong, when no resource can be read.
public func openTemplate(
    _ text: String, file: String, parameters: [String: String] = [:], loadFile: (String) -> String?
) throws(Diagnostics) -> OpenedPattern {
    try opened(readingStack(text, file: file, parameters: parameters, loadFile: loadFile), named: file)
}

/// Opens several templates as one system, with what one stack exports and another imports linked; see `readingStacks`.
///
/// - Parameter loadFile: gives the text of a file that a template names, by the template's file and the path from there.
/// - Throws: what is wrong, when no resource can be read.
public func openTemplates(
    _ templates: [TemplateText], named name: String, parameters: [String: String] = [:],
    loadFile: (_ template: String, _ path: String) -> String?
) throws(Diagnostics) -> OpenedPattern {
    try opened(readingStacks(templates, parameters: parameters, loadFile: loadFile), named: name)
}

private func opened(_ reading: StackReading, named name: String) throws(Diagnostics) -> OpenedPattern {
    guard let stack = reading.stack else { throw Diagnostics(reading.diagnostics) }
    let binding = OpenedBinding(
        id: "", name: name, summary: stack.summary, stack: stack, topology: link(stack), roles: [],
        diagnostics: reading.diagnostics)
    return OpenedPattern(id: name, name: name, form: nil, bindings: [binding])
}
