import Languages
import Services
import Simulation
import Values

/// Numbers of a run, all computed from its journal when someone looks.
extension FlowRun {
    /// A metric of a role, resource or traffic source; nil where it has none, such as the time a queue that never
    /// emptied was emptied.
    public func value(of metric: Metric, for name: String) -> Double? {
        if let client = clients.first(where: { $0.name == name })?.component { return traffic(metric, client) }
        let ids = roles.resolve(name).compactMap { cloud.component($0) }
        guard !ids.isEmpty else { return nil }
        let values = ids.compactMap { value(of: metric, at: $0) }
        guard values.count == ids.count else { return nil }
        // Of several components a count is their sum, a time the latest.
        return metric.isTime || metric == .maxConcurrency ? values.max() : values.reduce(0, +)
    }

    // MARK: Traffic

    private func traffic(_ metric: Metric, _ client: ComponentID) -> Double? {
        let requests = archive.journal.entries.filter { $0.from == client && $0.outcome != .pending }
        switch metric {
        case .accepted: return Double(requests.count { $0.outcome.isSuccess })
        case .rejected: return Double(requests.count { !$0.outcome.isSuccess })
        case .calls: return Double(requests.count)
        case .throttles: return Double(requests.count { $0.outcome.isThrottle })
        case .errors: return Double(requests.count { !$0.outcome.isSuccess && !$0.outcome.isThrottle })
        case .latencyP50: return percentile(0.5, requests)
        case .latencyP99: return percentile(0.99, requests)
        case .delivered, .deadLettered, .expired, .filtered, .inFlight:
            return fates(of: client)[metric].map(Double.init) ?? 0
        default: return nil
        }
    }

    private func percentile(_ share: Double, _ requests: [Record]) -> Double? {
        let times = requests.map { $0.completed - $0.sent }.sorted()
        guard !times.isEmpty else { return nil }
        return Double(times[Int((Double(times.count - 1) * share).rounded())]) / 1e9
    }

    /// The fates of everything made from a client's requests: how many lie in dead-letter queues, expired, were filtered
    /// out or are in flight; delivered are the requests of which none of that is true and none was rejected.
    private func fates(of client: ComponentID) -> [Metric: Int] {
        var root = [UInt32](repeating: .max, count: archive.messages.count)
        for (place, message) in archive.messages.enumerated() {
            if message.origin == client {
                root[place] = UInt32(place)
            } else if message.parent != .none {
                root[place] = root[Int(message.parent.index)]
            }
        }
        var fates: [Metric: Int] = [:]
        var unfinished: Set<UInt32> = []
        var ended: Set<UInt32> = []
        func count(_ metric: Metric?, _ message: MessageID) {
            let owner = root[Int(message.index)]
            guard owner != .max else { return }
            if let metric { fates[metric, default: 0] += 1 }
            if metric != .filtered { unfinished.insert(owner) }
        }
        for ending in archive.endings {
            ended.insert(ending.message.index)
            switch ending.disposition {
            case .delivered: break
            case .expired: count(.expired, ending.message)
            case .filtered: count(.filtered, ending.message)
            case .rejected: count(nil, ending.message)
            }
        }
        let dead = Set(cloud.deadLetters.map(\.message))
        for message in dead { count(.deadLettered, message) }
        for message in cloud.heldMessages(archive) where !dead.contains(message) && !ended.contains(message.index) {
            count(.inFlight, message)
        }
        let made = archive.messages.indices.count { archive.messages[$0].origin == client }
        fates[.delivered] = made - unfinished.count
        return fates
    }

    // MARK: Components

    private func value(of metric: Metric, at component: ComponentID) -> Double? {
        switch metric {
        case .delivered: return endings(.delivered, component)
        case .expired: return endings(.expired, component)
        case .filtered: return filtered(component)
        case .rejected: return endings(.rejected, component)
        case .deadLettered: return Double(cloud.deadLetters.count { $0.queue == component })
        case .inFlight:
            return Double(cloud.held(by: component).count)
        case .accepted: return accepted(component)
        case .calls: return Double(calls(to: component).count)
        case .throttles: return Double(ended(component).count { $0.outcome.isThrottle })
        case .errors:
            return Double(ended(component).count { !$0.outcome.isSuccess && !$0.outcome.isThrottle })
        case .maxDepth: return depths(of: component).map(\.depth).max().map(Double.init)
        case .drainedAt:
            let depths = depths(of: component)
            guard let fullest = depths.indices.max(by: { depths[$0].depth < depths[$1].depth }) else { return nil }
            return depths[fullest...].first { $0.depth == 0 }?.time.seconds
        case .invocations: return Double(invocations(of: component).count)
        case .maxConcurrency: return Double(mostAtOnce(invocations(of: component).map(\.entry)))
        case .duplicates:
            var given: Set<MessageID> = []
            var repeats = 0
            for invocation in invocations(of: component) {
                for message in archive.messages(of: invocation.id) where !given.insert(message).inserted {
                    repeats += 1
                }
            }
            return Double(repeats)
        case .requiredWriteCapacity: return Double(capacityThatThrottlesNobody(component))
        case .consumedWriteCapacity:
            return Double(writes(to: component).filter(\.entry.outcome.isSuccess).reduce(0) { $0 + $1.units })
        case .latencyP50: return percentile(0.5, calls(to: component))
        case .latencyP99: return percentile(0.99, calls(to: component))
        }
    }

    /// What a component took: of a queue the messages sent and moved to it, of others the calls that succeeded.
    private func accepted(_ component: ComponentID) -> Double {
        let isQueue = cloud.components[Int(component.index)].type == "AWS::SQS::Queue"
        let taken = archive.journal.entries.filter { entry in
            guard entry.to == component, entry.outcome.isSuccess else { return false }
            return isQueue ? Self.arrivals.contains(entry.action) : entry.action.isCall
        }
        return Double(isQueue ? taken.reduce(0) { $0 + Int($1.messageCount) } : taken.count)
    }

    /// The actions by which messages come to a queue.
    private static let arrivals: [Action] = [.sendMessage, .sendMessageBatch, .redrive]

    private func endings(_ disposition: Disposition, _ component: ComponentID) -> Double {
        Double(archive.endings.count { $0.disposition == disposition && $0.at == component })
    }

    /// What filters left out on the way to a component, or in it.
    private func filtered(_ component: ComponentID) -> Double {
        Double(
            archive.journal.entries.count {
                $0.action == .filter && ($0.to == component || $0.from == component)
            })
    }

    /// The calls that a component has answered.
    private func calls(to component: ComponentID) -> [Record] {
        archive.journal.entries.filter { $0.to == component && $0.action.isCall && $0.outcome != .pending }
    }

    /// The calls that a component has answered, and its attempts with asynchronous events that are over.
    private func ended(_ component: ComponentID) -> [Record] {
        archive.journal.entries.filter {
            $0.to == component && ($0.action.isCall || $0.action == .attempt) && $0.outcome != .pending
        }
    }

    /// The runs of a function, throttled ones left out.
    private func invocations(of function: ComponentID) -> [(id: RecordID, entry: Record)] {
        archive.journal.entries.enumerated().compactMap { place, entry in
            guard entry.to == function, entry.isRun, !entry.outcome.isThrottle, entry.outcome != .accessDenied else {
                return nil
            }
            return (RecordID(UInt32(place)), entry)
        }
    }

    private func mostAtOnce(_ entries: [Record]) -> Int {
        let changes = entries.flatMap { [($0.arrived, 1), ($0.completed, -1)] }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        var now = 0
        var most = 0
        for (_, change) in changes {
            now += change
            most = max(most, now)
        }
        return most
    }

    /// How many messages a queue held after each change, visible or not.
    public func depths(of queue: String) -> [(time: TimeSpan, depth: Int)] {
        cloud.component(queue).map { depths(of: $0) } ?? []
    }

    private func depths(of queue: ComponentID) -> [(time: TimeSpan, depth: Int)] {
        var changes: [(time: Instant, change: Int)] = []
        for entry in archive.journal.entries where entry.outcome.isSuccess {
            if entry.to == queue, Self.arrivals.contains(entry.action) {
                changes.append((entry.arrived, Int(entry.messageCount)))
            } else if entry.from == queue, entry.action == .redrive {
                changes.append((entry.sent, -Int(entry.messageCount)))
            }
        }
        for ending in archive.endings where ending.at == queue { changes.append((ending.time, -1)) }
        // At one moment messages come before they go.
        changes.sort { ($0.time, -$0.change) < ($1.time, -$1.change) }
        var depth = 0
        return changes.map { change in
            depth += change.change
            return (TimeSpan(nanoseconds: change.time.nanoseconds), depth)
        }
    }

    // MARK: Capacity

    /// The writes to a table with the units each takes.
    private func writes(to table: ComponentID) -> [(place: Int, entry: Record, units: Int, content: String)] {
        archive.journal.entries.enumerated().compactMap { place, entry in
            guard entry.to == table, [.putItem, .updateItem, .deleteItem].contains(entry.action) else { return nil }
            let parameters = archive.json(entry.parameters)
            let size = itemSize(parameters["Item"] ?? parameters["Key"] ?? [:])
            return (place, entry, max(1, (size + 1_023) / 1_024), parameters.compactText)
        }
    }

    /// The writes that are no retries of others, with their times in seconds. A retry has the content of one that went
    /// before it: for the same request from outside, or while none of that content has succeeded.
    private func firstWrites(to table: ComponentID) -> [(seconds: Double, units: Double)] {
        let roots = roots
        var tried: Set<String> = []
        var failing: [String: Bool] = [:]
        return writes(to: table).filter { write in
            let isNewHere = tried.insert("\(roots[write.place]) \(write.content)").inserted
            let isRetry = !isNewHere || failing[write.content] == true
            failing[write.content] = failing[write.content] != false && !write.entry.outcome.isSuccess
            return !isRetry
        }.map { (Double($0.entry.arrived.nanoseconds) / 1e9, Double($0.units)) }.sorted { $0.seconds < $1.seconds }
    }

    /// The least write capacity with which no write would have been throttled at its first try, given that a table saves
    /// up to 300 seconds of what it does not use (repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals).
    private func capacityThatThrottlesNobody(_ table: ComponentID) -> Int {
        let first = firstWrites(to: table)
        func suffices(_ capacity: Int) -> Bool {
            var saved = Double(capacity)
            var time = 0.0
            for write in first {
                saved = min(saved + (write.seconds - time) * Double(capacity), Double(capacity) * 300)
                time = write.seconds
                if saved <= 0 { return false }
                saved -= write.units
            }
            return true
        }
        var low = 0
        var high = Int(first.reduce(0) { $0 + $1.units })
        while low < high {
            let middle = (low + high) / 2
            if suffices(middle) { high = middle } else { low = middle + 1 }
        }
        return high
    }
}
