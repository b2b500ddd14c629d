import Catalog

/// What the entries of a list are grouped by.
enum Grouping: String, Hashable, Sendable, CaseIterable {
    /// As the section has it: practices by pillar, flows by pattern, the others without groups.
    case section
    /// By the capabilities they need, implement or speak of.
    case capability
    /// By the services they speak of.
    case service
    /// By the words they are tagged with.
    case tag

    /// What the list says about itself.
    var words: String { self == .section ? "" : "by \(rawValue)" }
}

extension Library {
    /// The entries of a section in groups, each group by name; an entry stands in every group it belongs to, and what
    /// belongs to none comes last.
    func list(_ section: BrowserSection, by grouping: Grouping) -> EntryList {
        guard grouping != .section else { return list(section) }
        let rest = "others"
        let items = catalog.heads(of: section.kind).flatMap { head -> [(group: String, head: EntryHead)] in
            let groups = groups(of: head, by: grouping)
            return groups.isEmpty ? [(rest, head)] : groups.map { ($0, head) }
        }
        func key(_ item: (group: String, head: EntryHead)) -> (Int, String, String, String) {
            (item.group == rest ? 1 : 0, item.group.lowercased(), item.head.filingName, item.head.id)
        }
        return EntryList(items.sorted { key($0) < key($1) })
    }

    private func groups(of head: EntryHead, by grouping: Grouping) -> [String] {
        switch grouping {
        case .section: []
        case .tag: head.tags
        case .capability: names(of: .capability, linkedFrom: head.id)
        case .service: names(of: .service, linkedFrom: head.id)
        }
    }

    private func names(of kind: EntryKind, linkedFrom id: String) -> [String] {
        (entry(id)?.links ?? []).compactMap { catalog.head($0) }.filter { $0.kind == kind }.map(\.name)
    }
}
