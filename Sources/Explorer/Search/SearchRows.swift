import Catalog

extension Library {
    /// The rows of the search box for what was typed, best first; the places one has been until something is typed.
    mutating func searchRows(_ words: String, visited: [String]) -> [Picker.Row] {
        if words.allSatisfy({ $0 == " " }) { return visited.compactMap { catalog.head($0).map(row) } }
        return search(words).map { match in
            var row = row(match.head)
            // Where the words stand in the article is told; a name speaks for itself.
            if case .section(let title) = match.field { row.detail = "\(title): \(excerpt(match))" }
            if case .alias = match.field { row.detail = "also \(match.text)" }
            return row
        }
    }

    /// An entry as a row to choose.
    func row(_ head: EntryHead) -> Picker.Row {
        Picker.Row(
            .entry(head.id), kind: head.kind.word, name: head.name, detail: Markup.plain(head.summary, name: name),
            mark: head.canRun ? "▶" : "")
    }

    /// The matching text from a little before the first match.
    private func excerpt(_ match: SearchMatch) -> String {
        guard let first = match.ranges.first else { return match.text }
        let before = match.text[..<first.lowerBound].suffix(12)
        return (before.startIndex == match.text.startIndex ? "" : "…") + match.text[before.startIndex...]
    }
}
