import Documents
import Values

/// A template read as far as it can be: the stack, and everything that is wrong with it.
public struct StackReading: Sendable {
    /// The stack with the resources that could be read; nil where there is none.
    public var stack: Stack?
    /// What is wrong, in the order of the file.
    public var diagnostics: [Diagnostic]
}

/// Reads a template into a stack.
///
/// - Parameters:
///   - text: the template, YAML or JSON.
///   - file: its name, for positions.
///   - parameters: values for template parameters, by name.
///   - deployment: where the stack is deployed.
///   - loadFile: gives the text of a local file that the template names (API definitions, workflows, includes, nested
///     templates), by its path from the template's folder; nil where there is none.
/// - Returns: the stack; `diagnostics` holds what is wrong with the parts that are missing.
/// - Throws: everything that is wrong, when no resource could be read.
public func readStack(
    _ text: String,
    file: String,
    parameters: [String: String] = [:],
    deployment: Deployment = Deployment(),
    loadFile: (String) -> String?
) throws(Diagnostics) -> Stack {
    let reading = readingStack(text, file: file, parameters: parameters, deployment: deployment, loadFile: loadFile)
    guard let stack = reading.stack else { throw Diagnostics(reading.diagnostics) }
    return stack
}

/// Reads as much of a template as can be read; see `readStack`.
public func readingStack(
    _ text: String,
    file: String,
    parameters: [String: String] = [:],
    deployment: Deployment = Deployment(),
    loadFile: (String) -> String?
) -> StackReading {
    withoutActuallyEscaping(loadFile) { loadFile in
        readingStack(
            text,
            file: file,
            overrides: parameters,
            deployment: deployment,
            source: TemplateSource(file: file, loadFile: loadFile)
        )
    }
}

/// As the public function, for a template that another one may nest.
func readingStack(
    _ text: String,
    file: String,
    overrides: [String: String],
    deployment: Deployment,
    source: TemplateSource
) -> StackReading {
    let reading = readingDocument(text, file: file)
    var problems = reading.diagnostics
    guard let document = reading.value, document.object != nil || reading.diagnostics.isEmpty else {
        if let terraform = terraformProblem(text, file: file) { problems = [terraform] }
        return StackReading(stack: nil, diagnostics: problems)
    }
    if document.string != nil, let terraform = terraformProblem(text, file: file) {
        return StackReading(stack: nil, diagnostics: [terraform])
    }
    let template = Template(document, file: file, problems: &problems)
    var reader = StackReader(
        template: template,
        overrides: overrides,
        deployment: deployment,
        source: source,
        problems: problems
    )
    return reader.read(expanding: mayNeedExpansion(text))
}

/// Takes a template through its phases: parameters, loops, conditions, serverless resources, references.
private struct StackReader {
    var template: Template
    let overrides: [String: String]
    let deployment: Deployment
    let source: TemplateSource
    var problems: [Diagnostic]

    mutating func read(expanding: Bool) -> StackReading {
        var parameterReader = ParameterReader(overrides: overrides)
        let parameters = parameterReader.read(template.parameters, file: template.file)
        problems += parameterReader.problems
        var evaluator = Evaluator(
            deployment: deployment,
            mappings: template.mappings,
            conditions: template.conditions,
            parameters: parameters,
            source: source
        )
        if expanding { evaluator = expandLoops(evaluator) }
        template.readResources(problems: &problems)
        for member in template.conditions { _ = evaluator.condition(member.key, at: member.keyPosition) }

        let expanded = serverlessExpansion(of: template, &evaluator)
        var existing = expanded.filter { resource in
            guard let name = resource.condition else { return true }
            return evaluator.condition(name, at: resource.position)
        }
        evaluator.resourceNames = Set(expanded.map(\.logicalID)).union(template.resources.map(\.logicalID))
        evaluator.resources = Dictionary(existing.map { ($0.logicalID, $0) }, uniquingKeysWith: { first, _ in first })
        evaluator.extent = .all

        existing.removeAll { evaluator.resources[$0.logicalID] == nil }
        let own = existing.map { resolve($0, &evaluator) }
        reportCycles(own, &evaluator)
        var resources: [Resource] = []
        for (written, resource) in zip(existing, own) {
            resources.append(resource)
            guard resource.type == nestedStackType else { continue }
            resources += evaluator.nestedStack(written.logicalID)?.resources ?? []
        }
        let outputs = readOutputs(&evaluator)
        problems += evaluator.problems
        let diagnostics = inOrder(problems)
        guard !resources.isEmpty else { return StackReading(stack: nil, diagnostics: withoutSilence(diagnostics)) }
        let stack = Stack(
            file: template.file,
            summary: template.summary,
            resources: resources,
            parameters: parameters,
            outputs: outputs,
            diagnostics: diagnostics,
            deployment: deployment,
            files: unique([template.file] + evaluator.files)
        )
        return StackReading(stack: stack, diagnostics: diagnostics)
    }

    /// Writes out loops and includes, in every section that may hold them.
    private mutating func expandLoops(_ evaluator: Evaluator) -> Evaluator {
        var expansion = Expansion(evaluator: evaluator)
        template.resourceSection = expansion.expand(template.resourceSection)
        template.outputs = expansion.expand(template.outputs)
        template.conditions = expansion.expand(template.conditions)
        template.globals = expansion.expand(template.globals)
        var changed = Evaluator(
            deployment: deployment,
            mappings: template.mappings,
            conditions: template.conditions,
            parameters: Array(evaluator.parameters.values),
            source: source
        )
        changed.problems = expansion.evaluator.problems
        changed.files = expansion.evaluator.files
        return changed
    }

    private func resolve(_ resource: TemplateResource, _ evaluator: inout Evaluator) -> Resource {
        evaluator.references = []
        let place = resource.position
        let properties = evaluator.evaluate(JSONValue(.object(resource.properties), at: place)) ?? [:]
        let identity = evaluator.identity(of: resource.logicalID)
        var dependsOn: [String] = []
        for name in resource.dependsOn {
            if let target = evaluator.target(name) {
                dependsOn.append(source.qualified(target))
            } else if !evaluator.resourceNames.contains(name) {
                evaluator.reportUnknown(name, at: place)
            }
        }
        return Resource(
            logicalID: source.qualified(resource.logicalID),
            type: resource.type,
            properties: properties,
            references: evaluator.references,
            dependsOn: dependsOn,
            position: place,
            expandedFrom: resource.expandedFrom.map(source.qualified),
            expandedFromType: resource.expandedFromType,
            stack: source.stack,
            physicalName: identity.name,
            physicalID: identity.physicalID,
            arn: identity.arn
        )
    }

    private func readOutputs(_ evaluator: inout Evaluator) -> [Output] {
        var outputs: [Output] = []
        for member in template.outputs {
            guard let object = member.value.object, let written = object["Value"] else {
                evaluator.fail(at: member.keyPosition, "output '\(member.key)' without 'Value'", "give it a value")
                continue
            }
            if let condition = object["Condition"]?.string,
                !evaluator.condition(condition, at: object["Condition"]?.position ?? member.keyPosition)
            {
                continue
            }
            evaluator.references = []
            let value = evaluator.evaluate(written) ?? .null
            let references = evaluator.references
            let exportName = object["Export"]?["Name"].flatMap { evaluator.evaluate($0) }.flatMap(plainText)
            outputs.append(
                Output(
                    name: member.key, value: value, exportName: exportName, references: references,
                    position: member.keyPosition)
            )
        }
        return outputs
    }

    /// Something must be said where nothing could be read.
    private func withoutSilence(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        if diagnostics.contains(where: { $0.severity == .error }) { return diagnostics }
        return diagnostics + [
            Diagnostic(
                at: SourcePosition(file: template.file),
                found: "a template without resources",
                expected: "declare at least one resource under 'Resources', with a condition that holds"
            )
        ]
    }

    /// The problems by place, each once.
    private func inOrder(_ problems: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        let unique = problems.filter { seen.insert($0).inserted }
        return unique.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }
}
