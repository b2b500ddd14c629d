import Values

/// Reads one fault, of a flow file or of the command line.
struct FaultReader {
    var problems: [Diagnostic] = []

    /// Reads the fault that an object describes; nil where it is none, with why in `problems`.
    mutating func read(_ value: JSONValue) -> Scenario.ScenarioFault? {
        var fields = FieldReader(value, what: "fault")
        let name = fields.requiredValue("name")
        let kind: FaultKind? = fields.choice("name")
        let at = fields.requiredValue("at") == nil ? nil : fields.duration("at")
        guard let kind else {
            problems += fields.diagnostics.isEmpty && name == nil ? fields.finish() : fields.diagnostics
            return nil
        }
        let row = kind.row
        let to = fields.value("to")
        var fault = Scenario.ScenarioFault(
            kind: kind, at: at ?? .zero, duration: nil, to: to.map(Scenario.Named.init), from: nil,
            amount: row.by?.amount, share: row.share ?? 1, payload: nil, field: row.field, position: value.position)
        if row.strikes == .everything, let to {
            fields.fail(
                at: to.position, "the fault '\(kind.rawValue)' names \(to.compactText)", "it strikes every resource")
        }
        if row.mustEnd { _ = fields.requiredValue("for") }
        if row.lasts { fault.duration = fields.duration("for") }
        if row.hasOtherEnd { fault.from = fields.requiredValue("from").map(Scenario.Named.init) }
        if let by = row.by, let written = fields.value("by") {
            if let amount = by.amount.reading(written) {
                fault.amount = amount
            } else {
                fields.fail(at: written.position, "'by' is \(written.compactText)", by.amount.expected)
            }
        }
        if row.share != nil, let written = fields.value("share") {
            if let share = written.double, share > 0, share <= 1 {
                fault.share = share
            } else {
                fields.fail(
                    at: written.position, "'share' is \(written.compactText)", "expected a share above 0, at most 1")
            }
        }
        if row.needsPayload { fault.payload = fields.requiredValue("payload") }
        if row.field != nil, let field = fields.string("field") { fault.field = field }
        problems += fields.finish()
        return fault
    }

    /// Reads a fault as the command line gives it: `NAME@TIME`, or `NAME@TIME:key=value,key=value`.
    ///
    /// A value is JSON, or else the text itself; commas inside of brackets, braces and quotes belong to it.
    mutating func read(argument: String) -> Scenario.ScenarioFault? {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let head = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        func place(_ offset: Int) -> SourcePosition { SourcePosition(file: "--fault", line: 1, column: offset + 1) }
        guard head.count == 2, !head[0].isEmpty, TimeSpan(String(head[1])) != nil else {
            problems.append(
                Diagnostic(
                    at: place(0), found: "found '\(argument)'",
                    expected: "expected NAME@TIME or NAME@TIME:key=value,key=value, such as crash@30s:to=Worker,for=1m")
            )
            return nil
        }
        var members: [JSONObject.Member] = [
            .init(key: "name", keyPosition: place(0), value: JSONValue(.string(String(head[0])), at: place(0))),
            .init(
                key: "at", keyPosition: place(head[0].count + 1),
                value: JSONValue(.string(String(head[1])), at: place(head[0].count + 1))),
        ]
        var offset = parts[0].count + 1
        for piece in parts.count == 2 ? Self.pieces(of: parts[1]) : [] {
            let pair = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2, !pair[0].isEmpty {
                let text = String(pair[1])
                let start = place(offset + pair[0].count + 1)
                let value = (try? readJSON(text)).map { JSONValue($0.content, at: start) }
                members.append(
                    .init(
                        key: String(pair[0]), keyPosition: place(offset),
                        value: value ?? JSONValue(.string(text), at: start)))
            } else {
                problems.append(
                    Diagnostic(at: place(offset), found: "found '\(piece)'", expected: "expected key=value"))
            }
            offset += piece.count + 1
        }
        guard problems.isEmpty else { return nil }
        return read(JSONValue(.object(JSONObject(members)), at: place(0)))
    }

    /// The text cut at the commas that are outside of brackets, braces and quotes.
    private static func pieces(of text: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isQuoted = false
                }
                continue
            }
            switch character {
            case "\"": isQuoted = true
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            case "," where depth <= 0:
                pieces.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        pieces.append(text[start...])
        return pieces
    }
}

/// Reads faults as the command line gives them.
///
/// - Throws: everything that is wrong with them.
public func readFaults(_ arguments: [String]) throws(Diagnostics) -> [Scenario.ScenarioFault] {
    var reader = FaultReader()
    let faults = arguments.compactMap { argument -> Scenario.ScenarioFault? in
        var one = FaultReader()
        let fault = one.read(argument: argument)
        reader.problems += one.problems
        return one.problems.isEmpty ? fault : nil
    }
    if !reader.problems.isEmpty { throw Diagnostics(reader.problems) }
    return faults
}
