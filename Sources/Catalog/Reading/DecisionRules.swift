import Values

/// What must hold between the parts of one decision, beside the shape of its fields: every comparison says something
/// about every option.
func decisionFaults(_ value: JSONValue) -> [Diagnostic] {
    let options = value["options"]?.array?.count ?? 0
    return (value["comparison"]?.array ?? []).compactMap { row in
        guard let values = row["values"]?.array, values.count != options else { return nil }
        return Diagnostic(
            at: row.position, found: "'\(row["name"]?.string ?? "")' compares \(values.count) values",
            expected: "expected one for each of the \(options) options")
    }
}
