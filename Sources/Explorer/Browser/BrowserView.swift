import Canvas
import Catalog

extension Model {
    /// Draws the browse screen: header, titles and panes.
    func drawBrowser(on canvas: inout Canvas) {
        let frame = frame
        let panes = browserFrame
        drawBrowserHeader(on: &canvas, in: frame.header, panes)
        drawBrowserTitles(on: &canvas, frame, panes)
        if !panes.sections.isEmpty { drawSections(on: &canvas, in: panes.sections) }
        if !panes.list.isEmpty { drawList(on: &canvas, in: panes.list) }
        if !panes.article.isEmpty { drawArticle(on: &canvas, panes) }
        if panes.arrangement != .narrow {
            if !panes.sections.isEmpty {
                drawDivider(on: &canvas, x: panes.sections.maxX, y: frame.body.y, height: frame.body.height)
            }
            drawDivider(on: &canvas, x: panes.list.maxX, y: frame.body.y, height: frame.body.height)
        }
    }

    // MARK: header

    private func drawBrowserHeader(on canvas: inout Canvas, in rect: Rect, _ panes: BrowserFrame) {
        guard !rect.isEmpty else { return }
        if panes.arrangement == .wide {
            drawPath(on: &canvas, in: rect)
        } else {
            drawTabs(on: &canvas, in: rect)
        }
    }

    private func drawPath(on canvas: inout Canvas, in rect: Rect) {
        var x = canvas.write(" archscope ", x: rect.x, y: rect.y, style: Style(.accent, [.bold, .reverse]))
        x = canvas.write("  \(browser.section.title)", x: x, y: rect.y, style: Style(.text))
        if let head = shownEntry {
            x = canvas.write(" › ", x: x, y: rect.y, style: Style(.muted))
            x = canvas.write(cut(head.name, to: rect.maxX - x - 2), x: x, y: rect.y, style: Style(.title, .bold))
        }
        if let before = browser.history.past.last?.location.entry, let name = library.name(before) {
            let text = "came from \(name) "
            if x + text.columns + 3 <= rect.maxX {
                canvas.write(text, x: rect.maxX - text.columns, y: rect.y, style: Style(.muted))
            }
        }
    }

    private func drawTabs(on canvas: inout Canvas, in rect: Rect) {
        var x = rect.x
        for (section, name) in tabs(width: rect.width) {
            let isCurrent = section == browser.section
            canvas.write(
                name, x: x, y: rect.y, style: isCurrent ? Style(.accent, [.bold, .reverse]) : Style(.muted),
                maxWidth: rect.maxX - x)
            x += name.columns
        }
    }

    /// The tabs as they fit: all names, or only the current one's and the digits of the others.
    func tabs(width: Int) -> [(BrowserSection, String)] {
        let full = BrowserSection.allCases.map { ($0, " \($0.rawValue + 1) \($0.title) ") }
        if full.reduce(0, { $0 + $1.1.columns }) <= width { return full }
        // The section shown keeps its name; the others are cut as little as fits.
        for letters in stride(from: 12, through: 4, by: -1) {
            let tight = BrowserSection.allCases.map {
                ($0, "\($0.rawValue + 1) \($0 == browser.section ? $0.title : String($0.title.prefix(letters))) ")
            }
            if tight.reduce(0, { $0 + $1.1.columns }) <= width { return tight }
        }
        return BrowserSection.allCases.map {
            ($0, $0 == browser.section ? " \($0.rawValue + 1) \($0.title) " : " \($0.rawValue + 1)")
        }
    }

    // MARK: titles

    private func drawBrowserTitles(on canvas: inout Canvas, _ frame: ScreenFrame, _ panes: BrowserFrame) {
        guard !frame.titles.isEmpty else { return }
        let grouped = browser.grouping == .section ? "" : " \(browser.grouping.words)"
        let count = browser.filter == nil ? library.count(browser.section) : shownList.count
        let list = "\(browser.section.title) \(count)\(grouped)"
        let article = shownEntry?.name ?? "Article"
        var titles: [PaneTitle] = []
        func add(_ title: String, _ rect: Rect, _ focus: BrowserFocus) {
            if !rect.isEmpty {
                titles.append(PaneTitle(title, x: rect.x, width: rect.width, isFocused: browser.focus == focus))
            }
        }
        add("Sections", panes.sections, .sections)
        add(list, panes.list, .list)
        add(panes.arrangement == .wide ? "Article" : article, panes.article, .article)
        drawPaneRule(on: &canvas, y: frame.titles.y, titles)
        guard let sheet = self.article?.sheet, !panes.article.isEmpty, sheet.height > panes.articleText.height else {
            return
        }
        let seen = min(sheet.height, browser.reading.scroll.offset + panes.articleText.height)
        let text = " \(seen * 100 / sheet.height)% "
        let x = panes.article.maxX - text.columns - 1
        if panes.article.width > 30 {
            canvas.write(text, x: x, y: frame.titles.y, style: Style(.muted))
        }
    }

    // MARK: panes

    private func drawSections(on canvas: inout Canvas, in rect: Rect) {
        for section in BrowserSection.allCases where section.rawValue < rect.height {
            let y = rect.y + section.rawValue
            let isSelected = section == browser.section
            canvas.write(isSelected ? "▸" : " ", x: rect.x, y: y, style: Style(.accent, .bold))
            var x = canvas.write(
                "\(section.rawValue + 1) ", x: rect.x + 1, y: y, style: Style(.key), maxWidth: rect.width - 1)
            x = canvas.write(
                section.title, x: x, y: y, style: isSelected ? Style(.text, .bold) : .plain, maxWidth: rect.maxX - x)
            let count = "\(library.count(section))"
            if x + count.count + 1 < rect.maxX {
                canvas.write(count, x: rect.maxX - count.count - 1, y: y, style: Style(.muted))
            }
            if isSelected, browser.focus == .sections {
                canvas.restyle(Rect(x: rect.x, y: y, width: rect.width, height: 1)) { _ in
                    Style(.selection, [.reverse, .bold])
                }
                canvas.cursor = Point(x: rect.x, y: y)
            }
        }
    }

    private func drawList(on canvas: inout Canvas, in rect: Rect) {
        var rect = rect
        if let filter = browser.filter {
            let top = rect.takeTop(1)
            filter.draw(on: &canvas, x: top.x, y: top.y, width: top.width, prompt: " filter ", empty: "a word")
            if !browser.isFiltering { canvas.cursor = nil }
        }
        guard rect.height > 0 else { return }
        if shownList.count == 0 {
            let text = browser.filter == nil ? "Nothing here yet." : "Nothing holds this word."
            canvas.write(text, x: rect.x + 1, y: rect.y, style: Style(.muted), maxWidth: rect.width - 1)
            return
        }
        let offset = browser.list.scroll.offset
        let selected = shownList.entryRows[browser.list.selection]
        for row in 0..<min(rect.height, shownList.rows.count - offset) {
            let number = row + offset
            let line = Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1)
            switch shownList.rows[number] {
            case .heading(let title):
                canvas.write(cut(title, to: rect.width - 1), x: rect.x + 1, y: line.y, style: Style(.muted, .underline))
            case .entry(let head): drawListRow(on: &canvas, head, in: line, isSelected: number == selected)
            }
        }
        drawScrollbar(
            on: &canvas, in: Rect(x: rect.maxX - 1, y: rect.y, width: 1, height: rect.height),
            content: shownList.rows.count, offset: offset)
    }

    private func drawListRow(on canvas: inout Canvas, _ head: EntryHead, in rect: Rect, isSelected: Bool) {
        let end = rect.maxX - (rect.width >= 12 ? 4 : 0)
        canvas.write(isSelected ? "▸" : " ", x: rect.x, y: rect.y, style: Style(.accent, .bold))
        canvas.write(
            cut(head.name, to: end - rect.x - 2), x: rect.x + 2, y: rect.y,
            style: isSelected ? Style(.text, .bold) : .plain)
        if head.canRun, end < rect.maxX {
            canvas.write("▶", x: end + 1, y: rect.y, style: Style(.success, .bold))
        }
        if isSelected, browser.focus == .list {
            let row = Rect(x: rect.x, y: rect.y, width: rect.width - 1, height: 1)
            canvas.restyle(row) { _ in Style(.selection, [.reverse, .bold]) }
            if !browser.isFiltering { canvas.cursor = Point(x: rect.x, y: rect.y) }
        }
    }

    private func drawArticle(on canvas: inout Canvas, _ panes: BrowserFrame) {
        guard let sheet = article?.sheet else { return }
        let text = panes.articleText
        let cursor = canvas.cursor
        sheet.draw(
            on: &canvas, in: text, scroll: browser.reading.scroll.offset,
            selectedLink: browser.focus == .article ? browser.reading.link : nil)
        if browser.focus != .article { canvas.cursor = cursor }
        if browser.focus == .article, canvas.cursor == nil { canvas.cursor = Point(x: text.x, y: text.y) }
        drawScrollbar(
            on: &canvas, in: Rect(x: panes.article.maxX - 1, y: text.y, width: 1, height: text.height),
            content: sheet.height, offset: browser.reading.scroll.offset)
    }
}
