import Documents
import Topologies
import Values

/// Writes a flow of a pattern again for one of its bindings, so that it runs on that template alone: resources take the
/// places of roles, and what is said of other bindings goes. A role that several resources play keeps its name, and the
/// flow says whose it is. All else stays as it was written.
struct FlowOnResources {
    private let binding: OpenedBinding
    private var edited: EditedText
    private var problems: [Diagnostic] = []
    private var traffic: Set<String> = []
    /// The roles that several resources play, in the order in which they are met.
    private var shared: [(role: String, resources: [String])] = []

    /// The flow's text on the binding's resources.
    /// - Throws: what of it cannot be written again.
    static func text(_ text: String, file: String, on binding: OpenedBinding) throws(Diagnostics) -> String {
        let document = try readDocument(text, file: file)
        var writer = FlowOnResources(binding: binding, edited: EditedText(text))
        writer.rewrite(document)
        if !writer.problems.isEmpty { throw Diagnostics(writer.problems) }
        guard !writer.shared.isEmpty else { return writer.edited.text }
        let roles = writer.shared.map { "  \($0.role): [\($0.resources.joined(separator: ", "))]\n" }.joined()
        return writer.edited.text + "roles:\n" + roles
    }

    private init(binding: OpenedBinding, edited: EditedText) {
        self.binding = binding
        self.edited = edited
    }

    private mutating func rewrite(_ document: JSONValue) {
        let flow = document.object ?? JSONObject()
        traffic = Set((flow["traffic"]?.array ?? []).compactMap { $0["id"]?.string })
        if let bindings = flow.first(where: { $0.key == "bindings" }) { cut(bindings) }
        for source in flow["traffic"]?.array ?? [] { rename(source["to"], takesFirst: true) }
        rewriteBehaviour(flow)
        rewriteList("faults", of: flow, naming: ["to", "from"])
        rewriteList("expectations", of: flow, naming: ["of"])
        rewriteList("narration", of: flow, naming: ["look"])
    }

    private mutating func rewriteBehaviour(_ flow: JSONObject) {
        guard let behaviour = flow.first(where: { $0.key == "behaviour" }) else { return }
        let members = behaviour.value.object ?? JSONObject()
        let kept = members.filter { !names($0.key).isEmpty }
        if kept.isEmpty { return cut(behaviour) }
        for member in members {
            guard !names(member.key).isEmpty else {
                cut(member)
                continue
            }
            rename(JSONValue(.string(member.key), at: member.keyPosition))
            for call in member.value["calls"]?.array ?? [] { rename(call["to"], takesFirst: true) }
        }
    }

    /// Renames what the elements of a list name; those that are about another binding, or about what this one has not,
    /// go.
    private mutating func rewriteList(_ key: String, of flow: JSONObject, naming fields: [String]) {
        func named(_ element: JSONValue) -> [JSONValue] { fields.compactMap { element[$0] } }
        guard let list = flow.first(where: { $0.key == key }) else { return }
        let elements = list.value.array ?? []
        let kept = elements.filter { element in
            (element["binding"].map { $0.string == binding.id } ?? true)
                && named(element).allSatisfy { !names($0.string ?? "").isEmpty }
        }
        if kept.isEmpty { return cut(list) }
        for element in elements {
            guard kept.contains(where: { $0.position == element.position }) else {
                if !edited.removeElement(at: element.position) { cannotCut(element.position) }
                continue
            }
            if let own = element.object?.first(where: { $0.key == "binding" }) { cut(own) }
            for name in named(element) { rename(name, takesFirst: key == "narration") }
        }
    }

    // MARK: Names

    /// What a name means in this binding: the resources of a role, a resource, or a traffic source.
    private func names(_ name: String) -> [String] {
        if let role = binding.roles.first(where: { $0.role == name }) { return role.targets.compactMap(\.nodeID) }
        let isKnown = traffic.contains(name) || binding.stack[name] != nil || name == "default"
        return isKnown || binding.topology.nodes.contains { $0.id == name } ? [name] : []
    }

    /// - Parameter takesFirst: whether the first of several resources is meant, as it is where a run resolves the name.
    private mutating func rename(_ value: JSONValue?, takesFirst: Bool = false) {
        guard let value, let name = value.string else { return }
        let known = names(name)
        guard !known.isEmpty else {
            problems.append(
                Diagnostic(
                    at: value.position, found: "the role '\(name)' is played by nothing in '\(binding.id)'",
                    expected: "name what the binding has"))
            return
        }
        if known.count > 1, !takesFirst {
            if !shared.contains(where: { $0.role == name }) { shared.append((name, known)) }
            return
        }
        if known[0] != name, !edited.replace(name, at: value.position, with: known[0]) { cannotCut(value.position) }
    }

    // MARK: Cutting

    private mutating func cut(_ member: JSONObject.Member) {
        if !edited.remove(member) { cannotCut(member.keyPosition) }
    }

    private mutating func cannotCut(_ place: SourcePosition) {
        problems.append(
            Diagnostic(
                at: place, found: "what stands here cannot be written again for '\(binding.id)' alone",
                expected: "give each element a line of its own that starts with '- ', each key a line of its own"))
    }
}
