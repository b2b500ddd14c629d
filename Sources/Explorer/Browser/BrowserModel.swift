import Canvas
import Catalog
import Diagrams

extension Model {
    /// The browser's panes in the window.
    var browserFrame: BrowserFrame { BrowserFrame(frame.body, focus: browser.focus) }

    /// The entry that is read.
    var shownEntry: EntryHead? { shownList.entry(browser.list.selection) }

    /// The place to come back to.
    var location: Location {
        Location(
            section: browser.section,
            entry: shownEntry?.id,
            focus: browser.focus,
            scroll: browser.reading.scroll.offset,
            link: browser.reading.link
        )
    }

    /// The place with the screens above it; what runs there is held.
    var place: History.Place {
        let held = screens.map { screen -> Screen in
            guard case .run(var run) = screen else { return screen }
            run.isPlaying = false
            run.seeking = nil
            return .run(run)
        }
        return History.Place(location: location, screens: held)
    }

    /// Shows a place; an entry that is not there leaves the section's selection as it is.
    mutating func go(to place: Location) {
        browser.section = place.section
        browser.filter = nil
        browser.isFiltering = false
        refreshList()
        if let id = place.entry, let index = shownList.index(of: id) { browser.list.selection = index }
        browser.focus = place.focus
        browser.reading.scroll.offset = place.scroll
        browser.reading.link = place.link
    }

    /// Opens an entry from anywhere, keeping the way back.
    mutating func visit(_ id: String) {
        guard let entry = library.entry(id) else {
            notice = "There is no entry '\(id)'."
            return
        }
        let target = Location(section: BrowserSection(entry.kind), entry: id, focus: .article)
        if location.entry != id || location.section != target.section || !screens.isEmpty {
            browser.history.leave(place)
        }
        screens.removeAll()
        overlay = nil
        go(to: target)
    }

    /// Goes to a section's list.
    mutating func open(_ section: BrowserSection) {
        guard section != browser.section || browser.focus != .list else { return }
        browser.section = section
        browser.focus = .list
        browser.filter = nil
        browser.isFiltering = false
        refreshList()
        resetArticle()
    }

    /// Shows an article from its top.
    mutating func resetArticle() {
        browser.reading = SheetReading()
    }

    /// Reads the section's list and narrows it by the filter.
    mutating func refreshList() {
        let all: EntryList
        let key = ListKey(section: browser.section, grouping: browser.grouping)
        if let known = lists[key] {
            all = known
        } else {
            all = library.list(browser.section, by: browser.grouping)
            lists[key] = all
        }
        if let words = browser.filter?.text, !words.isEmpty {
            shownList = all.filtered(by: words)
        } else {
            shownList = all
        }
    }

    /// Keeps the browser's selections and scrolls inside of what there is, and lays the article out.
    mutating func settleBrowser() {
        let panes = browserFrame
        if panes.arrangement == .medium, browser.focus == .sections { browser.focus = .list }
        browser.list.clamp(count: shownList.count)
        let selected =
            shownList.entryRows.indices.contains(browser.list.selection)
            ? shownList.entryRows[browser.list.selection] : 0
        let window = max(1, panes.list.height - (browser.filter == nil ? 0 : 1))
        browser.list.scroll.reveal(selected, window: window, margin: 2)
        browser.list.scroll.clamp(content: shownList.rows.count, window: window)

        let text = panes.articleText
        guard let head = shownEntry, text.width > 0 else {
            article = nil
            return
        }
        let key = ArticleSheet.Key(
            id: head.id,
            width: text.width,
            view: patternOfShownEntry.flatMap { patternViews[$0] } ?? PatternView(),
            isASCII: settings.isASCII
        )
        if article?.key != key { article = recentArticles.article(key) ?? layOut(key) }
        browser.reading.settle(on: article!.sheet, window: text.height)
    }

    private mutating func layOut(_ key: ArticleSheet.Key) -> ArticleSheet? {
        guard let entry = library.entry(key.id) else { return article }
        let sheet = layOutArticle(entry, key: key, library: library, diagram: articleDiagram(key))
        let article = ArticleSheet(key: key, sheet: sheet)
        recentArticles.keep(article)
        return article
    }

    /// The diagram of the article that is read, drawn to its width; nil for entries without one.
    private mutating func articleDiagram(_ key: ArticleSheet.Key) -> ArticleDiagram? {
        guard let id = patternOfShownEntry, case .pattern(let detail)? = library.entry(id)?.detail,
            !detail.roles.isEmpty
        else { return nil }
        let options = DiagramOptions(
            width: max(1, key.width - 2), charset: key.isASCII ? .ascii : .unicode, detail: .full)
        let result = graph(of: .pattern(id), view: key.view).flatMap {
            makeDrawing($0, options: options, shrinks: true)
        }
        let keys =
            detail.bindings.isEmpty ? "d: open" : key.view.isExplicit ? "e: generic · d: open" : "e: explicit · d: open"
        let form = key.view.isExplicit ? "Explicit form, \(viewWords(of: .pattern(id)).dropFirst(10))" : "Generic form"
        return ArticleDiagram(caption: "\(form) · \(keys)", result: result)
    }
}
