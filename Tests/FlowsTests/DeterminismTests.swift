import Flows
import Testing
import Values

@Suite struct DeterminismTests {
    private let flow = jobs(rate: "20/s", until: "20s", fails: "fails: [{rate: 0.1, error: Flaky}]", duration: "30ms")
        .replacing("{constant: {rate: 20/s}}", with: "{poisson: {rate: 20/s}}")
        .replacing("{constant: 30ms}", with: "{exponential: {mean: 30ms}}")

    private func journal(seed: UInt64, spacing: Int = 10_000) throws -> [String] {
        var session = try session(template: worker, flow: flow, seed: seed, checkpointSpacing: spacing)
        session.finish()
        let run = session.runs[0]
        return (0..<run.recordCount).map { run.line($0, withPayload: true) }
    }

    @Test func theSameSeedGivesTheSameJournalAndAnotherSeedAnother() throws {
        #expect(try journal(seed: 7) == (try journal(seed: 7)))
        #expect(try journal(seed: 7) != (try journal(seed: 8)))
    }

    @Test func checkpointsDoNotChangeTheJournal() throws {
        #expect(try journal(seed: 7, spacing: 13) == (try journal(seed: 7)))
    }

    @Test func wanderingBackAndForthEndsInTheSameJournal() throws {
        var session = try session(template: worker, flow: flow, seed: 7, checkpointSpacing: 200)
        for seconds in [5, 3, 9, 1, 15, 14, 2] {
            session.runs[0].advance(to: .seconds(Int64(seconds) + 4))
            session.runs[0].rewind(to: .seconds(Int64(seconds)))
            #expect(session.runs[0].now == .seconds(Int64(seconds)))
        }
        session.finish()
        let run = session.runs[0]
        #expect((0..<run.recordCount).map { run.line($0, withPayload: true) } == (try journal(seed: 7)))
    }

    @Test func steppingBackUndoesExactlyTheLastThingThatHappened() throws {
        var session = try session(template: worker, flow: flow, seed: 7)
        session.runs[0].advance(to: .seconds(3))
        let before = session.runs[0].recordCount
        session.runs[0].step()
        let stepped = session.runs[0].recordCount
        #expect(stepped > before)
        session.runs[0].stepBack()
        #expect(session.runs[0].recordCount < stepped)
        #expect(session.runs[0].balance.isClosed)
    }

    @Test func everyEventKnowsWhatCausedIt() throws {
        var session = try session(template: worker, flow: flow, seed: 7)
        session.finish()
        let run = session.runs[0]
        let write = try #require((0..<run.recordCount).first { run.record($0).action == "dynamodb:PutItem" })
        let chain = run.causes(of: write).map { run.record($0).action }
        #expect(chain == ["lambda:Invoke", "sqs:ReceiveMessage", "sqs:SendMessage"])
        #expect(run.effects(of: run.causes(of: write)[0]).contains(write))
    }
}
