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

/// The diagram that stands in an article.
struct ArticleDiagram: Hashable, Sendable {
    /// Which form it shows, and how to see the other.
    var caption: String
    /// The drawing, or why there is none.
    var result: Result<Drawing, DrawingFault>
}
