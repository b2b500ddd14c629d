/// Where one is in a sheet: which part is seen, and which link is selected.
struct SheetReading: Hashable, Sendable {
    /// The first row that is seen.
    var scroll = ScrollState()
    /// The selected link.
    var link: Int?

    /// What is left to do about a key.
    enum Outcome: Hashable, Sendable {
        case nothing
        /// Go where a link leads.
        case follow(LinkTarget)
        /// Say that there is no link to select.
        case noLinks
        /// Leave the sheet backwards: there is no link before the selected one.
        case leave
    }

    /// Does what a key asks of a sheet that is seen through so many rows.
    mutating func perform(_ action: Action, on sheet: Sheet, window: Int) -> Outcome {
        let window = max(1, window)
        switch action {
        case .top: self = SheetReading()
        case .nextLink: return selectLink(forward: true, on: sheet, window: window)
        case .previousLink: return selectLink(forward: false, on: sheet, window: window)
        case .open:
            guard let link, isSeen(link, in: sheet, window: window) else {
                return selectLink(forward: true, on: sheet, window: window)
            }
            return .follow(sheet.links[link].target)
        default: scroll.perform(action, content: sheet.height, window: window)
        }
        return .nothing
    }

    /// Keeps the window inside of the sheet and the selection on a link that it has.
    mutating func settle(on sheet: Sheet, window: Int) {
        if let link, !sheet.links.indices.contains(link) { self.link = nil }
        scroll.clamp(content: sheet.height, window: window)
    }

    private func isSeen(_ link: Int, in sheet: Sheet, window: Int) -> Bool {
        sheet.links[link].cells.contains { $0.y >= scroll.offset && $0.y < scroll.offset + window }
    }

    /// Selects the next link, starting from what is seen where the selected one is out of sight.
    private mutating func selectLink(forward: Bool, on sheet: Sheet, window: Int) -> Outcome {
        guard !sheet.links.isEmpty else { return .noLinks }
        let top = scroll.offset
        func row(_ link: Int) -> Int { sheet.links[link].cells.first?.y ?? 0 }
        let target: Int?
        if let link, isSeen(link, in: sheet, window: window) {
            target = forward ? link + 1 : link - 1
        } else if forward {
            target = sheet.links.indices.first { row($0) >= top }
        } else {
            target = sheet.links.indices.last { row($0) < top + window }
        }
        guard let target, sheet.links.indices.contains(target) else {
            link = forward ? 0 : nil
            if forward { scroll.reveal(row(0), window: window, margin: 3) }
            return forward ? .nothing : .leave
        }
        link = target
        scroll.reveal(row(target), window: window, margin: 3)
        return .nothing
    }
}
