import Canvas
import Catalog
import Flows
import Values

/// What is known about one record: what it was, what it carried, what caused it and what it caused.
func detailSheet(of index: Int, in run: FlowRun, width: Int, isPayloadOpen: Bool) -> Sheet {
    var sheet = Sheet(width: width)
    let record = run.record(index)
    sheet.add([
        Span("#\(record.index) ", Style(.muted)), Span(record.action, Style(.title, .bold)),
        Span("  \(record.mark) \(record.outcomeWords)", Style(record.isFailure ? .failure : .success, .bold)),
    ])
    sheet.add([Span(run.name(of: record.from)), Span(" → ", Style(.muted)), Span(run.name(of: record.to))])
    var times = "sent \(clockText(record.sent)), arrived +\(record.arrived - record.sent)"
    if let completed = record.completed { times += ", answered +\(completed - record.sent)" }
    sheet.add([Span(times, Style(.muted))])
    if let rule = record.ruleWords { sheet.add([Span("decided by ", Style(.muted)), Span(rule)]) }
    if let message = record.message {
        let more = record.messageCount > 1 ? ", \(record.messageCount) messages in one call" : ""
        sheet.add([Span("message \(message)\(more)", Style(.muted))])
    }
    addChain(of: index, in: run, to: &sheet)
    addPayload(run.payload(of: index), title: "Carried", isOpen: isPayloadOpen, to: &sheet)
    if isPayloadOpen { addPayload(run.result(of: index), title: "Answer", isOpen: true, to: &sheet) }
    return sheet
}

private func addChain(of index: Int, in run: FlowRun, to sheet: inout Sheet) {
    func line(_ index: Int, _ arrow: String) -> [Span] {
        let record = run.record(index)
        let rule = record.ruleWords.map { " \($0)" } ?? ""
        return [
            Span("\(arrow) #\(index) ", Style(.muted)), Span(record.shortAction),
            Span(" \(run.name(of: record.from)) → \(run.name(of: record.to)) \(record.mark)\(rule)", Style(.muted)),
        ]
    }
    let causes = run.causes(of: index)
    if !causes.isEmpty {
        sheet.add([Span("Because of", Style(.accent, .bold))])
        for cause in causes.prefix(4) { sheet.add(line(cause, "↑"), hanging: 2) }
        if causes.count > 4 { sheet.add([Span("and \(causes.count - 4) before; w tells all", Style(.muted))]) }
    }
    let effects = run.effects(of: index)
    if !effects.isEmpty {
        sheet.add([Span("Led to", Style(.accent, .bold))])
        for effect in effects.prefix(4) { sheet.add(line(effect, "↓"), hanging: 2) }
        if effects.count > 4 { sheet.add([Span("  and \(effects.count - 4) more", Style(.muted))]) }
    }
}

private func addPayload(_ payload: JSONValue, title: String, isOpen: Bool, to sheet: inout Sheet) {
    guard payload != .null else { return }
    sheet.add([Span(title, Style(.accent, .bold)), Span(isOpen ? "" : "  Enter unfolds", Style(.muted))])
    if isOpen {
        for line in payload.prettyText.split(separator: "\n", omittingEmptySubsequences: false).prefix(400) {
            let indent = line.prefix { $0 == " " }.count
            sheet.add([Span(String(line.dropFirst(indent)), Style(.code))], indent: indent, hanging: indent + 2)
        }
    } else {
        sheet.add([Span(cut(payload.compactText, to: max(1, sheet.width * 3)), Style(.code))])
    }
}

/// What a component shows, all of it.
func detailSheet(ofNode node: String, in run: FlowRun, width: Int) -> Sheet {
    var sheet = Sheet(width: width)
    let known = run.topology.nodes.first { $0.id == node }
    sheet.add([Span(run.name(of: node), Style(.title, .bold)), Span("  \(known?.kind ?? "")", Style(.muted))])
    if let type = known?.type, !type.isEmpty { sheet.add([Span(type, Style(.code))]) }
    let facts = run.status(of: node).facts
    if facts.isEmpty {
        sheet.add([Span("It shows no numbers.", Style(.muted))])
    } else {
        sheet.add(
            Table(rows: facts.map { [[Span($0.name, Style(.muted))], [Span("\($0.value)", Style(.text, .bold))]] }))
    }
    for edge in run.topology.edges where edge.from == node || edge.to == node {
        let leaves = edge.from == node
        sheet.add(
            [
                Span(leaves ? "→ " : "← ", Style(.accent, .bold)), Span(run.name(of: leaves ? edge.to : edge.from)),
                Span("  " + edge.kind.meaning + (edge.label.isEmpty ? "" : ", \(edge.label)"), Style(.muted)),
            ], hanging: 4)
    }
    return sheet
}

/// What is known about a way: what travels on it, the events that came last, and whether the run pauses there.
func detailSheet(ofEdge id: String, in screen: RunScreen, width: Int) -> Sheet {
    let run = screen.run
    var sheet = Sheet(width: width)
    guard let edge = run.topology.edges.first(where: { $0.id == id }) else { return sheet }
    sheet.add([Span(run.way(id), Style(.title, .bold))], hanging: 2)
    var meaning = edge.kind.meaning
    if !edge.label.isEmpty { meaning += ", \(edge.label)" }
    if edge.isAssumed { meaning += ", assumed" }
    sheet.add([Span(meaning, Style(.muted))])
    if !edge.actions.isEmpty { sheet.add([Span(edge.actions.joined(separator: " "), Style(.code))]) }
    let isBreakpoint = screen.breakpoints(of: screen.shown).contains { $0.what == .edge(id) }
    sheet.add([
        Span(isBreakpoint ? "■ the run pauses here; b clears it" : "b pauses the run at what comes here", Style(.muted))
    ])
    // The latest are found from the end; far back nobody looks for them here.
    let latest = (0..<run.recordCount).suffix(3_000).reversed().lazy.map { run.record($0) }
        .filter { $0.edge == id }.prefix(8)
    sheet.add([Span(latest.isEmpty ? "Nothing has come here lately." : "Latest", Style(.accent, .bold))])
    for record in latest {
        sheet.add([
            Span("\(clockText(record.sent)) ", Style(.muted)),
            Span("\(record.mark) ", Style(record.isFailure ? .failure : .success, .bold)),
            Span("\(record.shortAction) "), Span("\(record.outcomeWords) #\(record.index)", Style(.muted)),
        ])
    }
    return sheet
}

/// The outcome of the runs side by side, and what was expected of them.
func outcomeSheet(_ screen: RunScreen, width: Int) -> Sheet {
    var sheet = Sheet(width: width)
    let runs = screen.session.runs
    // Branches stand beside the bindings' runs once they have begun.
    let begun = screen.branches.filter { screen.clock >= $0.at }
    var all = screen.session
    all.runs += begun.map(\.run)
    if !screen.isFinished {
        sheet.add([
            Span("So far, at \(clockText(screen.clock, milliseconds: false)); G runs to the end.", Style(.muted))
        ])
    }
    let rows = all.comparison.map { row -> [[Span]] in
        let differs = Set(row.values).count > 1
        return [[Span(row.label)]]
            + row.values.map { [Span($0.isEmpty ? "–" : $0, Style(.text, differs ? .bold : []))] }
    }
    let heads = [""] + runs.map(\.title) + begun.map { "⑂\($0.title)" }
    sheet.add(Table(heads: heads, rows: rows, leastWidths: [16] + heads.dropFirst().map { _ in 8 }), gap: 3)
    let verdicts = screen.session.verdicts
    guard !verdicts.isEmpty, screen.isFinished else { return sheet }
    sheet.gap()
    sheet.add([Span("Expected", Style(.accent, .bold))])
    for verdict in verdicts {
        let name = runs.first { $0.binding == verdict.binding }?.title ?? verdict.binding
        sheet.add(
            [
                Span(verdict.holds ? "✓ " : "✗ ", Style(verdict.holds ? .success : .failure, .bold)),
                Span(verdict.expectation.says), Span(runs.count > 1 ? "  \(name)" : "", Style(.muted)),
                Span(verdict.holds ? "" : "  does not hold", Style(.failure, .bold)),
            ], hanging: 2)
    }
    return sheet
}
