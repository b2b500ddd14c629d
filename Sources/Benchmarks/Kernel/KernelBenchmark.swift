import ArgumentParser
import Flows
import Simulation
import Values

/// `archscope-bench kernel`: events a second, of the bare kernel and of the emulated services, beside reference loops.
struct KernelBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernel",
        abstract: "Run the pipeline scenario on the bare kernel, on emulated services, and on reference loops.",
        discussion: """
            Numbers are of processor time, the median of several runs. Goals: 10 M events/s untraced, 5 M traced at 50 \
            bytes an event, 90,000 source messages/s emulated, any moment of a run of a million events within 50 ms.
            """
    )

    @Option(help: "Source messages on the bare kernel; each makes 10.887 events.")
    var messages = 300_000

    @Option(help: "Source messages through emulated services.")
    var emulated = 20_000

    @Option(help: "How often each is measured.")
    var rounds = 3

    @Option(help: "The Python whose SimPy is measured beside, where it has one.")
    var python = "python3"

    func run() throws {
        var table = Table("kernel", "M events/s", "of C++")
        let references = ReferenceLoops(messages: messages, python: python)
        let cpp = try references.cpp()
        let untraced = bare(isTraced: false)
        let traced = bare(isTraced: true)
        func add(_ name: String, _ rate: Double?) {
            guard let rate else { return table.add(name, "not there", "") }
            table.add(name, rate.digits(2), cpp.map { (rate / $0).digits(2) } ?? "")
        }
        add("C++ -O2, std::priority_queue", cpp)
        add("archscope, untraced", untraced.rate)
        add("archscope, every event kept in \(untraced.bytes) bytes", traced.rate)
        add("SimPy", try references.simPy())
        print(table.text)
        print("\(untraced.perMessage.digits(3)) events a source message; theory says 10.887")
        try measureEmulation()
        try measureRewinding()
    }

    private func bare(isTraced: Bool) -> (rate: Double, perMessage: Double, bytes: Int) {
        var costs: [Cost] = []
        var steps = 0
        for _ in 0..<max(1, rounds) {
            var simulator = Pipeline.simulator(messages: messages, isTraced: isTraced)
            costs.append(Cost.measure { while simulator.step() {} })
            steps = simulator.stepCount
        }
        let bytes = MemoryLayout<Pipeline.Event>.stride + MemoryLayout<RecordID>.stride
        return (Double(steps) / Cost.median(costs).work / 1e6, Double(steps) / Double(messages), bytes)
    }

    private func measureEmulation() throws {
        var costs: [Cost] = []
        var finished: FlowRun?
        for _ in 0..<max(1, rounds) {
            var session = try EmulatedPipeline.session(messages: emulated)
            costs.append(Cost.measure { session.finish() })
            finished = session.runs[0]
        }
        guard let run = finished, let sent = run.value(of: .accepted, for: "source") else { return }
        let work = Cost.median(costs).work
        print(
            "emulated SQS, Lambda and SNS: \(Int(sent / work)) source messages/s, "
                + "\((Double(run.stepCount) / work / 1e6).digits(2)) M steps/s, \(run.recordCount) records, balance "
                + (run.balance.isClosed ? "closed" : "OPEN"))
    }

    private func measureRewinding() throws {
        // A run of about a million steps of the kernel, and moments all over it.
        var session = try EmulatedPipeline.session(messages: emulated)
        session.finish()
        let end = session.runs[0].now
        var slowest = 0.0
        var total = 0.0
        for part in 1...9 {
            let moment = TimeSpan(nanoseconds: end.nanoseconds / 10 * Int64((part * 7) % 10))
            var run = session.runs[0]
            // The first change of a copy pays for copying what both share; a run that is watched has no copy.
            run.rewind(to: TimeSpan(nanoseconds: end.nanoseconds - 1))
            let cost = Cost.measure { run.rewind(to: moment) }
            slowest = max(slowest, cost.milliseconds)
            total += cost.milliseconds
        }
        print(
            "rewinding a run of \(session.runs[0].stepCount) steps: \((total / 9).digits(1)) ms on average, "
                + "\(slowest.digits(1)) ms at most")
    }
}
