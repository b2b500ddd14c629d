import Simulation
import Testing

@testable import Benchmarks

/// What is measured is the scenario that it says.
@Suite struct PipelineTests {
    @Test func thePipelineIsTheOneOfTheory() {
        var simulator = Pipeline.simulator(messages: 20_000, isTraced: true)
        while simulator.step() {}
        let stages = simulator.model.stages
        // Attempts: (1 - p^4) / (1 - p) = 1.111 a message; four standard errors of 20,000 are 0.01.
        for stage in stages {
            let messages = Double(stage.finished + stage.deadLetters)
            #expect(abs(Double(stage.attempts) / messages - 1.111) < 0.01)
            #expect(stage.deadLetters < 12)
        }
        #expect(stages[0].finished + stages[0].deadLetters == 20_000)
        for stage in stages.dropFirst() { #expect(stage.finished + stage.deadLetters == stages[0].finished) }
        let perMessage = Double(simulator.stepCount) / 20_000
        #expect(abs(perMessage - 10.887) < 0.04, "\(perMessage)")
        #expect(simulator.archive.journal.count == simulator.stepCount)
        #expect(MemoryLayout<Pipeline.Event>.stride + MemoryLayout<RecordID>.stride <= 50)
    }

    @Test func theEmulatedPipelineHasTheSameShape() throws {
        var session = try EmulatedPipeline.session(messages: 500)
        session.finish()
        let run = session.runs[0]
        #expect(run.balance.isClosed && run.strayCalls.isEmpty)
        let sent = try #require(run.value(of: .accepted, for: "source"))
        let attempts = try #require(run.value(of: .invocations, for: "WorkerA")) / sent
        #expect(abs(attempts - 1.111) < 0.07, "\(attempts)")
        for name in ["QueueB", "QueueC", "QueueD"] {
            #expect(try #require(run.value(of: .accepted, for: name)) >= sent - 3)
        }
    }
}
