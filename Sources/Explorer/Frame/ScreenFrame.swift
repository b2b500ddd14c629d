import Canvas

/// How the window is divided: header, pane titles, body and footer. What is least needed goes first in small windows.
struct ScreenFrame: Hashable, Sendable {
    /// One row that says where one is; empty in low windows.
    let header: Rect
    /// One row with the titles of the panes; empty in low windows.
    let titles: Rect
    /// All between.
    let body: Rect
    /// One row of keys; empty in very low windows.
    let footer: Rect

    init(_ size: Size) {
        var rest = Rect(x: 0, y: 0, width: size.width, height: size.height)
        footer = rest.takeBottom(size.height >= 3 ? 1 : 0)
        header = rest.takeTop(size.height >= 5 ? 1 : 0)
        titles = rest.takeTop(size.height >= 6 ? 1 : 0)
        body = rest
    }
}

/// How the browser's body is divided into panes.
struct BrowserFrame: Hashable, Sendable {
    /// How many panes stand side by side.
    enum Arrangement: Hashable, Sendable {
        /// Sections, list and article.
        case wide
        /// List and article; sections are tabs.
        case medium
        /// One pane at a time.
        case narrow
    }

    let arrangement: Arrangement
    /// The sections; empty unless wide or, in narrow windows, focused.
    let sections: Rect
    let list: Rect
    let article: Rect

    init(_ body: Rect, focus: BrowserFocus) {
        let none = Rect(x: body.x, y: body.y, width: 0, height: 0)
        var rest = body
        if body.width >= 110 {
            arrangement = .wide
            sections = rest.takeLeft(19)
            _ = rest.takeLeft(1)
            list = rest.takeLeft(min(40, max(31, body.width * 22 / 100)))
            _ = rest.takeLeft(1)
            article = rest
        } else if body.width >= 60 {
            arrangement = .medium
            sections = none
            list = rest.takeLeft(min(34, max(22, body.width * 3 / 10)))
            _ = rest.takeLeft(1)
            article = rest
        } else {
            arrangement = .narrow
            sections = focus == .sections ? body : none
            list = focus == .list ? body : none
            article = focus == .article ? body : none
        }
    }

    /// The article's text, between margins where there is room.
    var articleText: Rect {
        guard article.width >= 30 else { return article }
        return Rect(x: article.x + 2, y: article.y, width: article.width - 4, height: article.height)
    }
}
