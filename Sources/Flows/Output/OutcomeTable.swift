import Services
import Topologies
import Values

/// The outcome of a session as rows: what the clients saw, what the queues held, what the functions and tables did, and
/// what the capacity would cost.
struct OutcomeTable {
    private let session: FlowSession

    init(_ session: FlowSession) { self.session = session }

    var rows: [FlowSession.ComparisonRow] {
        var rows = session.scenario.traffic.flatMap { trafficRows($0.id) }
        rows += kind("AWS::SQS::Queue", queueMetrics)
        rows += kind("AWS::Lambda::Function", functionMetrics)
        rows += kind("AWS::DynamoDB::Table", tableMetrics)
        rows.append(capacityCost)
        rows.append(row("run took", session.runs.map { $0.now.description }))
        return rows.filter { $0.values.contains { !$0.isEmpty } }
    }

    private func row(_ label: String, _ values: [String]) -> FlowSession.ComparisonRow {
        FlowSession.ComparisonRow(label: label, values: values)
    }

    private func trafficRows(_ id: String) -> [FlowSession.ComparisonRow] {
        let metrics: [Metric] = [
            .calls, .accepted, .rejected, .delivered, .filtered, .deadLettered, .expired, .inFlight, .latencyP50,
            .latencyP99,
        ]
        return metrics.map { metric in
            let label = metric == .calls ? "requests" : metric.meaning
            return row("\(id): \(label)", session.runs.map { metric.text($0.value(of: metric, for: id)) })
        }.filter { isInteresting($0) }
    }

    private let queueMetrics: [Metric] = [.maxDepth, .drainedAt, .deadLettered]
    private let functionMetrics: [Metric] = [.invocations, .maxConcurrency, .throttles, .errors, .duplicates]
    private let tableMetrics: [Metric] = [.calls, .throttles, .requiredWriteCapacity]

    /// Rows for the components of a type: by role where one is bound, so that bindings line up, else by logical id.
    private func kind(_ type: String, _ metrics: [Metric]) -> [FlowSession.ComparisonRow] {
        var names: [(label: String, ids: [String?])] = []
        for (place, run) in session.runs.enumerated() {
            for node in run.topology.nodes where node.type == type {
                let role = run.roles.roles.first { $0.targets.contains { $0.nodeID == node.id } }
                let isShared = (role?.targets.count ?? 0) > 1
                let label = session.runs.count > 1 && !isShared ? role?.role ?? node.id : node.id
                if let known = names.firstIndex(where: { $0.label == label && $0.ids[place] == nil }) {
                    names[known].ids[place] = node.id
                } else {
                    var ids = [String?](repeating: nil, count: session.runs.count)
                    ids[place] = node.id
                    names.append((label, ids))
                }
            }
        }
        return names.flatMap { name in
            metrics.map { metric in
                row(
                    "\(name.label): \(metric.meaning)",
                    zip(session.runs, name.ids).map { run, id in
                        id.map { self.value(of: metric, $0, run) } ?? ""
                    })
            }
        }.filter { isInteresting($0) }
    }

    /// Rows of nothing but zeros are left out.
    private func isInteresting(_ row: FlowSession.ComparisonRow) -> Bool {
        row.values.contains { !$0.isEmpty && $0 != "0" }
    }

    private var capacityCost: FlowSession.ComparisonRow {
        let values = session.runs.map { run in
            let units = run.topology.nodes.filter { $0.type == "AWS::DynamoDB::Table" }
                .compactMap { run.value(of: .requiredWriteCapacity, for: $0.id) }
            guard units.contains(where: { $0 > 0 }) else { return "" }
            let cents = Int((Prices.monthly(writeCapacityUnits: units.reduce(0, +)) * 100).rounded())
            return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100) USD a month"
        }
        return row("write capacity that would have throttled nobody costs", values)
    }

    private func value(of metric: Metric, _ id: String, _ run: FlowRun) -> String {
        let value = run.value(of: metric, for: id)
        if metric == .drainedAt, value == nil { return run.depths(of: id).isEmpty ? "" : "never" }
        return metric.text(value)
    }
}

extension Metric {
    /// A value in words, a time to the millisecond; empty where there is none.
    public func text(_ value: Double?) -> String {
        guard let value else { return "" }
        if isTime { return TimeSpan.milliseconds(Int64((value * 1_000).rounded())).description }
        return String(Int(value))
    }
}
