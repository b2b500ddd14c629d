import Canvas

extension Model {
    /// Takes what the mouse did: the wheel scrolls what is under it, a click selects, a click on what is selected opens.
    mutating func take(_ event: MouseEvent) -> [Effect] {
        switch overlay {
        case .picker(let picker): return take(event, in: picker)
        case .help:
            switch event.kind {
            case .wheelUp: return update(with: .up)
            case .wheelDown: return update(with: .down)
            case .press where !HelpPage.box(in: size).contains(event.position): overlay = nil
            default: break
            }
            return []
        case .question, .prompt: return []
        case .message:
            if case .press = event.kind { overlay = nil }
            return []
        case nil: break
        }
        switch screens.last {
        case .diagram(let pane)?: return take(event, in: pane)
        case .run(let screen)?: return take(event, in: screen)
        case .overview(let overview)?: return take(event, in: overview)
        case .source(let screen)?: return take(event, in: screen)
        case nil: return takeInBrowser(event)
        }
    }

    private mutating func update(with key: Key) -> [Effect] {
        var effects: [Effect] = []
        for _ in 0..<3 { effects += pressInOverlay(key) }
        return effects
    }

    private mutating func take(_ event: MouseEvent, in picker: Picker) -> [Effect] {
        let rows = picker.rowsRect(in: size)
        switch event.kind {
        case .wheelUp: return update(with: .up)
        case .wheelDown: return update(with: .down)
        case .press(.left):
            guard picker.box(in: size).contains(event.position) else {
                overlay = nil
                return []
            }
            let number = picker.list.scroll.offset + event.position.y - rows.y
            guard rows.contains(event.position), picker.rows.indices.contains(number) else { return [] }
            var picker = picker
            picker.list.selection = number
            return accept(picker)
        default: return []
        }
    }

    private mutating func takeInBrowser(_ event: MouseEvent) -> [Effect] {
        let panes = browserFrame
        let point = event.position
        switch event.kind {
        case .wheelUp, .wheelDown:
            let step = event.kind == .wheelUp ? -3 : 3
            if panes.list.contains(point) {
                let before = browser.list.selection
                browser.list.move(by: step, count: shownList.count)
                if browser.list.selection != before { resetArticle() }
            } else if panes.article.contains(point) {
                browser.reading.scroll.move(by: step)
            }
        case .press(.left):
            notice = nil
            if frame.header.contains(point), panes.arrangement != .wide {
                clickTab(x: point.x)
            } else if panes.sections.contains(point) {
                if let section = BrowserSection(rawValue: point.y - panes.sections.y) { open(section) }
            } else if panes.list.contains(point) {
                clickList(row: point.y - panes.list.y, panes)
            } else if panes.article.contains(point) {
                clickArticle(point, panes)
            }
        default: break
        }
        return []
    }

    private mutating func clickTab(x: Int) {
        var start = 0
        for (section, name) in tabs(width: frame.header.width) {
            let end = start + name.columns
            if x >= start, x < end { open(section) }
            start = end
        }
    }

    private mutating func clickList(row: Int, _ panes: BrowserFrame) {
        browser.focus = .list
        let number = browser.list.scroll.offset + row - (browser.filter == nil ? 0 : 1)
        guard let index = shownList.entryRows.firstIndex(of: number) else { return }
        if index == browser.list.selection {
            browser.focus = .article
        } else {
            browser.list.selection = index
            resetArticle()
        }
    }

    private mutating func clickArticle(_ point: Point, _ panes: BrowserFrame) {
        browser.focus = .article
        let text = panes.articleText
        let place = Point(x: point.x - text.x, y: point.y - text.y + browser.reading.scroll.offset)
        guard let sheet = article?.sheet, let link = sheet.link(at: place) else { return }
        browser.reading.link = link
        follow(sheet.links[link].target)
    }
}
