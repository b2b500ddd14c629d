import ArgumentParser
import Canvas
import Catalog
import Flows
import Patterns
import Values

/// `archscope run`: what happens.
struct Run: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a flow, a pattern's first flow or a template, and tell what became of its messages.",
        discussion: """
            SOURCE is the id of a flow or pattern, or the path of a CloudFormation or SAM template or of a folder of \
            them. The exit status is 1 when an expectation of the flow does not hold.
            """)
    static let example = "archscope run write-buffering --seed 7"

    /// What is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case summary, ndjson
    }

    @Argument(help: ArgumentHelp("What to run; several templates run as one system.", valueName: "source"))
    var sources: [String]

    @Option(help: ArgumentHelp("The seed of all randomness: the same seed gives the same run.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "How much virtual time to run, such as 90s or 10m; the flow's own unless given.", valueName: "duration"))
    var horizon: Horizon?

    @Option(help: "A summary for people, or the journal, one JSON object a line.")
    var format = Format.summary

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var options: CatalogOptions

    func run() throws {
        guard TemplateFiles.arePaths(sources) else { return try run(try openFlow(sources[0])) }
        let opened = try TemplateFiles(sources, parameters.values).open()
        try run(try openTemplate(opened.pattern))
        try opened.failWhereIncomplete()
    }

    private func run(_ prepared: FlowSession) throws {
        var session = prepared
        var told: Set<Diagnostic> = []
        for finding in session.runs.flatMap(\.findings) where told.insert(finding).inserted {
            printError(finding.description)
        }
        session.finish()
        switch format {
        case .summary: printSummary(session)
        case .ndjson: for run in session.runs { for index in 0..<run.recordCount { print(run.line(index)) } }
        }
        for run in session.runs where !run.balance.isClosed {
            throw Failure("error: \(run.balance.unaccounted.count) messages of the run are unaccounted for")
        }
        if session.verdicts.contains(where: { !$0.holds }) { throw ExitCode.failure }
    }

    private func openTemplate(_ template: OpenedPattern) throws -> FlowSession {
        do throws(Diagnostics) {
            return try openTemplateFlow(template, seed: seed, horizon: horizon?.span)
        } catch {
            throw Failure(error)
        }
    }

    private func openFlow(_ source: String) throws -> FlowSession {
        let catalog = try options.load()
        _ = try catalog.require(source)
        do throws(Diagnostics) {
            return try Patterns.openFlow(source, in: catalog, seed: seed, horizon: horizon?.span)
        } catch {
            throw Failure(error)
        }
    }

    // MARK: Summary

    private func printSummary(_ session: FlowSession) {
        printLine(session.scenario.name.displayText)
        for line in wrap(Markup.plain(session.scenario.summary), width: Output.width ?? 80) { printLine(line) }
        printLine("")
        printTable(
            head: [""] + session.runs.map(\.title),
            rows: session.comparison.map { [$0.label] + $0.values } + session.runs.balanceRows)
        let verdicts = session.verdicts
        guard !verdicts.isEmpty else { return }
        printLine("")
        printLine("Expectations")
        for verdict in verdicts {
            let found = verdict.value.map { "found \(text($0, verdict.expectation.metric))" } ?? "no value found"
            let binding = session.runs.count > 1 ? " (\(verdict.binding))" : ""
            printLine(
                "  \(verdict.holds ? "holds:  " : "FAILS:  ")\(verdict.expectation.says)\(binding); \(found)"
                    .displayText)
        }
    }

    private func printTable(head: [String], rows: [[String]]) {
        let table = ([head] + rows).map { $0.map(\.displayText) }
        let widths = (0..<head.count).map { column in table.map { $0[column].columns }.max() ?? 0 }
        for row in table {
            var line = "  " + row[0].padded(to: widths[0])
            for (cell, width) in zip(row, widths).dropFirst() {
                line += "  " + String(repeating: " ", count: width - cell.columns) + cell
            }
            printLine(line)
        }
    }

    private func text(_ value: Double, _ metric: Metric) -> String {
        if metric.isTime { return TimeSpan.milliseconds(Int64((value * 1000).rounded())).description }
        return value == value.rounded() ? String(Int(value)) : String(value)
    }
}

extension [FlowRun] {
    /// What became of all messages, a row each; the first row is the sum of the others.
    fileprivate var balanceRows: [[String]] {
        let balances = map(\.balance)
        let parts: [(String, KeyPath<Balance, Int>)] = [
            ("messages made", \.made), ("delivered", \.delivered), ("filtered out", \.filtered),
            ("rejected", \.rejected), ("expired", \.expired), ("dead-lettered", \.deadLettered),
            ("in flight at the end", \.inFlight),
        ]
        return parts.map { name, part in [name] + balances.map { String($0[keyPath: part]) } }
    }
}

/// A span of virtual time as an argument.
struct Horizon: ExpressibleByArgument {
    var span: TimeSpan

    init?(argument: String) {
        guard let span = TimeSpan(argument), span > .zero else { return nil }
        self.span = span
    }
}
