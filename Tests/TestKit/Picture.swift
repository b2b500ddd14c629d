import Testing

/// Asserts that a drawing is the picture in the test, showing both when it is not.
public func expectPicture(
    _ actual: String,
    _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual != expected else { return }
    Issue.record("the picture differs\n--- expected\n\(expected)\n--- drawn\n\(actual)\n---", sourceLocation: sourceLocation)
}
