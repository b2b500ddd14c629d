import Testing

/// Asserts that a drawing is the picture in the test, showing both when it is not.
///
/// With the environment variable `ARCHSCOPE_REWRITE_PICTURES` set, the picture in the test's source is replaced by what was
/// drawn, and the test still fails: look at the change, then run again.
public func expectPicture(
    _ actual: String,
    _ expected: String,
    file: StaticString = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual != expected else { return }
    let isRewritten = rewritePicture(in: "\(file)", near: sourceLocation.line, from: expected, to: actual)
    Issue.record(
        """
        the picture differs\(isRewritten ? " and was rewritten" : "")
        --- expected
        \(expected)
        --- drawn
        \(actual)
        ---
        """,
        sourceLocation: sourceLocation
    )
}
