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
            let path = quietly({ $0.evaluate(written) })?.string, !path.hasPrefix("https://"), !path.hasPrefix("s3://"),
            !path.hasPrefix("{{")
        else { return nil }
        guard !source.openFiles.contains(path), source.openFiles.count < 8 else {
            fail(at: written.position, "template '\(path)', which nests itself", "break the circle")
            return nil
        }
        guard let text = loadFile(path) else {
            fail(at: written.position, "no file '\(path)'", "correct the path, which starts at the template")
            return nil
        }
        var overrides: [String: String] = [:]
        for member in resource.properties["Parameters"]?.object ?? JSONObject() {
            guard let value = quietly({ $0.evaluate(member.value) }) else { continue }
            overrides[member.key] = plainText(value) ?? value.array?.compactMap(plainText).joined(separator: ",")
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let outer = source
        let reading = readingStack(
            text,
            file: path,
            overrides: overrides,
            deployment: Deployment(
                account: deployment.account,
                region: deployment.region,
                stackName: deployment.stackName + "-" + logicalID
            ),
            source: TemplateSource(
                loadFile: { outer.loadFile($0.hasPrefix("/") ? $0 : folder + $0) },
                openFiles: outer.openFiles + [path]
            )
        )
        problems += reading.diagnostics
        nestedStacks[logicalID] = .some(reading.stack)
        return reading.stack
    }

    /// What a nested stack gives back; a mark that names it where its template is not known.
    mutating func output(_ name: String, of logicalID: String, at place: SourcePosition) -> JSONValue {
        let unknown = JSONValue("{{output:\(logicalID).\(name)}}")
        guard let nested = nestedStack(logicalID) else { return unknown }
        if let output = nested.outputs.first(where: { $0.name == name }) { return output.value }
        let names = nested.outputs.map(\.name)
        fail(
            at: place,
            "output '\(name)' of '\(logicalID)', which its template does not have",
            names.isEmpty ? "declare it under 'Outputs'" : "use one of \(names.joined(separator: ", "))",
            nearest: nearestName(to: name, among: names)
        )
        return unknown
    }

    /// Runs a step without recording references or reporting problems: the resource itself does both.
    mutating func quietly<Result>(_ step: (inout Evaluator) -> Result) -> Result {
        let before = (isQuiet, path)
        isQuiet = true
        defer { (isQuiet, path) = before }
        return step(&self)
    }
}
