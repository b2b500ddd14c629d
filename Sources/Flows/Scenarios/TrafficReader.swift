import Documents
import Languages
import Services
import Values

/// How a flow's file declares traffic: what is sent, when, and how it is tried again.
extension ScenarioReader {
    mutating func traffic(_ value: JSONValue) -> Scenario.Traffic? {
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
    mutating func retry(_ value: JSONValue) -> ClientRetry? {
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
    func tried(_ template: PayloadTemplate, at position: SourcePosition) -> Diagnostic? {
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

    mutating func arrivals(_ value: JSONValue) -> Arrivals? {
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
    func rate(_ name: String, _ fields: inout FieldReader) -> Double {
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

    func length(_ name: String, _ fields: inout FieldReader) -> Int64 {
        guard fields.requiredValue(name) != nil else { return 0 }
        return fields.duration(name)?.nanoseconds ?? 0
    }
}

/// Random numbers that are all the same: enough to try a template.
private struct SystemlessRandom: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0x9E37_79B9_7F4A_7C15 }
}
