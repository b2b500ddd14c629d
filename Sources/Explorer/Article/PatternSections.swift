import Canvas
import Catalog

/// What only patterns' articles have: roles, bindings and failures that can be watched.
extension ArticleLayout {
    mutating func addRoles(_ detail: PatternDetail) {
        addHeading("Roles")
        let rows = detail.roles.map { role -> [[Span]] in
            let capability =
                role.capability == "external" ? Span("outside", Style(.muted)) : library.link(role.capability)
            return [[Span(role.name, Style(.text, .bold))], [capability], library.spans(role.summary)]
        }
        sheet.add(Table(rows: rows, leastWidths: [10, 10, 24]), indent: indent)
    }

    mutating func addBindings(_ detail: PatternDetail) {
        addHeading("Bindings")
        for (number, binding) in detail.bindings.enumerated() {
            let isShown = key.view.isExplicit && key.view.binding == number
            var spans = [
                Span(
                    binding.name, Style(.link, [.underline, .bold]),
                    link: .diagram(pattern: entry.id, binding: binding.id))
            ]
            if isShown { spans.append(Span(" (shown above)", Style(.muted))) }
            spans.append(Span(" — ", Style(.muted)))
            spans += library.spans(binding.summary)
            sheet.add(
                spans, indent: indent, hanging: indent + 2, maxWidth: Self.readableWidth,
                lead: Span("\(number + 1)", Style(.muted)))
        }
        guard detail.bindings.count > 0 else { return }
        sheet.gap()
        let heads = ["Role"] + detail.bindings.map(\.name)
        let rows = detail.roles.map { role -> [[Span]] in
            [[Span(role.name)]]
                + detail.bindings.map { binding in
                    let targets = binding.roles.first { $0.role == role.id }?.targets ?? []
                    return targets.enumerated().flatMap { number, target in
                        (number == 0 ? [] : [Span(", ")]) + [span(of: target)]
                    }
                }
        }
        sheet.add(Table(heads: heads, rows: rows, leastWidths: [10, 12, 12, 12]), indent: indent)
    }

    private func span(of target: RoleBinding.Target) -> Span {
        switch target {
        case .resource(let id): Span(id, Style(.code))
        case .part(let resource, let part): Span("\(resource)#\(part)", Style(.code))
        case .external(let name): Span("\(name) (outside)", Style(.muted))
        case .absent: Span("absent", Style(.muted))
        }
    }

    mutating func addFailures(_ detail: PatternDetail) {
        addHeading("How it fails")
        for failure in detail.failures {
            var spans = [Span(failure.name + ". ", Style(.text, .bold))] + library.spans(failure.what)
            if let watch = failure.watch {
                spans.append(Span(" "))
                spans.append(
                    Span(
                        "▶ watch it at \(watch.at)", Style(.link, .underline),
                        link: .run(flow: watch.flow, at: watch.at)))
            } else if !failure.whyNot.isEmpty {
                spans.append(Span("  Not shown: ", Style(.muted)))
                spans += library.spans(failure.whyNot)
            }
            addItem(spans)
        }
    }

    /// The diagram, drawn to the article's width.
    mutating func addDiagram() {
        guard let diagram else { return }
        addHeading("Diagram")
        switch diagram.result {
        case .failure(let fault): for line in fault.lines { sheet.add([Span(line, Style(.warning))], indent: indent) }
        case .success(let drawing):
            sheet.add([Span(diagram.caption, Style(.muted))], indent: indent)
            sheet.gap()
            sheet.add(drawing.picture, indent: indent)
        }
    }
}
