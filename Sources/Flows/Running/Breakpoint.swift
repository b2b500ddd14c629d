import Languages
import Services
import Simulation
import Values

/// Where a run is to pause.
public enum Breakpoint: Hashable, Sendable {
    /// At every record that comes from or goes to a node of the topology.
    case node(String)
    /// At every record on an edge of the topology, by the edge's id.
    case edge(String)
    /// At every record that matches an event pattern over the fields of a journal line (`from`, `to`, `action`,
    /// `outcome`, `rule`, ...) and `payload`; looked at when the record begins, and again when its outcome is known.
    case condition(EventPattern)
}

/// A pause at a breakpoint.
public struct BreakpointHit: Hashable, Sendable {
    /// The place of the breakpoint in the list.
    public var breakpoint: Int
    /// The record's number.
    public var record: Int
    /// Whether the record has just been answered, rather than begun.
    public var isCompletion: Bool
}

extension FlowRun {
    /// Goes forward to a moment, or to the first breakpoint that is met, whichever comes first.
    ///
    /// The run then stands just after what met it; going on from there does not meet it again.
    /// - Returns: the breakpoint met; nil when the moment, the end of the run, or `maxSteps` was reached.
    public mutating func advance(
        to moment: TimeSpan, maxSteps: Int = .max, breakingAt breakpoints: [Breakpoint]
    ) -> BreakpointHit? {
        guard !breakpoints.isEmpty else {
            advance(to: moment, maxSteps: maxSteps)
            return nil
        }
        emulation.isWatched = true
        defer { emulation.isWatched = false }
        var left = maxSteps
        while !isFinished, left > 0, let next = nextTime, next <= moment {
            let before = (records: recordCount, completions: emulation.completions.count)
            advance(to: next, maxSteps: 1)
            left -= 1
            let completed = emulation.completions[before.completions...].map { (Int($0.index), true) }
            let begun = (before.records..<recordCount).map { ($0, false) }
            for (index, isCompletion) in completed + begun {
                let record = record(index)
                for (place, breakpoint) in breakpoints.enumerated()
                where isMet(breakpoint, by: record, isCompletion: isCompletion) {
                    return BreakpointHit(breakpoint: place, record: index, isCompletion: isCompletion)
                }
            }
        }
        if left > 0 { advance(to: moment, maxSteps: left) }
        return nil
    }

    private func isMet(_ breakpoint: Breakpoint, by record: RunRecord, isCompletion: Bool) -> Bool {
        switch breakpoint {
        case .node(let node): return !isCompletion && (record.from == node || record.to == node)
        case .edge(let edge): return !isCompletion && record.edge == edge
        case .condition(let pattern):
            // What was met when the record began is not met again by its end.
            guard let line = try? readJSON(line(record.index, withPayload: true)), pattern.matches(line) else {
                return false
            }
            guard isCompletion else { return true }
            var begun = line.object ?? JSONObject()
            begun["outcome"] = "pending"
            begun["rule"] = .null
            return !pattern.matches(JSONValue(begun))
        }
    }
}
