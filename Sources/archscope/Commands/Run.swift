import ArgumentParser
import Canvas
import Catalog
import Explorer
import Flows
import Foundation
import Patterns
import Terminal
import Values

/// `archscope run`: what happens.
struct Run: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a flow, a pattern's first flow or a template, and tell what became of its messages.",
        discussion: """
            SOURCE is the id of a flow or pattern, the path of a CloudFormation or SAM template or of a folder of them, or \
            a file that --save wrote. The exit status is 1 when an expectation of the flow does not hold.

            FAULTS:
            \(FaultHelp.all.map { "\($0.name): \($0.arguments)\n    \($0.means)" }.joined(separator: "\n"))
            """)
    static let example = "archscope run write-buffering --seed 7"

    /// What is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case summary, ndjson, cloudevents, otlp, asciicast
    }

    @OptionGroup var choices: RunOptions

    @Option(
        help: """
            summary: for people. ndjson: the journal, a JSON object a line. cloudevents: a CloudEvents batch. otlp: \
            OpenTelemetry traces. asciicast: a recording of the run screen.
            """)
    var format = Format.summary

    @Flag(help: "With ndjson: what each record carried, too.")
    var payload = false

    @Option(help: ArgumentHelp("Write the run to a file that run and play open again.", valueName: "file"))
    var save: String?

    @Option(help: ArgumentHelp("Columns and rows of a recording.", valueName: "WxH"))
    var size = WindowSize(size: Size(width: 120, height: 40))

    @Option(
        help: ArgumentHelp(
            """
            Tell in what the run differs from another: a flow, a pattern, a template or a saved run. It runs with the same \
            --seed and --for, but without --fault and --set: naming the same source twice shows what those change. \
            With ndjson, an object a difference.
            """, valueName: "source"))
    var against: String?

    func validate() throws {
        guard against != nil, ![.summary, .ndjson].contains(format) else { return }
        throw ValidationError("--against compares runs as a summary or as ndjson, not as \(format.rawValue).")
    }

    func run() throws {
        let saved = try SavedRunFile(path: choices.source)
        if let saved, format == .ndjson, against == nil { return printRecorded(saved.run) }
        let catalog = try choices.options.load()
        let source = try saved?.open() ?? choices.open(in: catalog)
        var session = source.session
        if format == .asciicast { return record(source, in: catalog) }
        var told: Set<Diagnostic> = []
        for finding in session.runs.flatMap(\.findings) where told.insert(finding).inserted {
            printError(finding.description)
        }
        session.finish()
        try saved?.verify(session)
        for run in session.runs where run.isLooping {
            if let reason = run.stopReason { printError("archscope: \(run.title): \(reason)".displayText) }
        }
        if let save { try write(session, to: save, try choices.recipe(of: source, in: catalog)) }
        if let against {
            try compare(session, named: source, with: against, in: catalog)
        } else {
            write(session)
        }
        for run in session.runs where !run.balance.isClosed {
            throw Failure("error: \(run.balance.unaccounted.count) messages of the run are unaccounted for")
        }
        if session.verdicts.contains(where: { !$0.holds }) { throw ExitCode.failure }
        try source.templates?.failWhereIncomplete()
    }

    /// Prints the run as it was asked for.
    private func write(_ session: FlowSession) {
        switch format {
        case .summary: RunSummary(session).print()
        case .ndjson:
            for run in session.runs {
                for index in 0..<run.recordCount {
                    print(run.line(index, withPayload: payload, withBinding: session.runs.count > 1))
                }
            }
        case .cloudevents: session.writeCloudEvents { print($0, terminator: "") }
        case .otlp: print(session.openTelemetry.compactText)
        case .asciicast: break
        }
    }

    /// Runs what is compared with, and prints in what they differ.
    private func compare(
        _ session: FlowSession, named source: RunSource, with against: String, in catalog: Catalog
    ) throws {
        let saved = try SavedRunFile(path: against)
        var other = try saved?.open().session ?? choices.unchanged(from: against).open(in: catalog).session
        other.finish()
        try saved?.verify(other)
        let name = ([choices.source] + choices.faults + choices.settings).joined(separator: " ")
        let summary = DifferenceSummary(session: session, other: other, names: [against, name])
        guard !summary.pairs.isEmpty else {
            throw Failure(
                "\(against.withVisibleControls): error: it runs none of the bindings of \(source.title.withVisibleControls)"
            )
        }
        if format == .ndjson { summary.printLines() } else { summary.printText() }
    }

    /// The journal of a saved run, as it was recorded.
    private func printRecorded(_ run: SavedRun) {
        for line in run.journal {
            guard !payload, var object = (try? readJSON(line))?.object else {
                print(line)
                continue
            }
            object["payload"] = nil
            print(JSONValue(object).compactText)
        }
    }

    private func record(_ source: RunSource, in catalog: Catalog) {
        let settings = Settings(
            theme: Theme.dark.name, themes: Theme.all.map(\.name), isMouseOn: false, isASCII: Output.isASCII)
        let model = Model(
            catalog: catalog, size: size.size, settings: settings,
            start: .session(flow: source.flow, title: source.title, source.session))
        Recorder(size: size.size, theme: .dark).record(
            model, narration: source.session.scenario.narration, title: source.title,
            command: "archscope play \(choices.source)"
        ) { print($0) }
    }

    /// Writes the run beside the file first, so that a failure leaves no half of one.
    private func write(_ session: FlowSession, to path: String, _ recipe: SavedRun.Recipe) throws {
        let draft = path + ".part"
        guard FileManager.default.createFile(atPath: draft, contents: nil),
            let file = FileHandle(forWritingAtPath: draft)
        else { throw Failure("\(path.withVisibleControls): error: the file cannot be written; check the folder") }
        do {
            var buffer: [UInt8] = []
            var problem: (any Error)?
            func flush() {
                guard problem == nil else { return }
                do { try file.write(contentsOf: buffer) } catch { problem = error }
                buffer.removeAll(keepingCapacity: true)
            }
            SavedRun.write(session, recipe) { line in
                buffer += line.utf8
                buffer.append(UInt8(ascii: "\n"))
                if buffer.count > 1 << 20 { flush() }
            }
            flush()
            if let problem { throw problem }
            try file.close()
            guard rename(draft, path) == 0 else { throw POSIXError(.EIO) }
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw Failure(
                "\(path.withVisibleControls): error: the file cannot be written: \(error.localizedDescription)")
        }
    }
}
