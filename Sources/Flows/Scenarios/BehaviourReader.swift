import Documents
import Languages
import Services
import Values

/// How a flow's file declares what functions do.
extension ScenarioReader {
    mutating func behaviour(_ member: JSONObject.Member) -> Scenario.Behaviour? {
        var fields = FieldReader(member.value, what: "behaviour")
        var base = FunctionBehaviour()
        if let written = fields.value("duration"), let duration = distribution(written) { base.duration = duration }
        if let written = fields.value("coldStart"), let duration = distribution(written) { base.coldStart = duration }
        base.reportsItemFailures = fields.bool("reportItemFailures")
        let calls = fields.list("calls").compactMap { call($0) }
        base.failures = fields.list("fails").compactMap { failure($0) }
        let response = fields.value("response")
        problems += fields.finish()
        base.response = response.flatMap { written in
            compiled { () throws(Diagnostics) in try PayloadTemplate(written) }
        }
        var who = Scenario.Named(JSONValue(member.key))
        who.position = member.keyPosition
        return Scenario.Behaviour(who: who, base: base, calls: calls)
    }

    mutating func call(_ value: JSONValue) -> (call: BehaviourCall, to: Scenario.Named)? {
        var fields = FieldReader(value, what: "call")
        let name = fields.requiredValue("action")
        let to = fields.requiredValue("to")
        let parameters = fields.value("parameters") ?? [:]
        let forEach = fields.value("forEach")
        let condition = fields.value("when")
        _ = fields.bool("parseBody", default: true)
        let attempts = fields.integer("attempts", in: 1...100)
        let written = fields.value("retry")
        let retry = written.flatMap { self.retry($0) }
        if let written, attempts != nil {
            fields.fail(
                at: written.position, "the call has 'attempts' and 'retry'",
                "expected 'attempts' for the SDK's own retries, or 'retry' for others")
        }
        problems += fields.finish()
        let template = compiled { () throws(Diagnostics) in try PayloadTemplate(parameters) }
        let path = forEach.flatMap { written in compiled { () throws(Diagnostics) in try JSONPath(written) } }
        let pattern = condition.flatMap { written in compiled { () throws(Diagnostics) in try EventPattern(written) } }
        guard let name, let to, let template else { return nil }
        guard let action = Action(name: name.string ?? ""), action.isCall else {
            let known = Action.allCases.filter(\.isCall).map(\.name)
            problems.append(
                Diagnostic(
                    at: name.position, found: "the action '\(name.string ?? name.compactText)' is not emulated",
                    expected: "expected one of \(known.joined(separator: ", "))",
                    nearest: nearestName(to: name.string ?? "", among: known)))
            return nil
        }
        return (
            BehaviourCall(
                action: action, resource: "", parameters: template, forEach: path, condition: pattern,
                retry: retry ?? .standardMode(attempts: attempts ?? 3)), Scenario.Named(to)
        )
    }

    mutating func failure(_ value: JSONValue) -> BehaviourFailure? {
        var fields = FieldReader(value, what: "failure")
        let condition = fields.value("when")
        var rate = 1.0
        if let written = fields.value("rate") {
            if let number = written.double, (0...1).contains(number) {
                rate = number
            } else {
                let found = "'rate' is \(written.compactText)"
                fields.fail(at: written.position, found, "expected a probability from 0 to 1")
            }
        }
        let error = fields.string("error") ?? "Error"
        problems += fields.finish()
        let pattern = condition.flatMap { written in compiled { () throws(Diagnostics) in try EventPattern(written) } }
        if condition != nil, pattern == nil { return nil }
        return BehaviourFailure(condition: pattern, rate: rate, error: error)
    }

    mutating func distribution(_ value: JSONValue) -> DurationDistribution? {
        if let text = value.string, let span = TimeSpan(text) { return .constant(span.nanoseconds) }
        let known = ["constant", "uniform", "exponential", "normal"]
        guard let member = value.object?.members.first, value.object?.count == 1, known.contains(member.key) else {
            problems.append(
                Diagnostic(
                    at: value.position, found: "found \(value.compactText)",
                    expected: "expected a duration, or one of \(known.joined(separator: ", "))"))
            return nil
        }
        if member.key == "constant" {
            guard let span = member.value.string.flatMap({ TimeSpan($0) }) else {
                problems.append(
                    Diagnostic(
                        at: member.value.position, found: "found \(member.value.compactText)",
                        expected: "expected a duration such as 40ms"))
                return nil
            }
            return .constant(span.nanoseconds)
        }
        var fields = FieldReader(member.value, what: "'\(member.key)' distribution")
        let made: DurationDistribution =
            switch member.key {
            case "uniform": .uniform(from: length("from", &fields), to: length("to", &fields))
            case "exponential": .exponential(mean: length("mean", &fields))
            default: .normal(mean: length("mean", &fields), deviation: length("deviation", &fields))
            }
        problems += fields.finish()
        return made
    }
}
