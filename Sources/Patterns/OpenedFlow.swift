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
///   - request: what is asked of the run besides.
///   - checkpointSpacing: steps between checkpoints; it changes no outcome.
/// - Throws: everything that is wrong with the flow or its templates.
public func openFlow(
    _ id: String, in catalog: Catalog, request: RunRequest = RunRequest(), checkpointSpacing: Int = 10_000
) throws(Diagnostics) -> FlowSession {
    let (patternID, own) = try patternAndFlow(id, in: catalog, needsFlow: request.flow == nil)
    let scenario: Scenario
    if let flow = request.flow {
        scenario = request.adapted(flow)
    } else {
        let path = own?.path ?? ""
        guard let file = catalog.file(path) else {
            throw Diagnostics([
                Diagnostic(at: .none, found: "the catalog does not hold \(path)", expected: "expected the flow's file")
            ])
        }
        scenario = request.adapted(try readScenario(file.text, file: catalog.location(of: path)))
    }
    let pattern = try openPattern(
        patternID, in: catalog, parameters: scenario.parameters.merging(request.parameters) { $1 },
        only: scenario.bindings.map(\.name))
    if let own = scenario.roles.first {
        throw Diagnostics([
            Diagnostic(
                at: own.role.position, found: "'roles' in a flow of a pattern",
                expected: "remove it: the pattern's bindings say what plays each role")
        ])
    }
    let names = scenario.bindings.isEmpty ? pattern.bindings.prefix(1).map(\.id) : scenario.bindings.map(\.name)
    var bindings: [FlowBinding] = []
    var problems: [Diagnostic] = []
    var known: [String] = []
    if case .pattern(let detail) = catalog.entry(patternID)?.detail { known = detail.bindings.map(\.id) }
    for (place, name) in names.enumerated() {
        if let binding = pattern.binding(name) {
            bindings.append(binding.flowBinding)
        } else {
            problems.append(
                Diagnostic(
                    at: scenario.bindings[place].position,
                    found: "the pattern '\(pattern.id)' has no binding '\(name)'",
                    expected: "expected one of \(known.joined(separator: ", "))",
                    nearest: nearestName(to: name, among: known)))
        }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    bindings = try request.apply(to: bindings) { binding in
        pattern.form.map { link(binding.stack, form: $0, binding: binding.roles) } ?? link(binding.stack)
    }
    return try FlowSession(scenario, bindings: bindings, seed: request.seed, checkpointSpacing: checkpointSpacing)
}

/// The pattern that an id names, itself or by one of its flows, and that flow, or else the pattern's first.
private func patternAndFlow(
    _ id: String, in catalog: Catalog, needsFlow: Bool
) throws(Diagnostics) -> (pattern: String, flow: FlowDetail?) {
    let entry = catalog.entry(id)
    if case .flow(let detail) = entry?.detail { return (detail.pattern, detail) }
    if case .pattern(let detail) = entry?.detail {
        if let first = detail.flows.first, case .flow(let flow) = catalog.entry(first)?.detail { return (id, flow) }
        if !needsFlow { return (id, nil) }
    }
    let flows = catalog.heads(of: .flow).map(\.id)
    throw Diagnostics([
        Diagnostic(
            at: .none, found: entry == nil ? "there is no entry '\(id)'" : "'\(id)' has no flow to run",
            expected: "expected the id of a flow, or of a pattern that has one",
            nearest: nearestName(to: id, among: flows) ?? catalog.nearestIDs(to: id).first)
    ])
}

/// Prepares a template of its own: with the flow of the request, or else with steady traffic on its entry points and
/// behaviour that the template suggests.
///
/// - Throws: why it cannot run: what the flow names and the template has not, or no entry point that traffic can go to.
public func openTemplateFlow(
    _ pattern: OpenedPattern, request: RunRequest = RunRequest()
) throws(Diagnostics) -> FlowSession {
    guard let binding = pattern.bindings.first else {
        throw Diagnostics([Diagnostic(at: .none, found: "nothing to run", expected: "expected a template")])
    }
    var bindings = try request.apply(to: [binding.flowBinding]) { link($0.stack) }
    if let flow = request.flow {
        try bindings[0].bind(flow.roles)
        if let name = flow.bindings.first {
            throw Diagnostics([
                Diagnostic(
                    at: name.position, found: "'bindings' names '\(name.name)'",
                    expected: "remove it: a template of its own has no bindings")
            ])
        }
        return try FlowSession(request.adapted(flow), bindings: bindings, seed: request.seed)
    }
    var scenario = try assumedScenario(for: bindings[0], horizon: request.horizon ?? .seconds(60))
    scenario.faults += request.faults
    return try FlowSession(scenario, bindings: bindings, seed: request.seed)
}
