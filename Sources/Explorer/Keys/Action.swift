/// Everything a person can ask the explorer to do. Keys, the palette and the mouse all end here.
enum Action: String, Hashable, Sendable, CaseIterable {
    // Moving
    case up
    case down
    case left
    case right
    case pageUp
    case pageDown
    case halfPageUp
    case halfPageDown
    case top
    case bottom
    case scrollUp
    case scrollDown
    case scrollLeft
    case scrollRight

    // Reading
    case open
    case back
    case historyBack
    case historyForward
    case nextPane
    case previousPane
    case nextLink
    case previousLink
    case section
    case filter
    case group
    case search
    case flip
    case nextBinding
    case previousBinding
    case openDiagram
    case run

    // Diagram
    case nextNode
    case previousNode
    case zoom
    case zoomIn
    case zoomOut
    case showLines
    case layers

    // Run
    case playPause
    case step
    case stepBack
    case slower
    case faster
    case nextMoment
    case previousMoment
    case runToEnd
    case rewind
    case toCause
    case toEffect
    case why
    case compare
    case storyPace
    case breakHere
    case breakIf
    case breakpoints
    case nextWay
    case previousWay
    case branch
    case original
    case dropBranch
    case difference

    // Everywhere
    case help
    case palette
    case copy
    case redraw
    case openFile
    case readAgain
    case nextTheme
    case toggleMouse
    case toggleMotion
    case quit
    case accept
    case cancel
}

/// What is in front of the person, as far as keys are concerned.
enum Context: String, Hashable, Sendable, CaseIterable {
    /// The lists of sections and entries.
    case list
    /// An article.
    case article
    /// The diagram pane.
    case diagram
    /// The run screen.
    case run
    /// The text of a template.
    case source
    /// A box that takes text and offers a list: search, palette, filter.
    case input
    /// The help page.
    case help
    /// A box that offers a list or asks a question.
    case choice

    /// The heading of the context's keys in help and documentation.
    var title: String {
        switch self {
        case .list: "Lists"
        case .article: "Article"
        case .diagram: "Diagram"
        case .run: "Run"
        case .source: "Template text"
        case .input: "Search, palette and filter"
        case .help: "This help"
        case .choice: "Questions"
        }
    }
}
