import Values

extension RunDifference {
    /// The difference as lines of JSON, an object each, with a `kind`: `parting`, `prediction`, `expectation`, `messages`,
    /// `edge` and `value`. Pairs stand in the order in which the runs were compared.
    ///
    /// - Parameter binding: the binding that was compared; empty leaves it out.
    public func lines(binding: String = "") -> [String] {
        var lines: [JSONObject] = []
        func add(_ kind: String, _ members: [(String, JSONValue)]) {
            let start: [(String, JSONValue)] = binding.isEmpty ? [] : [("binding", JSONValue(binding))]
            let all = start + [("kind", JSONValue(kind))] + members
            lines.append(JSONObject(all.map { .init(key: $0.0, value: $0.1) }))
        }
        if let partsAt {
            add(
                "parting",
                [
                    ("time", JSONValue(.double(partsAt.seconds))), ("commonRecords", json(commonRecords)),
                    ("records", JSONValue(partsWith.map(json))),
                ])
        }
        for prediction in predictions {
            add(
                "prediction",
                [
                    ("fault", JSONValue(prediction.fault)), ("time", JSONValue(.double(prediction.at.seconds))),
                    ("says", JSONValue(prediction.says)), ("found", JSONValue(prediction.found)),
                    ("isConfirmed", JSONValue(.bool(prediction.isConfirmed))),
                ])
        }
        for expected in expectations {
            add(
                "expectation",
                [
                    ("says", JSONValue(expected.expectation.says)), ("found", JSONValue(expected.values.map(json))),
                    ("holds", JSONValue(expected.holds.map { JSONValue(.bool($0)) })),
                ])
        }
        for (name, part) in Balance.parts {
            let counts = balances.map { $0[keyPath: part] }
            if counts[0] != counts[1] {
                add("messages", [("name", JSONValue(name)), ("counts", JSONValue(counts.map { JSONValue($0) }))])
            }
        }
        for edge in edges {
            let outcomes = edge.outcomes.map { outcome in
                JSONObject.Member(key: outcome.name, value: JSONValue(outcome.counts.map { JSONValue($0) }))
            }
            add(
                "edge",
                [
                    ("edge", JSONValue(edge.edge)), ("records", JSONValue(edge.records.map { JSONValue($0) })),
                    ("failures", JSONValue(edge.failures.map { JSONValue($0) })),
                    ("median", JSONValue(edge.medians.map { json($0?.seconds) })),
                    ("outcomes", JSONValue(JSONObject(outcomes))),
                ])
        }
        for value in values {
            add(
                "value",
                [
                    ("of", JSONValue(value.name)), ("metric", JSONValue(value.metric.rawValue)),
                    ("values", JSONValue(value.values.map(json))),
                ])
        }
        return lines.map { JSONValue($0).compactText }
    }

    private func json(_ number: Int?) -> JSONValue { number.map { JSONValue($0) } ?? .null }

    private func json(_ number: Double?) -> JSONValue { number.map { JSONValue(.double($0)) } ?? .null }
}
