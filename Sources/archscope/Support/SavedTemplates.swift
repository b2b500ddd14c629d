import Patterns
import Templates
import Values

extension TemplateFiles {
    /// The texts of the templates and of all files that they name, for a run that is saved.
    /// - Throws: a failure when a template can no longer be read.
    func origin() throws -> SavedRun.Origin {
        let files = try paths.flatMap { try templateFiles($0) }
        let texts = try files.map { TemplateText(file: $0, text: try readText($0)) }
        var neighbours: [String: [String: String]] = [:]
        // What is wrong with them was told when they were opened.
        _ = try? openTemplates(texts, named: "", parameters: parameters) { template, path in
            let text = neighbour(path, of: template)
            neighbours[template, default: [:]][path] = text
            return text
        }
        return .templates(texts, neighbours: neighbours)
    }
}
