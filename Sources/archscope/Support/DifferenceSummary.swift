import Canvas
import Flows
import Values

/// What a person reads of two sessions that have run: in what the one differs from the other, binding by binding.
struct DifferenceSummary {
    /// The session that is compared, and what it is called.
    let session: FlowSession
    /// The session that it is held against.
    let other: FlowSession
    /// What the two are called, the one held against first.
    let names: [String]

    /// The runs to compare: those of the same binding, or the only ones.
    var pairs: [(other: FlowRun, run: FlowRun)] {
        if session.runs.count == 1, other.runs.count == 1 { return [(other.runs[0], session.runs[0])] }
        return session.runs.compactMap { run in other.runs.first { $0.binding == run.binding }.map { ($0, run) } }
    }

    /// The difference of a pair.
    func difference(_ pair: (other: FlowRun, run: FlowRun)) -> RunDifference {
        RunDifference(pair.other, pair.run, under: session.scenario)
    }

    /// Prints each difference as lines of JSON.
    func printLines() {
        for pair in pairs {
            for line in difference(pair).lines(binding: pairs.count > 1 ? pair.run.binding : "") { Swift.print(line) }
        }
    }

    /// Prints the differences for people.
    func printText() {
        printLine("\(names[1]), against \(names[0])".displayText)
        for pair in pairs {
            printLine("")
            if pairs.count > 1 { printLine(pair.run.title.displayText) }
            tell(difference(pair), pair)
        }
        let bindings = Set(pairs.map(\.run.binding))
        for run in session.runs + other.runs where pairs.count > 1 && !bindings.contains(run.binding) {
            printLine("")
            printLine("\(run.title) runs in one of them only.".displayText)
        }
    }

    private func tell(_ difference: RunDifference, _ pair: (other: FlowRun, run: FlowRun)) {
        guard let at = difference.partsAt else {
            printLine("  The two are the same, record by record.")
            return
        }
        printLine("  They part at \(at), after \(difference.commonRecords ?? 0) records that both begin with:")
        for (number, run) in [pair.other, pair.run].enumerated() {
            let text = difference.partsWith[number].map { run.line($0) } ?? "nothing more"
            printLine("    \(number == 0 ? "against: " : "run:     ")\(text)".displayText)
        }
        if !difference.predictions.isEmpty { printLine("  Predicted") }
        for prediction in difference.predictions {
            printLine(
                "    \(prediction.isConfirmed ? "confirmed: " : "REFUTED:   ")\(prediction.says); \(prediction.found)"
                    .displayText)
        }
        printExpectations(difference)
        var rows: [[String]] = Balance.parts.compactMap { name, part in
            let counts = difference.balances.map { $0[keyPath: part] }
            return counts[0] == counts[1] ? nil : row(name, counts)
        }
        for edge in difference.edges {
            rows.append(row(way(edge.edge, pair), edge.records))
            if edge.medians[0] != edge.medians[1] {
                rows.append(
                    ["  median time"] + edge.medians.map { $0.map { Metric.latencyP50.text($0.seconds) } ?? "-" } + [""]
                )
            }
            rows += edge.outcomes.map { row("  \($0.name)", $0.counts) }
        }
        for value in difference.values {
            let texts = value.values.map { value.metric.text($0) }.map { $0.isEmpty ? "-" : $0 }
            rows.append(["\(value.name): \(value.metric.meaning)"] + texts + [""])
        }
        printTable([["", "against", "run", ""]] + rows)
    }

    private func printExpectations(_ difference: RunDifference) {
        let flipped = difference.expectations.filter(\.isFlipped)
        guard !flipped.isEmpty else { return }
        printLine("  Expectations that come out differently")
        for expected in flipped {
            let found = expected.values.map { value in
                let text = expected.expectation.metric.text(value)
                return text.isEmpty ? "no value" : text
            }
            printLine(
                "    \(expected.holds[1] ? "holds now: " : "FAILS now: ")\(expected.expectation.says); found \(found[1]), not \(found[0])"
                    .displayText)
        }
    }

    private func way(_ id: String, _ pair: (other: FlowRun, run: FlowRun)) -> String {
        let edges = pair.run.topology.edges + pair.other.topology.edges
        guard let edge = edges.first(where: { $0.id == id }) else { return "by themselves" }
        return [edge.from, edge.to].map { $0.hasPrefix("external:") ? String($0.dropFirst(9)) : $0 }
            .joined(separator: " → ")
    }

    private func row(_ name: String, _ counts: [Int]) -> [String] {
        let change = counts[1] - counts[0]
        return [name] + counts.map(String.init) + [change > 0 ? "+\(change)" : "\(change)"]
    }

    private func printTable(_ rows: [[String]]) {
        let rows = rows.map { $0.map(\.displayText) }
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
        for row in rows {
            var line = "  " + row[0].padded(to: widths[0])
            for (cell, width) in zip(row, widths).dropFirst() {
                line += "  " + String(repeating: " ", count: width - cell.columns) + cell
            }
            while line.last == " " { line.removeLast() }
            printLine(line)
        }
    }
}
