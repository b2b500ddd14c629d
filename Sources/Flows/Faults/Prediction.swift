import Services
import Values

/// What a fault lets one expect, held against what happened.
public struct Prediction: Hashable, Sendable {
    /// The fault's name.
    public var fault: String
    /// When it begins.
    public var at: TimeSpan
    /// The binding it was held against; empty for a template of its own.
    public var binding: String
    /// What was predicted.
    public var says: String
    /// What was found.
    public var found: String
    /// Whether the run confirms the prediction; otherwise it refutes it.
    public var isConfirmed: Bool
}

extension FlowRun {
    /// What the faults that have begun let one expect, and what the run says to it so far.
    public var predictions: [Prediction] {
        faults.filter { $0.at.nanoseconds <= now.nanoseconds }.map { fault in
            let (holds, found) = FaultEvidence(self, fault).verdict
            return Prediction(
                fault: fault.kind.rawValue, at: fault.fault.at, binding: binding, says: sentence(fault), found: found,
                isConfirmed: holds)
        }
    }

    func sentence(_ bound: BoundFault) -> String {
        let fault = bound.fault
        func list(_ names: [String]) -> String { names.count > 3 ? "everything" : names.joined(separator: " and ") }
        return fault.kind.row.predicts
            .replacing("{to}", with: fault.to?.name ?? list(bound.targets))
            .replacing("{from}", with: fault.from?.name ?? list(bound.others))
            .replacing("{by}", with: fault.amount?.written ?? "")
            .replacing("{field}", with: fault.field ?? "")
    }
}
