import Services
import Simulation

/// Calls that failed alike: between the same two, with the same action, outcome and deciding rule.
public struct Refusals: Hashable, Sendable {
    /// The node that asked.
    public var from: String
    /// The node that refused.
    public var to: String
    /// The API action.
    public var action: String
    /// How they ended.
    public var outcome: Outcome
    /// The rule that decided.
    public var rule: Rule
    /// How many there were.
    public var count: Int
}

extension FlowRun {
    /// The calls that failed, those that failed most often first, then in the order in which they first did.
    public var refusals: [Refusals] {
        var found: [Refusals] = []
        var places: [Refusals: Int] = [:]
        for index in 0..<recordCount where !archive.journal[RecordID(UInt32(index))].outcome.isSuccess {
            // What is not yet answered at this moment is no failure.
            let record = record(index)
            guard record.isFailure else { continue }
            let one = Refusals(
                from: record.from, to: record.to, action: record.action, outcome: record.outcome, rule: record.rule,
                count: 0)
            let place = places[one] ?? found.count
            if place == found.count {
                found.append(one)
                places[one] = place
            }
            found[place].count += 1
        }
        return found.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }
}
