import Topologies
import Values

/// A fault that can strike a component or a way of a run that is under way.
public struct FaultChoice: Hashable, Sendable {
    /// What it does, and takes.
    public var help: FaultHelp
    /// Its arguments as `--fault` takes them, with all that has to be said: `to=Worker,from=Api`; empty where nothing has.
    public var arguments: String
    /// What it lets one expect here: the prediction with its names filled in.
    public var predicts: String
}

extension FlowRun {
    /// The faults with which a branch can begin at a component, or at a way between two; those that strike everything
    /// always fit.
    ///
    /// - Parameter isWanted: which faults are looked for.
    public func faultChoices(
        node: String?, edge: String? = nil, where isWanted: (FaultHelp) -> Bool = { _ in true }
    ) -> [FaultChoice] {
        let way = topology.edges.first { $0.id == edge }
        // Who is asked comes before who asks: a consumer asks what it polls.
        let ends = way.map { $0.kind == .poll ? [$0.from, $0.to] : [$0.to, $0.from] } ?? node.map { [$0] } ?? []
        return zip(FaultKind.allCases, FaultHelp.all).compactMap { kind, help in
            guard isWanted(help) else { return nil }
            let candidates = kind.row.strikes == .everything ? [""] : targets(of: kind, among: ends)
            return candidates.lazy.compactMap { self.choice(kind, help, to: $0, way) }.first
        }
    }

    /// The names that `to` may be given.
    private func targets(of kind: FaultKind, among ends: [String]) -> [String] {
        guard kind.row.strikes == .traffic else { return ends }
        return traffic.filter { source in
            let client = clients.first { $0.name == source.id }?.component
            let node = client.map { cloud.components[Int($0.index)].logicalID }
            // A message that is inserted is a matter of who gets it, too.
            let taker = kind.insertsRequests ? roles.resolve(source.to.name).first : nil
            return [node, taker].contains { $0.map(ends.contains) ?? false }
        }.map(\.id)
    }

    /// The fault on a target, if it means something there.
    private func choice(_ kind: FaultKind, _ help: FaultHelp, to target: String, _ way: TopologyEdge?) -> FaultChoice? {
        var arguments = target.isEmpty ? [] : ["to=\(target)"]
        if kind.row.hasOtherEnd {
            guard let other = caller(of: target, way) else { return nil }
            arguments.append("from=\(other)")
        }
        if kind.row.mustEnd { arguments.append("for=10s") }
        if kind.row.needsPayload { arguments.append("payload=\(payload(of: kind, to: target))") }
        let written = arguments.joined(separator: ",")
        let text = "\(kind.rawValue)@\(now)" + (written.isEmpty ? "" : ":" + written)
        guard let fault = try? readFaults([text]).first else { return nil }
        var binder = FaultBinder(roles, traffic: traffic)
        guard let bound = binder.bind(fault) else { return nil }
        return FaultChoice(help: help, arguments: written, predicts: sentence(bound))
    }

    /// A body that the consumers of a traffic source may not be able to handle: the flow's own where it has such a fault,
    /// else one to be changed.
    private func payload(of kind: FaultKind, to source: String) -> String {
        let own = faults.first { $0.kind.insertsRequests && $0.targets.contains(source) && $0.fault.payload != nil }
        return own?.fault.payload?.compactText ?? #"{"poison":true}"#
    }

    /// A component at the other end of a way of a target: of the selected way, else of the first whose other end is a
    /// resource that asks it.
    private func caller(of target: String, _ way: TopologyEdge?) -> String? {
        let ways = way.map { [$0] } ?? topology.edges.filter { ($0.kind == .poll ? $0.from : $0.to) == target }
        return ways.lazy.map { $0.from == target ? $0.to : $0.from }
            .first { $0 != target && !self.roles.resources(named: $0).isEmpty }
    }
}
