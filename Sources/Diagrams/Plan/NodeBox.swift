import Canvas
import Graphs

/// The text of a node's box and the size that holds it.
struct NodeBox: Hashable, Sendable {
    /// The lines of the label.
    var lines: [String]
    /// The line that names the kind, below the label; nil for none.
    var kindLine: String?
    /// Columns and rows of the box, frame included, before its ports ask for more.
    var size: Size

    /// Wraps and measures a node's text.
    /// - Parameter wrap: the columns a line should not exceed; words are never lost, long ones are cut in two.
    init(_ node: GraphNode, detail: DiagramOptions.Detail, wrap: Int?, padding: Int) {
        lines = labelLines(node.label, wrap: wrap)
        if detail != .full { lines = [lines.joined(separator: " ")] }
        if detail == .overview, let short = lines.first { lines = [shortName(short)] }
        kindLine = detail == .full ? kindWord(node.kind, label: node.label) : nil
        let widest = (lines + [kindLine ?? ""]).map(\.columns).max() ?? 0
        size = Size(
            width: max(1, widest) + 2 * (detail == .overview ? 0 : padding) + 2,
            height: lines.count + (kindLine == nil ? 0 : 1) + 2
        )
    }
}

/// The first word of a name, enough to recognise a node in an overview.
private func shortName(_ label: String) -> String {
    let words = label.split(separator: " ")
    guard let first = words.first else { return label }
    return String(first.prefix(12))
}

/// What the kind line says: a short word for a capability, the kind itself where it is not known.
///
/// A kind that the label already spells is not repeated.
func kindWord(_ kind: String, label: String) -> String? {
    guard !kind.isEmpty else { return nil }
    let word = kindWords[kind] ?? kind.split(separator: "-").joined(separator: " ")
    return label.lowercased() == word.lowercased() ? nil : word
}

/// Short words for capabilities whose full name would widen every box.
private let kindWords: [String: String] = [
    "message-queue": "queue", "event-bus": "event bus", "key-value-store": "table", "object-store": "bucket",
    "object-storage": "bucket", "api": "API", "state-machine": "workflow", "workflow-engine": "workflow",
    "relational-database": "database", "event-stream": "stream", "dead-letter-queue": "queue",
]
