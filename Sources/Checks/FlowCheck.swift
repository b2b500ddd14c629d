import Catalog
import Flows
import Patterns
import Values

/// Checks one flow: it reads, its names mean something in the bindings it runs, and, where asked, each run accounts for
/// every message and gives what the flow says it shows.
struct FlowCheck {
    private let id: String
    private let catalog: Catalog
    /// What is wrong.
    private(set) var diagnostics: [Diagnostic] = []
    /// How many of the flow's expectations were held against a run.
    private(set) var expectations = 0

    init(_ id: String, catalog: Catalog) {
        self.id = id
        self.catalog = catalog
    }

    mutating func run(toTheEnd: Bool) {
        do throws(Diagnostics) {
            var session = try openFlow(id, in: catalog)
            guard toTheEnd else { return }
            session.finish()
            checkBalance(session)
            checkVerdicts(session)
        } catch {
            diagnostics += error.all
        }
    }

    private mutating func checkBalance(_ session: FlowSession) {
        for run in session.runs where !run.balance.isClosed {
            diagnostics.append(
                Diagnostic(
                    at: session.scenario.position,
                    found: "\(run.balance.unaccounted.count) messages of '\(id)' vanish in '\(run.binding)'",
                    expected: "each message ends somewhere: this is a fault of the emulation"))
        }
    }

    private mutating func checkVerdicts(_ session: FlowSession) {
        for verdict in session.verdicts {
            expectations += 1
            if verdict.holds { continue }
            let expectation = verdict.expectation
            let value = verdict.value.map { Self.text($0, expectation.metric) } ?? "not measured"
            diagnostics.append(
                Diagnostic(
                    at: expectation.position,
                    found: "\"\(expectation.says)\" does not hold in '\(verdict.binding)': "
                        + "\(expectation.metric.rawValue) of \(expectation.of.name) is \(value)",
                    expected: "change the flow, its template or the expectation"))
        }
    }

    private static func text(_ value: Double, _ metric: Metric) -> String {
        if metric.isTime { return TimeSpan.seconds(value).description }
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
