import Canvas
import Catalog

extension Library {
    /// Marked-up text as styled spans; links to entries that exist can be followed.
    func spans(_ text: String, _ base: Style = .plain) -> [Span] {
        Markup.parse(text, name: name).map { run in
            if let id = run.link {
                return entry(id) == nil ? Span(run.text, base) : link(id, words: run.text)
            }
            if run.isCode { return Span(run.text, Style(.code)) }
            return Span(run.text, run.isStrong ? base.adding(.bold) : base)
        }
    }

    /// A link to an entry, shown by its name unless other words are given; plain text where there is no such entry.
    func link(_ id: String, words: String? = nil) -> Span {
        guard let name = name(id) else { return Span(words ?? id) }
        return Span(words ?? name, Style(.link, .underline), link: .entry(id))
    }

    /// Links to several entries, separated by commas.
    func links(_ ids: [String]) -> [Span] {
        var spans: [Span] = []
        for id in ids {
            if !spans.isEmpty { spans.append(Span(", ")) }
            spans.append(link(id))
        }
        return spans
    }
}

/// The paragraphs of a text: an empty line separates them, other line breaks are spaces.
func paragraphs(_ text: String) -> [String] {
    var result: [String] = []
    var current = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.allSatisfy({ $0 == " " || $0 == "\t" }) {
            if !current.isEmpty { result.append(current) }
            current = ""
        } else {
            current += current.isEmpty ? String(line) : " " + line
        }
    }
    if !current.isEmpty { result.append(current) }
    return result
}
