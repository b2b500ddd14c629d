import Simulation

/// A station with `servers` servers, Poisson arrivals and a service time: what queueing theory has formulas for.
struct QueueModel: SimulationModel {
    enum Activity: Sendable {
        case arrival
        case departure(arrived: Instant)
    }

    struct Log: Rewindable, Sendable {
        var journal = Journal<Int64>()
        var mark: Int { journal.count }
        mutating func rewind(to mark: Int) { journal.truncate(to: mark) }
    }

    var arrivals: RandomStream
    var services: RandomStream
    let meanGap: Double
    let meanService: Double
    let servers: Int
    /// Nil for exponential service times, else the constant.
    let constantService: Double?
    /// The most that may be in the station; nil for no limit.
    let capacity: Int?
    var waiting: [Instant] = []
    var head = 0
    var busy = 0
    var arrived = 0
    var blocked = 0
    var waited = 0
    var left = 0
    var totalTime = 0.0
    /// The number in the station, added up over time, and until when.
    var area = 0.0
    var countedUntil = Instant.start
    let limit: Int

    init(
        seed: UInt64, load: Double, servers: Int = 1, constantService: Bool = false, capacity: Int? = nil, limit: Int
    ) {
        arrivals = RandomStream(seed: seed, name: "arrivals")
        services = RandomStream(seed: seed, name: "services")
        meanGap = 1e9 / load
        meanService = 1e9
        self.servers = servers
        self.constantService = constantService ? 1e9 : nil
        self.capacity = capacity
        self.limit = limit
    }

    static func run(_ model: QueueModel) -> QueueModel {
        var simulator = Simulator(model: model, agenda: started, archive: Log(), checkpointEvery: 1_000_000)
        while simulator.step() {}
        return simulator.model
    }

    static var started: Agenda<Activity> {
        var agenda = Agenda<Activity>()
        agenda.schedule(.arrival, at: .start)
        return agenda
    }

    mutating func handle(_ activity: Activity, at now: Instant, agenda: inout Agenda<Activity>, archive: inout Log) {
        area += Double(busy + waiting.count - head) * Double(now - countedUntil)
        countedUntil = now
        switch activity {
        case .arrival:
            arrived += 1
            if arrived < limit { agenda.schedule(.arrival, at: now + Int64(arrivals.exponential(mean: meanGap))) }
            if let capacity, busy + waiting.count - head >= capacity {
                blocked += 1
            } else if busy < servers {
                busy += 1
                serve(now, at: now, &agenda)
            } else {
                waited += 1
                waiting.append(now)
            }
        case .departure(let since):
            left += 1
            totalTime += Double(now - since)
            _ = archive.journal.append(now - since, cause: archive.journal.count == 0 ? .none : RecordID(0))
            if head < waiting.count {
                serve(waiting[head], at: now, &agenda)
                head += 1
            } else {
                busy -= 1
            }
        }
    }

    private mutating func serve(_ arrived: Instant, at now: Instant, _ agenda: inout Agenda<Activity>) {
        let time = constantService ?? services.exponential(mean: meanService)
        agenda.schedule(.departure(arrived: arrived), at: now + Int64(time))
    }

    /// The number in the station, on average over time.
    var meanNumber: Double { area / Double(countedUntil.nanoseconds) }

    /// Mean time in the station, in mean service times.
    var meanTime: Double { totalTime / Double(left) / meanService }
}
