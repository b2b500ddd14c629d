import Services
import Simulation
import Values

/// Notices when events breed events without bound: a message that descends a thousand times from messages of its own
/// makers, or a crowd of fifty thousand that all descend from one.
///
/// It looks at messages, not at calls: a message that is tried again and again is still one message.
struct LoopWatch: Sendable {
    /// How many generations a loop is left to run.
    static let mostGenerations: UInt32 = 1_000
    /// How large the family of one message may get, once its makers repeat.
    static let mostRelatives: UInt32 = 50_000
    /// Fewer generations than this are no loop: fan-out, replays and duplicates have as many.
    static let fewestGenerations: UInt32 = 8

    /// By message: how many makers among its ancestors, itself included, have made an ancestor before.
    private var repeats: [UInt32] = []
    /// By message: the message that its line began with.
    private var roots: [UInt32] = []
    /// By message that begins a line: how many descend from it.
    private var relatives: [UInt32] = []

    /// Takes in the messages made since the last time.
    /// - Returns: a message that is part of a loop without bound; nil where there is none.
    mutating func look(_ archive: Archive) -> MessageID? {
        while repeats.count < archive.messages.count {
            let place = repeats.count
            let message = archive.messages[place]
            let parent = Int(message.parent.index)
            guard message.parent != .none, parent < place else {
                repeats.append(0)
                roots.append(UInt32(place))
                relatives.append(1)
                continue
            }
            let root = roots[parent]
            let isRepeated = repeats[parent] > 0 || hasMade(message.origin, ancestorOf: place, archive)
            repeats.append(isRepeated ? repeats[parent] + 1 : 0)
            roots.append(root)
            relatives.append(0)
            relatives[Int(root)] += 1
            let generations = repeats[place]
            if generations >= LoopWatch.mostGenerations
                || (generations >= LoopWatch.fewestGenerations && relatives[Int(root)] > LoopWatch.mostRelatives)
            {
                return MessageID(place)
            }
        }
        return nil
    }

    /// Whether a component made an ancestor of a message. Lines without repeats are as short as the stack has makers.
    private func hasMade(_ maker: ComponentID, ancestorOf place: Int, _ archive: Archive) -> Bool {
        var parent = archive.messages[place].parent
        while parent != .none {
            let ancestor = archive.messages[Int(parent.index)]
            if ancestor.origin == maker { return true }
            parent = ancestor.parent
        }
        return false
    }

    /// Forgets what came after a run was rewound.
    mutating func truncate(to count: Int) {
        guard count < repeats.count else { return }
        for place in count..<repeats.count where roots[place] != place { relatives[Int(roots[place])] -= 1 }
        repeats.removeSubrange(count...)
        roots.removeSubrange(count...)
        relatives.removeSubrange(count...)
    }
}

extension FlowRun {
    /// Whether the run was stopped because events breed events without bound.
    public var isLooping: Bool { loop != nil }

    /// Why the run ended before everything was done with; nil while it runs, and where nothing is left.
    public var stopReason: String? {
        if let loop {
            let path = loopPath(of: loop)
            return "stopped at \(now): events breed events without bound, \(path.joined(separator: " → "))"
        }
        guard isFinished, !isAtRest else { return nil }
        let resting = Set(cloud.deadLetters.map(\.message))
        let moving = Set(cloud.heldMessages(archive)).subtracting(resting)
        guard !moving.isEmpty else { return nil }
        var places: [String] = []
        var held: Set<MessageID> = []
        for place in cloud.components.indices {
            let here = Set(cloud.held(by: ComponentID(place))).intersection(moving).subtracting(held)
            held.formUnion(here)
            guard !here.isEmpty else { continue }
            let id = cloud.components[place].logicalID
            // What a client holds are requests that it waits for.
            places.append(id.hasPrefix("external:") ? "\(here.count) not yet answered" : "\(here.count) in \(id)")
        }
        let onTheWay = moving.subtracting(held).count
        if onTheWay > 0 { places.append("\(onTheWay) on the way") }
        return
            "stopped at its horizon of \(horizon) with \(moving.count) \(moving.count == 1 ? "message" : "messages") in flight: "
            + places.joined(separator: ", ")
    }

    /// The nodes that a loop runs through, from one to the same one again.
    private func loopPath(of message: MessageID) -> [String] {
        guard let last = archive.journal.entries.lastIndex(where: { $0.message == message && $0.action.isCall }) else {
            return []
        }
        // Nearest first; what a mapping does is told by the queue and the function it stands between.
        var path: [String] = []
        for index in [last] + causes(of: last) {
            let node = record(index).to
            if path.last == node { continue }
            path.append(node)
            if path.count > 1, let first = path.firstIndex(of: node), first < path.count - 1 {
                return Array(path[first...].reversed())
            }
        }
        return path.reversed()
    }
}
