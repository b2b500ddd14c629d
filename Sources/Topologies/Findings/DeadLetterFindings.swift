import Graphs
import Templates
import Values

extension Linker {
    /// Queues that something consumes and whose messages have nowhere to go when they fail again and again.
    func queuesWithoutDeadLetters(_ graph: Surroundings) -> [Finding] {
        graph.nodes.compactMap { node in
            guard node.type == "AWS::SQS::Queue", graph.outgoing(node).contains(where: { $0.kind == .poll }),
                !graph.outgoing(node).contains(where: { $0.kind == .deadLetter })
            else { return nil }
            return finding(
                .deadLetterEveryAsyncPath, [node.id], at: node.position,
                found: "queue '\(node.id)' has no dead-letter queue",
                expected: "set RedrivePolicy, or a message that always fails is received until it expires")
        }
    }

    /// Functions that are invoked asynchronously and have neither a dead-letter queue nor a failure destination.
    func asyncFunctionsWithoutDeadLetters(_ graph: Surroundings) -> [Finding] {
        graph.nodes.compactMap { node in
            guard node.type == "AWS::Lambda::Function",
                graph.incoming(node).contains(where: { $0.kind == .event && $0.actions.contains("lambda:Invoke") }),
                !graph.outgoing(node).contains(where: { $0.kind == .deadLetter })
            else { return nil }
            return finding(
                .deadLetterEveryAsyncPath, [node.id], at: node.position,
                found: "function '\(node.id)' is invoked asynchronously and has no failure destination",
                expected:
                    "set DeadLetterConfig or an OnFailure destination, or failed events are lost after the retries")
        }
    }

    /// Subscriptions, rules and schedules that cannot set aside what their target does not take.
    func targetsWithoutDeadLetters() -> [Finding] {
        var found: [Finding] = []
        for resource in stack.resources {
            switch resource.type {
            case "AWS::SNS::Subscription":
                if resource.properties["RedrivePolicy"] == nil { found.append(undelivered(resource, "RedrivePolicy")) }
            case "AWS::Events::Rule":
                let targets = resource.properties["Targets"]?.array ?? []
                if targets.contains(where: { $0["DeadLetterConfig"] == nil }) {
                    found.append(undelivered(resource, "DeadLetterConfig of its target"))
                }
            case "AWS::Scheduler::Schedule":
                if resource.properties.value(at: "Target.DeadLetterConfig") == nil {
                    found.append(undelivered(resource, "DeadLetterConfig of its target"))
                }
            default: continue
            }
        }
        return found
    }

    private func undelivered(_ resource: Resource, _ property: String) -> Finding {
        let word = resource.type.split(separator: ":").last.map { $0.lowercased() } ?? "resource"
        let ways = ways(through: resource.logicalID)
        return finding(
            .deadLetterEveryAsyncPath,
            unique(ways.flatMap { [component(of: $0.from), component(of: $0.to)].compactMap { $0 } }),
            at: resource.position,
            found: "\(word) '\(resource.logicalID)' has no dead-letter queue",
            expected: "set \(property), or what its target does not take is lost after the retries")
    }

    /// Dead-letter queues that no alarm watches: what ends there is noticed by nobody.
    ///
    /// Where something takes the messages by itself, nobody needs to be told.
    func unwatchedDeadLetters(_ graph: Surroundings) -> [Finding] {
        graph.nodes.compactMap { node in
            guard node.type == "AWS::SQS::Queue", graph.incoming(node).contains(where: { $0.kind == .deadLetter }),
                !graph.outgoing(node).contains(where: { $0.kind == .observe || $0.kind == .poll })
            else { return nil }
            return finding(
                .alarmOnDeadLetters, [node.id], at: node.position,
                found: "no alarm watches dead-letter queue '\(node.id)'",
                expected: "add an alarm on its ApproximateNumberOfMessagesVisible")
        }
    }

    /// Queues that buffer work and that no alarm on the age of their oldest message watches.
    func unwatchedQueues(_ graph: Surroundings) -> [Finding] {
        graph.nodes.compactMap { node in
            guard node.type == "AWS::SQS::Queue", graph.outgoing(node).contains(where: { $0.kind == .poll }),
                !graph.incoming(node).contains(where: { $0.kind == .deadLetter }),
                !graph.outgoing(node).contains(where: {
                    $0.kind == .observe && $0.label.contains("ApproximateAgeOfOldestMessage")
                })
            else { return nil }
            return finding(
                .alarmOnAge, [node.id], at: node.position,
                found: "no alarm watches how late queue '\(node.id)' is",
                expected: "add an alarm on its ApproximateAgeOfOldestMessage, far below the queue's retention")
        }
    }

    /// Event source mappings on streams that block their shard, or drop records, when a batch fails.
    func streamsWithoutFailureDestination() -> [Finding] {
        stack.resources.compactMap { mapping in
            guard mapping.type == "AWS::Lambda::EventSourceMapping",
                let source = target(mapping, "EventSourceArn"), type(of: source) != "AWS::SQS::Queue",
                mapping.properties.value(at: "DestinationConfig.OnFailure") == nil
            else { return nil }
            return finding(
                .streamFailureDestination, [source, target(mapping, "FunctionName")].compactMap { $0 },
                at: mapping.position,
                found: "mapping '\(mapping.logicalID)' from '\(source)' has no failure destination",
                expected: "set DestinationConfig.OnFailure and MaximumRetryAttempts, or one bad record blocks its shard"
            )
        }
    }
}
