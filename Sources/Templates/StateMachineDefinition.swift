import Values

extension Resource {
    /// The States Language definition of an `AWS::StepFunctions::StateMachine`, with its substitutions put in.
    ///
    /// It stands in `Definition` as an object, or in `DefinitionString` as text; nil where it lies in S3.
    /// - Throws: what is wrong with a text that is no JSON, at the place of the property.
    public func stateMachineDefinition() throws(Diagnostics) -> JSONValue? {
        let substitutions = properties["DefinitionSubstitutions"]?.object
        if let definition = properties["Definition"], definition.object != nil {
            return resolved(substituting(substitutions, in: definition))
        }
        guard let written = properties["DefinitionString"] else { return nil }
        guard var text = written.string else { return written }
        for member in substitutions ?? JSONObject() {
            guard let value = plainText(member.value) else { continue }
            text = separate(text, at: "${\(member.key)}").joined(separator: value)
        }
        do throws(Diagnostics) {
            return try readJSON(text, file: written.position.file)
        } catch {
            throw Diagnostics(
                error.all.map { problem in
                    var problem = problem
                    let inside = "line \(problem.position.line) of the definition"
                    problem.position = written.position
                    problem.found = "\(problem.found) on \(inside)"
                    return problem
                }
            )
        }
    }

    /// Texts with substitutions, of which all values are known by now.
    private func resolved(_ value: JSONValue) -> JSONValue {
        var evaluator = Evaluator(
            deployment: Deployment(),
            mappings: JSONObject(),
            conditions: JSONObject(),
            parameters: [],
            source: TemplateSource { _ in nil }
        )
        return evaluator.evaluate(value) ?? value
    }
}
