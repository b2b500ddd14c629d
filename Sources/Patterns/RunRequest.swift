import Flows
import Languages
import Services
import Templates
import Topologies
import Values

/// What is asked of a run besides what its flow says.
public struct RunRequest: Sendable {
    /// Of all randomness.
    public var seed: UInt64
    /// How much virtual time to run, in place of the flow's own.
    public var horizon: TimeSpan?
    /// Faults besides the flow's.
    public var faults: [Scenario.ScenarioFault]
    /// Parameters of the templates and properties of their resources, in place of what the files say.
    public var settings: [RunSetting]
    /// A flow that is run in place of the pattern's own, or of what is assumed of a template.
    public var flow: Scenario?

    /// Makes a request.
    public init(
        seed: UInt64 = 1, horizon: TimeSpan? = nil, faults: [Scenario.ScenarioFault] = [], settings: [RunSetting] = [],
        flow: Scenario? = nil
    ) {
        self.seed = seed
        self.horizon = horizon
        self.faults = faults
        self.settings = settings
        self.flow = flow
    }

    /// Values for template parameters: those of the flow, and over them those of the settings.
    public var parameters: [String: String] {
        settings.filter { $0.path.count == 1 }.reduce(into: flow?.parameters ?? [:]) { $0[$1.path[0]] = $1.text }
    }

    /// A scenario as this request wants it.
    func adapted(_ scenario: Scenario) -> Scenario {
        var scenario = scenario
        if let horizon { scenario.horizon = horizon }
        scenario.faults += faults
        return scenario
    }
}

/// One `--set KEY=VALUE`: a template parameter, or `Resource.Property` and deeper.
public struct RunSetting: Sendable {
    /// The parameter's name, or the resource and the properties below it.
    public var path: [String]
    /// The value as it was written.
    public var text: String

    /// Reads `KEY=VALUE`.
    /// - Throws: that it is none.
    public init(_ argument: String) throws(Diagnostics) {
        let pair = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        path = pair[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        text = pair.count == 2 ? pair[1] : ""
        guard pair.count == 2, !path.contains("") else {
            throw Diagnostics([
                Diagnostic(
                    at: RunSetting.place, found: "found '\(argument)'",
                    expected: "expected PARAMETER=VALUE or RESOURCE.PROPERTY=VALUE, such as Jobs.VisibilityTimeout=5")
            ])
        }
    }

    static let place = SourcePosition(file: "--set", line: 1, column: 1)

    /// The value: JSON where it is some, else the text.
    var value: JSONValue { JSONValue((try? readJSON(text))?.content ?? .string(text), at: RunSetting.place) }
}

extension RunRequest {
    /// Puts the settings of properties into the bindings' resources and links them again.
    /// - Throws: every setting that names nothing.
    func apply(
        to bindings: [FlowBinding], relink: (FlowBinding) -> Topology
    ) throws(Diagnostics) -> [FlowBinding] {
        var bindings = bindings
        var problems: [Diagnostic] = []
        for setting in settings {
            if setting.path.count == 1 {
                let names = bindings.flatMap { $0.stack.parameters.map(\.name) }
                if !names.contains(setting.path[0]) { problems.append(unknown(setting.path[0], "parameter", names)) }
                continue
            }
            var isKnown = false
            var names: [String] = []
            for place in bindings.indices {
                names += bindings[place].stack.resources.map(\.logicalID) + bindings[place].roles.map(\.role)
                for id in bindings[place].resources(named: setting.path[0]) {
                    isKnown = true
                    if let problem = set(setting, of: id, in: &bindings[place].stack) { problems.append(problem) }
                }
            }
            if !isKnown { problems.append(unknown(setting.path[0], "resource", names)) }
        }
        if !problems.isEmpty { throw Diagnostics(problems) }
        guard settings.contains(where: { $0.path.count > 1 }) else { return bindings }
        for place in bindings.indices { bindings[place].topology = relink(bindings[place]) }
        return bindings
    }

    private func unknown(_ name: String, _ what: String, _ names: [String]) -> Diagnostic {
        Diagnostic(
            at: RunSetting.place, found: "'\(name)' is no \(what) of the template",
            expected: names.isEmpty ? "it has none" : "expected one of \(Set(names).sorted().joined(separator: ", "))",
            nearest: nearestName(to: name, among: names))
    }

    /// Sets a property; nil when it could be.
    private func set(_ setting: RunSetting, of id: String, in stack: inout Stack) -> Diagnostic? {
        guard let place = stack.resources.firstIndex(where: { $0.logicalID == id }) else { return nil }
        let resource = stack.resources[place]
        let known =
            EmulatedServices.modelledProperties(of: resource.type)
            + (resource.properties.object?.map(\.key) ?? [])
        guard known.contains(setting.path[1]) else {
            return unknown(setting.path[1], "property of \(id) that a run models", known)
        }
        stack.resources[place].properties = changed(resource.properties, setting.path.dropFirst(), setting.value)
        return nil
    }

    private func changed(_ value: JSONValue, _ path: ArraySlice<String>, _ new: JSONValue) -> JSONValue {
        guard let key = path.first else { return new }
        if let index = Int(key), case .array(var elements) = value.content, elements.indices.contains(index) {
            elements[index] = changed(elements[index], path.dropFirst(), new)
            return JSONValue(.array(elements), at: value.position)
        }
        var object = value.object ?? JSONObject()
        object[key] = changed(object[key] ?? [:], path.dropFirst(), new)
        return JSONValue(.object(object), at: value.position)
    }
}
