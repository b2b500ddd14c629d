import Services
import Simulation
import Templates
import Topologies
import Values

/// A scenario and its runs, one per binding, under the same traffic and seed.
public struct FlowSession: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// One run per binding, in the scenario's order.
    public var runs: [FlowRun]

    /// Prepares the runs of a scenario.
    ///
    /// - Throws: every name that means nothing, and every call that no edge of a topology carries.
    public init(
        _ scenario: Scenario, bindings: [FlowBinding], seed: UInt64 = 1, checkpointSpacing: Int = 10_000
    ) throws(Diagnostics) {
        self.scenario = scenario
        var problems: [Diagnostic] = []
        var runs: [FlowRun] = []
        for binding in bindings {
            var binder = ScenarioBinder(scenario, binding)
            binder.bind()
            if scenario.traffic.isEmpty, !EmulatedServices.actsByItself(binding.stack) {
                binder.problems.append(
                    Diagnostic(
                        at: scenario.position, found: "nothing sets the flow '\(scenario.id)' off",
                        expected: "expected 'traffic', or a schedule in the template"))
            }
            for problem in binder.problems where !problems.contains(problem) { problems.append(problem) }
            guard binder.problems.isEmpty else { continue }
            runs.append(
                FlowRun(
                    binding: binding, scenario: scenario, binder: binder, seed: seed,
                    checkpointSpacing: checkpointSpacing))
        }
        problems += FlowSession.unknownNames(scenario, bindings)
        if !problems.isEmpty { throw Diagnostics(problems) }
        self.runs = runs
    }

    /// Names that mean something in none of the bindings they are for.
    private static func unknownNames(_ scenario: Scenario, _ bindings: [FlowBinding]) -> [Diagnostic] {
        var names: [(Scenario.Named, String?)] = scenario.behaviours.map { ($0.who, nil) }
        for fault in scenario.faults where fault.kind.row.strikes != .traffic {
            names += [fault.to, fault.from].compactMap { $0 }.map { ($0, nil) }
        }
        names += scenario.narration.compactMap(\.look).map { ($0, nil) }
        names += scenario.expectations.map { ($0.of, $0.binding) }
        let traffic = Set(scenario.traffic.map(\.id))
        var problems: [Diagnostic] = []
        for (name, only) in names where !traffic.contains(name.name) {
            let looked = bindings.filter { only == nil || $0.id == only }
            if looked.contains(where: { !$0.resolve(name.name).isEmpty }) { continue }
            let known = looked.flatMap(\.names) + scenario.traffic.map(\.id)
            problems.append(
                Diagnostic(
                    at: name.position, found: "'\(name.name)' is no role, resource or traffic source",
                    expected: "expected a name that one of the bindings knows",
                    nearest: nearestName(to: name.name, among: known)))
        }
        let ids = bindings.map(\.id)
        let only =
            scenario.expectations.map { ($0.binding, $0.position) }
            + scenario.narration.map { ($0.binding?.name, $0.binding?.position ?? scenario.position) }
        for case (let binding?, let position) in only where !ids.contains(binding) {
            problems.append(
                Diagnostic(
                    at: position, found: "the binding '\(binding)' is not one that this flow runs",
                    expected: ids == [""]
                        ? "remove it: a template of its own has no bindings"
                        : "expected one of \(ids.sorted().joined(separator: ", "))",
                    nearest: nearestName(to: binding, among: ids.sorted())))
        }
        return problems
    }

    /// Runs everything to the end.
    public mutating func finish() {
        for place in runs.indices { runs[place].finish() }
    }

    // MARK: Outcome

    /// An expectation held against the runs.
    public struct Verdict: Hashable, Sendable {
        /// The expectation.
        public var expectation: Expectation
        /// The binding it was held against.
        public var binding: String
        /// The value found; nil where there is none.
        public var value: Double?
        /// Whether it holds.
        public var holds: Bool
    }

    /// What the runs say of each expectation.
    public var verdicts: [Verdict] {
        scenario.expectations.flatMap { expectation in
            runs.filter { expectation.binding == nil || $0.binding == expectation.binding }.map { run in
                let value = run.value(of: expectation.metric, for: expectation.of.name)
                return Verdict(
                    expectation: expectation, binding: run.binding, value: value,
                    holds: value.map(expectation.comparison.holds) ?? false)
            }
        }
    }

    /// What the faults let one expect, and what the runs say to it.
    public var predictions: [Prediction] { runs.flatMap(\.predictions) }

    /// A row of the outcome, a value per run.
    public struct ComparisonRow: Hashable, Sendable {
        /// What is compared.
        public var label: String
        /// The value of each run as text; empty where it has none.
        public var values: [String]

        /// Makes a row.
        public init(label: String, values: [String]) {
            self.label = label
            self.values = values
        }
    }

    /// The outcome of the runs side by side.
    public var comparison: [ComparisonRow] { OutcomeTable(self).rows }
}
