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

private struct ScenarioReader {
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

    private mutating func compiled<Value>(_ make: () throws(Diagnostics) -> Value) -> Value? {
        do throws(Diagnostics) {
            return try make()
        } catch {
            problems += error.all
            return nil
        }
    }

    // MARK: Traffic

    private mutating func traffic(_ value: JSONValue) -> Scenario.Traffic? {
        var fields = FieldReader(value, what: "traffic source")
        let id = fields.requiredString("id")
        let to = fields.requiredValue("to")
        let request = fields.value("request")
        let action = fields.value("action")
        let arrivals = fields.requiredValue("arrivals").flatMap { self.arrivals($0) }
        let from = fields.duration("from") ?? .zero
        let until = fields.duration("until")
        let payload = fields.value("payload") ?? [:]
        let attributes = fields.value("attributes")
        let further = fields.value("parameters")
        let retry = fields.value("retry").flatMap { self.retry($0) }
        let template = compiled { () throws(Diagnostics) in try PayloadTemplate(payload) }
        let attributeTemplate = attributes.flatMap { written in
            compiled { () throws(Diagnostics) in try PayloadTemplate(written) }
        }
        let parameters = further.flatMap { written in
            compiled { () throws(Diagnostics) in try PayloadTemplate(written) }
        }
        var line: RequestLine?
        if let request {
            var inner = FieldReader(request, what: "request")
            line = RequestLine(
                inner.requiredString("method"), inner.requiredString("path"), stage: inner.string("stage"))
            problems += inner.finish()
        }
        problems += fields.finish()
        guard let to, let arrivals, let template else { return nil }
        for (template, value) in [(template, payload), (attributeTemplate, attributes), (parameters, further)] {
            if let template, let value, let flaw = tried(template, at: value.position) { problems.append(flaw) }
        }
        return Scenario.Traffic(
            id: id, to: .init(to), action: action.map(Scenario.Named.init), request: line, arrivals: arrivals,
            from: from, until: until, payload: template, attributes: attributeTemplate,
            parameters: parameters, retry: retry)
    }

    /// How a client tries again, in the fields of a States Language `Retry`; durations in seconds, as there.
    private mutating func retry(_ value: JSONValue) -> ClientRetry? {
        var fields = FieldReader(value, what: "retry policy")
        var policy = ClientRetry()
        func number(_ name: String, _ range: ClosedRange<Double>) -> Double? {
            guard let value = fields.value(name) else { return nil }
            if let number = value.double, range.contains(number) { return number }
            fields.fail(
                at: value.position, "'\(name)' is \(value.compactText)",
                "expected a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        if let seconds = number("IntervalSeconds", 0...86_400) { policy.interval = Int64((seconds * 1e9).rounded()) }
        if let rate = number("BackoffRate", 1...100) { policy.backoffRate = rate }
        if let seconds = number("MaxDelaySeconds", 0...86_400) { policy.maxDelay = Int64((seconds * 1e9).rounded()) }
        if let attempts = fields.integer("MaxAttempts", in: 0...1_000) { policy.maxAttempts = attempts }
        if let jitter = fields.value("JitterStrategy") {
            if ["FULL", "NONE"].contains(jitter.string ?? "") {
                policy.hasFullJitter = jitter.string == "FULL"
            } else {
                fields.fail(
                    at: jitter.position, "'JitterStrategy' is \(jitter.compactText)", "expected FULL or NONE",
                    nearest: nearestName(to: jitter.string ?? "", among: ["FULL", "NONE"]))
            }
        }
        problems += fields.finish()
        return policy
    }

    /// What is wrong with a template that fails on the input every request gives it.
    private func tried(_ template: PayloadTemplate, at position: SourcePosition) -> Diagnostic? {
        var random = SystemlessRandom()
        do {
            _ = try template.evaluate(
                input: ["index": 0, "time": 0.0, "random": 0.5], context: [:], random: &random)
            return nil
        } catch {
            return Diagnostic(
                at: position, found: "the template fails: \(error)",
                expected: "a template over index, time and random")
        }
    }

    private mutating func arrivals(_ value: JSONValue) -> Arrivals? {
        guard let member = value.object?.members.first, value.object?.count == 1 else {
            problems.append(
                Diagnostic(
                    at: value.position, found: "found \(value.kindName)",
                    expected: "expected one of constant, poisson, ramp, spike, wave, list"))
            return nil
        }
        if member.key == "list" {
            let times = (member.value.array ?? []).compactMap { entry in
                (entry["at"]?.string ?? entry.string).flatMap { TimeSpan($0) }?.nanoseconds
            }
            guard !times.isEmpty, times.count == member.value.array?.count else {
                problems.append(
                    Diagnostic(
                        at: member.value.position, found: "a list of arrivals with an entry that has no time",
                        expected: "expected entries such as {at: 5s}"))
                return nil
            }
            return .list(times.sorted())
        }
        var fields = FieldReader(member.value, what: "'\(member.key)' arrival process")
        let arrivals: Arrivals?
        switch member.key {
        case "constant": arrivals = .constant(rate: rate("rate", &fields))
        case "poisson": arrivals = .poisson(rate: rate("rate", &fields))
        case "ramp":
            arrivals = .ramp(
                from: rate("from", &fields), to: rate("to", &fields), over: length("over", &fields))
        case "spike":
            arrivals = .spike(
                base: rate("base", &fields), peak: rate("peak", &fields), at: length("at", &fields),
                duration: length("for", &fields))
        case "wave":
            arrivals = .wave(
                low: rate("low", &fields), high: rate("high", &fields), period: length("period", &fields))
        default:
            let known = ["constant", "poisson", "ramp", "spike", "wave", "list"]
            fields.fail(
                at: member.keyPosition, "unknown arrival process '\(member.key)'",
                "expected one of \(known.joined(separator: ", "))", nearest: nearestName(to: member.key, among: known))
            problems += fields.diagnostics
            return nil
        }
        problems += fields.finish()
        return arrivals
    }

    /// A rate such as `20/s`, `5/m`, `1/h`, in requests per second; at most 100,000 a second.
    private func rate(_ name: String, _ fields: inout FieldReader) -> Double {
        guard let value = fields.requiredValue(name) else { return 0 }
        let parts = (value.string ?? "").split(separator: "/", maxSplits: 1)
        let seconds: [Substring: Double] = ["s": 1, "m": 60, "h": 3_600]
        if parts.count == 2, let count = Double(parts[0]), let unit = seconds[parts[1]], count >= 0,
            count / unit <= 100_000
        {
            return count / unit
        }
        fields.fail(
            at: value.position, "'\(name)' is \(value.compactText)",
            "expected a rate such as 20/s, 5/m or 1/h, at most 100000/s")
        return 0
    }

    private func length(_ name: String, _ fields: inout FieldReader) -> Int64 {
        guard fields.requiredValue(name) != nil else { return 0 }
        return fields.duration(name)?.nanoseconds ?? 0
    }

    // MARK: Behaviour

    private mutating func behaviour(_ member: JSONObject.Member) -> Scenario.Behaviour? {
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

    private mutating func call(_ value: JSONValue) -> (call: BehaviourCall, to: Scenario.Named)? {
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

    private mutating func failure(_ value: JSONValue) -> BehaviourFailure? {
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

    private mutating func distribution(_ value: JSONValue) -> DurationDistribution? {
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

/// Random numbers that are all the same: enough to try a template.
private struct SystemlessRandom: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0x9E37_79B9_7F4A_7C15 }
}
