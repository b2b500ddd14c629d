import Documents
import Languages
import Services
import Values

/// Reads a flow file.
///
/// - Throws: everything that is wrong with it, at its place: unknown fields, malformed patterns, templates and rates.
public func readScenario(_ text: String, file: String) throws(Diagnostics) -> Scenario {
    let document = try readDocument(text, file: file)
    var reader = ScenarioReader()
    let scenario = reader.read(document)
    if !reader.problems.isEmpty { throw Diagnostics(reader.problems) }
    return scenario
}

struct ScenarioReader {
    var problems: [Diagnostic] = []

    mutating func read(_ document: JSONValue) -> Scenario {
        var fields = FieldReader(document, what: "flow")
        let scenario = Scenario(
            id: fields.requiredString("id"), name: fields.requiredString("name"),
            summary: fields.requiredString("summary"),
            bindings: fields.list("bindings").map(Scenario.Named.init),
            roles: (fields.object("roles") ?? JSONObject()).map { member in
                (
                    Scenario.Named(JSONValue(.string(member.key), at: member.keyPosition)),
                    (member.value.array ?? [member.value]).map(Scenario.Named.init)
                )
            },
            horizon: requiredDuration("for", &fields),
            parameters: parameters(&fields),
            traffic: fields.list("traffic").compactMap { traffic($0) },
            behaviours: (fields.object("behaviour") ?? JSONObject()).compactMap { behaviour($0) },
            faults: fields.list("faults").compactMap { fault($0) },
            expectations: fields.list("expectations").compactMap { expectation($0) },
            narration: fields.list("narration").map { narration($0) }, position: document.position)
        // What the catalog's reader keeps of a flow, and a run does not need.
        for name in ["aliases", "tags", "related", "sources"] { _ = fields.value(name) }
        problems = fields.finish() + problems
        let ids = scenario.traffic.map(\.id)
        for (place, id) in ids.enumerated() where ids[..<place].contains(id) {
            problems.append(
                Diagnostic(
                    at: scenario.traffic[place].to.position, found: "two traffic sources are called '\(id)'",
                    expected: "each has a name of its own"))
        }
        return scenario
    }

    private mutating func requiredDuration(_ name: String, _ fields: inout FieldReader) -> TimeSpan {
        guard fields.requiredValue(name) != nil else { return .zero }
        return fields.duration(name) ?? .zero
    }

    private func parameters(_ fields: inout FieldReader) -> [String: String] {
        var parameters: [String: String] = [:]
        for member in fields.object("parameters") ?? JSONObject() {
            parameters[member.key] = member.value.string ?? member.value.compactText
        }
        return parameters
    }

    mutating func compiled<Value>(_ make: () throws(Diagnostics) -> Value) -> Value? {
        do throws(Diagnostics) {
            return try make()
        } catch {
            problems += error.all
            return nil
        }
    }

    // MARK: Faults, expectations, narration

    private mutating func fault(_ value: JSONValue) -> Scenario.ScenarioFault? {
        var reader = FaultReader()
        let fault = reader.read(value)
        problems += reader.problems
        return fault
    }

    private mutating func expectation(_ value: JSONValue) -> Expectation? {
        var fields = FieldReader(value, what: "expectation")
        let says = fields.requiredString("say")
        let binding = fields.string("binding")
        _ = fields.requiredValue("metric")
        let metric: Metric? = fields.choice("metric")
        let of = fields.requiredValue("of")
        let comparison = fields.requiredValue("is")
        let parsed = comparison.flatMap { Comparison($0.string ?? $0.compactText) }
        if let comparison, parsed == nil {
            fields.fail(
                at: comparison.position, "'is' is \(comparison.compactText)",
                "expected a comparison such as '= 0', '> 1000', '< 5m', 'between 1 and 10'")
        }
        problems += fields.finish()
        guard let metric, let of, let parsed else { return nil }
        return Expectation(
            says: says, binding: binding, metric: metric, of: .init(of), comparison: parsed,
            position: value.position)
    }

    private mutating func narration(_ value: JSONValue) -> Scenario.Narration {
        var fields = FieldReader(value, what: "narration step")
        let step = Scenario.Narration(
            at: requiredDuration("at", &fields), text: fields.requiredString("text"),
            look: fields.value("look").map(Scenario.Named.init),
            binding: fields.value("binding").map(Scenario.Named.init))
        problems += fields.finish()
        return step
    }
}
