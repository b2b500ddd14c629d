/// What lists and searches need of an entry: read when the catalog is opened, while the rest waits until it is asked for.
public struct EntryHead: Hashable, Sendable, Identifiable {
    /// Unique over all kinds.
    public var id: String
    /// Its kind.
    public var kind: EntryKind
    /// The name a reader knows it by.
    public var name: String
    /// Other names and abbreviations.
    public var aliases: [String]
    /// One line that anyone understands, marked up.
    public var summary: String
    /// Words to group by.
    public var tags: [String]
    /// Whether it can run: a flow, or a pattern that has one.
    public var canRun: Bool

    /// The head of an entry.
    public init(_ entry: Entry) {
        self.init(
            id: entry.id, kind: entry.kind, name: entry.name, aliases: entry.aliases, summary: entry.summary,
            tags: entry.tags, canRun: entry.canRun)
    }

    init(
        id: String, kind: EntryKind, name: String, aliases: [String], summary: String, tags: [String], canRun: Bool
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.tags = tags
        self.canRun = canRun
    }
}

extension Entry {
    /// Whether it can run: a flow, or a pattern that has one.
    public var canRun: Bool {
        switch detail {
        case .flow: true
        case .pattern(let pattern): !pattern.flows.isEmpty
        default: false
        }
    }

    /// The ids that the entry leads to, each once, in the order in which they are first named: by links in its texts,
    /// by the sources of its facts, and by the fields of its kind. They may be absent from the catalog.
    public var links: [String] {
        var links = LinkList()
        links.add(markup: summary)
        for section in sections {
            for block in section.blocks {
                switch block {
                case .paragraph(let text), .item(let text), .named(_, let text): links.add(markup: text)
                case .fact(_, _, let source, let note):
                    links.add(markup: note)
                    links.add([source])
                case .row(let cells): for cell in cells { links.add(markup: cell) }
                }
            }
        }
        switch detail {
        case .none, .source: break
        case .service(let service): links.add(service.implements)
        case .pattern(let pattern):
            links.add(pattern.roles.map(\.capability).filter { $0 != EntryTables.external })
            links.add(pattern.practices)
            links.add(pattern.flows)
        case .flow(let flow): links.add([flow.pattern])
        case .term(let term):
            links.add([term.example])
            links.add(term.confusedWith.filter(isCatalogID))
        case .practice(let practice): links.add(practice.appliesTo)
        }
        links.add(related)
        links.add(sources)
        return links.ids.filter { $0 != id }
    }
}

/// Ids in the order in which they were first added.
private struct LinkList {
    private(set) var ids: [String] = []
    private var seen: Set<String> = []

    mutating func add(_ more: [String]) {
        for id in more where !id.isEmpty && seen.insert(id).inserted { ids.append(id) }
    }

    mutating func add(markup text: String) { add(Markup.links(in: text)) }
}
