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
