import Catalog
import Templates
import Values

/// A binding of a pattern as a folder that deploys: its template, the code of its functions in files, and the pattern's
/// flows on the template's resources.
public struct DeployableFolder: Sendable {
    /// The pattern's id.
    public let pattern: String
    /// The binding's id.
    public let binding: String
    /// The names a reader knows both by, as in "Write buffering: Through a queue".
    public let name: String
    /// What the folder holds: paths inside of it and texts, the template first.
    public let files: [CatalogFile]
    /// The paths of the flows among them.
    public let flows: [String]
}

/// Makes the folder of a binding.
///
/// - Parameters:
///   - id: a pattern, or a flow, whose pattern and binding are taken.
///   - binding: the binding; unless given, the first in which no role is absent, or else the first.
/// - Throws: what is wrong: no such entry or binding (with the nearest ids), a pattern without templates, or a flow that
///   cannot be written for this binding alone.
public func deployableFolder(
    of id: String, binding wanted: String? = nil, in catalog: Catalog
) throws(Diagnostics) -> DeployableFolder {
    let (pattern, detail, flow) = try deployablePattern(id, in: catalog)
    let opened = try openBinding(
        try chosenBinding(wanted, of: pattern.id, detail, flow).id, of: pattern.id, in: catalog)
    let written = detail.bindings.first { $0.id == opened.id }?.templatePath ?? ""
    let code = CodeFiles(catalog.file(written)?.text ?? "", stack: opened.stack)
    let settings = CatalogFile(path: "samconfig.toml", text: deploymentSettings(pattern.id, opened.stack))
    let flows = try flowFiles(detail, on: opened, in: catalog)
    return DeployableFolder(
        pattern: pattern.id, binding: opened.id, name: "\(pattern.name): \(opened.name)",
        files: [CatalogFile(path: "template.yaml", text: code.template), settings] + code.files
            + neighbours(of: written, in: catalog) + flows,
        flows: flows.map(\.path))
}

private func deployablePattern(
    _ id: String, in catalog: Catalog
) throws(Diagnostics) -> (Entry, PatternDetail, flow: FlowDetail?) {
    var entry = catalog.entry(id)
    var flow: FlowDetail?
    if case .flow(let detail) = entry?.detail {
        flow = detail
        entry = catalog.entry(detail.pattern)
    }
    guard let entry, case .pattern(let detail) = entry.detail else {
        let patterns = catalog.heads(of: .pattern).map(\.id)
        throw fault(
            catalog.head(id) == nil ? "there is no entry '\(id)'" : "'\(id)' is no pattern",
            "expected the id of a pattern or of a flow",
            nearest: nearestName(to: id, among: patterns) ?? catalog.nearestIDs(to: id).first)
    }
    return (entry, detail, flow)
}

private func chosenBinding(
    _ wanted: String?, of pattern: String, _ detail: PatternDetail, _ flow: FlowDetail?
) throws(Diagnostics) -> Binding {
    guard let first = detail.bindings.first else {
        throw fault(
            "the pattern '\(pattern)' has no template", "expected a pattern that is bound to resources, such as fan-out"
        )
    }
    if let wanted {
        if let binding = detail.bindings.first(where: { $0.id == wanted }) { return binding }
        let ids = detail.bindings.map(\.id)
        throw fault(
            "the pattern '\(pattern)' has no binding '\(wanted)'", "expected one of \(ids.joined(separator: ", "))",
            nearest: nearestName(to: wanted, among: ids))
    }
    let run = flow?.bindings ?? []
    let offered = detail.bindings.filter { run.isEmpty || run.contains($0.id) }
    // What a pattern is compared with lacks a role; what a reader wants to have does not.
    return offered.first { $0.roles.allSatisfy { $0.targets != [.absent] } } ?? offered.first ?? first
}

/// The files that lie beside a binding's template.
private func neighbours(of template: String, in catalog: Catalog) -> [CatalogFile] {
    let folder = template.split(separator: "/").dropLast().joined(separator: "/") + "/"
    return catalog.files.filter { $0.hasPrefix(folder) && $0 != template }.compactMap { path in
        catalog.file(path).map { CatalogFile(path: String(path.dropFirst(folder.count)), text: $0.text) }
    }
}

/// The flows that run the binding, written for it alone.
private func flowFiles(
    _ detail: PatternDetail, on binding: OpenedBinding, in catalog: Catalog
) throws(Diagnostics) -> [CatalogFile] {
    var files: [CatalogFile] = []
    var problems: [Diagnostic] = []
    for id in detail.flows {
        guard case .flow(let flow) = catalog.entry(id)?.detail, let file = catalog.file(flow.path) else { continue }
        let isRun = flow.bindings.isEmpty ? binding.id == detail.bindings[0].id : flow.bindings.contains(binding.id)
        guard isRun else { continue }
        do throws(Diagnostics) {
            let text = try FlowOnResources.text(file.text, file: catalog.location(of: flow.path), on: binding)
            files.append(CatalogFile(path: "flows/\(id).yaml", text: text))
        } catch {
            problems += error.all
        }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    return files
}

/// What `sam deploy` has to be told once: the stack's name, a bucket for the code, and that it may create roles.
private func deploymentSettings(_ name: String, _ stack: Stack) -> String {
    let named = ["RoleName", "UserName", "GroupName", "ManagedPolicyName", "InstanceProfileName"]
    let namesIdentities = stack.resources.contains { resource in
        resource.type.hasPrefix("AWS::IAM::") && named.contains { resource.properties[$0] != nil }
    }
    return """
        version = 0.1

        [default.deploy.parameters]
        stack_name = "\(name)"
        resolve_s3 = true
        capabilities = "\(namesIdentities ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM")"

        """
}

private func fault(_ found: String, _ expected: String, nearest: String? = nil) -> Diagnostics {
    Diagnostics([Diagnostic(at: .none, found: found, expected: expected, nearest: nearest)])
}
