import Flows
import Testing
import Values

/// The emulated services against what theory says of them.
@Suite struct TheoryOfServicesTests {
    private func run(_ flow: String, _ parameters: [String: String] = [:]) throws -> FlowRun {
        var session = try session(template: worker, flow: flow, parameters: parameters, seed: 3)
        session.finish()
        #expect(session.runs[0].balance.isClosed)
        return session.runs[0]
    }

    @Test func aFunctionsConcurrencyIsRateTimesDuration() throws {
        // 10 a second for 2 s each: 20 at once. 1,500 Poisson arrivals vary by 2.6 %, exponential durations by as much.
        let flow = jobs(rate: "10/s", until: "200s", duration: "2s")
            .replacing("{constant: {rate: 10/s}}", with: "{poisson: {rate: 10/s}}")
            .replacing("{constant: 2s}", with: "{exponential: {mean: 2s}}")
        let run = try run(flow, ["BatchSize": "1", "Concurrency": "1000", "Timeout": "60", "Visibility": "60"])
        var busy = 0.0
        for index in 0..<run.recordCount {
            let record = run.record(index)
            guard record.action == "lambda:Invoke", let end = record.completed else { continue }
            // Pollers and environments have grown by then.
            busy += max(0, min(end.seconds, 200) - max(record.arrived.seconds, 50))
        }
        // Besides its own 2 s an invocation writes to the table: 10 ms there and back. Four standard errors of 3.7 %.
        #expect(abs(busy / 150 - 20.1) < 3, "\(busy / 150)")
    }

    @Test func attemptsUntilSuccessOrDeadLetterAreWhatTheFormulaSays() throws {
        // p = 0.3, four receives: (1 - p^4) / (1 - p) = 1.417 attempts, p^4 = 0.81 % dead letters.
        let flow = jobs(rate: "20/s", until: "40s", fails: "fails: [{rate: 0.3, error: Flaky}]")
        let run = try run(flow, ["MaxReceives": "4", "Visibility": "5", "BatchSize": "1", "Concurrency": "100"])
        let requests = try #require(run.value(of: .accepted, for: "jobs"))
        let attempts = try #require(run.value(of: .invocations, for: "Worker")) / requests
        let dead = try #require(run.value(of: .deadLettered, for: "Dead")) / requests
        #expect(requests == 800)
        // The standard deviation of attempts is 0.71: four standard errors of 800 are 0.1.
        #expect(abs(attempts - 1.417) < 0.1, "\(attempts)")
        #expect(abs(dead - 0.0081) < 0.0127, "\(dead)")
    }
}
