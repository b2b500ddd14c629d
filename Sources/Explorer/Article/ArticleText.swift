import Catalog

/// The article of an entry as text, as `archscope show` prints it; nil where no entry has the id.
public func articleText(of id: String, in catalog: Catalog, width: Int, isASCII: Bool) -> String? {
    guard let entry = catalog.entry(id) else { return nil }
    let key = ArticleSheet.Key(id: id, width: width, view: PatternView(), isASCII: isASCII)
    return layOutArticle(entry, key: key, library: Library(catalog)).text
}
