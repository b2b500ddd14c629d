import Canvas
import Catalog

/// The end of an article: where to go on, what leads here, and where its facts come from.
extension ArticleLayout {
    mutating func addConnections() {
        if case .pattern(let detail) = entry.detail { addLinks("Practices that apply", detail.practices) }
        addLinks("Related", entry.related)
        let known = Set(entry.related)
        addLinks("What links here", library.catalog.backlinks(to: entry.id).filter { !known.contains($0) })
        let sources = entry.sources.filter { library.entry($0) != nil }
        guard !sources.isEmpty else { return }
        addHeading("Sources")
        for id in sources {
            guard let source = library.entry(id), case .source(let detail) = source.detail else { continue }
            addItem([
                library.link(id),
                Span("  \(detail.location)\(detail.read.isEmpty ? "" : ", read \(detail.read)")", Style(.muted)),
            ])
        }
    }

    /// Links with what each leads to. Long lists go without the summaries, unless they are introduced: then they are
    /// there to be read in order.
    mutating func addLinks(_ title: String, _ ids: [String], introduction: [String]? = nil) {
        let ids = ids.filter { library.entry($0) != nil }
        guard !ids.isEmpty else { return }
        addHeading(title)
        for paragraph in introduction ?? [] {
            sheet.add(library.spans(paragraph), indent: indent, maxWidth: Self.readableWidth)
        }
        if introduction == nil, ids.count > 12 {
            sheet.add(library.links(ids), indent: indent, maxWidth: Self.readableWidth)
            return
        }
        let rows = ids.compactMap { id -> [[Span]]? in
            guard let target = library.entry(id) else { return nil }
            let summary = library.spans(target.summary).map { Span($0.text, Style(.muted)) }
            return [[library.link(id)], [Span(target.kind.word, Style(.muted))], summary]
        }
        sheet.add(Table(rows: rows, leastWidths: [14, 8, 20]), indent: indent)
    }
}
