import Services
import Simulation
import Values

extension FlowRun {
    /// Another future from a moment: a run that has come the same way up to it, and in which these faults follow.
    ///
    /// The branch begins at the moment: it cannot be rewound past it.
    /// - Parameters:
    ///   - moment: when to part, at most the time this run has come to.
    ///   - faults: what happens in the branch besides; those that would begin at the moment or before begin a nanosecond
    ///     after it, since what belongs to the moment has happened.
    /// - Throws: what a fault names that is not there.
    public func branch(at moment: TimeSpan, faults more: [Scenario.ScenarioFault] = []) throws(Diagnostics) -> FlowRun {
        var branch = self
        branch.rewind(to: moment)
        var binder = FaultBinder(roles, traffic: traffic)
        for var fault in more {
            fault.at = max(fault.at, branch.now + TimeSpan(nanoseconds: 1))
            guard let bound = binder.bind(fault) else { continue }
            branch.faults.append(bound)
            for planned in binder.plan(bound) { branch.emulation.add(planned) }
            for source in traffic where bound.kind.insertsRequests && bound.targets.contains(source.id) {
                branch.emulation.insert(InsertedRequests.of(fault, into: source), into: source.id)
            }
            branch.lastImpulse = max(branch.lastImpulse, bound.at)
        }
        if !binder.problems.isEmpty { throw Diagnostics(binder.problems) }
        return branch
    }
}
