import Canvas
import Flows
import Values

/// In what a branch differs from the run it parted from, to be read.
func differenceSheet(_ screen: RunScreen, width: Int) -> Sheet {
    var sheet = Sheet(width: width)
    guard let pair = screen.compared, let branch = screen.branch(in: pair.branch) else { return sheet }
    let titles = [screen.title(of: pair.original), "⑂" + branch.title]
    sheet.add([
        Span(titles[0], Style(.title, .bold)), Span(" against ", Style(.muted)), Span(titles[1], Style(.title, .bold)),
        Span("  \(branch.fault)", Style(.code)),
    ])
    guard let difference = screen.difference else {
        sheet.add([Span("The branch begins at \(clockText(branch.at)); until then they are one.", Style(.muted))])
        return sheet
    }
    if !screen.isFinished {
        let clock = clockText(screen.clock, milliseconds: false)
        sheet.add([Span("As of \(clock); G runs both to the end.", Style(.muted))])
    }
    let runs = [screen.ownRun(of: pair.original), branch.run]
    DifferenceLayout(difference: difference, runs: runs, titles: [titles[0], "branch"]).add(to: &sheet)
    return sheet
}

/// The parts of a difference, one below the other; what is the same in both is left out.
private struct DifferenceLayout {
    let difference: RunDifference
    let runs: [FlowRun]
    let titles: [String]

    func add(to sheet: inout Sheet) {
        addParting(to: &sheet)
        guard !difference.isEmpty else { return }
        addPredictions(to: &sheet)
        addExpectations(to: &sheet)
        addBalance(to: &sheet)
        addEdges(to: &sheet)
        addValues(to: &sheet)
    }

    private func head(_ title: String, _ sheet: inout Sheet) {
        sheet.gap()
        sheet.add([Span(title, Style(.accent, .bold))])
    }

    private func addParting(to sheet: inout Sheet) {
        guard let at = difference.partsAt else {
            sheet.add([Span("They are the same so far, record by record.", Style(.text, .bold))])
            return
        }
        sheet.add([
            Span("They part at \(clockText(at))", Style(.text, .bold)), Span("; Enter goes there.", Style(.muted)),
        ])
        for (number, run) in runs.enumerated() {
            var spans = [Span("\(titles[number]): ", Style(.muted))]
            if let index = difference.partsWith[number] {
                let record = run.record(index)
                spans += [
                    Span("#\(index) \(record.shortAction) "),
                    Span("\(run.name(of: record.from)) → \(run.name(of: record.to)) ", Style(.muted)),
                    Span("\(record.mark) \(record.outcomeWords)", Style(record.isFailure ? .failure : .success, .bold)),
                ]
                if let completed = record.completed { spans.append(Span(" at \(clockText(completed))", Style(.muted))) }
            } else {
                spans.append(Span("nothing more", Style(.muted)))
            }
            sheet.add(spans, indent: 2, hanging: 4)
        }
    }

    private func addPredictions(to sheet: inout Sheet) {
        guard !difference.predictions.isEmpty else { return }
        head("Predicted", &sheet)
        for prediction in difference.predictions {
            sheet.add(
                [
                    Span(
                        prediction.isConfirmed ? "✓ confirmed " : "✗ refuted ",
                        Style(prediction.isConfirmed ? .success : .failure, .bold)),
                    Span("\(prediction.fault): \(prediction.says)"), Span("; \(prediction.found)", Style(.muted)),
                ], hanging: 2)
        }
    }

    private func addExpectations(to sheet: inout Sheet) {
        let flipped = difference.expectations.filter(\.isFlipped)
        guard !difference.expectations.isEmpty else { return }
        head("Expected", &sheet)
        for expected in flipped {
            let found = expected.values.map { value in
                let text = expected.expectation.metric.text(value)
                return text.isEmpty ? "no value" : text
            }
            sheet.add(
                [
                    Span(
                        expected.holds[0] ? "✓ → ✗ " : "✗ → ✓ ", Style(expected.holds[1] ? .success : .failure, .bold)),
                    Span(expected.expectation.says), Span("; found \(found[0]) → \(found[1])", Style(.muted)),
                ], hanging: 2)
        }
        let same = difference.expectations.count - flipped.count
        if same > 0 {
            sheet.add([Span("\(same) \(flipped.isEmpty ? "come" : "others come") out alike", Style(.muted))])
        }
    }

    private func addBalance(to sheet: inout Sheet) {
        let rows = Balance.parts.compactMap { name, part -> [[Span]]? in
            let counts = difference.balances.map { $0[keyPath: part] }
            return counts[0] == counts[1] ? nil : row(name, counts.map(String.init), counts[1] - counts[0])
        }
        addTable("Messages", rows, &sheet)
    }

    private func addEdges(to sheet: inout Sheet) {
        let rows = difference.edges.flatMap { edge -> [[[Span]]] in
            let way = (runs[0].topology.edges.contains { $0.id == edge.edge } ? runs[0] : runs[1]).way(edge.edge)
            var rows = [row(way, edge.records.map(String.init), edge.records[1] - edge.records[0])]
            if edge.medians[0] != edge.medians[1] {
                rows.append(
                    row("· median time", edge.medians.map { $0.map { Metric.latencyP50.text($0.seconds) } ?? "–" }))
            }
            for outcome in edge.outcomes {
                let name = outcome.name == "pending" ? "under way" : outcome.name
                rows.append(row("· \(name)", outcome.counts.map(String.init), outcome.counts[1] - outcome.counts[0]))
            }
            return rows
        }
        addTable("Ways: calls, and how they ended", rows, &sheet)
    }

    private func addValues(to sheet: inout Sheet) {
        var rows: [[[Span]]] = []
        var last = ""
        for value in difference.values {
            if value.name != last {
                rows.append([[Span(value.name, Style(.text, .bold))], [], [], []])
                last = value.name
            }
            let change: Int? =
                if !value.metric.isTime, let before = value.values[0], let after = value.values[1] {
                    Int(after - before)
                } else {
                    nil
                }
            let texts = value.values.map { value.metric.text($0) }.map { $0.isEmpty ? "–" : $0 }
            rows.append(row("· \(value.metric.meaning)", texts, change))
        }
        addTable("Components", rows, &sheet)
    }

    private func row(_ name: String, _ values: [String], _ change: Int? = nil) -> [[Span]] {
        let sign = change.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? ""
        return [[Span(name)], [Span(values[0], Style(.muted))], [Span(values[1], Style(.text, .bold))], [Span(sign)]]
    }

    private func addTable(_ title: String, _ rows: [[[Span]]], _ sheet: inout Sheet) {
        guard !rows.isEmpty else { return }
        head(title, &sheet)
        sheet.add(Table(heads: ["", titles[0], titles[1], ""], rows: rows, leastWidths: [18, 7, 7, 4]))
    }
}
