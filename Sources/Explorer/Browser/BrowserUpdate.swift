import Canvas
import Catalog

extension Model {
    /// Does what a key asks of the browse screen.
    mutating func performInBrowser(_ action: Action, key: Key?) -> [Effect] {
        switch action {
        case .section:
            if case .character(let digit)? = key, let number = digit.wholeNumberValue,
                let section = BrowserSection(rawValue: number - 1)
            {
                open(section)
            }
        case .flip, .nextBinding, .previousBinding:
            if let id = patternOfShownEntry {
                changeView(of: id, action)
            } else {
                notice = "Only patterns and their flows have a generic and an explicit form."
            }
        case .openDiagram: openDiagram()
        case .run: return runShown()
        case .filter: startFilter()
        case .group: regroup()
        case .nextPane: focus(by: 1)
        case .previousPane: focus(by: -1)
        default:
            switch browser.focus {
            case .sections: performInSections(action)
            case .list: performInList(action)
            case .article: performInArticle(action)
            }
        }
        return []
    }

    private mutating func performInSections(_ action: Action) {
        let count = BrowserSection.allCases.count
        let current = browser.section.rawValue
        let target: Int
        switch action {
        case .up: target = current - 1
        case .down: target = current + 1
        case .top, .pageUp, .halfPageUp: target = 0
        case .bottom, .pageDown, .halfPageDown: target = count - 1
        case .open:
            browser.focus = .list
            return
        case .back:
            if !goBack() { notice = "This is the first place. q quits." }
            return
        default: return
        }
        guard let section = BrowserSection(rawValue: max(0, min(target, count - 1))), section != browser.section else {
            return
        }
        open(section)
        browser.focus = .sections
    }

    private mutating func performInList(_ action: Action) {
        let window = max(1, browserFrame.list.height)
        switch action {
        case .up: moveInList(by: -1)
        case .down: moveInList(by: 1)
        case .pageUp: moveInList(by: -window)
        case .pageDown: moveInList(by: window)
        case .halfPageUp: moveInList(by: -max(1, window / 2))
        case .halfPageDown: moveInList(by: max(1, window / 2))
        case .top: moveInList(by: -shownList.count)
        case .bottom: moveInList(by: shownList.count)
        case .open:
            if shownEntry != nil { browser.focus = .article } else { notice = "There is nothing to read here." }
        case .back:
            if browser.filter != nil {
                endFilter(keeping: false)
            } else if browserFrame.arrangement == .medium {
                if !goBack() { notice = "This is the first place. q quits." }
            } else {
                browser.focus = .sections
            }
        default: break
        }
    }

    private mutating func moveInList(by rows: Int) {
        let before = browser.list.selection
        browser.list.move(by: rows, count: shownList.count)
        if browser.list.selection != before { resetArticle() }
    }

    private mutating func performInArticle(_ action: Action) {
        if action == .back {
            if !goBack() { browser.focus = .list }
            return
        }
        guard let sheet = article?.sheet else { return }
        switch browser.reading.perform(action, on: sheet, window: browserFrame.articleText.height) {
        case .nothing: break
        case .follow(let target): follow(target)
        case .noLinks: notice = "This article has no links."
        case .leave: browser.focus = .list
        }
    }

    /// Goes where a link leads.
    mutating func follow(_ target: LinkTarget) {
        switch target {
        case .entry(let id): visit(id)
        case .diagram(let pattern, let binding): openDiagram(of: pattern, binding: binding)
        case .address(let address): notice = "y copies \(address)"
        case .run(let flow, let moment): run(flow: flow, from: moment)
        case .lines(let position): showLines(at: position)
        case .templateDiagram: screens.append(.diagram(DiagramPane(.template)))
        case .templateRun: runTemplate()
        }
    }

    /// Goes back in history.
    /// - Returns: whether there was a place to go back to.
    @discardableResult
    mutating func goBack() -> Bool {
        guard let place = browser.history.back(from: place) else { return false }
        go(to: place.location)
        screens = place.screens
        return true
    }

    /// Goes forward in history.
    @discardableResult
    mutating func goForward() -> Bool {
        guard let place = browser.history.forward(from: place) else { return false }
        go(to: place.location)
        screens = place.screens
        return true
    }

    private mutating func focus(by step: Int) {
        let order: [BrowserFocus] =
            browserFrame.arrangement == .medium ? [.list, .article] : [.sections, .list, .article]
        let current = order.firstIndex(of: browser.focus) ?? 0
        let target = max(0, min(current + step, order.count - 1))
        if order[target] == .article, shownEntry == nil { return }
        browser.focus = order[target]
    }

    /// Groups the list by something else, with the same entry selected.
    private mutating func regroup() {
        let all = Grouping.allCases
        let selected = shownEntry?.id
        browser.grouping = all[(all.firstIndex(of: browser.grouping)! + 1) % all.count]
        refreshList()
        if let selected, let index = shownList.index(of: selected) { browser.list.selection = index }
        notice = browser.grouping == .section ? "The section's own order" : "Grouped \(browser.grouping.words)"
    }

    // MARK: filter

    private mutating func startFilter() {
        browser.focus = .list
        browser.filter = browser.filter ?? TextField()
        browser.isFiltering = true
    }

    /// Leaves the filter's field; the list stays narrowed where `keeping` is true and something was typed.
    mutating func endFilter(keeping: Bool) {
        browser.isFiltering = false
        if keeping, browser.filter?.text.isEmpty == false { return }
        let selected = shownEntry?.id
        browser.filter = nil
        refreshList()
        if let selected, let index = shownList.index(of: selected) { browser.list.selection = index }
    }

    /// Takes a key while the filter is being typed.
    mutating func pressInFilter(_ key: Key) {
        switch KeyTable.row(for: key, in: .input)?.action {
        case .accept: endFilter(keeping: true)
        case .cancel: endFilter(keeping: false)
        case .up: moveInList(by: -1)
        case .down: moveInList(by: 1)
        case .pageUp: moveInList(by: -max(1, browserFrame.list.height))
        case .pageDown: moveInList(by: max(1, browserFrame.list.height))
        case .top: moveInList(by: -shownList.count)
        case .bottom: moveInList(by: shownList.count)
        default:
            guard browser.filter?.take(key) == true else { return }
            refreshList()
            browser.list.selection = 0
            resetArticle()
        }
    }

    // MARK: generic and explicit

    /// Flips between generic and explicit, or goes to another binding.
    mutating func changeView(of id: String, _ action: Action) {
        guard case .pattern(let detail)? = library.entry(id)?.detail, !detail.bindings.isEmpty else {
            notice = "This pattern has no explicit form."
            return
        }
        var view = patternViews[id] ?? PatternView()
        let count = detail.bindings.count
        switch action {
        case .flip: view.isExplicit.toggle()
        case .nextBinding:
            view.binding = view.isExplicit ? (view.binding + 1) % count : view.binding
            view.isExplicit = true
        default:
            view.binding = view.isExplicit ? (view.binding + count - 1) % count : view.binding
            view.isExplicit = true
        }
        patternViews[id] = view
        notice =
            view.isExplicit
            ? "Explicit: \(detail.bindings[view.binding].name) (\(view.binding + 1) of \(count))"
            : "Generic: roles and capabilities"
    }

    /// The pattern whose diagram the shown entry has: itself, or that of a flow.
    var patternOfShownEntry: String? {
        guard let head = shownEntry else { return nil }
        if head.kind == .pattern { return head.id }
        if let entry = library.entry(head.id), case .flow(let detail) = entry.detail { return detail.pattern }
        return nil
    }
}
