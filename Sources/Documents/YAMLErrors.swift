import Values
import Yams

/// What the parser stopped at, in words that say what to do.
func diagnostic(of error: any Error, text: String, file: String) -> Diagnostic {
    let start = SourcePosition(file: file, line: 1, column: 1)
    guard let error = error as? YamlError else {
        return Diagnostic(at: start, found: "a document that cannot be read", expected: "write YAML")
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        var place = SourcePosition(file: file, line: mark.line, column: mark.column)
        if let tab = tabAt(place, in: text) {
            place.column = tab
            return Diagnostic(at: place, found: "a tab in the indentation", expected: "indent with spaces")
        }
        if problem.contains("but found another document") {
            return Diagnostic(at: place, found: "a second document", expected: "keep one document per file")
        }
        let opened = context.map { "\($0.text) on line \($0.mark.line)" }
        return Diagnostic(
            at: place,
            found: [problem, opened].compactMap { $0 }.joined(separator: " "),
            expected: remedy(for: problem)
        )
    case .reader(let problem, let offset, _, _):
        return Diagnostic(
            at: offset.map { place(ofByte: $0, in: text, file: file) } ?? start,
            found: problem.lowercased(),
            expected: "save the file as UTF-8 text without control characters"
        )
    default:
        return Diagnostic(at: start, found: "a document that cannot be read", expected: "write YAML")
    }
}

/// The column of a tab in the white space before or at a place, if that is what the parser stopped at.
private func tabAt(_ place: SourcePosition, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return nil }
    let indentation = lines[place.line - 1].prefix { $0 == " " || $0 == "\t" }
    guard let tab = indentation.firstIndex(of: "\t"), place.column <= indentation.count + 1 else { return nil }
    return indentation.distance(from: indentation.startIndex, to: tab) + 1
}

/// Remedies for what libYAML says, by a part of its words.
private let remedies: [(problem: String, remedy: String)] = [
    ("mapping values are not allowed", "put the key on a line of its own, or quote the text that holds ': '"),
    ("could not find expected ':'", "write 'key: value', and quote text that runs over lines"),
    ("did not find expected key", "align this line with the keys above it, or close the quote or bracket before it"),
    ("did not find expected '-' indicator", "align this line with the '-' of the list above it"),
    ("did not find expected ',' or", "close the bracket, or separate the entries with commas"),
    ("cannot start any token", "quote text that starts with this character"),
    ("found unexpected end of stream", "close the quote"),
    ("undefined alias", "define the anchor with '&name' before '*name' uses it"),
    ("undefined tag handle", "write CloudFormation tags with one '!', such as '!Ref'"),
    ("block sequence entries are not allowed", "put the '-' on a line of its own, indented under its key"),
    ("document start", "close what is open above, or remove the second document"),
    ("exceeded", "nest less deeply"),
    ("escape character", "escape the backslash as '\\\\', or use single quotes"),
    ("indentation", "indent with spaces, deeper than the line above"),
]

private func remedy(for problem: String) -> String {
    remedies.first { problem.contains($0.problem) }?.remedy ?? "correct the YAML at this place"
}

private func place(ofByte offset: Int, in text: String, file: String) -> SourcePosition {
    let before = Array(text.utf8.prefix(max(0, offset)))
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return SourcePosition(file: file, line: line, column: column)
}
