import Simulation

/// The scenario that kernels are compared on: a Poisson source of 50 messages a second, a queue, four workers, a topic,
/// three queues with workers of their own. An attempt fails with probability 0.1 and comes back after a second, up to
/// three times, and is then dead-lettered.
///
/// Theory: 1.111 attempts a message and stage, 1e-4 dead-lettered a stage, 10.887 events a source message.
struct Pipeline: SimulationModel {
    enum Activity: Sendable {
        case source
        case publish
        /// A message, on its so manyeth attempt, comes to the queue of a stage.
        case enqueue(stage: UInt8, attempt: UInt8)
        /// A worker of a stage is done with an attempt.
        case done(stage: UInt8, attempt: UInt8)
    }

    /// An event as a trace keeps it: 16 bytes with its time.
    struct Event: Sendable {
        var time: Int64
        var kind: UInt8
        var stage: UInt8
        var attempt: UInt8
    }

    struct Trace: Rewindable, Sendable {
        var journal = Journal<Event>()
        var mark: Int { journal.count }
        mutating func rewind(to mark: Int) { journal.truncate(to: mark) }
    }

    /// A queue and its workers.
    struct Stage: Sendable {
        let mean: Double
        var free: Int
        var waiting: [UInt8] = []
        var head = 0
        var random: RandomStream
        var attempts = 0
        var deadLetters = 0
        var finished = 0
        /// Nanoseconds that workers were busy.
        var busy: Int64 = 0

        init(workers: Int, mean: Double, seed: UInt64, name: String) {
            self.mean = mean
            free = workers
            random = RandomStream(seed: seed, name: name)
        }
    }

    var stages: [Stage]
    var arrivals: RandomStream
    var sent = 0
    let limit: Int
    let isTraced: Bool

    init(messages: Int, isTraced: Bool, seed: UInt64 = 1) {
        let workers = [(4, 60e6), (4, 60e6), (4, 40e6), (2, 20e6)]
        stages = workers.enumerated().map { Stage(workers: $1.0, mean: $1.1, seed: seed, name: "stage \($0)") }
        arrivals = RandomStream(seed: seed, name: "source")
        limit = messages
        self.isTraced = isTraced
    }

    private static let second: Int64 = 1_000_000_000

    static func simulator(messages: Int, isTraced: Bool, checkpointEvery spacing: Int = .max) -> Simulator<Pipeline> {
        var agenda = Agenda<Activity>()
        agenda.schedule(.source, at: .start)
        return Simulator(
            model: Pipeline(messages: messages, isTraced: isTraced), agenda: agenda, archive: Trace(),
            checkpointEvery: spacing)
    }

    mutating func handle(_ activity: Activity, at now: Instant, agenda: inout Agenda<Activity>, archive: inout Trace) {
        switch activity {
        case .source:
            trace(0, 0, 0, now, &archive)
            sent += 1
            agenda.schedule(.enqueue(stage: 0, attempt: 1), at: now + 5_000_000)
            if sent < limit { agenda.schedule(.source, at: now + Int64(arrivals.exponential(mean: 20e6))) }
        case .publish:
            trace(1, 0, 0, now, &archive)
            for stage in 1..<UInt8(stages.count) { agenda.schedule(.enqueue(stage: stage, attempt: 1), at: now) }
        case .enqueue(let stage, let attempt):
            trace(2, stage, attempt, now, &archive)
            if stages[Int(stage)].free > 0 {
                stages[Int(stage)].free -= 1
                start(stage, attempt, now, &agenda)
            } else {
                stages[Int(stage)].waiting.append(attempt)
            }
        case .done(let stage, let attempt):
            trace(3, stage, attempt, now, &archive)
            if stages[Int(stage)].random.happens(0.1) {
                if attempt < 4 {
                    agenda.schedule(.enqueue(stage: stage, attempt: attempt + 1), at: now + Pipeline.second)
                } else {
                    stages[Int(stage)].deadLetters += 1
                }
            } else {
                stages[Int(stage)].finished += 1
                if stage == 0 { agenda.schedule(.publish, at: now + 20_000_000) }
            }
            next(stage, now, &agenda)
        }
    }

    private mutating func start(_ stage: UInt8, _ attempt: UInt8, _ now: Instant, _ agenda: inout Agenda<Activity>) {
        let place = Int(stage)
        let work = Int64(stages[place].random.exponential(mean: stages[place].mean))
        stages[place].attempts += 1
        stages[place].busy += work
        agenda.schedule(.done(stage: stage, attempt: attempt), at: now + work)
    }

    /// The worker that is done takes what has waited longest, or rests.
    private mutating func next(_ stage: UInt8, _ now: Instant, _ agenda: inout Agenda<Activity>) {
        let place = Int(stage)
        guard stages[place].head < stages[place].waiting.count else {
            stages[place].waiting.removeAll(keepingCapacity: true)
            stages[place].head = 0
            stages[place].free += 1
            return
        }
        let attempt = stages[place].waiting[stages[place].head]
        stages[place].head += 1
        start(stage, attempt, now, &agenda)
    }

    private func trace(_ kind: UInt8, _ stage: UInt8, _ attempt: UInt8, _ now: Instant, _ archive: inout Trace) {
        guard isTraced else { return }
        _ = archive.journal.append(
            Event(time: now.nanoseconds, kind: kind, stage: stage, attempt: attempt), cause: .none)
    }
}
