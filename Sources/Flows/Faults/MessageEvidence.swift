import Services
import Simulation
import Values

/// Evidence that is found by following messages.
extension FaultEvidence {
    /// Whether what the fault inserted was given to a consumer more than once, or moved aside.
    var givenAgain: Verdict {
        let archive = run.archive
        let inserted = inserted
        guard let bad = inserted.first(where: { isBad($0) }) else { return (false, "the message was not sent") }
        let count = inserted.count
        let family = inserted.reduce(into: Set<MessageID>()) { $0.formUnion(descendants(of: $1)) }
        let badFamily = descendants(of: bad)
        var given: [MessageID: Int] = [:]
        var moved = 0
        for (place, entry) in archive.journal.entries.enumerated() {
            if entry.action == .redrive, badFamily.contains(entry.message) { moved += 1 }
            guard entry.isRun, !entry.outcome.isThrottle else { continue }
            for message in archive.messages(of: RecordID(UInt32(place))) where family.contains(message) {
                given[message, default: 0] += 1
            }
        }
        let times = badFamily.compactMap { given[$0] }.reduce(0, +)
        let again = given.values.count { $0 > 1 }
        let batch = bound.kind == .badRecord ? "; \(again) of the \(count) given out again" : ""
        return (times > 1 || moved > 0, "given out \(times) times, moved aside \(moved) times\(batch)")
    }

    /// Whether buses and topics send something to the late subscriber's endpoints, and nothing before it is there.
    var bringsOnlyLater: Verdict {
        let routers: Set = ["AWS::Events::EventBus", "AWS::SNS::Topic"]
        let calls = entries.filter { entry in
            others.contains(entry.to) && entry.action.isCall && entry.from != .none
                && routers.contains(run.cloud.components[Int(entry.from.index)].type)
        }
        let before = calls.count { $0.sent < bound.at }
        return (before == 0 && before < calls.count, "\(before) before, \(calls.count - before) from then on")
    }

    /// The messages of its traffic source at the fault's moment, those that it put among them included.
    private var inserted: [MessageID] {
        run.archive.messages.enumerated().filter { _, message in
            targets.contains(message.origin) && message.born == bound.at
        }.map { MessageID($0.offset) }
    }

    /// Whether it is the message with the body that the fault gives: an event holds it as its detail.
    private func isBad(_ message: MessageID) -> Bool {
        let payload = bound.fault.payload ?? .null
        let body = run.archive.json(run.archive.message(message).body)
        guard let detail = payload["Detail"] else { return body == payload }
        return body["detail"] == (detail.string.flatMap { try? readJSON($0) } ?? detail)
    }

    private func descendants(of message: MessageID) -> Set<MessageID> {
        var family: Set<MessageID> = [message]
        for (place, other) in run.archive.messages.enumerated() where family.contains(other.parent) {
            family.insert(MessageID(place))
        }
        return family
    }

    /// Whether messages of the queues were given to their consumer while it still worked on them.
    var givenAgainMeanwhile: Verdict {
        let archive = run.archive
        var working: [MessageID: Instant] = [:]
        var again = 0
        var total = 0
        for (place, entry) in archive.journal.entries.enumerated()
        where entry.action == .invokeFunction && isMeanwhile(entry.sent) {
            for message in archive.messages(of: RecordID(UInt32(place))) {
                total += 1
                if let until = working[message], until > entry.arrived { again += 1 }
                working[message] = entry.completed
            }
        }
        return (again > 0, "\(again) of \(total) messages given out were still being worked on")
    }

    /// How many calls came once more: caused by another call with the same content, or by the fault itself.
    func echoes(ofFault: Bool) -> Verdict {
        let journal = run.archive.journal
        var count = 0
        var total = 0
        for (place, entry) in journal.entries.enumerated()
        where targets.contains(entry.to) && entry.action.isCall && entry.sent >= bound.at {
            total += 1
            let cause = journal.causes[place]
            guard cause != .none else { continue }
            let before = journal[cause]
            if ofFault
                ? before.action == .fault && before.sent == bound.at
                : before.from == entry.from && before.to == entry.to && before.action == entry.action
                    && before.arrived == entry.sent
            {
                count += 1
            }
        }
        return (count > 0, "\(count) of \(total) calls brought what had come before")
    }

    var movedBack: Verdict {
        let moved = entries.count { targets.contains($0.from) && $0.action == .redrive && isMeanwhile($0.sent) }
        return (moved > 0, "\(moved) messages moved back")
    }

    var filteredMore: Verdict {
        func share(_ isMeant: (Instant) -> Bool) -> (filtered: Int, sent: Int) {
            (
                entries.count { $0.action == .filter && isMeant($0.sent) },
                entries.count { targets.contains($0.from) && isMeant($0.sent) }
            )
        }
        let before = share { $0 < bound.at }
        let now = share(isMeanwhile)
        let holds = now.sent > 0 && now.filtered * max(1, before.sent) > before.filtered * now.sent
        return (
            holds,
            "\(now.filtered) filtered out of \(now.sent) requests meanwhile, \(before.filtered) of \(before.sent) before"
        )
    }

    // MARK: Queues

    /// What the targets, traffic sources, call.
    var called: Set<ComponentID> { Set(entries.filter { targets.contains($0.from) }.map(\.to)) }

    /// What the targets, functions or mappings, poll.
    var polled: Set<ComponentID> {
        let mappings = targets.union(
            entries.filter { targets.contains($0.to) && $0.action == .invokeFunction }.map(\.from))
        return Set(entries.filter { mappings.contains($0.from) && $0.action == .receiveMessage }.map(\.to))
    }

    /// Whether the queues hold more at the end of the fault than at its beginning.
    func grows(_ queues: Set<ComponentID>) -> Verdict {
        var (before, after) = (0, 0)
        for queue in queues {
            let depths = run.depths(of: run.cloud.components[Int(queue.index)].logicalID)
            before += depths.last { $0.time.nanoseconds <= bound.at.nanoseconds }?.depth ?? 0
            after += depths.last { $0.time.nanoseconds <= until.nanoseconds }?.depth ?? 0
        }
        return (after > before, "\(before) messages at its beginning, \(after) at its end")
    }

    // MARK: Clocks

    /// The times that requests carry: the number in the body that is nearest to when it was sent, or to what the
    /// source's clock then said.
    private func carried(_ entry: Record, offset: Int64) -> Double? {
        guard entry.message != .none else { return nil }
        let sent = entry.sent.seconds
        let told = Double(offset) / 1e9 + sent
        return run.archive.json(run.archive.message(entry.message).body).numbers
            .filter { abs($0 - sent) < 0.001 || abs($0 - told) < 0.001 }
            .max { abs($0 - sent) < abs($1 - sent) }
    }

    var carriesOtherTimes: Verdict {
        let offset = bound.fault.amount?.time.nanoseconds ?? 0
        let requests = entries.filter { targets.contains($0.from) && $0.action.isCall && isMeanwhile($0.sent) }
        let off = requests.count { entry in
            carried(entry, offset: offset).map { abs($0 - entry.sent.seconds - Double(offset) / 1e9) < 0.001 } ?? false
        }
        return (off > 0 && off == requests.count, "\(off) of \(requests.count) requests carry such a time")
    }

    var inversions: Verdict {
        let offset = -(bound.fault.amount?.time.nanoseconds ?? 0)
        let sources = Set(run.clients.map(\.component))
        var last = -Double.infinity
        var (count, total) = (0, 0)
        for entry in entries where sources.contains(entry.from) && entry.action.isCall && isMeanwhile(entry.sent) {
            guard let time = carried(entry, offset: targets.contains(entry.from) ? offset : 0) else { continue }
            total += 1
            if time < last { count += 1 }
            last = max(last, time)
        }
        return (count > 0, "\(count) of \(total) requests carry a time before that of one sent earlier")
    }
}

extension JSONValue {
    /// All numbers in it.
    fileprivate var numbers: [Double] {
        switch content {
        case .integer(let number): [Double(number)]
        case .double(let number): [number]
        case .array(let elements): elements.flatMap(\.numbers)
        case .object(let object): object.flatMap(\.value.numbers)
        case .string(let text): (try? readJSON(text)).map { $0.string == nil ? $0.numbers : [] } ?? []
        default: []
        }
    }
}
