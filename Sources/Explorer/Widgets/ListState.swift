import Canvas

/// A list's selected row and the part of it that is seen.
struct ListState: Hashable, Sendable {
    /// The selected row.
    var selection = 0
    /// The part that is seen.
    var scroll = ScrollState()

    /// Moves the selection, stopping at the ends.
    mutating func move(by rows: Int, count: Int) {
        let (target, overflow) = selection.addingReportingOverflow(rows)
        selection = overflow ? (rows < 0 ? 0 : count - 1) : target
        clamp(count: count)
    }

    /// Keeps the selection inside of the list.
    mutating func clamp(count: Int) { selection = max(0, min(selection, count - 1)) }

    /// Brings the selected row into view.
    mutating func settle(count: Int, window: Int) {
        clamp(count: count)
        scroll.reveal(selection, window: max(1, window), margin: 2)
        scroll.clamp(content: count, window: max(1, window))
    }
}
