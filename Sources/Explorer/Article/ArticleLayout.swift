import Canvas
import Catalog

/// Lays an entry out as an article.
func layOutArticle(_ entry: Entry, key: ArticleSheet.Key, library: Library, diagram: ArticleDiagram?) -> Sheet {
    var layout = ArticleLayout(entry: entry, key: key, library: library, diagram: diagram)
    layout.addAll()
    return layout.sheet
}

/// An article being laid out, from its title to what links to it.
struct ArticleLayout {
    let entry: Entry
    let key: ArticleSheet.Key
    let library: Library
    let diagram: ArticleDiagram?
    var sheet: Sheet

    /// Lines longer than this are hard to read; tables and diagrams may be wider.
    static let readableWidth = 90
    /// How far text stands right of its heading.
    let indent: Int

    init(entry: Entry, key: ArticleSheet.Key, library: Library, diagram: ArticleDiagram?) {
        self.entry = entry
        self.diagram = diagram
        self.key = key
        self.library = library
        sheet = Sheet(width: key.width)
        indent = key.width >= 40 ? 2 : 0
    }

    mutating func addAll() {
        addHead()
        var isDiagramDue = entry.kind == .pattern
        for section in entry.sections {
            if isDiagramDue, section.title != "Problem" {
                addDiagram()
                isDiagramDue = false
            }
            add(section)
        }
        if isDiagramDue { addDiagram() }
        if entry.kind == .flow { addDiagram() }
        if entry.kind == .service { addFidelity() }
        addConnections()
    }

    // MARK: head

    private mutating func addHead() {
        let kind = kindLine
        sheet.add([Span(entry.name, Style(.title, .bold))], end: Span(kind, Style(.muted)))
        if !entry.aliases.isEmpty {
            sheet.add(
                [Span("also: " + entry.aliases.joined(separator: ", "), Style(.muted))], maxWidth: Self.readableWidth)
        }
        sheet.gap()
        sheet.add(library.spans(entry.summary), maxWidth: Self.readableWidth)
        addRuns()
        addKindFacts()
    }

    private var kindLine: String {
        switch entry.detail {
        case .pattern(let detail):
            let count = detail.bindings.count
            return count == 0 ? "pattern" : "pattern · \(count) binding\(count == 1 ? "" : "s")"
        case .practice(let detail): return "practice · \(detail.pillar)"
        default: return entry.kind.word
        }
    }

    private mutating func addRuns() {
        let flows = library.flows(of: entry)
        guard !flows.isEmpty else { return }
        sheet.gap()
        for id in flows {
            var spans = [Span("▶ ", Style(.success, .bold)), Span("Run ", .plain)]
            spans.append(Span(library.name(id) ?? id, Style(.link, .underline), link: .run(flow: id, at: .zero)))
            if id != entry.id, let flow = library.entry(id) {
                spans.append(Span(" — ", Style(.muted)))
                spans += library.spans(flow.summary, Style(.muted)).map { Span($0.text, Style(.muted)) }
            }
            sheet.add(spans, hanging: 2, maxWidth: Self.readableWidth)
        }
    }

    private mutating func addKindFacts() {
        switch entry.detail {
        case .service(let detail):
            addLine("Implements", library.links(detail.implements))
            addLine("Deployed as", detail.resourceTypes.flatMap { [Span($0, Style(.code)), Span("  ")] })
        case .flow(let detail):
            addLine("Pattern", [library.link(detail.pattern)])
            let names = bindingNames(of: detail)
            addLine("Compares", names.count > 1 ? [Span(names.joined(separator: " · "))] : [])
            addLine("Binding", names.count == 1 ? [Span(names[0])] : [])
            addLine("Spans", [Span("\(detail.horizon) of virtual time")])
        case .term(let detail):
            addLine("See it in", [library.link(detail.example)])
            addLine("Not to confuse with", library.links(detail.confusedWith))
        case .practice(let detail): addLine("Applies to", library.links(detail.appliesTo))
        case .source(let detail):
            addLine("Where", [Span(detail.location, Style(.link, .underline), link: .address(detail.location))])
            addLine("Read", [Span(detail.read.isEmpty ? "no; a link that no fact rests on" : detail.read)])
        case .pattern, .none: break
        }
    }

    private func bindingNames(of flow: FlowDetail) -> [String] {
        guard let pattern = library.entry(flow.pattern), case .pattern(let detail) = pattern.detail else {
            return flow.bindings
        }
        return flow.bindings.map { id in detail.bindings.first { $0.id == id }?.name ?? id }
    }

    private mutating func addLine(_ name: String, _ value: [Span]) {
        guard !value.isEmpty else { return }
        sheet.gap()
        sheet.add([Span(name + ": ", Style(.muted))] + value, hanging: 2, maxWidth: Self.readableWidth)
    }

    // MARK: sections

    mutating func addHeading(_ title: String) {
        sheet.gap()
        sheet.add([Span(title, Style(.accent, .bold))])
    }

    private mutating func add(_ section: Section) {
        if case .pattern(let detail) = entry.detail {
            switch section.title {
            case "Roles":
                addRoles(detail)
                return
            case "Bindings":
                addBindings(detail)
                return
            case "How it fails" where !detail.failures.isEmpty:
                addFailures(detail)
                return
            default: break
            }
        }
        if entry.kind == .guide, let chapter = chapter(section) {
            addLinks(section.title, chapter.entries, introduction: chapter.introduction)
            return
        }
        addHeading(section.title)
        var facts: [Section.Block] = []
        var cells: [[String]] = []
        var isAfterParagraph = false
        for block in section.blocks {
            if case .fact = block {
                facts.append(block)
                continue
            }
            if case .row(let row) = block {
                cells.append(row)
                continue
            }
            addFacts(facts)
            facts = []
            if isAfterParagraph { sheet.gap() }
            if case .paragraph = block { isAfterParagraph = true } else { isAfterParagraph = false }
            add(block)
        }
        addFacts(facts)
        addTable(cells)
    }

    /// What stands before the entries of a guide's part, and the entries; nil where it lists none.
    private func chapter(_ section: Section) -> (introduction: [String], entries: [String])? {
        var introduction: [String] = []
        var entries: [String] = []
        for block in section.blocks {
            switch block {
            case .paragraph(let text): introduction.append(text)
            case .item(let text): entries += Markup.links(in: text)
            default: break
            }
        }
        return entries.isEmpty ? nil : (introduction, entries)
    }

    /// Rows below their heads. Where the columns would be too narrow to read, each column is told after the other.
    private mutating func addTable(_ cells: [[String]]) {
        guard let heads = cells.first, heads.count > 1 else { return }
        let columns = heads.count - 1
        if (sheet.width - indent) / heads.count >= 14 {
            let rows = cells.dropFirst().map { row in
                row.enumerated().map { library.spans($1, $0 == 0 ? Style(.text, .bold) : .plain) }
            }
            sheet.add(
                Table(heads: heads, rows: rows, leastWidths: [Int](repeating: 12, count: heads.count)), indent: indent)
            return
        }
        for column in 1...columns {
            sheet.gap()
            sheet.add([Span(heads[column], Style(.text, .bold))], indent: indent)
            for row in cells.dropFirst() where row.indices.contains(column) {
                sheet.add(
                    [Span(row[0] + ": ", Style(.muted))] + library.spans(row[column]), indent: indent + 2,
                    hanging: indent + 4, maxWidth: Self.readableWidth)
            }
        }
    }

    private mutating func add(_ block: Section.Block) {
        switch block {
        case .paragraph(let text):
            for (number, paragraph) in paragraphs(text).enumerated() {
                if number > 0 { sheet.gap() }
                sheet.add(library.spans(paragraph), indent: indent, maxWidth: Self.readableWidth)
            }
        case .item(let text): addItem(library.spans(text))
        case .named(let name, let text):
            addItem([Span(name + ". ", Style(.text, .bold))] + library.spans(text))
        case .fact, .row: break
        }
    }

    mutating func addItem(_ spans: [Span]) {
        sheet.add(
            spans, indent: indent, hanging: indent + 2, maxWidth: Self.readableWidth, lead: Span("•", Style(.muted)))
    }

    private mutating func addFacts(_ facts: [Section.Block]) {
        guard !facts.isEmpty else { return }
        let isWide = sheet.width >= 100
        let rows = facts.map { block -> [[Span]] in
            guard case .fact(let name, let value, let source, let note) = block else { return [] }
            var remark = library.spans(note)
            if !source.isEmpty {
                if !remark.isEmpty { remark.append(Span(" · ", Style(.muted))) }
                remark.append(library.link(source))
            }
            let amount = library.spans(value, Style(.text, .bold))
            // Side by side where there is room, else the remark stands below the value.
            return isWide
                ? [library.spans(name), amount, remark] : [library.spans(name), amount + [Span("\n")] + remark]
        }
        sheet.add(Table(rows: rows, leastWidths: isWide ? [20, 18, 24] : [12, 20]), indent: indent)
    }
}
