import Catalog

/// The catalog as the screens ask for it.
struct Library: Sendable {
    private let entries: [Entry]
    private let places: [String: Int]

    init(entries: [Entry]) {
        self.entries = entries
        places = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The entry with an id.
    func entry(_ id: String) -> Entry? { places[id].map { entries[$0] } }

    /// The name of an entry.
    func name(_ id: String) -> String? { entry(id)?.name }

    /// The entries of a section, in the order they are listed.
    func heads(_ section: BrowserSection) -> [EntryHead] {
        entries.filter { $0.kind == section.kind }.map(head)
            .sorted { ($0.group, $0.name, $0.id) < ($1.group, $1.name, $1.id) }
    }

    /// How many entries a section has.
    func count(_ section: BrowserSection) -> Int { entries.count { $0.kind == section.kind } }

    /// What lists show of an entry.
    func head(_ entry: Entry) -> EntryHead {
        EntryHead(
            id: entry.id, kind: entry.kind, name: entry.name, summary: entry.summary, group: group(of: entry),
            runs: !flows(of: entry).isEmpty)
    }

    private func group(of entry: Entry) -> String {
        switch entry.detail {
        case .practice(let detail): detail.pillar
        case .flow(let detail): name(detail.pattern) ?? detail.pattern
        default: ""
        }
    }

    /// The ids of the flows that show an entry at work.
    func flows(of entry: Entry) -> [String] {
        switch entry.detail {
        case .pattern(let detail): detail.flows
        case .flow: [entry.id]
        default: []
        }
    }

    /// The ids of the entries that name an entry.
    func referrers(of id: String) -> [String] {
        entries.filter { $0.related.contains(id) && $0.id != id }.map(\.id)
    }

    /// The entries that a query finds, best first.
    func search(_ query: String) -> [EntryHead] {
        let query = query.lowercased()
        return entries.filter { $0.name.lowercased().contains(query) || $0.aliases.contains { $0.lowercased().contains(query) } }
            .map(head)
    }
}
