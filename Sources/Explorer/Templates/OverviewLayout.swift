import Canvas
import Catalog
import Patterns
import Services
import Topologies
import Values

/// The overview of a template as text, as `archscope show` prints it.
public func templateText(_ pattern: OpenedPattern, in catalog: Catalog, width: Int) -> String {
    layOutOverview(pattern, width: width, library: Library(catalog)).text
}

/// Lays out the overview of a template.
func layOutOverview(_ pattern: OpenedPattern, width: Int, library: Library) -> Sheet {
    guard let binding = pattern.binding() else { return Sheet(width: width) }
    var layout = OverviewLayout(binding, width: width, library: library)
    layout.addHead(pattern, binding)
    layout.addFindings(binding)
    layout.addComponents(binding)
    layout.addWays(binding.topology)
    layout.addEmulation(binding)
    return layout.sheet
}

private struct OverviewLayout {
    let library: Library
    /// Whether what is read comes from one file, so that a line is enough of a place.
    let isOneFile: Bool
    var sheet: Sheet

    init(_ binding: OpenedBinding, width: Int, library: Library) {
        self.library = library
        isOneFile = Set(binding.topology.nodes.map(\.position.file)).subtracting([""]).count < 2
        sheet = Sheet(width: width)
    }

    private var indent: Int { sheet.width >= 40 ? 2 : 0 }

    private mutating func addHeading(_ title: String) {
        sheet.gap()
        sheet.add([Span(title, Style(.accent, .bold))])
    }

    mutating func addHead(_ pattern: OpenedPattern, _ binding: OpenedBinding) {
        sheet.add([Span(pattern.name, Style(.title, .bold))], end: Span("template", Style(.muted)))
        if !binding.summary.isEmpty {
            sheet.gap()
            for paragraph in paragraphs(binding.summary) {
                sheet.add([Span(paragraph)], maxWidth: ArticleLayout.readableWidth)
            }
        }
        let topology = binding.topology
        sheet.gap()
        sheet.add([
            Span(
                [
                    count(topology.nodes.count, "component"), count(topology.edges.count, "way"),
                    count(topology.findings.count, "finding"),
                ].joined(separator: ", "), Style(.muted))
        ])
        let entries = topology.nodes.filter(\.isEntry).map { node -> String in
            let goals = topology.edges.filter { $0.from == node.id && $0.kind != .observe }.map(\.to)
            return node.type.isEmpty ? "\(node.id) → \(shortList(goals))" : node.id
        }
        if !entries.isEmpty {
            sheet.add(
                [Span("Enters at ", Style(.muted)), Span(entries.joined(separator: ", "), Style(.code))],
                hanging: 2, maxWidth: ArticleLayout.readableWidth)
        }
    }

    mutating func addFindings(_ binding: OpenedBinding) {
        let findings = binding.diagnostics.map { Finding(diagnostic: $0) } + binding.topology.findings
        guard !findings.isEmpty else { return }
        addHeading("Findings")
        for finding in findings {
            var spans = library.spans(of: finding)
            let position = finding.diagnostic.position
            if position.line > 0 { spans += [Span("  "), place(position)] }
            sheet.add(spans, indent: indent, hanging: indent + 2, maxWidth: ArticleLayout.readableWidth)
        }
    }

    mutating func addComponents(_ binding: OpenedBinding) {
        let topology = binding.topology
        guard !topology.nodes.isEmpty else { return }
        var held: [String: [String]] = [:]
        for resource in binding.stack.resources {
            if case .node(let node) = topology.folded[resource.logicalID] {
                held[node, default: []].append(resource.logicalID)
            }
        }
        addHeading("Components")
        for layer in Layer.allCases {
            let nodes = topology.nodes.filter { $0.layer == layer }
            guard !nodes.isEmpty else { continue }
            if layer != .main {
                sheet.gap()
                sheet.add([Span("Layer of \(layer.rawValue)", Style(.muted))], indent: indent)
            }
            let rows = nodes.map { node -> [[Span]] in
                let service = node.type.isEmpty ? nil : library.service(deployedAs: node.type)
                let what =
                    service.map { library.link($0) }
                    ?? Span(node.type.isEmpty ? "outside" : node.type, Style(.muted))
                var remarks: [String] = []
                if let group = node.group { remarks.append("in \(group)") }
                if let plumbing = held[node.id] { remarks.append("holds \(shortList(plumbing))") }
                let remark = Span(remarks.isEmpty ? "" : "  " + remarks.joined(separator: ", "), Style(.muted))
                return [[Span(node.id, Style(.text, .bold))], [what, remark], [place(node.position)]]
            }
            sheet.add(Table(rows: rows, leastWidths: [16, 12, 10]), indent: indent)
        }
    }

    mutating func addWays(_ topology: Topology) {
        guard !topology.edges.isEmpty else { return }
        addHeading("Ways")
        let rows = topology.edges.map { edge -> [[Span]] in
            var words = [Span(edge.kind.meaning, Style(.muted))]
            if !edge.label.isEmpty { words.append(Span(" " + edge.label)) }
            if !edge.via.isEmpty { words.append(Span(" via \(shortList(edge.via))", Style(.muted))) }
            if edge.isAssumed { words.append(Span(" (assumed from permissions)", Style(.muted))) }
            return [
                [Span(edge.from), Span(" → ", Style(.accent, .bold)), Span(edge.to)], words, [place(edge.position)],
            ]
        }
        sheet.add(Table(rows: rows, leastWidths: [24, 14, 10]), indent: indent)
    }

    mutating func addEmulation(_ binding: OpenedBinding) {
        let runnable = Set(EmulatedServices.resourceTypes)
        let nodes = binding.topology.nodes.filter { !$0.type.isEmpty && !EmulatedServices.isPlumbing($0.type) }
        let runs = nodes.filter { runnable.contains($0.type) }
        let stands = nodes.filter { !runnable.contains($0.type) }
        addHeading("Emulation")
        if runs.isEmpty {
            sheet.add([Span("None of these components can be run yet.")], indent: indent)
        } else {
            sheet.add(
                [Span("Runs: "), Span(runs.map(\.id).joined(separator: ", "), Style(.code))], indent: indent,
                hanging: indent + 2, maxWidth: ArticleLayout.readableWidth)
        }
        if !stands.isEmpty {
            sheet.add(
                [
                    Span("Events end at: "),
                    Span(stands.map { "\($0.id) (\($0.type))" }.joined(separator: ", "), Style(.muted)),
                ], indent: indent, hanging: indent + 2, maxWidth: ArticleLayout.readableWidth)
        }
    }

    private func place(_ position: SourcePosition) -> Span {
        guard position.line > 0 else { return Span("") }
        let words = isOneFile ? "line \(position.line)" : "\(position.file):\(position.line)"
        return Span(words, Style(.link, .underline), link: .lines(position))
    }

    /// The first few of several names, each once.
    private func shortList(_ names: [String]) -> String {
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        guard unique.count > 4 else { return unique.joined(separator: ", ") }
        return unique.prefix(3).joined(separator: ", ") + " and \(unique.count - 3) more"
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
