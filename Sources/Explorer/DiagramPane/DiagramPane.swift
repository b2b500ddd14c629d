import Canvas
import Diagrams
import Graphs

/// The diagram of a pattern or template in a pane of its own: which part is seen, in how much detail, and which
/// component is selected. Whether it shows roles or resources is the pattern's view, shared with the article.
struct DiagramPane: Sendable {
    /// What is drawn.
    let subject: DiagramSubject
    /// How much of each component is drawn.
    var detail = DiagramOptions.Detail.full
    /// The selected component.
    var selected: String?
    /// The part that is seen.
    var viewport = Viewport()
    /// The cell of the window by which the mouse holds the drawing.
    var grabbed: Point?
    /// The drawing, or why there is none.
    var result: Result<Drawing, DrawingFault>?
    /// What the drawing was made for.
    var key: Key?

    init(_ subject: DiagramSubject) { self.subject = subject }

    /// What a drawing depends on.
    struct Key: Hashable, Sendable {
        var view: PatternView
        var detail: DiagramOptions.Detail
        var width: Int
        var isASCII: Bool
        /// Which reading of the template it shows; 0 for patterns.
        var revision = 0
    }

    /// The drawing, where there is one.
    var drawing: Drawing? {
        if case .success(let drawing)? = result { return drawing }
        return nil
    }

    /// Keeps the selection on a component that is drawn, and the window on the drawing.
    mutating func settle(window: Size) {
        guard let drawing else { return }
        if let node = selected, drawing.rect(of: node) == nil { selected = nil }
        if selected == nil { selected = drawing.next(after: nil, step: 1) }
        viewport.clamp(content: drawing.picture.size, window: window)
    }

    /// Selects a component and brings it into view.
    mutating func select(_ node: String?, window: Size) {
        guard let node, let rect = drawing?.rect(of: node) else { return }
        selected = node
        viewport.reveal(rect, window: window)
    }
}

/// What a diagram pane can show.
enum DiagramSubject: Hashable, Sendable {
    /// A pattern of the catalog, by its id.
    case pattern(String)
    /// The template that was opened.
    case template
}

/// Why there is no drawing, in words for the person.
struct DrawingFault: Error, Hashable, Sendable {
    /// One sentence each.
    var lines: [String]
}

/// How the body is divided between the drawing and what is said about the selected component.
struct DiagramFrame: Hashable, Sendable {
    let drawing: Rect
    let rule: Rect
    let about: Rect

    init(_ body: Rect) {
        var rest = body
        if body.height >= 14 {
            about = rest.takeBottom(min(8, body.height / 4))
            rule = rest.takeBottom(1)
        } else {
            about = rest.takeBottom(body.height >= 8 ? 1 : 0)
            rule = rest.takeBottom(0)
        }
        drawing = rest
    }
}
