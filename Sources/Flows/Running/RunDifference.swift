import Services
import Simulation
import Topologies
import Values

/// What two runs have in common, where they part, and in what they differ, as far as each has come.
public struct RunDifference: Hashable, Sendable {
    /// The number of records that both begin with; nil where they are the same to the end.
    public var commonRecords: Int?
    /// When something first differs: a record of one that the other does not have, or a record's end.
    public var partsAt: TimeSpan?
    /// The record that differs then, by its number in each run; nil in a run that has none.
    public var partsWith: [Int?] = [nil, nil]
    /// Edges on which they differ.
    public var edges: [Edge]
    /// Numbers of components and traffic sources that differ.
    public var values: [Value]
    /// What became of the messages in the one and in the other.
    public var balances: [Balance]
    /// What the faults of the second run that the first does not have let one expect, and what it says to it.
    public var predictions: [Prediction]
    /// The expectations that are about these runs, held against both.
    public var expectations: [Expected]

    /// An edge in both runs.
    public struct Edge: Hashable, Sendable {
        /// The edge's id.
        public var edge: String
        /// Records on it, in the first run and in the second.
        public var records: [Int]
        /// Those that failed.
        public var failures: [Int]
        /// The median time from sending to the answer, of those that have been answered.
        public var medians: [TimeSpan?]
        /// How often each outcome came that did not come as often in both, `pending` among them.
        public var outcomes: [OutcomeCount]
    }

    /// How often an outcome came.
    public struct OutcomeCount: Hashable, Sendable {
        /// The outcome's name.
        public var name: String
        /// How often, in the first run and in the second.
        public var counts: [Int]
    }

    /// A number of a component or traffic source.
    public struct Value: Hashable, Sendable {
        /// The logical id, or the traffic's name.
        public var name: String
        /// Which number.
        public var metric: Metric
        /// Its values, nil where there is none.
        public var values: [Double?]
    }

    /// An expectation held against both runs.
    public struct Expected: Hashable, Sendable {
        /// The expectation.
        public var expectation: Expectation
        /// What was found.
        public var values: [Double?]
        /// Whether it holds.
        public var holds: [Bool]

        /// Whether it holds in the one and not in the other.
        public var isFlipped: Bool { holds[0] != holds[1] }
    }

    /// Compares two runs.
    ///
    /// - Parameters:
    ///   - first: the run as it was.
    ///   - second: the run that something was done to.
    ///   - scenario: where expectations are declared; nil leaves them out.
    ///   - sharing: how many records both are known to begin with, as a branch and the run it parted from do; their ends
    ///     may still differ.
    /// - Complexity: linear in the records, times the numbers of the components.
    public init(_ first: FlowRun, _ second: FlowRun, under scenario: Scenario? = nil, sharing: Int = 0) {
        let runs = [first, second]
        edges = RunDifference.edges(runs)
        values = RunDifference.values(runs)
        balances = runs.map(\.balance)
        let known = first.predictions
        predictions = second.predictions.filter { prediction in
            !known.contains { $0.fault == prediction.fault && $0.at == prediction.at && $0.says == prediction.says }
        }
        expectations = (scenario?.expectations ?? []).filter { expectation in
            runs.contains { expectation.binding == nil || expectation.binding == $0.binding }
        }.map { expectation in
            let found = runs.map { $0.value(of: expectation.metric, for: expectation.of.name) }
            return Expected(
                expectation: expectation, values: found,
                holds: found.map { $0.map(expectation.comparison.holds) ?? false })
        }
        findParting(first, second, sharing)
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { partsAt == nil }

    // MARK: Where they part

    private mutating func findParting(_ first: FlowRun, _ second: FlowRun, _ sharing: Int) {
        let shorter = min(first.recordCount, second.recordCount)
        let isAlike = first.cloud.components.map(\.logicalID) == second.cloud.components.map(\.logicalID)
        var best: (at: TimeSpan, record: Int)?
        for index in 0..<shorter {
            // Ends may differ in an order of their own: later records count as long as they were sent before.
            if let best, first.sent(index) > best.at, second.sent(index) > best.at { break }
            let isSame =
                isAlike && first.isEqual(to: second, at: index)
                && (index < sharing || first.payload(of: index) == second.payload(of: index))
            if isSame { continue }
            guard let at = RunDifference.parting(first, second, index) else { continue }
            if commonRecords == nil { commonRecords = index }
            if best.map({ at < $0.at }) ?? true { best = (at, index) }
        }
        let longer = first.recordCount > shorter ? first : second
        if first.recordCount != second.recordCount {
            if commonRecords == nil { commonRecords = shorter }
            if best.map({ longer.sent(shorter) < $0.at }) ?? true { best = (longer.sent(shorter), shorter) }
        }
        guard let best else { return }
        partsAt = best.at
        partsWith = [first, second].map { best.record < $0.recordCount ? best.record : nil }
    }

    /// When a record begins to differ; nil where it is the same in both.
    private static func parting(_ first: FlowRun, _ second: FlowRun, _ index: Int) -> TimeSpan? {
        let records = [first.record(index), second.record(index)]
        let isSamePayload = first.payload(of: index) == second.payload(of: index)
        if records[0] == records[1], isSamePayload { return nil }
        let begun = records.map { record in
            var record = record
            record.completed = nil
            record.outcome = .pending
            record.rule = .none
            return record
        }
        if begun[0] != begun[1] || !isSamePayload { return min(records[0].sent, records[1].sent) }
        return records.compactMap(\.completed).min()
    }
}

extension FlowRun {
    fileprivate func sent(_ index: Int) -> TimeSpan {
        TimeSpan(nanoseconds: archive.journal.entries[index].sent.nanoseconds)
    }

    /// Whether a record is the same in another run of the same components, what it carried left aside.
    fileprivate func isEqual(to other: FlowRun, at index: Int) -> Bool {
        var (mine, theirs) = (archive.journal.entries[index], other.archive.journal.entries[index])
        guard archive.journal.causes[index] == other.archive.journal.causes[index] else { return false }
        // Payloads are stored in another order once runs have parted.
        (mine.parameters, theirs.parameters) = (.none, .none)
        (mine.result, theirs.result) = (.none, .none)
        // What comes after now is not known yet.
        let isKnown = (mine.completed <= simulatorNow, theirs.completed <= other.simulatorNow)
        if !isKnown.0 { (mine.completed, mine.outcome, mine.rule) = (.never, .pending, .none) }
        if !isKnown.1 { (theirs.completed, theirs.outcome, theirs.rule) = (.never, .pending, .none) }
        return mine == theirs
    }
}
