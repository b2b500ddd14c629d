import Graphs
import Templates
import Values

/// The practices that findings cite, by the ids of the catalog's entries: the one table of them.
public enum Practice: String, Sendable, CaseIterable {
    case deadLetterEveryAsyncPath = "dead-letter-every-async-path"
    case visibilitySixTimesTimeout = "visibility-six-times-timeout"
    case oneConsumerPerQueue = "one-consumer-per-queue"
    case avoidRecursiveInvocation = "avoid-recursive-invocation"
    case leastPrivilege = "least-privilege-per-function"
    case streamFailureDestination = "stream-failure-destination"
    case alarmOnDeadLetters = "alarm-on-dead-letters"
    case alarmOnAge = "alarm-on-age-of-oldest-message"
}

/// The components of a topology with the ways that lead to and from each, so that none is looked for twice.
struct Surroundings {
    let nodes: [TopologyNode]
    private let into: [String: [TopologyEdge]]
    private let outOf: [String: [TopologyEdge]]

    init(_ topology: Topology) {
        nodes = topology.nodes
        into = Dictionary(grouping: topology.edges, by: \.to)
        outOf = Dictionary(grouping: topology.edges, by: \.from)
    }

    func incoming(_ node: TopologyNode) -> [TopologyEdge] { into[node.id] ?? [] }
    func outgoing(_ node: TopologyNode) -> [TopologyEdge] { outOf[node.id] ?? [] }
}

extension Linker {
    /// What an event architect should know about the linked stack.
    func practiceFindings(of topology: Topology) -> [Finding] {
        let graph = Surroundings(topology)
        return queuesWithoutDeadLetters(graph) + asyncFunctionsWithoutDeadLetters(graph) + targetsWithoutDeadLetters()
            + shortVisibility() + sharedQueues(graph) + loops(topology) + wildcardPermissions()
            + streamsWithoutFailureDestination() + unwatchedDeadLetters(graph) + unwatchedQueues(graph)
    }

    func finding(
        _ practice: Practice, _ nodes: [String], at position: SourcePosition, found: String, expected: String
    ) -> Finding {
        Finding(
            practice: practice.rawValue, nodes: nodes,
            diagnostic: Diagnostic(.warning, at: position, found: found, expected: expected))
    }
}
