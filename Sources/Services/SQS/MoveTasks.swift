import Simulation
import Values

/// The message move tasks of a dead-letter queue: one active, the ten most recent remembered.
struct MoveTasks: Sendable {
    enum Status: String, Sendable { case running = "RUNNING", completed = "COMPLETED", cancelled = "CANCELLED" }

    struct Task: Sendable {
        var number: Int
        /// Where messages go; `none` for the queues they came from.
        var destination: ComponentID
        var interval: Int64
        var startedAt: Instant
        var moved = 0
        var status = Status.running
    }

    private static let remembered = 10
    private(set) var tasks: [Task] = []
    private var started = 0

    var active: Task? { tasks.last.flatMap { $0.status == .running ? $0 : nil } }

    mutating func start(to destination: ComponentID, every interval: Int64, at now: Instant) {
        tasks.append(Task(number: started, destination: destination, interval: interval, startedAt: now))
        started += 1
        if tasks.count > Self.remembered { tasks.removeFirst() }
    }

    mutating func moved() { tasks[tasks.count - 1].moved += 1 }
    mutating func end(_ status: Status) { tasks[tasks.count - 1].status = status }
}

extension Queue {
    mutating func moveTask(
        _ call: Call, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) -> CallResult {
        let parameters = archive.json(call.parameters)
        switch call.action {
        case .startMessageMoveTask:
            var destination = ComponentID.none
            if let arn = parameters["DestinationArn"]?.string {
                guard let queue = settings.queues[arn] else { return CallResult(.resourceNotFound) }
                destination = queue
            }
            let pace = Int64(parameters["MaxNumberOfMessagesPerSecond"]?.wholeNumber ?? 500)
            guard (1...QueueSettings.movesPerSecond).contains(pace) else {
                return CallResult(.invalidParameter, rule: .messageMoveTask)
            }
            return startMoving(to: destination, perSecond: pace, now, &effects)
        case .cancelMessageMoveTask:
            guard moves.active != nil else { return CallResult(.resourceNotFound, rule: .activeMoveTask) }
            moves.end(.cancelled)
            return CallResult(.ok, rule: .activeMoveTask)
        default:
            let results = moves.tasks.reversed().map { task in
                [
                    "TaskHandle": JSONValue("task-\(task.number)"), "Status": JSONValue(task.status.rawValue),
                    "ApproximateNumberOfMessagesMoved": JSONValue(task.moved),
                    "StartedTimestamp": JSONValue(Int(EmulatedAccount.epochMilliseconds(task.startedAt))),
                ] as JSONValue
            }
            return CallResult(.ok, payload: archive.store(["Results": JSONValue(Array(results))]))
        }
    }

    mutating func startMoving(
        to destination: ComponentID, perSecond: Int64, _ now: Instant, _ effects: inout Effects
    ) -> CallResult {
        // Only a dead-letter queue of other queues has something to give back.
        guard settings.hasSourceQueues else { return CallResult(.unsupportedOperation, rule: .messageMoveTask) }
        guard moves.active == nil else { return CallResult(.unsupportedOperation, rule: .activeMoveTask) }
        moves.start(to: destination, every: second / perSecond, at: now)
        effects.setTimer(Timer.move.token(0), at: now)
        return CallResult(.ok, rule: .messageMoveTask)
    }

    /// Sends one dead letter back where it came from, or where the task says, and the next one after the task's pace.
    mutating func moveNext(_ now: Instant, _ archive: Archive, _ effects: inout Effects) {
        guard let task = moves.active else { return }
        guard let next = nextToMove(now) else { return moves.end(.completed) }
        let entry = entries[next.slot]
        let destination = task.destination == .none ? entry.source : task.destination
        guard destination != .none else {
            // Sent here directly: there is no source to go back to.
            makeReady(next)
            if settings.isFIFO { groups.leave(entry.group) }
            return moves.end(.completed)
        }
        entries.remove(next.slot)
        if settings.isFIFO { groups.leave(entry.group) }
        effects.call(
            Call(
                .redrive, from: id, to: destination, messages: MessageList(entry.message),
                argument: Queue.returning, cause: entry.cause))
        moves.moved()
        effects.setTimer(Timer.move.token(0), at: now + task.interval)
    }

    private mutating func nextToMove(_ now: Instant) -> EntryReference? {
        guard settings.isFIFO else { return ready.next(entries, at: now)?.reference }
        while let group = groups.enter() {
            if let next = groups.next(of: group, entries) { return next }
            groups.leave(group)
        }
        return nil
    }
}
