import Catalog

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
    init(_ heads: [EntryHead]) {
        var rows: [Row] = []
        var entryRows: [Int] = []
        var group = ""
        for head in heads {
            if head.group != group, !head.group.isEmpty { rows.append(.heading(head.group)) }
            group = head.group
            entryRows.append(rows.count)
            rows.append(.entry(head))
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
}

/// What lists show of an entry.
struct EntryHead: Hashable, Sendable {
    /// The entry's id.
    var id: String
    /// Its kind.
    var kind: EntryKind
    /// Its name.
    var name: String
    /// Its summary.
    var summary: String
    /// The heading it stands under; empty for none.
    var group: String
    /// Whether it can run.
    var runs: Bool
}
