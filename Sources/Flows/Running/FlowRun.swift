import Graphs
import Services
import Simulation
import Templates
import Topologies
import Values

/// One binding running under a scenario: it goes forward and back, and shows what happens in the words of its topology.
public struct FlowRun: Sendable {
    /// The binding's id.
    public let binding: String
    /// The binding's name.
    public let title: String
    /// Who sends what to whom, the scenario's clients included.
    public let topology: Topology
    /// The time at which the run ends at the latest.
    public let horizon: TimeSpan
    /// What the emulation leaves out of this stack.
    public let findings: [Diagnostic]
    /// What the scenario breaks here.
    var faults: [BoundFault]
    /// The traffic of the scenario, for faults that come later.
    let traffic: [Scenario.Traffic]
    /// The traffic's names with the component that sends each.
    let clients: [(name: String, component: ComponentID)]
    let roles: FlowBinding
    var emulation: Emulation
    private let places: RecordPlaces
    /// After this time nothing new comes from outside: the run may become quiet.
    var lastImpulse: Instant
    private var isQuiet = false
    private var loops = LoopWatch()
    /// A message of the loop at which the run was stopped.
    private(set) var loop: MessageID?

    init(
        binding: FlowBinding, scenario: Scenario, binder: ScenarioBinder, seed: UInt64, checkpointSpacing: Int
    ) {
        self.binding = binding.id
        title = binding.name
        topology = binder.topology
        horizon = scenario.horizon
        roles = binding
        faults = binder.boundFaults
        traffic = scenario.traffic
        emulation = Emulation(
            stack: binding.stack, behaviours: binder.behaviours, traffic: binder.traffic, faults: binder.faults,
            seed: seed, checkpointSpacing: checkpointSpacing)
        let cloud = emulation.simulator.model
        findings =
            emulation.findings + FlowRun.leftOut(binder.topology, binding.stack, cloud, passedOver: scenario.passedOver)
        let components = cloud.components
        let first = components.count - binder.traffic.count
        clients = binder.traffic.enumerated().map { ($1.name, ComponentID(first + $0)) }
        places = RecordPlaces(topology, components: components)
        let ends = binder.traffic.map(\.window.until) + binder.faults.map(\.lastChange)
        // Schedules go on for ever: such a run is over at its horizon.
        lastImpulse =
            EmulatedServices.actsByItself(binding.stack)
            ? Instant(nanoseconds: scenario.horizon.nanoseconds) : ends.max() ?? .start
    }

    /// The components of the diagram that the emulation has not; what a template holds besides them moves no events.
    private static func leftOut(
        _ topology: Topology, _ stack: Stack, _ cloud: Cloud, passedOver: [String]
    ) -> [Diagnostic] {
        topology.nodes.compactMap { node in
            guard node.layer == .main, let resource = stack[node.id], cloud.component(node.id) == nil else {
                return nil
            }
            return Diagnostic(
                .warning, at: resource.position, found: "\(node.id) (\(resource.type)) is not emulated",
                expected: passedOver.contains(node.id)
                    ? "requests go straight to what is behind it"
                    : "what comes to it ends there, and nothing comes from it")
        }
    }

    private var simulator: Simulator<Cloud> { emulation.simulator }
    var archive: Archive { emulation.simulator.archive }
    var cloud: Cloud { emulation.simulator.model }
    var simulatorNow: Instant { emulation.simulator.now }

    // MARK: Time

    /// The virtual time now.
    public var now: TimeSpan { TimeSpan(nanoseconds: simulator.now.nanoseconds) }

    /// When something happens next; nil when nothing will before the horizon.
    public var nextTime: TimeSpan? {
        guard !isFinished, let next = simulator.nextTime else { return nil }
        let time = TimeSpan(nanoseconds: next.nanoseconds)
        return time <= horizon ? time : nil
    }

    /// Whether the run is over: the horizon is reached, or every message has come to its end.
    public var isFinished: Bool { isQuiet || loop != nil || now >= horizon }

    /// Whether every message has come to its end.
    var isAtRest: Bool { isQuiet }

    /// Goes forward to a moment, at most so many steps of the kernel.
    /// - Returns: whether the moment, or the end of the run, was reached.
    @discardableResult
    public mutating func advance(to moment: TimeSpan, maxSteps: Int = .max) -> Bool {
        let goal = Instant(nanoseconds: min(moment, horizon).nanoseconds)
        var left = maxSteps
        // A slice may have ended between activities of one moment.
        while !isFinished, simulator.now < goal || simulator.nextTime.map({ $0 <= goal }) ?? false {
            // Quiet is looked for at whole seconds, so that it does not depend on how the run is sliced.
            let boundary = Instant(nanoseconds: (simulator.now.nanoseconds / secondLength + 1) * secondLength)
            let target = min(goal, boundary)
            // Loops are looked for every so many steps, for the same reason.
            let before = simulator.stepCount
            let slice = min(left, FlowRun.watchSpacing - before % FlowRun.watchSpacing)
            let isThere = emulation.simulator.run(until: target, maxSteps: slice)
            left -= simulator.stepCount - before
            if simulator.stepCount % FlowRun.watchSpacing == 0 { loop = loops.look(archive) }
            guard isThere else {
                if left > 0 { continue }
                return false
            }
            if loop == nil, target == boundary, boundary > lastImpulse { isQuiet = cloud.isAtRest(archive) }
        }
        return true
    }

    private let secondLength: Int64 = 1_000_000_000
    private static let watchSpacing = 8_192

    /// Runs to the end.
    public mutating func finish() { advance(to: horizon) }

    /// Goes forward to the next thing that is journaled.
    public mutating func step() {
        let before = recordCount
        while !isFinished, recordCount == before, let next = nextTime { advance(to: next) }
    }

    /// Goes back to just before the last thing that was journaled.
    public mutating func stepBack() {
        guard recordCount > 0 else { return }
        let last = archive.journal.entries[recordCount - 1].sent
        rewind(to: TimeSpan(nanoseconds: max(0, last.nanoseconds - 1)))
    }

    /// Goes back to a moment.
    public mutating func rewind(to moment: TimeSpan) {
        guard moment < now else { return }
        isQuiet = false
        loop = nil
        emulation.simulator.rewind(to: Instant(nanoseconds: max(0, moment.nanoseconds)))
        loops.truncate(to: archive.messages.count)
    }

    /// The number of activities of the kernel so far.
    public var stepCount: Int { simulator.stepCount }

    // MARK: Records

    /// The number of records so far.
    public var recordCount: Int { archive.journal.count }

    /// A record in the words of the topology.
    public func record(_ index: Int) -> RunRecord {
        let id = RecordID(UInt32(index))
        let entry = archive.journal[id]
        let cause = archive.journal.causes[index]
        let isKnown = entry.completed <= simulator.now
        let place = places.place(of: entry)
        return RunRecord(
            index: index, sent: TimeSpan(nanoseconds: entry.sent.nanoseconds),
            arrived: TimeSpan(nanoseconds: entry.arrived.nanoseconds),
            completed: isKnown ? TimeSpan(nanoseconds: entry.completed.nanoseconds) : nil,
            cause: cause == .none ? nil : Int(cause.index), from: place.from, to: place.to, edge: place.edge,
            action: entry.action.name, message: entry.message == .none ? nil : Int(entry.message.index),
            messageCount: Int(entry.messageCount), outcome: isKnown ? entry.outcome : .pending,
            rule: isKnown ? entry.rule : .none)
    }

    /// The edge a record lies on; nil for what a component does by itself.
    func edge(of entry: Record) -> String? { places.place(of: entry).edge }

    /// What a record carried.
    public func payload(of index: Int) -> JSONValue { archive.carried(by: RecordID(UInt32(index))) }

    /// What came back.
    public func result(of index: Int) -> JSONValue { archive.result(of: RecordID(UInt32(index))) }

    /// The records that a record caused directly.
    public func effects(of index: Int) -> [Int] {
        archive.journal.effects(of: RecordID(UInt32(index))).map { Int($0.index) }
    }

    /// The causes of a record, the nearest first.
    public func causes(of index: Int) -> [Int] {
        archive.journal.ancestry(of: RecordID(UInt32(index))).map { Int($0.index) }
    }

    /// The messages that a record is about, by their numbers.
    public func messages(of index: Int) -> [Int] {
        archive.messages(of: RecordID(UInt32(index))).map { Int($0.index) }
    }

    /// The message that a message is a copy of, as a notification is of what was published; nil for one from outside.
    public func parent(ofMessage message: Int) -> Int? {
        guard archive.messages.indices.contains(message) else { return nil }
        let parent = archive.messages[message].parent
        return parent == .none ? nil : Int(parent.index)
    }

    /// The records that a message has been in, up to one of them.
    /// - Complexity: linear in the records before.
    public func history(ofMessage message: Int, upTo last: Int) -> [Int] {
        let entries = archive.journal.entries
        return (0...min(last, entries.count - 1)).filter { index in
            let entry = entries[index]
            if entry.message != .none, Int(entry.message.index) == message { return true }
            return entry.messageCount > 1 && messages(of: index).contains(message)
        }
    }

    // MARK: What is seen now

    /// The events on their way now.
    public var tokens: [RunToken] {
        cloud.callsInFlight(at: simulator.now, archive: archive).compactMap { call in
            let entry = archive.journal[call.record]
            let place = places.place(of: entry)
            guard let edge = place.edge else { return nil }
            let position = place.span.from + (place.span.to - place.span.from) * call.progress
            let replied = place.replySpan.from + (place.replySpan.to - place.replySpan.from) * call.progress
            return RunToken(
                edge: edge, fraction: call.isReply ? replied : position, isReply: call.isReply,
                count: max(1, Int(entry.messageCount)),
                isFailure: call.isReply && !entry.outcome.isSuccess, record: Int(call.record.index))
        }
    }

    /// What a component shows now.
    public func status(of node: String) -> NodeStatus {
        guard let component = cloud.component(node) else { return NodeStatus(facts: [], depth: nil) }
        let gauges = cloud.gauges(of: component, at: simulator.now)
        return NodeStatus(
            facts: gauges.map { ($0.name, $0.value) }, depth: gauges.first { $0.isMain }.map(\.value))
    }

    /// The logical ids of the components that show something, in the order of the topology.
    public var components: [String] { topology.nodes.map(\.id).filter { cloud.component($0) != nil } }
}

/// One line of a run's journal in the words of its topology.
public struct RunRecord: Hashable, Sendable {
    /// Its number.
    public var index: Int
    /// When it left.
    public var sent: TimeSpan
    /// When it reached its target.
    public var arrived: TimeSpan
    /// When it was answered; nil while it has not been.
    public var completed: TimeSpan?
    /// The number of the record that caused it.
    public var cause: Int?
    /// The node that asked.
    public var from: String
    /// The node it asked.
    public var to: String
    /// The edge it lies on; nil for what a component does by itself.
    public var edge: String?
    /// The API action, or a plain word for what is no call.
    public var action: String
    /// The number of its message.
    public var message: Int?
    /// How many messages it carried.
    public var messageCount: Int
    /// How it ended.
    public var outcome: Outcome
    /// The rule that decided.
    public var rule: Rule

    /// Whether it failed.
    public var isFailure: Bool { outcome != .pending && !outcome.isSuccess }
}

/// An event on its way along an edge.
public struct RunToken: Hashable, Sendable {
    /// The edge's id.
    public var edge: String
    /// Where on the edge it is, 0 at its start and 1 at its end.
    public var fraction: Double
    /// Whether it is an answer going back.
    public var isReply: Bool
    /// How many messages it carries.
    public var count: Int
    /// Whether it tells of a failure.
    public var isFailure: Bool
    /// The record's number.
    public var record: Int
}

/// What a component shows.
public struct NodeStatus: Sendable {
    /// Names and numbers, the main one first.
    public var facts: [(name: String, value: Int)]
    /// The main number: a queue's depth, a function's concurrency.
    public var depth: Int?
}

extension FlowRun {
    /// The API calls that do not lie on exactly one edge of the topology, each with why: always empty, or the topology
    /// and the emulation have read the template differently.
    public var strayCalls: [(record: RunRecord, match: EdgeMatch)] {
        archive.journal.entries.indices.compactMap { index in
            let entry = archive.journal.entries[index]
            guard entry.action.isCall || entry.action == .redrive else { return nil }
            let match = places.place(of: entry).match
            switch match {
            case .edge, .backwards: return nil
            case .entry, .missing, .ambiguous: return (record(index), match)
            }
        }
    }
}
