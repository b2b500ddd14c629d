import Catalog

extension EntryHead {
    /// The name that the entry is listed under: nobody looks for a service among the `A`s because its vendor's name
    /// starts with one.
    var filingName: String {
        let vendor = ["Amazon ", "AWS "].first(where: name.hasPrefix)
        return name.dropFirst(vendor?.count ?? 0).lowercased()
    }
}

/// The catalog as the screens ask for it.
struct Library: Sendable {
    /// All entries, and the templates and flows that belong to them.
    let catalog: Catalog
    /// Made at the first search: reading the whole catalog would delay the first frame.
    private var index: SearchIndex?

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// The entry with an id.
    func entry(_ id: String) -> Entry? { catalog.entry(id) }

    /// The name of an entry.
    func name(_ id: String) -> String? { catalog.head(id)?.name }

    /// How many entries a section has.
    func count(_ section: BrowserSection) -> Int { catalog.heads.count { $0.kind == section.kind } }

    /// The entries of a section in the order they are listed: by group where the section has groups, then by name.
    func list(_ section: BrowserSection) -> EntryList {
        let items = catalog.heads(of: section.kind).map { (group: group(of: $0), head: $0) }
        return EntryList(
            items.sorted {
                ($0.group, $0.head.filingName, $0.head.id) < ($1.group, $1.head.filingName, $1.head.id)
            })
    }

    /// The heading an entry is listed under: practices stand under their pillar, flows under their pattern.
    private func group(of head: EntryHead) -> String {
        guard head.kind == .practice || head.kind == .flow else { return "" }
        switch entry(head.id)?.detail {
        case .practice(let detail)?: return detail.pillar.prefix(1).uppercased() + detail.pillar.dropFirst()
        case .flow(let detail)?: return name(detail.pattern) ?? detail.pattern
        default: return ""
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

    /// The service that deploys a CloudFormation type.
    func service(deployedAs type: String) -> String? {
        catalog.heads(of: .service).first { head in
            guard case .service(let detail)? = entry(head.id)?.detail else { return false }
            return detail.resourceTypes.contains(type)
        }?.id
    }

    /// What a query finds, best first.
    mutating func search(_ words: String) -> [SearchMatch] {
        if index == nil { index = SearchIndex(catalog) }
        return index!.matches(words, limit: 100)
    }
}
