import Canvas
import Catalog
import Topologies

/// The state of the browse screen.
struct Browser: Sendable {
    /// The section that is listed.
    var section: BrowserSection = .patterns
    /// Where the keys go.
    var focus: BrowserFocus = .list
    /// The selected entry and scroll of each section's list.
    var lists: [BrowserSection: ListState] = [:]
    /// Where one has been.
    var history = History()
    /// Where one is in the article.
    var reading = SheetReading()
    /// What each section's list is grouped by.
    var groupings: [BrowserSection: Grouping] = [:]
    /// The words the list is narrowed to; nil without a filter.
    var filter: TextField?
    /// Whether keys go to the filter.
    var isFiltering = false

    /// What the list of the section shown is grouped by.
    var grouping: Grouping {
        get { groupings[section] ?? .section }
        set { groupings[section] = newValue }
    }

    /// The list state of the section shown.
    var list: ListState {
        get { lists[section] ?? ListState() }
        set { lists[section] = newValue }
    }
}

/// How the diagrams of a pattern are shown, in the article and in the diagram pane alike.
struct PatternView: Hashable, Sendable {
    /// Resources rather than roles.
    var isExplicit = false
    /// Which binding's resources.
    var binding = 0
    /// The layers shown besides the main one; nil for those that the pattern opens with.
    var layers: Set<Layer>?
}
