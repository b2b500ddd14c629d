import Catalog

/// Which list: a section's, in one of its groupings.
struct ListKey: Hashable, Sendable {
    let section: BrowserSection
    let grouping: Grouping
}

/// The rows of a section's list: entries, under headings where a section has groups.
struct EntryList: Hashable, Sendable {
    /// One row.
    enum Row: Hashable, Sendable {
        /// A heading, which cannot be selected.
        case heading(String)
        /// An entry.
        case entry(EntryHead)
    }

    /// The rows from the top.
    let rows: [Row]
    /// The row of each entry, in order.
    let entryRows: [Int]

    /// Lists entries that are in order; a heading stands before the first entry of each group.
    init(_ items: [(group: String, head: EntryHead)]) {
        var rows: [Row] = []
        var entryRows: [Int] = []
        var group = ""
        for item in items {
            if item.group != group, !item.group.isEmpty { rows.append(.heading(item.group)) }
            group = item.group
            entryRows.append(rows.count)
            rows.append(.entry(item.head))
        }
        self.rows = rows
        self.entryRows = entryRows
    }

    /// The number of entries.
    var count: Int { entryRows.count }

    /// The n-th entry.
    func entry(_ index: Int) -> EntryHead? {
        guard entryRows.indices.contains(index), case .entry(let head) = rows[entryRows[index]] else { return nil }
        return head
    }

    /// The place of an entry among the entries.
    func index(of id: String) -> Int? { entryRows.indices.first { entry($0)?.id == id } }

    /// The entries that hold a word in name, alias, tag or summary, without headings.
    func filtered(by words: String) -> EntryList {
        let words = words.lowercased().split(separator: " ")
        let kept = entryRows.indices.compactMap(entry).filter { head in
            let text = ([head.name, head.summary] + head.aliases + head.tags).joined(separator: " ").lowercased()
            return words.allSatisfy(text.contains)
        }
        return EntryList(kept.map { ("", $0) })
    }
}
