import Catalog
import Flows
import Services
import Templates
import Topologies
import Values

/// Prepares a flow of a catalog: its bindings opened, its names resolved, ready to run.
///
/// - Parameters:
///   - id: the flow, or a pattern, whose first flow is taken.
///   - seed: of all randomness.
///   - horizon: in place of the flow's own.
/// - Throws: everything that is wrong with the flow or its templates.
public func openFlow(
    _ id: String, in catalog: Catalog, seed: UInt64 = 1, horizon: TimeSpan? = nil, checkpointSpacing: Int = 10_000
) throws(Diagnostics) -> FlowSession {
    let flow = try flowDetail(id, in: catalog)
    guard let file = catalog.file(flow.path) else {
        throw Diagnostics([
            Diagnostic(at: .none, found: "the catalog does not hold \(flow.path)", expected: "expected the flow's file")
        ])
    }
    var scenario = try readScenario(file.text, file: catalog.location(of: flow.path))
    if let horizon { scenario.horizon = horizon }
    let pattern = try openPattern(
        flow.pattern, in: catalog, parameters: scenario.parameters, only: scenario.bindings.map(\.name))
    let names = scenario.bindings.isEmpty ? pattern.bindings.prefix(1).map(\.id) : scenario.bindings.map(\.name)
    var bindings: [FlowBinding] = []
    var problems: [Diagnostic] = []
    for (place, name) in names.enumerated() {
        if let binding = pattern.binding(name) {
            bindings.append(binding.flowBinding)
        } else {
            problems.append(
                Diagnostic(
                    at: scenario.bindings[place].position,
                    found: "the pattern '\(pattern.id)' has no binding '\(name)'",
                    expected: "expected one of \(pattern.bindings.map(\.id).joined(separator: ", "))",
                    nearest: nearestName(to: name, among: pattern.bindings.map(\.id))))
        }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    return try FlowSession(scenario, bindings: bindings, seed: seed, checkpointSpacing: checkpointSpacing)
}

private func flowDetail(_ id: String, in catalog: Catalog) throws(Diagnostics) -> FlowDetail {
    let entry = catalog.entry(id)
    if case .flow(let detail) = entry?.detail { return detail }
    if case .pattern(let detail) = entry?.detail, let first = detail.flows.first,
        case .flow(let flow) = catalog.entry(first)?.detail
    {
        return flow
    }
    let flows = catalog.heads(of: .flow).map(\.id)
    throw Diagnostics([
        Diagnostic(
            at: .none, found: entry == nil ? "there is no entry '\(id)'" : "'\(id)' has no flow to run",
            expected: "expected the id of a flow, or of a pattern that has one",
            nearest: nearestName(to: id, among: flows) ?? catalog.nearestIDs(to: id).first)
    ])
}

/// Prepares a template of its own: steady traffic on its entry points, and behaviour that the template suggests.
///
/// - Throws: why it cannot run: no entry point that traffic can go to.
public func openTemplateFlow(
    _ pattern: OpenedPattern, seed: UInt64 = 1, horizon: TimeSpan? = nil
) throws(Diagnostics) -> FlowSession {
    guard let binding = pattern.bindings.first else {
        throw Diagnostics([Diagnostic(at: .none, found: "nothing to run", expected: "expected a template")])
    }
    let scenario = try assumedScenario(
        for: binding.flowBinding, horizon: horizon ?? TimeSpan(nanoseconds: 60_000_000_000))
    return try FlowSession(scenario, bindings: [binding.flowBinding], seed: seed)
}
