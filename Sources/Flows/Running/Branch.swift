import Services
import Simulation
import Values

extension FlowRun {
    /// Another future from a moment: a run that has come the same way up to it, and in which these faults follow.
    ///
    /// The branch begins at the moment: it cannot be rewound past it.
    /// - Parameters:
    ///   - moment: when to part, at most the time this run has come to.
    ///   - faults: what happens in the branch besides; those that would begin before the moment begin at it.
    /// - Throws: what a fault names that is not there.
    public func branch(at moment: TimeSpan, faults more: [Scenario.ScenarioFault] = []) throws(Diagnostics) -> FlowRun {
        var branch = self
        branch.rewind(to: moment)
        var binder = FaultBinder(roles, traffic: traffic)
        for var fault in more {
            fault.at = max(fault.at, branch.now)
            guard let bound = binder.bind(fault) else { continue }
            if !InsertedRequests.isEmpty(for: fault) {
                binder.problems.append(
                    Diagnostic(
                        at: fault.position, found: "the fault '\(fault.kind.rawValue)' inserts requests",
                        expected: "name it when the run begins: a branch cannot change what traffic will come"))
                continue
            }
            branch.faults.append(bound)
            for planned in binder.plan(bound) { branch.emulation.add(planned) }
            branch.lastImpulse = max(branch.lastImpulse, bound.at)
        }
        if !binder.problems.isEmpty { throw Diagnostics(binder.problems) }
        return branch
    }
}

/// What two runs have in common, and where they part.
public struct RunDifference: Hashable, Sendable {
    /// The number of records that both begin with; nil where they are the same to the end.
    public var commonRecords: Int?
    /// The time of the first record that differs; nil where they are the same to the end.
    public var partsAt: TimeSpan?
    /// Edges on which they differ, with how many records each run has there and how many of those failed.
    public var edges: [Edge]
    /// What became of the messages in the one and in the other.
    public var balances: [Balance]

    /// An edge in both runs.
    public struct Edge: Hashable, Sendable {
        /// The edge's id.
        public var edge: String
        /// Records on it, in the first run and in the second.
        public var records: [Int]
        /// Those that failed.
        public var failures: [Int]
    }

    /// Compares two runs of the same topology as far as each has come.
    public init(_ first: FlowRun, _ second: FlowRun) {
        let shorter = min(first.recordCount, second.recordCount)
        let parts = (0..<shorter).first { index in
            first.record(index) != second.record(index) || first.payload(of: index) != second.payload(of: index)
        }
        if let parts {
            commonRecords = parts
            partsAt = min(first.record(parts).sent, second.record(parts).sent)
        } else if first.recordCount != second.recordCount {
            commonRecords = shorter
            partsAt = (first.recordCount > shorter ? first : second).record(shorter).sent
        }
        let counts = [first, second].map(RunDifference.counts)
        var ids: [String] = []
        for edge in first.topology.edges + second.topology.edges where !ids.contains(edge.id) { ids.append(edge.id) }
        edges = ids.compactMap { id in
            let found = counts.map { $0[id] ?? (0, 0) }
            guard found[0] != found[1] else { return nil }
            return Edge(edge: id, records: found.map(\.records), failures: found.map(\.failures))
        }
        balances = [first.balance, second.balance]
    }

    private static func counts(_ run: FlowRun) -> [String: (records: Int, failures: Int)] {
        var counts: [String: (records: Int, failures: Int)] = [:]
        for index in 0..<run.recordCount {
            let record = run.record(index)
            guard let edge = record.edge else { continue }
            counts[edge, default: (0, 0)].records += 1
            if record.isFailure { counts[edge, default: (0, 0)].failures += 1 }
        }
        return counts
    }
}
