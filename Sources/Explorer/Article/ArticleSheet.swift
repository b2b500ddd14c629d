/// An article laid out, and what it was laid out for.
struct ArticleSheet: Hashable, Sendable {
    /// What the layout depends on.
    struct Key: Hashable, Sendable {
        var id: String
        var width: Int
        var view: PatternView
        var isASCII: Bool
    }

    let key: Key
    let sheet: Sheet
}

/// The articles laid out last.
struct RecentArticles: Sendable {
    private var articles: [ArticleSheet] = []

    /// As many as are passed in a moment of going up and down.
    private static let limit = 24

    /// The article that was laid out for this, if it is still kept.
    func article(_ key: ArticleSheet.Key) -> ArticleSheet? { articles.first { $0.key == key } }

    /// Keeps an article in place of the one laid out longest ago.
    mutating func keep(_ article: ArticleSheet) {
        if articles.count == Self.limit { articles.removeFirst() }
        articles.append(article)
    }
}

/// The diagram that stands in an article.
struct ArticleDiagram: Hashable, Sendable {
    /// Which form it shows, and how to see the other.
    var caption: String
    /// The drawing, or why there is none.
    var result: Result<Drawing, DrawingFault>
}
