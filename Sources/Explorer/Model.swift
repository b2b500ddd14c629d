import Canvas
import Catalog
import Patterns

/// Everything the explorer knows about itself: what is open, where one is, and what was derived from it for drawing.
public struct Model: Sendable {
    /// The window.
    public internal(set) var size: Size
    /// What the person chose.
    public internal(set) var settings: Settings
    /// What there is to read.
    var library: Library
    /// The browse screen, always there beneath the others.
    var browser = Browser()
    /// How each pattern's diagrams are shown.
    var patternViews: [String: PatternView] = [:]
    /// The screens above the browser, the last one in front.
    var screens: [Screen] = []
    /// The box in front of the screen, if any.
    var overlay: Overlay?
    /// One line said to the person, until the next key.
    var notice: String?
    /// Whether ticks were asked for.
    var hasTicks = false

    /// The template that was opened, if any.
    var template: TemplateState?
    /// The folder that was looked at last for templates.
    var folderListing: FolderListing?
    /// The explicit forms that were looked at.
    var openedBindings: [OpenedKey: Result<OpenedBinding, DrawingFault>] = [:]

    /// The section lists that were looked at.
    var lists: [ListKey: EntryList] = [:]
    /// The list in front, narrowed by the filter.
    var shownList = EntryList([])
    /// The article in front, laid out for the window.
    var article: ArticleSheet?
    /// Articles that were in front lately: who looks back and forth need not wait for them again.
    var recentArticles = RecentArticles()

    /// A screen above the browser.
    enum Screen: Sendable {
        case diagram(DiagramPane)
        case run(RunScreen)
        case overview(Overview)
        case source(SourceScreen)

        /// Whether something would be lost by leaving.
        var isRunning: Bool {
            if case .run(let screen) = self { return screen.isPlaying && !screen.isFinished }
            return false
        }
    }

    /// A box in front of the screen.
    enum Overlay: Sendable {
        case picker(Picker)
        case help(HelpPage)
        case question(Question)
        case message(MessageBox)
        case prompt(Prompt)
    }

    /// Where a model starts.
    public init(catalog: Catalog, size: Size, settings: Settings = Settings(), start: Start = .browse) {
        self.size = size
        self.settings = settings
        library = Library(catalog)
        refreshList()
        switch start {
        case .browse: break
        case .entry(let id):
            if let entry = catalog.head(id) {
                go(to: Location(section: BrowserSection(entry.kind), entry: id, focus: .article))
            } else {
                visit(id)
            }
        case .flow(let id):
            if catalog.head(id) != nil { go(to: Location(section: .flows, entry: id, focus: .article)) }
            run(flow: id)
        case .session(let flow, let title, let session):
            if catalog.head(flow) != nil { go(to: Location(section: .flows, entry: flow, focus: .article)) }
            screens = [.run(RunScreen(flow: flow, title: title, session: session))]
        case .template(let opened):
            show(opened)
        }
        settle()
    }
}

extension Model {
    /// What keys mean now.
    var context: Context {
        switch overlay {
        case .picker(let picker): return picker.field == nil ? .choice : .input
        case .help: return .help
        case .prompt: return .input
        case .question, .message: return .choice
        case nil: break
        }
        return screens.isEmpty && browser.isFiltering ? .input : screenContext
    }

    /// The context of the screen, whatever box is in front of it.
    var screenContext: Context {
        switch screens.last {
        case .diagram: .diagram
        case .run: .run
        case .overview: .article
        case .source: .source
        case nil: browser.focus == .article ? .article : .list
        }
    }

    /// Whether something moves on the screen by itself.
    var isMoving: Bool {
        if case .run(let screen)? = screens.last { return screen.isMoving }
        return false
    }

    /// The window's division.
    var frame: ScreenFrame { ScreenFrame(size) }

    /// Changes the screen in front.
    mutating func replaceTop(_ screen: Screen) { screens[screens.count - 1] = screen }

    /// Derives what the screen in front needs.
    private mutating func settleScreen() {
        switch screens.last {
        case .diagram(var pane)?:
            settleDiagram(&pane)
            replaceTop(.diagram(pane))
        case .run(var screen)?:
            settleRun(&screen)
            replaceTop(.run(screen))
        case .overview(var overview)?:
            settle(&overview)
            replaceTop(.overview(overview))
        case .source(var screen)?:
            screen.settle(window: frame.body.size)
            replaceTop(.source(screen))
        case nil: break
        }
    }

    mutating func resize(_ size: Size) { self.size = Size(width: max(1, size.width), height: max(1, size.height)) }

    /// Lets time pass.
    mutating func tick(_ milliseconds: Int) {
        guard milliseconds > 0 else { return }
        changeRun { screen in
            screen.tick(milliseconds)
            return screen.stop.map(screen.words)
        }
    }

    /// Changes the run in front in place: while a copy of it were about, going on would copy its journal.
    /// - Parameter change: what is done; it returns what to say to the person.
    mutating func changeRun(_ change: (inout RunScreen) -> String?) {
        guard case .run? = screens.last, case .run(var screen)? = screens.popLast() else { return }
        if let words = change(&screen) { notice = words }
        screens.append(.run(screen))
    }

    /// Derives what drawing needs, after any change.
    mutating func settle() {
        settleBrowser()
        settleScreen()
        settleOverlay()
    }
}
