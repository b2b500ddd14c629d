import Simulation

/// What those who look at a run may ask of its cloud.
extension Cloud {
    /// The messages that components hold or that are on their way, each once, in order.
    public func heldMessages(_ archive: Archive) -> [MessageID] {
        var held: Set<MessageID> = []
        for component in components { held.formUnion(component.emulator.held) }
        for inProgress in calls.all {
            held.formUnion(archive.all(inProgress.call.messages))
            held.formUnion(archive.all(copies(in: inProgress)).map(\.message))
        }
        return held.sorted()
    }

    /// Whether every message has come to its end or lies in a dead-letter queue.
    public func isAtRest(_ archive: Archive) -> Bool {
        lazy var resting = Set(deadLetters.map(\.message))
        func rests(_ message: MessageID) -> Bool { resting.contains(message) }
        for inProgress in calls.all {
            guard archive.all(inProgress.call.messages).allSatisfy(rests),
                archive.all(copies(in: inProgress)).allSatisfy({ rests($0.message) })
            else { return false }
        }
        return components.allSatisfy {
            ($0.emulator as? Queue)?.isDeadLetterQueue == true || $0.emulator.held.allSatisfy(rests)
        }
    }

    /// The copies that a stream has handed to a consumer of the stack: they are on their way in the answer.
    private func copies(in answered: CallInProgress) -> ReceivedRange {
        let call = answered.call
        return call.action != .receiveMessage && call.parameters == .none ? answered.result.received : ReceivedRange()
    }

    /// The messages that one component holds.
    public func held(by component: ComponentID) -> [MessageID] {
        components[Int(component.index)].emulator.held.sorted()
    }

    /// The messages that lie in dead-letter queues, in order.
    public var deadLetters: [(queue: ComponentID, message: MessageID)] {
        components.indices.flatMap { place -> [(queue: ComponentID, message: MessageID)] in
            guard let queue = components[place].emulator as? Queue, queue.isDeadLetterQueue else { return [] }
            return queue.held.sorted().map { (ComponentID(place), $0) }
        }
    }

    /// The component with this logical id.
    public func component(_ logicalID: String) -> ComponentID? {
        components.firstIndex { $0.logicalID == logicalID }.map(ComponentID.init)
    }

    /// What a component shows now.
    public func gauges(of component: ComponentID, at now: Instant) -> [Gauge] {
        components[Int(component.index)].emulator.gauges(at: now)
    }
}

/// A call on its way at this moment, for those who watch.
public struct CallInFlight: Hashable, Sendable {
    /// The record that tells it.
    public var record: RecordID
    /// Whether the result is on its way back, rather than the request on its way there.
    public var isReply: Bool
    /// How far it has come, 0 to 1.
    public var progress: Double
}

extension Cloud {
    /// The calls on their way at a moment, in a stable order. Polls that have found nothing are left out.
    public func callsInFlight(at now: Instant, archive: Archive) -> [CallInFlight] {
        var found: [CallInFlight] = []
        for inProgress in calls.all where inProgress.record != .none {
            let record = archive.journal[inProgress.record]
            let isReply = inProgress.result.outcome != .pending
            let length = isReply ? latency.response(record.action) : record.arrived - record.sent
            let gone = now - (isReply ? record.completed : record.sent)
            guard gone >= 0, gone <= length, length > 0 else { continue }
            if isReply, record.action.isReceive, record.messageCount == 0 { continue }
            found.append(
                CallInFlight(record: inProgress.record, isReply: isReply, progress: Double(gone) / Double(length)))
        }
        return found
    }
}
