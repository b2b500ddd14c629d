import Graphs
import Templates

extension Linker {
    /// Adds the ways to and from systems outside that a binding declares.
    ///
    /// A system that the template itself leads to is there already, and so is the client of an API.
    mutating func addDeclaredExternals() {
        let derived = Set(nodes.map(\.id))
        for way in externals {
            guard let component = component(of: way.resource) else { continue }
            let id = "external:" + way.name
            if way.isOutgoing {
                guard !derived.contains(id) else { continue }
                let outside = external(way.name)
                add(
                    Way(
                        from: component, to: outside, kind: way.kind, actions: externalActions(of: way),
                        position: resource(component)?.position ?? .none, evidence: .assumed))
            } else if row(of: component)?.facesClients != true, !isClient(id, of: component) {
                let outside = external(way.name)
                add(
                    Way(
                        from: outside, to: way.resource, kind: incomingKind(of: way), actions: externalActions(of: way),
                        position: resource(component)?.position ?? .none))
            }
        }
    }

    /// What reaches the resource travels as its service takes it: a queue is sent to, whether or not the sender waits for
    /// the queue's answer.
    private func incomingKind(of way: ExternalWay) -> EdgeKind {
        guard way.kind == .call || way.kind == .event,
            let action = component(of: way.resource).flatMap(row(of:))?.delivery
        else { return way.kind }
        return edgeKind(ofAction: action) ?? way.kind
    }

    private func isClient(_ id: String, of component: String) -> Bool {
        ways.contains { $0.from == id && self.component(of: $0.to) == component }
    }

    /// The actions that an external system uses on a resource: those of the resource's service and the way's kind, with
    /// the action by which others deliver to it first.
    private func externalActions(of way: ExternalWay) -> [String] {
        guard let row = component(of: way.resource).flatMap(row(of:)) else { return [] }
        if way.isOutgoing {
            return way.kind == .poll ? pollActions(ofSourceType: row.type) : []
        }
        let service = row.delivery.map { String($0.prefix { $0 != ":" }) } ?? row.service
        let delivery = row.delivery.map { way.kind == .read ? [] : [$0] } ?? []
        return unique(delivery + ActionTable.shared.actions(of: service, kind: incomingKind(of: way)))
    }

    /// Puts the client in front of every component that the outside calls and nothing in the stack does.
    mutating func addClients() {
        let called = Set(ways.filter { $0.kind == .call }.compactMap { component(of: $0.to) })
        for node in nodes {
            guard row(of: node.id)?.facesClients == true, !called.contains(node.id) || !declared(to: node.id).isEmpty
            else { continue }
            addClient(to: node.id)
        }
    }

    /// The names of the systems that a binding puts in front of a component.
    private func declared(to id: String) -> [String] {
        unique(externals.filter { !$0.isOutgoing && component(of: $0.resource) == id }.map(\.name))
    }

    /// Puts the client in front of one component, by way of the plumbing in front of it that a role is bound to. A
    /// binding may give the client other names.
    mutating func addClient(to id: String, via: [String] = [], label: String = "", actions: [String]? = nil) {
        let front = stack.resources.map(\.logicalID).filter { bound.contains($0) && isFront($0, of: id) }
        let names = declared(to: component(of: id) ?? id)
        for name in names.isEmpty ? ["client"] : names {
            let client = external(name)
            add(
                Way(
                    from: client, to: id, kind: .call, label: label, via: unique(via + front),
                    actions: actions ?? delivery(to: id), position: resource(via.first ?? id)?.position ?? .none))
        }
    }

    /// Whether plumbing stands between a component and its callers, as a stage does.
    private func isFront(_ plumbing: String, of id: String) -> Bool {
        guard let resource = resource(plumbing), let row = resourceTable[resource.type],
            case .into(let paths) = row.placement
        else { return false }
        return row.kind == "stage" && paths.contains { target(resource, $0) == id }
    }
}
