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

extension Linker {
    /// What an event architect should know about the linked stack.
    func practiceFindings(of topology: Topology) -> [Finding] {
        queuesWithoutDeadLetters(topology) + asyncFunctionsWithoutDeadLetters(topology) + targetsWithoutDeadLetters()
            + shortVisibility() + sharedQueues(topology) + loops(topology) + wildcardPermissions()
            + streamsWithoutFailureDestination() + unwatchedDeadLetters(topology) + unwatchedQueues(topology)
    }

    func finding(
        _ practice: Practice, _ nodes: [String], at position: SourcePosition, found: String, expected: String
    ) -> Finding {
        Finding(
            practice: practice.rawValue, nodes: nodes,
            diagnostic: Diagnostic(.warning, at: position, found: found, expected: expected))
    }
}
