import Canvas
import Catalog

/// What can be said about the template in front, on one sheet: its components, the ways between them, what the
/// emulation runs of it and what should be looked at.
struct Overview: Sendable {
    /// Where one is in the sheet.
    var reading = SheetReading()
    /// The sheet, laid out for the window.
    var sheet: Sheet?
    /// What the sheet was laid out for.
    fileprivate var key: Key?

    fileprivate struct Key: Hashable, Sendable {
        var width: Int
        var revision: Int
    }
}

extension Model {
    private var overviewText: Rect {
        let body = frame.body
        guard body.width >= 30 else { return body }
        return Rect(x: body.x + 2, y: body.y, width: body.width - 4, height: body.height)
    }

    /// Lays the sheet out where it is new or what it depends on has changed.
    mutating func settle(_ overview: inout Overview) {
        guard let template else { return }
        let text = overviewText
        let key = Overview.Key(width: text.width, revision: template.revision)
        if overview.key != key {
            overview.key = key
            overview.sheet = layOutOverview(template.opened.pattern, width: text.width, library: library)
        }
        if let sheet = overview.sheet { overview.reading.settle(on: sheet, window: text.height) }
    }

    /// Draws the sheet.
    func draw(_ overview: Overview, on canvas: inout Canvas) {
        let frame = frame
        drawScreenHeader(
            on: &canvas, in: frame.header, "Template", title: template?.opened.pattern.name ?? "")
        if !frame.titles.isEmpty {
            drawPaneRule(
                on: &canvas, y: frame.titles.y,
                [PaneTitle("Overview", x: 0, width: frame.titles.width, isFocused: true)])
        }
        guard let sheet = overview.sheet else { return }
        let text = overviewText
        sheet.draw(
            on: &canvas, in: text, scroll: overview.reading.scroll.offset, selectedLink: overview.reading.link)
        if canvas.cursor == nil { canvas.cursor = Point(x: text.x, y: text.y) }
        drawScrollbar(
            on: &canvas, in: Rect(x: frame.body.maxX - 1, y: text.y, width: 1, height: text.height),
            content: sheet.height, offset: overview.reading.scroll.offset)
    }

    /// Does what a key asks of the sheet.
    mutating func performInOverview(_ action: Action, _ overview: Overview) -> [Effect] {
        var overview = overview
        switch action {
        case .back:
            screens.removeLast()
            return []
        case .openDiagram:
            follow(.templateDiagram)
            return []
        case .run: return runShown()
        case .flip, .nextBinding, .previousBinding: notice = "A template has only its explicit form."
        default:
            guard let sheet = overview.sheet else { return [] }
            let outcome = overview.reading.perform(action, on: sheet, window: overviewText.height)
            replaceTop(.overview(overview))
            if case .follow(let target) = outcome { follow(target) }
            return []
        }
        replaceTop(.overview(overview))
        return []
    }

    /// Does what the mouse asks of the sheet.
    mutating func take(_ event: MouseEvent, in overview: Overview) -> [Effect] {
        var overview = overview
        let text = overviewText
        switch event.kind {
        case .wheelUp: overview.reading.scroll.move(by: -3)
        case .wheelDown: overview.reading.scroll.move(by: 3)
        case .press(.left) where text.contains(event.position):
            let point = Point(
                x: event.position.x - text.x, y: event.position.y - text.y + overview.reading.scroll.offset)
            guard let sheet = overview.sheet, let link = sheet.link(at: point) else { return [] }
            overview.reading.link = link
            replaceTop(.overview(overview))
            follow(sheet.links[link].target)
            return []
        default: return []
        }
        replaceTop(.overview(overview))
        return []
    }
}
