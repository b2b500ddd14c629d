import Canvas
import Catalog
import Graphs
import Topologies

/// What is known about a component of a diagram.
struct NodeAbout: Hashable, Sendable {
    /// Its name and what it is.
    var title: String
    /// The entry to read about it.
    var entry: String?
    /// What it does here.
    var lines: [[Span]]
    /// What should be looked at.
    var remarks: [[Span]] = []
}

extension Model {
    /// What is known about a component of a pane's diagram.
    func about(_ node: String, in pane: DiagramPane) -> NodeAbout {
        let view = view(of: pane.subject)
        if case .pattern(let id) = pane.subject, let entry = library.entry(id), case .pattern(let detail) = entry.detail
        {
            return view.isExplicit ? aboutResource(node, in: pane, detail, view.binding) : aboutRole(node, detail)
        }
        return aboutResource(node, in: pane, nil, 0)
    }

    private func aboutRole(_ node: String, _ detail: PatternDetail) -> NodeAbout {
        guard let role = detail.roles.first(where: { $0.id == node }) else { return NodeAbout(title: node, lines: []) }
        let isOutside = role.capability == "external"
        let kind = isOutside ? "outside" : library.name(role.capability) ?? role.capability
        var lines = [library.spans(role.summary)]
        for binding in detail.bindings {
            let targets = binding.roles.first { $0.role == role.id }?.targets ?? []
            lines.append([
                Span("\(binding.name): ", Style(.muted)),
                Span(targets.map(\.words).joined(separator: ", "), Style(.code)),
            ])
        }
        return NodeAbout(
            title: "\(role.name) · \(kind)",
            entry: isOutside || library.entry(role.capability) == nil ? nil : role.capability,
            lines: lines
        )
    }

    private func aboutResource(_ node: String, in pane: DiagramPane, _ detail: PatternDetail?, _ binding: Int)
        -> NodeAbout
    {
        let topology = topology(of: pane.subject, binding: binding)
        let component = topology?.nodes.first { $0.id == node }
        let type = component?.type ?? ""
        let service = type.isEmpty ? nil : library.service(deployedAs: type)
        var title = component?.label.split(separator: "\n").joined(separator: " ") ?? node
        if let service, let name = library.name(service) { title += " · \(name)" }
        var lines: [[Span]] = []
        if !type.isEmpty { lines.append([Span(type, Style(.code))]) }
        if let detail, detail.bindings.indices.contains(binding) {
            let roles = detail.bindings[binding].roles.filter { role in role.targets.contains { $0.resource == node } }
            for role in roles {
                guard let known = detail.roles.first(where: { $0.id == role.role }) else { continue }
                lines.append(
                    [Span("plays ", Style(.muted)), Span(known.name, Style(.text, .bold)), Span(": ", Style(.muted))]
                        + library.spans(known.summary))
            }
        }
        let remarks = (topology?.findings ?? []).filter { $0.nodes.contains(node) }.map(library.spans(of:))
        return NodeAbout(title: title, entry: service, lines: lines, remarks: remarks)
    }

    /// The components of a pane's diagram that something should be looked at of.
    func remarkable(in pane: DiagramPane) -> Set<String> {
        let view = view(of: pane.subject)
        guard view.isExplicit, let topology = topology(of: pane.subject, binding: view.binding) else { return [] }
        return Set(topology.findings.flatMap(\.nodes))
    }
}

extension Library {
    /// A finding in one line: what was found, what to do, and the practice that says why.
    func spans(of finding: Finding) -> [Span] {
        var spans = [Span("▲ ", Style(.warning, .bold)), Span(finding.diagnostic.found)]
        if !finding.diagnostic.expected.isEmpty { spans.append(Span("; " + finding.diagnostic.expected)) }
        if let nearest = finding.diagnostic.nearest { spans.append(Span("; did you mean '\(nearest)'?")) }
        if !finding.practice.isEmpty { spans += [Span(" · ", Style(.muted)), link(finding.practice)] }
        return spans
    }
}

extension RoleBinding.Target {
    /// As the article writes it.
    var words: String {
        switch self {
        case .resource(let id): id
        case .part(let resource, let part): "\(resource)#\(part)"
        case .external(let name): "\(name), outside"
        case .absent: "absent"
        }
    }

    /// The node of the explicit diagram that it names.
    var resource: String? {
        switch self {
        case .resource(let id), .part(let id, _): id
        case .external(let name): "external:\(name)"
        case .absent: nil
        }
    }
}
