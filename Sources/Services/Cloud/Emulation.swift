import Languages
import Simulation
import Templates
import Values

/// A stack put to run: the cloud, what drives it, and what of it is left out.
public struct Emulation: Sendable {
    /// Runs the cloud through virtual time.
    public var simulator: Simulator<Cloud>
    /// What the emulation leaves out of this stack, each once.
    public let findings: [Diagnostic]

    /// Puts a stack to run.
    ///
    /// - Parameters:
    ///   - stack: the resources.
    ///   - behaviours: what functions do, by logical id; a function without one does nothing for 50 ms.
    ///   - traffic: the requests from outside.
    ///   - faults: what the scenario changes, by logical id and when.
    ///   - concurrencyQuota: how many invocations the account's functions may run at once; AWS gives 1,000 at first.
    ///   - seed: of all randomness.
    ///   - checkpointSpacing: steps between checkpoints; it changes no outcome.
    public init(
        stack: Stack,
        behaviours: [String: FunctionBehaviour] = [:],
        traffic: [TrafficSource] = [],
        faults: [(at: Instant, target: String, state: FaultState)] = [],
        concurrencyQuota: Int = 1_000,
        seed: UInt64 = 1,
        checkpointSpacing: Int = 10_000
    ) {
        var builder = CloudBuilder(stack: stack, behaviours: behaviours, seed: seed, concurrencyQuota: concurrencyQuota)
        var cloud = builder.build(traffic: traffic)
        findings = builder.findings + cloud.authoriser.findings
        var agenda = Agenda<Cloud.Activity>()
        var archive = Archive()
        for fault in faults {
            guard let component = cloud.component(fault.target) else { continue }
            agenda.schedule(.fault(Fault(component: component, state: fault.state)), at: fault.at)
        }
        cloud.start(agenda: &agenda, archive: &archive)
        simulator = Simulator(model: cloud, agenda: agenda, archive: archive, checkpointEvery: checkpointSpacing)
    }
}
