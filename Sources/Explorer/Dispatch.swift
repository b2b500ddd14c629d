import Canvas

extension Model {
    /// Takes a key.
    mutating func press(_ key: Key) -> [Effect] {
        notice = nil
        if key == .control("c") { return [.quit] }
        if key == .control("l") { return [.redraw] }
        if overlay != nil { return pressInOverlay(key) }
        if browser.isFiltering, screens.isEmpty {
            pressInFilter(key)
            return []
        }
        guard let row = KeyTable.row(for: key, in: context) else { return [] }
        return perform(row.action, key: key)
    }

    /// Does what was asked for, by key, palette or mouse.
    mutating func perform(_ action: Action, key: Key?, isConfirmed: Bool = false) -> [Effect] {
        switch action {
        case .quit:
            guard !isConfirmed, screens.contains(where: { $0.isRunning }) else { return [.quit] }
            overlay = .question(Question(text: "A flow is running. Leave archscope?", yes: .quit))
        case .redraw: return [.redraw]
        case .help: overlay = .help(HelpPage(context: screenContext))
        case .palette: openPalette()
        case .search: openSearch()
        case .historyBack where !screens.isEmpty: return performOnScreen(.back, key: nil)
        case .historyBack: if !goBack() { notice = "There is no place before this one." }
        case .historyForward: if !goForward() { notice = "There is no place after this one." }
        case .copy: return copy()
        case .openFile: return openFilePicker()
        case .readAgain: return readAgain()
        case .nextTheme: return changeTheme()
        case .toggleMouse:
            settings.isMouseOn.toggle()
            notice = settings.isMouseOn ? "The mouse works here." : "The mouse selects text in the terminal."
            return [.setMouse(settings.isMouseOn)]
        case .toggleMotion:
            settings.reducesMotion.toggle()
            notice = settings.reducesMotion ? "Reduced motion: tokens jump." : "Tokens move."
        default: return performOnScreen(action, key: key)
        }
        return []
    }

    private mutating func performOnScreen(_ action: Action, key: Key?) -> [Effect] {
        switch screens.last {
        case .diagram(let pane)?: performInDiagram(action, pane)
        case .run?: performInRun(action, key: key)
        case .overview(let overview)?: performInOverview(action, overview)
        case .source(let screen)?: performInSource(action, screen)
        case nil: performInBrowser(action, key: key)
        }
    }

    private mutating func changeTheme() -> [Effect] {
        guard let current = settings.themes.firstIndex(of: settings.theme) ?? settings.themes.indices.last else {
            notice = "There is only one theme."
            return []
        }
        settings.theme = settings.themes[(current + 1) % settings.themes.count]
        notice = "Theme: \(settings.theme)"
        return [.setTheme(settings.theme)]
    }

    private mutating func copy() -> [Effect] {
        let (text, what) = copied
        guard !text.isEmpty else {
            notice = "There is nothing to copy here."
            return []
        }
        notice = "Copied: \(what)"
        return [.copy(text)]
    }

    /// What copying takes from the screen in front, and what to call it.
    private var copied: (text: String, what: String) {
        switch screens.last {
        case .diagram(let pane)?: return (pane.drawing?.picture.text ?? "", "the diagram")
        case .run(let screen)?:
            if let sheet = screen.sheet { return (text(of: sheet, screen), sheet.title) }
            guard let record = screen.record else { return ("", "") }
            return (screen.run.line(record, withPayload: true), "event \(record) as JSON")
        case .overview(let overview)?: return (overview.sheet?.text ?? "", template?.opened.pattern.name ?? "")
        case .source(let screen)?: return (screen.position.description, screen.position.description)
        case nil:
            guard let head = shownEntry, let sheet = article?.sheet else { return ("", "") }
            if browser.focus == .article, let link = browser.reading.link,
                case .address(let address) = sheet.links[link].target
            {
                return (address, address)
            }
            return (sheet.text, head.name)
        }
    }
}
