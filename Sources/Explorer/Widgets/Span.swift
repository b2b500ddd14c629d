import Canvas
import Values

/// A stretch of text in one style, perhaps a link.
struct Span: Hashable, Sendable {
    /// The text; a newline ends the line.
    var text: String
    /// How it looks.
    var style: Style
    /// Where it leads, if it can be followed.
    var link: LinkTarget?

    init(_ text: String, _ style: Style = .plain, link: LinkTarget? = nil) {
        self.text = text
        self.style = style
        self.link = link
    }
}

/// Where a link leads.
enum LinkTarget: Hashable, Sendable {
    /// To an entry of the catalog, by its id.
    case entry(String)
    /// To the diagram pane of a pattern, with this binding's explicit form, or the generic form when nil.
    case diagram(pattern: String, binding: String?)
    /// To the run screen of a flow, at a moment of it.
    case run(flow: String, at: TimeSpan)
    /// To something outside, which is copied rather than opened.
    case address(String)
    /// To lines of a template.
    case lines(SourcePosition)
    /// To the diagram of the template in front.
    case templateDiagram
    /// To a run of the template in front.
    case templateRun
}

extension [Span] {
    /// The columns the spans take on one row.
    var columns: Int { reduce(0) { $0 + $1.text.columns } }
}
