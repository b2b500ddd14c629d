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
    /// The requests from outside that have a target.
    private let traffic: [TrafficSource]

    /// Puts a stack to run.
    ///
    /// - Parameters:
    ///   - stack: the resources.
    ///   - behaviours: what functions do, by logical id; a function without one does nothing for 50 ms.
    ///   - traffic: the requests from outside.
    ///   - faults: what the scenario breaks or mends; targets that the stack does not have are left out.
    ///   - concurrencyQuota: how many invocations the account's functions may run at once; AWS gives 1,000 at first.
    ///   - seed: of all randomness.
    ///   - checkpointSpacing: steps between checkpoints; it changes no outcome.
    public init(
        stack: Stack,
        behaviours: [String: FunctionBehaviour] = [:],
        traffic: [TrafficSource] = [],
        faults: [PlannedFault] = [],
        concurrencyQuota: Int = 1_000,
        seed: UInt64 = 1,
        checkpointSpacing: Int = 10_000
    ) {
        var builder = CloudBuilder(stack: stack, behaviours: behaviours, seed: seed, concurrencyQuota: concurrencyQuota)
        var cloud = builder.build(traffic: traffic)
        findings = builder.findings + cloud.authoriser.findings
        let traffic = traffic.filter { cloud.component($0.target) != nil }
        self.traffic = traffic
        var agenda = Agenda<Cloud.Activity>()
        var archive = Archive()
        for fault in faults { Emulation.plan(fault, traffic, in: &cloud, &agenda) }
        cloud.start(agenda: &agenda, archive: &archive)
        simulator = Simulator(model: cloud, agenda: agenda, archive: archive, checkpointEvery: checkpointSpacing)
    }

    /// Whether the completions of calls are told, for breakpoints; what was told is forgotten when it changes.
    public var isWatched: Bool {
        get { simulator.archive.isWatched }
        set {
            simulator.watch {
                $0.isWatched = newValue; $0.completions = []
            }
        }
    }

    /// The records completed since completions are told, in order.
    public var completions: [RecordID] { simulator.archive.completions }

    /// Breaks something in a run that is under way: from now on it goes another way.
    public mutating func add(_ fault: PlannedFault) {
        let traffic = traffic
        simulator.branch { cloud, agenda in Emulation.plan(fault, traffic, in: &cloud, &agenda) }
    }

    /// Puts requests among those that a traffic source will make, in a run that is under way: from now on it goes another
    /// way.
    public mutating func insert(_ requests: [(at: Instant, body: JSONValue)], into name: String) {
        guard let place = traffic.firstIndex(where: { $0.name == name }) else { return }
        let count = traffic.count
        simulator.branch { cloud, agenda in
            let id = ComponentID(cloud.components.count - count + place)
            guard var client = cloud.components[Int(id.index)].emulator as? Client else { return }
            for request in requests { agenda.schedule(.timer(id, client.insert(request)), at: request.at) }
            cloud.components[Int(id.index)].emulator = client
        }
    }

    static func plan(
        _ fault: PlannedFault, _ traffic: [TrafficSource], in cloud: inout Cloud, _ agenda: inout Agenda<Cloud.Activity>
    ) {
        let firstClient = cloud.components.count - traffic.count
        let components: [ComponentID] = fault.targets.compactMap { target in
            switch target {
            case .resource(let id): cloud.component(id)
            case .traffic(let name): traffic.firstIndex { $0.name == name }.map { ComponentID(firstClient + $0) }
            }
        }
        let number = Int32(cloud.faults.count)
        cloud.faults.append(FaultPlan(fault: fault, components: components))
        agenda.schedule(.fault(number, begins: true), at: fault.at)
        if let until = fault.until { agenda.schedule(.fault(number, begins: false), at: until) }
    }
}
