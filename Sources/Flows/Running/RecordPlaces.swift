import Services
import Simulation
import Topologies

/// Where on the topology each record lies.
struct RecordPlaces: Sendable {
    /// A place: the nodes at both ends and the edge between them.
    struct Place: Sendable {
        var from: String
        var to: String
        var edge: String?
        /// The part of the edge that the request travels, 0 to 1.
        var span: (from: Double, to: Double)
        /// The part that the answer travels.
        var replySpan: (from: Double, to: Double)
        /// Why there is not exactly one edge, for a call that needs one.
        var match: EdgeMatch
    }

    private let topology: Topology
    private let index: EdgeIndex
    private let components: [String]

    init(_ topology: Topology, components: [Component]) {
        self.topology = topology
        index = topology.edgeIndex()
        self.components = components.map(\.logicalID)
    }

    /// The name under which the topology knows an action: moves to and from dead-letter queues have no API call.
    private func name(_ record: Record, isBack: Bool) -> String {
        record.action == .redrive ? (isBack ? "sqs:StartMessageMoveTask" : "sqs:SendMessage") : record.action.name
    }

    func place(of record: Record) -> Place {
        let principal = components[Int(record.from.index)]
        let resource = components[Int(record.to.index)]
        if !record.action.isCall, record.action != .redrive, record.action != .filter {
            return own(principal, resource)
        }
        var match = index.edge(for: principal, resource: resource, action: name(record, isBack: false))
        if match == .missing, record.action == .redrive {
            match = index.edge(for: principal, resource: resource, action: name(record, isBack: true))
        }
        if record.action == .filter {
            // What a filter leaves out would have gone this way.
            guard let edge = topology.edges.first(where: { $0.from == principal && $0.to == resource }) else {
                return own(principal, resource)
            }
            match = .edge(edge.id)
        }
        switch match {
        case .edge(let id): return on(id, principal, resource, record, isBackwards: false, match)
        case .backwards(let id): return on(id, principal, resource, record, isBackwards: true, match)
        case .entry, .missing, .ambiguous:
            var place = own(principal, resource)
            place.match = match
            return place
        }
    }

    private func own(_ from: String, _ to: String) -> Place {
        Place(
            from: node(from), to: node(to), edge: nil, span: (0, 1), replySpan: (1, 0), match: .missing)
    }

    /// The node that a component is drawn as.
    private func node(_ id: String) -> String {
        switch topology.folded[id] {
        case .node(let node): return node
        case .edges(let edges):
            return edges.first.flatMap { first in topology.edges.first { $0.id == first } }?.to ?? id
        default: return id
        }
    }

    private func on(
        _ id: String, _ principal: String, _ resource: String, _ record: Record, isBackwards: Bool, _ match: EdgeMatch
    ) -> Place {
        guard let edge = topology.edges.first(where: { $0.id == id }) else { return own(principal, resource) }
        // A consumer's own calls run against the edge; what it received runs with it, half of the way to the mapping
        // and half from there to the function.
        var span = (from: 0.0, to: 1.0)
        var reply = (from: 1.0, to: 0.0)
        if edge.kind == .poll {
            if resource == edge.from {
                span = (0.5, 0)
                reply = (0, 0.5)
            } else if edge.via.contains(principal) {
                span = (0.5, 1)
                reply = (1, 0.5)
            }
        }
        if isBackwards { (span, reply) = ((1, 0), (0, 1)) }
        // What plumbing on the edge sends on comes, for those who watch, from where the edge begins.
        let from = edge.via.contains(principal) && resource == edge.to ? edge.from : node(principal)
        return Place(from: from, to: node(resource), edge: id, span: span, replySpan: reply, match: match)
    }
}
