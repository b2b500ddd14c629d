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
    var layout = OverviewLayout(width: width, library: library)
    guard let binding = pattern.binding() else { return layout.sheet }
    layout.addHead(pattern, binding)
    layout.addFindings(binding)
    layout.addComponents(binding.topology)
    layout.addWays(binding.topology)
    layout.addEmulation(binding)
    return layout.sheet
}

private struct OverviewLayout {
    let library: Library
    var sheet: Sheet

    init(width: Int, library: Library) {
        self.library = library
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
        let entries = topology.nodes.filter(\.isEntry)
        if !entries.isEmpty {
            sheet.add(
                [Span("Enters at ", Style(.muted)), Span(entries.map(\.id).joined(separator: ", "), Style(.code))],
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

    mutating func addComponents(_ topology: Topology) {
        guard !topology.nodes.isEmpty else { return }
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
                return [[Span(node.id, Style(.text, .bold))], [what], [place(node.position)]]
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
                    Span("Stands still: "),
                    Span(stands.map { "\($0.id) (\($0.type))" }.joined(separator: ", "), Style(.muted)),
                ], indent: indent, hanging: indent + 2, maxWidth: ArticleLayout.readableWidth)
        }
    }

    private func place(_ position: SourcePosition) -> Span {
        guard position.line > 0 else { return Span("") }
        return Span("line \(position.line)", Style(.link, .underline), link: .lines(position))
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
