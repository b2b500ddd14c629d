import Languages
import Simulation
import Templates
import Testing
import Values

@testable import Services

/// One call that a test makes: at a moment, with API parameters that may depend on the answers so far.
struct Step: Sendable {
    var at: Double
    var action: Action
    var target: String
    var parameters: @Sendable (Answers) -> JSONValue

    init(_ at: Double, _ action: Action, _ target: String, _ parameters: JSONValue = [:]) {
        self.init(at, action, target) { _ in parameters }
    }

    init(
        _ at: Double, _ action: Action, _ target: String, from parameters: @escaping @Sendable (Answers) -> JSONValue
    ) {
        self.at = at
        self.action = action
        self.target = target
        self.parameters = parameters
    }

    static func send(_ at: Double, _ queue: String, _ body: String, _ more: JSONValue = [:]) -> Step {
        var parameters = more.object ?? JSONObject()
        parameters["MessageBody"] = JSONValue(body)
        return Step(at, .sendMessage, queue, JSONValue(parameters))
    }

    static func receive(_ at: Double, _ queue: String, most: Int = 10, wait: Int = 1) -> Step {
        Step(at, .receiveMessage, queue, ["MaxNumberOfMessages": JSONValue(most), "WaitTimeSeconds": JSONValue(wait)])
    }
}

/// The answer to a step.
struct Answer: Sendable {
    var result: CallResult
    var at: Double
    /// What was received.
    var received: [Received]
    /// The same, as text.
    var bodies: [String]
    /// What else came back.
    var payload: JSONValue

    var outcome: Outcome { result.outcome }
    var rule: Rule { result.rule }
    func handle(_ place: Int = 0) -> JSONValue { JSONValue(ReceiptHandle.text(received[place].receipt)) }
}

typealias Answers = [Int: Answer]

/// Makes the calls of a test with nobody's permissions but the account's own.
struct Experimenter: Emulator {
    let id: ComponentID
    let steps: [Step]
    let targets: [ComponentID]
    var answers: Answers = [:]
    private var waiting: Set<MessageID> = []

    init(id: ComponentID, steps: [Step], targets: [ComponentID]) {
        self.id = id
        self.steps = steps
        self.targets = targets
    }

    mutating func start(effects: inout Effects) {
        for (place, step) in steps.enumerated() {
            // Calls take 5 ms to arrive; the times of steps are those of their arrival.
            let time = Int64((step.at * 1e9).rounded()) - 5_000_000
            effects.setTimer(UInt64(place), at: Instant(nanoseconds: max(0, time)))
        }
    }

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response { .result(CallResult(.validation)) }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let place = Int(token)
        var call = Call(steps[place].action, from: id, to: targets[place], cause: .none, token: token)
        call.fill(from: steps[place].parameters(answers), parent: .none, at: now, archive: &archive)
        waiting.formUnion(archive.all(call.messages))
        effects.call(call)
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        answers[Int(call.token)] = Answer(
            result: result, at: now.seconds - 0.005,
            received: Array(archive.all(result.received)),
            bodies: archive.all(result.received).map { archive.text(archive.message($0.message).body) },
            payload: archive.json(result.payload))
        waiting.subtract(archive.all(call.messages))
        for message in archive.all(call.messages) where !result.outcome.isSuccess || !call.handsOver {
            archive.end(message, result.outcome.isSuccess ? .delivered : .rejected, at: id, now, record)
        }
    }

    var held: [MessageID] { Array(waiting) }
}

/// A stack put to run with the calls of a test, and what came of it.
struct Lab {
    var simulator: Simulator<Cloud>
    let findings: [Diagnostic]
    private let experimenter: ComponentID

    /// Runs a template for so many seconds.
    init(
        _ resources: String, parameters: [String: String] = [:], behaviours: [String: FunctionBehaviour] = [:],
        traffic: [TrafficSource] = [], faults: [(at: Double, target: String, state: FaultState)] = [], seed: UInt64 = 1,
        checkpointEvery: Int = 10_000, concurrencyQuota: Int = Account.concurrencyQuota, until seconds: Double,
        _ steps: [Step] = []
    ) throws {
        let template = "Transform: AWS::Serverless-2016-10-31\n" + resources
        let stack = try readStack(template, file: "template.yaml", parameters: parameters, loadFile: { _ in nil })
        var builder = CloudBuilder(stack: stack, behaviours: behaviours, seed: seed, concurrencyQuota: concurrencyQuota)
        var cloud = builder.build(traffic: traffic)
        experimenter = ComponentID(cloud.components.count)
        let targets = try steps.map { try #require(cloud.component($0.target), "no \($0.target)") }
        cloud.components.append(
            Component(
                logicalID: "external:test", type: "", arn: "", identity: .owner,
                emulator: Experimenter(id: experimenter, steps: steps, targets: targets)))
        findings = stack.diagnostics + builder.findings + cloud.authoriser.findings
        var agenda = Agenda<Cloud.Activity>()
        var archive = Archive()
        for fault in faults {
            _ = try #require(cloud.component(fault.target))
            let planned = PlannedFault(
                at: Instant(nanoseconds: Int64((fault.at * 1e9).rounded())), targets: [.resource(fault.target)],
                effects: [.state(fault.state)])
            Emulation.plan(planned, [], in: &cloud, &agenda)
        }
        cloud.start(agenda: &agenda, archive: &archive)
        simulator = Simulator(model: cloud, agenda: agenda, archive: archive, checkpointEvery: checkpointEvery)
        run(until: seconds)
    }

    mutating func run(until seconds: Double) {
        simulator.run(until: Instant(nanoseconds: Int64((seconds * 1e9).rounded())))
        checkConservation()
    }

    var archive: Archive { simulator.archive }
    var cloud: Cloud { simulator.model }

    /// The answer to a step.
    func answer(_ step: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> Answer {
        let place = Int(experimenter.index)
        let experiment = try #require(cloud.components[place].emulator as? Experimenter)
        return try #require(experiment.answers[step], "step \(step) has no answer", sourceLocation: sourceLocation)
    }

    func outcome(_ step: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        try answer(step, sourceLocation: sourceLocation).outcome
    }

    func bodies(_ step: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
        try answer(step, sourceLocation: sourceLocation).bodies
    }

    /// The records of an action, those to one component only where one is named.
    func records(_ action: Action, to target: String? = nil, from source: String? = nil) -> [Record] {
        archive.journal.entries.filter {
            $0.action == action && (target == nil || cloud.components[Int($0.to.index)].logicalID == target)
                && (source == nil || cloud.components[Int($0.from.index)].logicalID == source)
        }
    }

    /// The bodies of the messages that records carried.
    func texts(_ records: [Record]) -> [String] {
        records.map { archive.text(archive.message($0.message).body) }
    }

    func held(_ component: String) throws -> [String] {
        let id = try #require(cloud.component(component))
        return cloud.held(by: id).map { archive.text(archive.message($0).body) }
    }

    func endings(_ disposition: Disposition) -> Int { archive.endings.count { $0.disposition == disposition } }

    func gauge(_ name: String, of component: String) throws -> Int {
        let id = try #require(cloud.component(component))
        return try #require(cloud.gauges(of: id, at: simulator.now).first { $0.name == name }).value
    }

    /// Every message has ended once, or is held. One that has just ended may still be on its way back in an answer.
    private func checkConservation() {
        var ends = [Int](repeating: 0, count: archive.messages.count)
        for ending in archive.endings { ends[Int(ending.message.index)] += 1 }
        let held = Set(cloud.heldMessages(archive))
        for place in ends.indices where ends[place] != 1 && !(ends[place] == 0 && held.contains(MessageID(place))) {
            let message = archive.messages[place]
            let origin = cloud.components[Int(message.origin.index)].logicalID
            Issue.record("message \(place) of \(origin) ended \(ends[place]) times: \(archive.text(message.body))")
        }
    }
}
