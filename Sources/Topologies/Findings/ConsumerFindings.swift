import Graphs
import Templates
import Values

extension Linker {
    /// Queues whose messages become visible again while their function may still work on them: AWS recommends at least
    /// six times the function's timeout (Lambda developer guide, "Using Lambda with Amazon SQS").
    func shortVisibility() -> [Finding] {
        stack.resources.compactMap { mapping in
            guard mapping.type == "AWS::Lambda::EventSourceMapping",
                let source = target(mapping, "EventSourceArn"), let queue = resource(source),
                queue.type == "AWS::SQS::Queue",
                let function = target(mapping, "FunctionName", service: "lambda").flatMap(component(of:))
                    .flatMap(resource(_:))
            else { return nil }
            let visibility = queue.properties["VisibilityTimeout"]?.wholeNumber ?? 30
            let timeout = function.properties["Timeout"]?.wholeNumber ?? 3
            guard visibility < 6 * timeout else { return nil }
            return finding(
                .visibilitySixTimesTimeout, [source, function.logicalID], at: position(queue, "VisibilityTimeout"),
                found:
                    "visibility timeout \(visibility) s of '\(source)' is below six times the \(timeout) s timeout of "
                    + "'\(function.logicalID)'",
                expected: "set VisibilityTimeout to \(6 * timeout) or more")
        }
    }

    /// Queues that two functions compete for: each message reaches only one of them.
    func sharedQueues(_ graph: Surroundings) -> [Finding] {
        graph.nodes.compactMap { node in
            guard node.type == "AWS::SQS::Queue" else { return nil }
            let consumers = unique(graph.outgoing(node).filter { $0.kind == .poll }.map(\.to))
            guard consumers.count > 1 else { return nil }
            return finding(
                .oneConsumerPerQueue, [node.id] + consumers, at: node.position,
                found: "queue '\(node.id)' is consumed by \(consumers.map { "'\($0)'" }.joined(separator: " and "))",
                expected: "give each consumer its own queue, or each message reaches only one of them")
        }
    }

    /// Functions that send to what invokes them, directly or around a circle: one event can then run for ever.
    func loops(_ topology: Topology) -> [Finding] {
        let carrying: Set<EdgeKind> = [.event, .poll, .write, .call]
        var next: [String: [TopologyEdge]] = [:]
        for edge in topology.edges
        where carrying.contains(edge.kind) && edge.actions != ["execute-api:PostToConnection"] {
            // What is posted to a connection goes out to the client, not in at the API's routes.
            next[edge.from, default: []].append(edge)
        }
        var found: [Finding] = []
        var reported: Set<Set<String>> = []
        let circular = circularNodes(next.mapValues { $0.map(\.to) })
        for node in topology.nodes where node.kind == "function" && circular.contains(node.id) {
            guard let circle = shortestCircle(through: node.id, next), reported.insert(Set(circle)).inserted else {
                continue
            }
            found.append(
                finding(
                    .avoidRecursiveInvocation, circle, at: node.position,
                    found: "events can run in a circle: \((circle + [circle[0]]).joined(separator: " > "))",
                    expected: "filter what comes back, or send to another resource than the source"))
        }
        return found
    }

    /// The shortest circle through a node in which something is triggered asynchronously, as its nodes in order.
    private func shortestCircle(through start: String, _ next: [String: [TopologyEdge]]) -> [String]? {
        var cameFrom: [String: TopologyEdge] = [:]
        var front = [start]
        while !front.isEmpty {
            var following: [String] = []
            for id in front {
                for edge in next[id] ?? [] {
                    if edge.to == start { return circle(ending: edge, start, cameFrom) }
                    if cameFrom[edge.to] == nil {
                        cameFrom[edge.to] = edge
                        following.append(edge.to)
                    }
                }
            }
            front = following
        }
        return nil
    }

    private func circle(ending last: TopologyEdge, _ start: String, _ cameFrom: [String: TopologyEdge]) -> [String]? {
        var edges = [last]
        while let edge = edges.last, edge.from != start, let before = cameFrom[edge.from] { edges.append(before) }
        // A table that a function reads and writes is no source of events.
        guard edges.contains(where: { $0.kind == .event || $0.kind == .poll }) else { return nil }
        return edges.reversed().map(\.from)
    }
}

/// The nodes that lie on a circle: what leads to nothing, or is reached by nothing, is taken away until nothing is left
/// to take. What stands between two circles stays too. The order in which they are taken changes nothing.
private func circularNodes(_ next: [String: [String]]) -> Set<String> {
    var before: [String: [String]] = [:]
    for (from, targets) in next { for to in targets { before[to, default: []].append(from) } }
    var left = Set(next.keys).union(before.keys)
    for (forward, backward) in [(next, before), (before, next)] {
        var ways = forward.mapValues { $0.filter(left.contains).count }
        var ended = left.filter { ways[$0] ?? 0 == 0 }
        while let node = ended.popFirst() {
            guard left.remove(node) != nil else { continue }
            for neighbour in backward[node] ?? [] where left.contains(neighbour) {
                ways[neighbour, default: 0] -= 1
                if ways[neighbour] == 0 { ended.insert(neighbour) }
            }
        }
    }
    return left
}
