import Values

/// A policy that SAM offers by name, with parameters that say on what.
///
/// The tables write one as `policy NAME PARAMETER...`, then per statement `allow ACTION...`, `on RESOURCE` (or `all`
/// for each of several) and `when TEST KEY PATTERN`. `@sqs:` stands for the ARN of a service in this account and
/// Region. Source: policy templates of aws-sam-translator 1.115.0 (Apache-2.0).
struct PolicyTemplate: Sendable {
    struct Statement: Sendable {
        var actions: [String] = []
        var resources: [String] = []
        var isList = false
        var condition: (test: String, key: String, pattern: String)?
    }

    var parameters: [String]
    var statements: [Statement] = []

    /// All templates by name.
    static let all: [String: PolicyTemplate] = {
        var table: [String: PolicyTemplate] = [:]
        read(policyTemplatesAToK, into: &table)
        read(policyTemplatesLToZ, into: &table)
        return table
    }()

    private static func read(_ text: String, into table: inout [String: PolicyTemplate]) {
        var name = ""
        var template = PolicyTemplate(parameters: [])
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let last = template.statements.count - 1
            switch words[0] {
            case "policy":
                if !name.isEmpty { table[name] = template }
                name = words[1]
                template = PolicyTemplate(parameters: Array(words.dropFirst(2)))
            case "allow": template.statements.append(Statement(actions: Array(words.dropFirst())))
            case "on", "all":
                template.statements[last].resources.append(unabbreviatedARN(words[1]))
                template.statements[last].isList = words[0] == "all"
            case "when": template.statements[last].condition = (words[1], words[2], unabbreviatedARN(words[3]))
            default: template.statements[last].actions += words
            }
        }
        table[name] = template
    }

    /// The policy document with the parameters' values put in.
    func document(_ values: JSONObject) -> JSONValue {
        let written = statements.map { statement in
            let resources = statement.resources.map { filled($0, values) }
            return making([
                "Effect": "Allow",
                "Action": JSONValue(statement.actions.map { JSONValue($0) }),
                "Resource": statement.isList ? JSONValue(resources) : resources.first,
                "Condition": statement.condition.map { condition in
                    [condition.test: [condition.key: filled(condition.pattern, values)]]
                },
            ])
        }
        return ["Statement": JSONValue(written)]
    }

    private func filled(_ pattern: String, _ values: JSONObject) -> JSONValue {
        guard pattern.contains("${") else { return JSONValue(pattern) }
        var variables: [JSONObject.Member] = []
        for case .variable(let name) in substitutionParts(pattern) where !name.hasPrefix("AWS::") {
            guard let parameter = parameters.first(where: { $0.lowercased() == name.lowercased() }),
                let value = values[parameter], !variables.contains(where: { $0.key == name })
            else { continue }
            variables.append(JSONObject.Member(key: name, value: value))
        }
        if variables.isEmpty { return ["Fn::Sub": JSONValue(pattern)] }
        return ["Fn::Sub": [JSONValue(pattern), JSONValue(JSONObject(variables))]]
    }
}
