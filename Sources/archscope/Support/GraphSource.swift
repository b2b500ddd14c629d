import ArgumentParser
import Diagrams
import Foundation
import Graphs
import Values

/// A file that a graph is read from.
struct GraphSource {
    /// What a file holds.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case template, graph, mermaid, dot
    }

    /// `-` is standard input.
    var path: String
    /// What the file holds; nil to tell by its extension, or by how it begins.
    var format: Format?

    /// Whether a SOURCE argument means a file rather than an entry of the catalog.
    static func looksLikePath(_ source: String) -> Bool {
        source == "-" || formatOfEnding(source) != nil || TemplateFile.looksLikePath(source)
    }

    private static func formatOfEnding(_ path: String) -> Format? {
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "mmd", "mermaid": .mermaid
        case "dot", "gv": .dot
        default: nil
        }
    }

    /// The graph in the file.
    /// - Throws: a failure with all that is wrong with the file.
    func graph() throws -> Graph {
        let text = try readText(path)
        do throws(Diagnostics) {
            switch format ?? Self.formatOfEnding(path) ?? Self.formatOfText(text) {
            case .mermaid: return try readMermaid(text, file: path)
            case .dot: return try readDot(text, file: path)
            case .graph: return try readGraph(text, file: path)
            case .template: break
            }
        } catch {
            throw Failure(error)
        }
        return try TemplateFile(path: path).opened(text).bindings[0].graph()
    }

    /// What a text holds, by its first word, and of JSON by its members: graphs have nodes, templates have resources.
    private static func formatOfText(_ text: String) -> Format {
        let start = text.drop { $0.isWhitespace }
        if start.first == "{" {
            // Malformed JSON is reported by the reader that is asked to read it.
            let members = (try? readJSON(String(start)))?.object
            let isGraph = ["nodes", "edges", "groups"].contains { members?[$0] != nil } && members?["Resources"] == nil
            return isGraph ? .graph : .template
        }
        switch start.prefix(while: \.isLetter) {
        case "digraph", "strict": return .dot
        case "flowchart", "graph": return .mermaid
        default: return start.hasPrefix("%%") ? .mermaid : .template
        }
    }
}
