import Services
import Simulation
import Topologies
import Values

/// The numbers in which two runs differ.
extension RunDifference {
    // MARK: Edges

    /// What happened on an edge of one run.
    private struct Traffic {
        var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
        var times: [Int64] = []

        var records: Int { outcomes.reduce(0, +) }
        var failures: Int {
            Outcome.allCases.reduce(0) { sum, outcome in
                outcome == .pending || outcome.isSuccess ? sum : sum + outcomes[Int(outcome.rawValue)]
            }
        }
        var median: TimeSpan? {
            let sorted = times.sorted()
            return sorted.isEmpty ? nil : TimeSpan(nanoseconds: sorted[sorted.count / 2])
        }
    }

    static func edges(_ runs: [FlowRun]) -> [Edge] {
        let traffic = runs.map(traffic)
        var ids: [String] = []
        for edge in runs.flatMap(\.topology.edges) where !ids.contains(edge.id) { ids.append(edge.id) }
        return ids.compactMap { id in
            let found = traffic.map { $0[id] ?? Traffic() }
            let medians = found.map(\.median)
            guard found[0].outcomes != found[1].outcomes || medians[0] != medians[1] else { return nil }
            let outcomes = Outcome.allCases.compactMap { outcome -> OutcomeCount? in
                let counts = found.map { $0.outcomes[Int(outcome.rawValue)] }
                return counts[0] == counts[1] ? nil : OutcomeCount(name: outcome.name, counts: counts)
            }
            return Edge(
                edge: id, records: found.map(\.records), failures: found.map(\.failures), medians: medians,
                outcomes: outcomes)
        }
    }

    private struct Route: Hashable {
        var from: ComponentID
        var to: ComponentID
        var action: Action
    }

    private static func traffic(_ run: FlowRun) -> [String: Traffic] {
        // Where a record lies depends on its ends and its action alone.
        var places: [Route: Int] = [:]
        var names: [String] = []
        var found: [Traffic] = []
        for entry in run.archive.journal.entries {
            let route = Route(from: entry.from, to: entry.to, action: entry.action)
            let place: Int
            if let known = places[route] {
                place = known
            } else {
                let edge = run.edge(of: entry) ?? ""
                place = names.firstIndex(of: edge) ?? names.count
                if place == names.count {
                    names.append(edge)
                    found.append(Traffic())
                }
                places[route] = place
            }
            let isKnown = entry.completed <= run.simulatorNow
            found[place].outcomes[Int((isKnown ? entry.outcome : .pending).rawValue)] += 1
            if isKnown { found[place].times.append(entry.completed - entry.sent) }
        }
        return Dictionary(uniqueKeysWithValues: zip(names, found))
    }

    // MARK: Components

    private static let trafficMetrics: [Metric] = [
        .calls, .accepted, .rejected, .delivered, .filtered, .deadLettered, .expired, .inFlight, .latencyP50,
        .latencyP99,
    ]

    private static func metrics(ofType type: String) -> [Metric] {
        switch type {
        case "AWS::SQS::Queue": [.accepted, .maxDepth, .drainedAt, .deadLettered, .expired, .inFlight]
        case "AWS::Lambda::Function":
            [.invocations, .maxConcurrency, .throttles, .errors, .duplicates, .latencyP50, .latencyP99]
        default: [.calls, .throttles, .errors, .filtered, .rejected, .latencyP50, .latencyP99]
        }
    }

    static func values(_ runs: [FlowRun]) -> [Value] {
        var names: [(name: String, metrics: [Metric])] = []
        for client in runs.flatMap(\.clients) where !names.contains(where: { $0.name == client.name }) {
            names.append((client.name, trafficMetrics))
        }
        for node in runs.flatMap(\.topology.nodes)
        where !node.type.isEmpty && !names.contains(where: { $0.name == node.id }) {
            names.append((node.id, metrics(ofType: node.type)))
        }
        return names.flatMap { name, metrics in
            metrics.compactMap { metric in
                let values = runs.map { $0.value(of: metric, for: name) }
                return values[0] == values[1] ? nil : Value(name: name, metric: metric, values: values)
            }
        }
    }
}
