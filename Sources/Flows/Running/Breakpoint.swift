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

extension Breakpoint {
    /// The fields that a condition may test.
    public static let conditionFields = [
        "seq", "time", "cause", "from", "to", "action", "message", "outcome", "rule", "payload",
    ]

    /// Reads a condition: the JSON text of an event pattern over `conditionFields`.
    ///
    /// - Throws: all that is wrong with it, each with its line and column; a field that no record has is wrong, too,
    ///   because such a condition would never be met.
    public static func condition(reading text: String) throws(Diagnostics) -> Breakpoint {
        let json = try readJSON(text)
        let unknown = unknownFields(json)
        do throws(Diagnostics) {
            let pattern = try EventPattern(json)
            if unknown.isEmpty { return .condition(pattern) }
        } catch {
            throw Diagnostics((unknown + error.all).sorted { $0.position < $1.position })
        }
        throw Diagnostics(unknown)
    }

    private static func unknownFields(_ json: JSONValue) -> [Diagnostic] {
        (json.object ?? JSONObject()).flatMap { member -> [Diagnostic] in
            if member.key == "$or" { return (member.value.array ?? []).flatMap(unknownFields) }
            // A dot joins two levels.
            let name = member.key.split(separator: ".").first.map(String.init) ?? member.key
            if conditionFields.contains(name) { return [] }
            return [
                Diagnostic(
                    at: member.keyPosition, found: "no event of a run has the field '\(name)'",
                    expected: "expected one of \(conditionFields.joined(separator: ", "))",
                    nearest: nearestName(to: name, among: conditionFields))
            ]
        }
    }
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

    /// Whether a record, as it is known now, is one at which a breakpoint pauses.
    public func isMet(_ breakpoint: Breakpoint, by index: Int) -> Bool {
        isMet(breakpoint, by: record(index), isCompletion: false)
    }

    private func isMet(_ breakpoint: Breakpoint, by record: RunRecord, isCompletion: Bool) -> Bool {
        switch breakpoint {
        case .node(let node): return !isCompletion && (record.from == node || record.to == node)
        case .edge(let edge): return !isCompletion && record.edge == edge
        case .condition(let pattern):
            // What was met when the record began is not met again by its end.
            var line = lineObject(record.index, withPayload: true)
            guard pattern.matches(JSONValue(line)) else { return false }
            guard isCompletion else { return true }
            line["outcome"] = "pending"
            line["rule"] = .null
            return !pattern.matches(JSONValue(line))
        }
    }
}
