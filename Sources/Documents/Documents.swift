import Values

/// `Documents` owns reading YAML and JSON files into values that know their place: the scalars, aliases and merge keys
/// of YAML, and the short tags of CloudFormation (`!Ref`, `!Sub`). It must not know what a document means.

/// What one file holds, and what was wrong with it.
///
/// Readers that go on after an error take this form; `readDocument` is the form for those that cannot.
public struct DocumentReading: Sendable {
    /// The document, without the parts that could not be read; nil where nothing could.
    public var value: JSONValue?
    /// What was wrong, in the order of the file.
    public var diagnostics: [Diagnostic]

    /// Makes a reading.
    public init(value: JSONValue?, diagnostics: [Diagnostic] = []) {
        self.value = value
        self.diagnostics = diagnostics
    }

    /// The document, or all that is wrong with it.
    /// - Throws: the diagnostics when one of them is an error or when the file holds no document.
    public func get() throws(Diagnostics) -> JSONValue {
        let problems = Diagnostics(diagnostics)
        guard let value, !problems.hasErrors else { throw problems }
        return value
    }
}

/// Reads one JSON or YAML document.
///
/// A name that ends in `.json` says JSON, `.yaml` or `.yml` say YAML; otherwise a text that starts with `{` or `[` is
/// JSON and anything else YAML.
/// - Throws: everything that is wrong with the text, each with its place.
public func readDocument(_ text: String, file: String) throws(Diagnostics) -> JSONValue {
    try readingDocument(text, file: file).get()
}

/// Reads as much of one JSON or YAML document as can be read; chooses the form as `readDocument` does.
public func readingDocument(_ text: String, file: String) -> DocumentReading {
    guard isJSON(text, file: file) else { return readingYAML(text, file: file) }
    do throws(Diagnostics) {
        return DocumentReading(value: try readJSON(text, file: file))
    } catch {
        return DocumentReading(value: nil, diagnostics: error.all)
    }
}

private func isJSON(_ text: String, file: String) -> Bool {
    let name = file.lowercased()
    if name.hasSuffix(".json") { return true }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return false }
    let first = text.utf8.first { !(0x09...0x0D ~= $0 || $0 == 0x20) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
}
