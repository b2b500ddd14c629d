import Canvas
import Services

/// What the emulation promises about a service: every documented behaviour, whether runs show it, and where it is
/// documented. The rows are those that the emulation itself and its tests go by.
extension ArticleLayout {
    mutating func addFidelity() {
        guard let table = Conformance.services.first(where: { $0.entryID == entry.id }) else { return }
        addRows("Behaviour that runs show", table.modelled, mark: Span("✓", Style(.success, .bold)))
        addRows("Behaviour that runs do not show", table.notModelled, mark: Span("–", Style(.muted)))
    }

    private mutating func addRows(_ title: String, _ rows: [ConformanceRow], mark: Span) {
        guard !rows.isEmpty else { return }
        addHeading(title)
        for row in rows {
            sheet.add(
                [Span(row.says + "  "), source(row.source)], indent: indent, hanging: indent + 2,
                maxWidth: Self.readableWidth, lead: mark)
        }
    }

    /// A page by its name, which leads to its address; anything else as it is.
    private func source(_ source: String) -> Span {
        guard source.hasPrefix("https://"), let page = source.split(separator: "/").last?.split(separator: ".").first
        else { return Span(source, Style(.muted)) }
        return Span(String(page), Style(.link, .underline), link: .address(source))
    }
}

extension ServiceConformance {
    /// The id of the catalog's entry about the service.
    var entryID: String {
        switch name {
        case "Pipes": "eventbridge-pipes"
        default: name.lowercased().split(separator: " ").joined(separator: "-")
        }
    }
}
