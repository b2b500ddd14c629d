import Values

/// The type of a resource that is a stack of its own.
let nestedStackType = "AWS::CloudFormation::Stack"

extension Evaluator {
    /// The stack that a resource nests, read on first use; nil where its template is no local file.
    mutating func nestedStack(_ logicalID: String) -> Stack? {
        if let known = nestedStacks[logicalID] { return known }
        nestedStacks[logicalID] = .some(nil)
        guard let resource = resources[logicalID], resource.type == nestedStackType,
            let written = resource.properties["TemplateURL"],
            let path = quietly({ $0.evaluate(written) })?.string, !TemplateSource.isRemote(path),
            !path.hasPrefix("{{")
        else { return nil }
        guard !source.openFiles.contains(source.place(of: path)), source.openFiles.count < 8 else {
            fail(at: written.position, "template '\(path)', which nests itself", "break the circle")
            return nil
        }
        guard let (text, file) = load(path, to: "nest", at: written.position) else { return nil }
        var overrides: [String: String] = [:]
        var origins: [String: [Reference]] = [:]
        for member in resource.properties["Parameters"]?.object ?? JSONObject() {
            let (value, references) = valueWithOrigins(member.value)
            guard let value else { continue }
            overrides[member.key] = plainText(value) ?? value.array?.compactMap(plainText).joined(separator: ",")
            origins[member.key] = references
        }
        let reading = readingStack(
            text,
            file: file,
            overrides: overrides,
            deployment: Deployment(
                account: deployment.account,
                region: deployment.region,
                stackName: deployment.stackName + "-" + logicalID
            ),
            source: source.nested(logicalID, at: path, origins: origins)
        )
        problems += reading.diagnostics
        if let stack = reading.stack { files += stack.files }
        nestedStacks[logicalID] = .some(reading.stack)
        return reading.stack
    }

    /// What a nested stack gives back; a mark that names it where its template is not known.
    mutating func output(_ name: String, of logicalID: String, at place: SourcePosition) -> JSONValue {
        let unknown = JSONValue("{{output:\(logicalID).\(name)}}")
        guard let nested = nestedStack(logicalID) else { return unknown }
        if let output = nested.outputs.first(where: { $0.name == name }) {
            for origin in output.references { record(origin, at: place) }
            return output.value
        }
        let names = nested.outputs.map(\.name)
        fail(
            at: place,
            "output '\(name)' of '\(logicalID)', which its template does not have",
            names.isEmpty ? "declare it under 'Outputs'" : "use one of \(names.joined(separator: ", "))",
            nearest: nearestName(to: name, among: names)
        )
        return unknown
    }

    /// A value, and the resources it comes from, recorded nowhere else.
    private mutating func valueWithOrigins(_ written: JSONValue) -> (JSONValue?, [Reference]) {
        let before = (references, path, problems, isQuiet, assumedParameters)
        (references, isQuiet) = ([], false)
        defer { (references, path, problems, isQuiet, assumedParameters) = before }
        return (evaluate(written), references)
    }

    /// Runs a step without recording references or reporting problems: the resource itself does both.
    mutating func quietly<Result>(_ step: (inout Evaluator) -> Result) -> Result {
        let before = (isQuiet, path)
        isQuiet = true
        defer { (isQuiet, path) = before }
        return step(&self)
    }
}
