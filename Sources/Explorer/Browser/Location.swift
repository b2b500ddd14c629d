import Catalog

/// A place in the browser, complete enough to come back to the same line.
struct Location: Hashable, Sendable {
    /// The section that is listed.
    var section: BrowserSection
    /// The id of the entry that is read; nil where the section is empty.
    var entry: String?
    /// Where the keys go.
    var focus: BrowserFocus
    /// The first row of the article that is seen.
    var scroll: Int
    /// The selected link of the article.
    var link: Int?

    /// Makes a place.
    init(
        section: BrowserSection = .patterns,
        entry: String? = nil,
        focus: BrowserFocus = .list,
        scroll: Int = 0,
        link: Int? = nil
    ) {
        self.section = section
        self.entry = entry
        self.focus = focus
        self.scroll = scroll
        self.link = link
    }
}

/// The browser's panes.
enum BrowserFocus: Int, Hashable, Sendable, CaseIterable {
    case sections
    case list
    case article
}

/// Where a person has been, as in a web browser: following a link goes on, coming back keeps the way forward.
struct History: Sendable {
    /// A place in the browser with the screens that were open above it.
    struct Place: Sendable {
        var location: Location
        var screens: [Model.Screen]
    }

    private(set) var past: [Place] = []
    private(set) var future: [Place] = []

    /// How many places are kept; older ones are forgotten.
    static let limit = 200

    /// Leaves a place for a new one.
    mutating func leave(_ place: Place) {
        past.append(place)
        if past.count > Self.limit { past.removeFirst() }
        future.removeAll()
    }

    /// Goes back.
    mutating func back(from place: Place) -> Place? {
        guard let target = past.popLast() else { return nil }
        future.append(place)
        return target
    }

    /// Goes forward again.
    mutating func forward(from place: Place) -> Place? {
        guard let target = future.popLast() else { return nil }
        past.append(place)
        return target
    }
}
