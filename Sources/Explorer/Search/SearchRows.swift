extension Library {
    /// The rows of the search box for what was typed, best first.
    func searchRows(_ words: String, visited: [String]) -> [Picker.Row] {
        if words.allSatisfy({ $0 == " " }) {
            return visited.compactMap { entry($0).map { row(head($0)) } }
        }
        return search(words).map(row)
    }

    /// An entry as a row to choose.
    func row(_ head: EntryHead) -> Picker.Row {
        Picker.Row(.entry(head.id), kind: head.kind.word, name: head.name, detail: plain(head.summary), mark: head.runs ? "▶" : "")
    }

    /// Text without its markup.
    func plain(_ text: String) -> String { spans(text).map(\.text).joined() }
}
