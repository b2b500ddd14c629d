extension Model {
    /// The rows of the palette: what can be done here, sections, and entries once something is typed.
    mutating func paletteRows(_ words: String) -> [Picker.Row] {
        // Moving about is for keys: nobody looks for it by name.
        let hidden: Set<Action> = [
            .up, .down, .left, .right, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .scrollUp, .scrollDown,
            .scrollLeft,
            .scrollRight, .top, .bottom, .section, .palette,
        ]
        var seen: Set<Action> = []
        var rows = KeyTable.rows(in: screenContext).compactMap { row -> Picker.Row? in
            guard !hidden.contains(row.action), seen.insert(row.action).inserted else { return nil }
            return Picker.Row(
                .action(row.action), kind: "command", name: row.name, detail: row.help, mark: row.keysText)
        }
        rows += BrowserSection.allCases.map {
            Picker.Row(
                .section($0), kind: "section", name: $0.title, detail: $0.summary, mark: "\($0.rawValue + 1)")
        }
        let words = words.lowercased().split(separator: " ").map(String.init)
        guard !words.isEmpty else { return rows }
        // Names that start with what was typed come first, then names that hold it, then explanations.
        func rank(_ row: Picker.Row) -> Int? {
            let name = row.name.lowercased()
            if name.hasPrefix(words.joined(separator: " ")) { return 0 }
            if words.allSatisfy(name.contains) { return 1 }
            let text = name + " " + row.detail.lowercased()
            return words.allSatisfy(text.contains) ? 2 : nil
        }
        let ranked = rows.enumerated().compactMap { index, row in rank(row).map { (rank: $0, index: index, row: row) } }
            .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
        return ranked.map(\.row) + library.searchRows(words.joined(separator: " "), visited: []).prefix(50)
    }
}
