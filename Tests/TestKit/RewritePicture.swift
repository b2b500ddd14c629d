import Foundation

/// One rewrite at a time: tests run in parallel.
private let lock = NSLock()

/// Replaces a multi-line string literal of a source file, if the environment asks for it.
/// - Returns: whether the literal was found and replaced.
func rewritePicture(in file: String, near line: Int, from expected: String, to actual: String) -> Bool {
    guard ProcessInfo.processInfo.environment["ARCHSCOPE_REWRITE_PICTURES"] != nil else { return false }
    return lock.withLock {
        guard let source = try? String(contentsOfFile: file, encoding: .utf8) else { return false }
        guard let rewritten = replacingLiteral(in: source, near: line, from: expected, to: actual) else { return false }
        return (try? rewritten.write(toFile: file, atomically: true, encoding: .utf8)) != nil
    }
}

/// The source with the literal that reads `expected` and stands nearest to `line` replaced; nil where there is none.
///
/// Lines above may have been rewritten since the test was compiled, so the place is only a hint.
func replacingLiteral(in source: String, near line: Int, from expected: String, to actual: String) -> String? {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var found: (opening: Int, closing: Int)?
    var opening: Int?
    for (index, text) in lines.enumerated() where text.contains("\"\"\"") {
        guard let start = opening else {
            opening = index
            continue
        }
        opening = nil
        let indent = String(text.prefix { $0 == " " })
        let content = lines[start + 1..<index].map { $0.hasPrefix(indent) ? String($0.dropFirst(indent.count)) : $0 }
        guard content.joined(separator: "\n").replacingOccurrences(of: "\\\\", with: "\\") == expected else { continue }
        if found.map({ abs(start + 1 - line) < abs($0.opening + 1 - line) }) ?? true { found = (start, index) }
    }
    guard let found else { return nil }
    let indent = String(lines[found.closing].prefix { $0 == " " })
    let drawn = actual.replacingOccurrences(of: "\\", with: "\\\\").split(
        separator: "\n", omittingEmptySubsequences: false)
    let content = drawn.map { $0.isEmpty ? "" : indent + $0 }
    return (lines[...found.opening] + content + lines[found.closing...]).joined(separator: "\n")
}
