import Values

/// Reads JSON that stands as text inside another document, such as the `Pattern` of a Lambda filter.
///
/// Places within the text have no place in the file (quotes and escapes move them), so flaws are told at the place of
/// the whole text, with their own line and column in words.
func readEmbedded<Compiled>(
    _ value: JSONValue, as what: String, _ compile: (JSONValue) throws(Diagnostics) -> Compiled
) throws(Diagnostics) -> Compiled {
    guard let text = value.string else {
        throw Diagnostics([
            Diagnostic(at: value.position, found: "\(value.kindName) as \(what)", expected: "expected JSON as text")
        ])
    }
    do throws(Diagnostics) {
        return try compile(try readJSON(text))
    } catch {
        throw Diagnostics(
            error.all.map { flaw in
                var flaw = flaw
                if flaw.position.line > 0 {
                    flaw.found += " at \(flaw.position.line):\(flaw.position.column) of \(what)"
                }
                flaw.position = value.position
                return flaw
            })
    }
}
