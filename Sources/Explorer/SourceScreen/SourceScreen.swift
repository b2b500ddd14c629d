import Canvas
import Values

/// The text of a template, with lines marked that something was read from.
struct SourceScreen: Hashable, Sendable {
    /// The marked place.
    let position: SourcePosition
    /// The text.
    let lines: [String]
    /// The marked lines, counted from 0: the one at the place, and those that belong to it.
    let marked: Range<Int>
    /// Bytes of the longest line: the text does not change, and may have many lines.
    private let longest: Int
    /// The first line that is seen.
    var scroll = ScrollState()
    /// How many columns are out of sight on the left.
    var left = 0
    /// Whether the marked lines still have to be brought into view.
    private var isFresh = true

    init(_ position: SourcePosition, text: String) {
        self.position = position
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        longest = lines.map(\.utf8.count).max() ?? 0
        marked = block(at: position.line - 1, of: lines)
    }

    /// Goes to the marked lines.
    mutating func showMarked() { isFresh = true }

    /// Keeps the window inside of the text.
    mutating func settle(window: Size) {
        if isFresh, window.height > 0 {
            scroll.offset = max(0, marked.lowerBound - min(4, window.height / 4))
            left = 0
            isFresh = false
        }
        scroll.clamp(content: lines.count, window: window.height)
        left = max(0, min(left, longest - 1))
    }
}

/// A line and those below it that are indented further, in YAML and in indented JSON alike; a closing bracket belongs
/// to what it closes.
private func block(at line: Int, of lines: [String]) -> Range<Int> {
    guard lines.indices.contains(line) else { return 0..<0 }
    func indent(_ line: String) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }
    let own = indent(lines[line])
    var end = line + 1
    for next in lines.indices[(line + 1)...] where !lines[next].allSatisfy(\.isWhitespace) {
        let closes = lines[next].drop { $0 == " " || $0 == "\t" }.first.map { "}]".contains($0) } ?? false
        guard indent(lines[next]) > own || (closes && indent(lines[next]) == own) else { break }
        end = next + 1
        if closes, indent(lines[next]) == own { break }
    }
    return line..<end
}
