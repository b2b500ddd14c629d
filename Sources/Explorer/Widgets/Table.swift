import Canvas

/// Rows of cells laid out in aligned columns.
struct Table: Hashable, Sendable {
    /// The head of each column; empty for none.
    var heads: [String]
    /// The rows, each with a cell per column.
    var rows: [[[Span]]]
    /// How columns share what is missing: the least width each keeps.
    var leastWidths: [Int]

    init(heads: [String] = [], rows: [[[Span]]], leastWidths: [Int] = []) {
        self.heads = heads
        self.rows = rows
        self.leastWidths = leastWidths
    }

    /// The columns' places within a width: natural widths where they fit, else the widest columns give way first.
    func columns(within width: Int, indent: Int = 0, gap: Int = 2) -> [(x: Int, width: Int)] {
        let count = rows.map(\.count).max() ?? 0
        guard count > 0 else { return [] }
        var widths = (0..<count).map { column in
            max(
                rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0,
                column < heads.count ? heads[column].columns : 0,
                1
            )
        }
        let least = (0..<count).map { min(widths[$0], $0 < leastWidths.count ? leastWidths[$0] : 6) }
        var excess = widths.reduce(0, +) + gap * (count - 1) + indent - width
        while excess > 0 {
            // The widest column that may still shrink gives way, to the width of the next widest at most.
            guard let widest = (0..<count).filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
            else {
                break
            }
            let next = (0..<count).filter { $0 != widest && widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? 0
            let cut = min(excess, max(1, widths[widest] - max(next, least[widest])))
            widths[widest] -= min(cut, widths[widest] - least[widest])
            excess -= cut
        }
        var x = indent
        return widths.map { own in
            defer { x += own + gap }
            return (x, own)
        }
    }
}

extension Sheet {
    /// Adds a table; columns that do not fit the sheet's width wrap inside their cells.
    mutating func add(_ table: Table, indent: Int = 0, gap: Int = 2) {
        let columns = table.columns(within: width, indent: indent, gap: gap)
        guard let last = columns.last else { return }
        if last.x + last.width > width {
            // Too narrow for columns side by side: a row's cells follow each other.
            for row in table.rows {
                for (number, cell) in row.enumerated() where !cell.isEmpty {
                    add(cell, indent: number == 0 ? indent : indent + 2)
                }
            }
            return
        }
        if !table.heads.isEmpty {
            addRow(table.heads.map { [Span($0, Style(.muted, .bold))] }, columns: columns)
        }
        for row in table.rows { addRow(row, columns: columns) }
    }
}
