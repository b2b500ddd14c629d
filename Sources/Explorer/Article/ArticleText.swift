import Canvas
import Catalog
import Diagrams
import Patterns

/// The article of an entry as text, as `archscope show` prints it; nil where no entry has the id.
public func articleText(of id: String, in catalog: Catalog, width: Int, isASCII: Bool) -> String? {
    guard let entry = catalog.entry(id) else { return nil }
    let key = ArticleSheet.Key(id: id, width: width, view: PatternView(), isASCII: isASCII)
    var diagram: ArticleDiagram?
    if case .pattern(let detail) = entry.detail, !detail.roles.isEmpty {
        let options = DiagramOptions(width: max(1, width - 2), charset: isASCII ? .ascii : .unicode)
        diagram = ArticleDiagram(
            caption: "Generic form",
            result: makeDrawing(patternForm(detail).graph(), options: options, shrinks: true))
    }
    return layOutArticle(entry, key: key, library: Library(catalog), diagram: diagram).text
}
