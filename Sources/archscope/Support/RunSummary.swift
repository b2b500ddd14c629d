import Canvas
import Catalog
import Flows
import Values

/// What a person reads of a session that has run.
struct RunSummary {
    private let session: FlowSession

    init(_ session: FlowSession) { self.session = session }

    /// Prints what became of the messages, the expectations, and what the faults led to.
    func print() {
        printLine(session.scenario.name.displayText)
        for line in wrap(Markup.plain(session.scenario.summary), width: Output.width ?? 80) { printLine(line) }
        printLine("")
        // One run needs no name beside the title.
        printTable(
            head: session.runs.count > 1 ? [""] + session.runs.map(\.title) : nil,
            rows: session.comparison.map { [$0.label] + $0.values } + session.runs.balanceRows)
        for run in session.runs {
            guard let reason = run.stopReason else { continue }
            printLine("")
            printLine("The run\(binding(run.binding)) was \(reason).".displayText)
        }
        for run in session.runs { printRefusals(run) }
        printVerdicts()
        printPredictions()
    }

    /// How many kinds of refused calls are told of one run.
    private static let mostRefusals = 8

    private func printRefusals(_ run: FlowRun) {
        let refusals = run.refusals
        guard !refusals.isEmpty else { return }
        printLine("")
        printLine("Refused or failed calls\(binding(run.binding)), and the rule that decided".displayText)
        let widest = String(refusals[0].count).count
        for refusal in refusals.prefix(Self.mostRefusals) {
            let count = String(refusal.count)
            let number = "  " + String(repeating: " ", count: widest - count.count) + count
            printLine(
                "\(number)  \(refusal.from) -> \(refusal.to) \(refusal.action): \(refusal.outcome.name)".displayText)
            let says = refusal.rule.row.says
            guard !says.isEmpty else { continue }
            let indent = String(repeating: " ", count: widest + 4)
            for line in wrap(says, width: (Output.width ?? 80) - indent.count) { printLine(indent + line) }
        }
        let rest = refusals.dropFirst(Self.mostRefusals)
        if !rest.isEmpty { printLine("  and \(rest.reduce(0) { $0 + $1.count }) of \(rest.count) more kinds") }
    }

    private func binding(_ id: String) -> String { session.runs.count > 1 ? " (\(id))" : "" }

    private func printVerdicts() {
        let verdicts = session.verdicts
        guard !verdicts.isEmpty else { return }
        printLine("")
        printLine("Expectations")
        for verdict in verdicts {
            let found = verdict.value.map { "found \(verdict.expectation.metric.text($0))" } ?? "no value found"
            printLine(
                "  \(verdict.holds ? "holds:  " : "FAILS:  ")\(verdict.expectation.says)\(binding(verdict.binding)); \(found)"
                    .displayText)
        }
    }

    private func printPredictions() {
        let predictions = session.predictions
        guard !predictions.isEmpty else { return }
        printLine("")
        printLine("Faults, what they predict, and what the run says to it")
        for prediction in predictions {
            printLine("  \(prediction.fault) at \(prediction.at)\(binding(prediction.binding))".displayText)
            printLine(
                "    \(prediction.isConfirmed ? "confirmed: " : "REFUTED:   ")\(prediction.says); \(prediction.found)"
                    .displayText)
        }
    }

    private func printTable(head: [String]?, rows: [[String]]) {
        let table = ((head.map { [$0] } ?? []) + rows).map { $0.map(\.displayText) }
        let widths = (table.first ?? []).indices.map { column in table.map { $0[column].columns }.max() ?? 0 }
        for row in table {
            var line = "  " + row[0].padded(to: widths[0])
            for (cell, width) in zip(row, widths).dropFirst() {
                line += "  " + String(repeating: " ", count: width - cell.columns) + cell
            }
            printLine(line)
        }
    }
}

extension [FlowRun] {
    /// What became of all messages, a row each; the first row is the sum of the others.
    fileprivate var balanceRows: [[String]] {
        let balances = map(\.balance)
        return Balance.parts.map { name, part in [name] + balances.map { String($0[keyPath: part]) } }
    }
}
