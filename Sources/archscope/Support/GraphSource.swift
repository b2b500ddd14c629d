import ArgumentParser
import Diagrams
import Foundation
import Graphs
import Values

/// A file that holds a graph rather than templates.
struct GraphSource {
    /// What a file holds.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case graph, mermaid, dot
    }

    /// `-` is standard input.
    var path: String
    var format: Format

    /// The file that SOURCE arguments name, told by `format`, by its ending, or by how it begins.
    /// - Returns: nil where they name something else.
    /// - Throws: a failure where a file cannot be read.
    init?(_ sources: [String], format: Format?) throws {
        guard sources.count == 1, let source = sources.first else { return nil }
        guard let known = try format ?? Self.formatOfEnding(source) ?? Self.formatOfText(source) else { return nil }
        path = source
        self.format = known
    }

    /// The graph in the file.
    /// - Throws: a failure with all that is wrong with the file.
    func graph() throws -> Graph {
        let text = try readText(path)
        do throws(Diagnostics) {
            switch format {
            case .mermaid: return try readMermaid(text, file: path)
            case .dot: return try readDot(text, file: path)
            case .graph: return try readGraph(text, file: path)
            }
        } catch {
            throw Failure(error)
        }
    }

    private static func formatOfEnding(_ path: String) -> Format? {
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "mmd", "mermaid": .mermaid
        case "dot", "gv": .dot
        default: nil
        }
    }

    /// What a file of JSON or standard input holds, by its first word, and of JSON by its members: graphs have nodes,
    /// templates have resources.
    private static func formatOfText(_ path: String) throws -> Format? {
        guard path == "-" || path.lowercased().hasSuffix(".json") else { return nil }
        let text = try readText(path)
        let start = text.drop { $0.isWhitespace }
        if start.first == "{" {
            // Malformed JSON is reported by the reader that is asked to read it.
            let members = (try? readJSON(text))?.object
            let isGraph = ["nodes", "edges", "groups"].contains { members?[$0] != nil } && members?["Resources"] == nil
            return isGraph ? .graph : nil
        }
        guard path == "-" else { return nil }
        switch start.prefix(while: \.isLetter) {
        case "digraph", "strict": return .dot
        case "flowchart", "graph": return .mermaid
        default: return start.hasPrefix("%%") ? .mermaid : nil
        }
    }
}
