import Values

/// One of several templates that are opened together.
public struct TemplateText: Sendable {
    /// The file as the user named it.
    public var file: String
    /// What it holds.
    public var text: String

    /// Makes a template's text.
    public init(file: String, text: String) {
        self.file = file
        self.text = text
    }
}

/// Reads several templates as stacks of one system, as though a template nested them all.
///
/// Each becomes a resource of type `AWS::CloudFormation::Stack` under its file's name, with the resources of its stack
/// behind it; what one stack exports and another imports is linked. A template that another of them nests is part of
/// that one and not read again.
///
/// - Parameters:
///   - templates: the templates, in the order in which they are shown.
///   - parameters: values for template parameters, for every template that declares them.
///   - loadFile: gives the text of a file that a template names, by that template's file and its path from there.
/// - Returns: one stack of all; `diagnostics` holds what is wrong with the parts that are missing.
public func readingStacks(
    _ templates: [TemplateText],
    parameters: [String: String] = [:],
    deployment: Deployment = Deployment(),
    loadFile: (_ template: String, _ path: String) -> String?
) -> StackReading {
    withoutActuallyEscaping(loadFile) { loadFile in
        var reader = SeveralStacks(templates: templates, parameters: parameters, deployment: deployment)
        return reader.read(loadFile)
    }
}

private struct SeveralStacks {
    let templates: [TemplateText]
    let parameters: [String: String]
    let deployment: Deployment
    var exports: [String: Output] = [:]
    var problems: [Diagnostic] = []

    mutating func read(_ loadFile: @escaping (String, String) -> String?) -> StackReading {
        let names = stackNames(templates.map(\.file))
        var readings = pass(names, loadFile)
        // Imports are known once the exporting stacks are; an export may itself be built from an import.
        for _ in 0..<templates.count {
            let found = collectExports(readings)
            guard found != exports else { break }
            exports = found
            readings = pass(names, loadFile)
        }
        checkExports(readings)
        checkParameters(readings)
        return joined(readings, names)
    }

    private func pass(_ names: [String], _ loadFile: @escaping (String, String) -> String?) -> [StackReading] {
        zip(templates, names).map { template, name in
            var source = TemplateSource(file: template.file) { loadFile(template.file, $0) }
            source.stack = name
            source.exports = exports
            var place = deployment
            place.stackName = name.split(separator: "/").joined(separator: "-")
            return readingStack(
                template.text, file: template.file, overrides: parameters, deployment: place, source: source)
        }
    }

    private func collectExports(_ readings: [StackReading]) -> [String: Output] {
        var found: [String: Output] = [:]
        for output in readings.flatMap({ $0.stack?.outputs ?? [] }) {
            if let name = output.exportName, found[name] == nil { found[name] = output }
        }
        return found
    }

    /// CloudFormation refuses a second export of a name in an account and Region.
    private mutating func checkExports(_ readings: [StackReading]) {
        for output in readings.flatMap({ $0.stack?.outputs ?? [] }) {
            guard let name = output.exportName, let first = exports[name], first.position != output.position else {
                continue
            }
            problems.append(
                Diagnostic(
                    at: output.position,
                    found: "export '\(name)' a second time, first at \(first.position.file):\(first.position.line)",
                    expected: "give each export a name of its own"))
        }
    }

    private mutating func checkParameters(_ readings: [StackReading]) {
        let declared = Set(readings.flatMap { $0.stack?.parameters.map(\.name) ?? [] })
        for name in parameters.keys.sorted() where !declared.contains(name) {
            problems.append(
                Diagnostic(
                    at: SourcePosition(file: templates.first?.file ?? ""),
                    found: "a value for parameter '\(name)', which none of the templates declares",
                    expected: "remove it or correct the name",
                    nearest: nearestName(to: name, among: declared.sorted())))
        }
    }

    private func joined(_ readings: [StackReading], _ names: [String]) -> StackReading {
        let nested = Set(readings.flatMap { $0.stack?.files.dropFirst() ?? [] })
        var resources: [Resource] = []
        var files: [String] = []
        var diagnostics = problems
        var parts: [Stack] = []
        for (index, reading) in readings.enumerated() where !nested.contains(templates[index].file) {
            // A value may be meant for another of the templates.
            diagnostics += reading.diagnostics.filter { problem in
                problem.position != SourcePosition(file: templates[index].file)
                    || !problem.found.hasPrefix("a value for parameter '")
            }
            files += reading.stack?.files ?? [templates[index].file]
            guard let stack = reading.stack else { continue }
            parts.append(stack)
            resources.append(
                Resource(
                    logicalID: names[index], type: nestedStackType,
                    properties: ["TemplateURL": JSONValue(templates[index].file)],
                    position: SourcePosition(file: templates[index].file, line: 1, column: 1)))
            resources += stack.resources
        }
        guard !parts.isEmpty else { return StackReading(stack: nil, diagnostics: diagnostics) }
        let stack = Stack(
            file: parts[0].file,
            summary: parts.count == 1 ? parts[0].summary : "",
            resources: resources,
            parameters: parts.flatMap(\.parameters),
            outputs: parts.flatMap(\.outputs),
            diagnostics: diagnostics,
            deployment: deployment,
            files: unique(files))
        return StackReading(stack: stack, diagnostics: diagnostics)
    }
}

/// What stacks are called after their files: the file's name without its ending, or its folder's where files share one.
///
/// `a/template.yaml` and `b/template.yaml` become `a` and `b`; what is still the same is told apart by the whole path.
func stackNames(_ files: [String]) -> [String] {
    func parts(_ file: String) -> [String] {
        var parts = file.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
        if let last = parts.popLast() {
            parts.append(last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last)
        }
        return parts.map { $0.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined() }
    }
    let all = files.map(parts)
    let candidates: [([String]) -> String] = [
        { $0.last ?? "stack" },
        { $0.dropLast().last ?? $0.last ?? "stack" },
        { $0.joined(separator: "-") },
    ]
    for candidate in candidates {
        let names = all.map(candidate)
        if Set(names).count == names.count { return names }
    }
    return all.enumerated().map { "\($1.joined(separator: "-"))-\($0 + 1)" }
}
