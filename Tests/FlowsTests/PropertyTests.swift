import Flows
import Testing
import Values

/// Changing a property changes the outcome as the service documents it.
@Suite struct PropertyTests {
    private func run(
        _ flow: String = jobs(), _ parameters: [String: String] = [:]
    ) throws -> FlowRun {
        var session = try session(template: worker, flow: flow, parameters: parameters)
        session.finish()
        let run = session.runs[0]
        #expect(run.balance.isClosed, "\(run.balance)")
        #expect(run.strayCalls.isEmpty)
        return run
    }

    private let oneFails = "fails: [{when: {body: {number: [7]}}, error: Bad}]"

    @Test func everyJobIsWrittenOnce() throws {
        let run = try run()
        #expect(run.value(of: .accepted, for: "jobs") == 300)
        #expect(run.value(of: .delivered, for: "jobs") == 300)
        #expect(run.value(of: .duplicates, for: "Worker") == 0)
        #expect(run.value(of: .calls, for: "Items") == 300)
    }

    @Test(arguments: [1, 3, 6])
    func aMessageThatAlwaysFailsIsReceivedMaxReceiveCountTimes(times: Int) throws {
        let run = try run(jobs(fails: oneFails), ["MaxReceives": "\(times)"])
        #expect(run.value(of: .deadLettered, for: "Dead") == 1)
        #expect(run.value(of: .duplicates, for: "Worker") == Double(times - 1))
    }

    @Test func aLongerVisibilityTimeoutMakesTheNextTryLater() throws {
        func moved(_ visibility: Int) throws -> Double {
            let run = try run(jobs(fails: oneFails), ["Visibility": "\(visibility)", "MaxReceives": "2"])
            let records = (0..<run.recordCount).map(run.record)
            return try #require(records.first { $0.action == "redrive" }).sent.seconds
        }
        // The third receive, which moves the message, comes after two timeouts; the job is sent at 0.8 s.
        #expect(abs(try moved(30) - 60.8) < 1)
        #expect(abs(try moved(60) - 120.8) < 1)
    }

    @Test func aVisibilityTimeoutShorterThanTheWorkHandsMessagesOutTwice() throws {
        let slow = jobs(rate: "1/s", until: "20s", duration: "4s")
        let short = try run(slow, ["Visibility": "2", "Timeout": "10", "MaxReceives": "100"])
        let long = try run(slow, ["Visibility": "60", "Timeout": "10", "MaxReceives": "100"])
        #expect(try #require(short.value(of: .duplicates, for: "Worker")) > 0)
        #expect(long.value(of: .duplicates, for: "Worker") == 0)
    }

    @Test func writesBeyondTheProvisionedCapacityAreThrottled() throws {
        let enough = try run(jobs(), ["WriteCapacity": "10"])
        let tooLittle = try run(jobs(), ["WriteCapacity": "2"])
        #expect(enough.value(of: .throttles, for: "Items") == 0)
        #expect(try #require(tooLittle.value(of: .throttles, for: "Items")) > 0)
    }

    @Test func unusedCapacityIsSavedForABurst() throws {
        // Ten units, one used, for 30 s save 270; a burst of 20 writes a second for 10 s takes 100 more than come in.
        let burst = jobs().replacing(
            "{constant: {rate: 10/s}}", with: "{spike: {base: 1/s, peak: 20/s, at: 30s, for: 10s}}"
        )
        .replacing("until: 30s", with: "until: 60s")
        #expect(try run(burst, ["WriteCapacity": "10"]).value(of: .throttles, for: "Items") == 0)
        let early = burst.replacing("at: 30s", with: "at: 1s")
        #expect(try #require(try run(early, ["WriteCapacity": "10"]).value(of: .throttles, for: "Items")) > 0)
    }

    @Test func aDelayedQueueGivesItsMessagesLater() throws {
        func firstInvocation(_ delay: Int) throws -> Double {
            let run = try run(jobs(), ["Delay": "\(delay)"])
            return try #require((0..<run.recordCount).map(run.record).first { $0.action == "lambda:Invoke" }).sent
                .seconds
        }
        #expect(abs(try firstInvocation(20) - try firstInvocation(0) - 20) < 0.1)
    }

    @Test func messagesOlderThanTheRetentionExpire() throws {
        let failing = jobs(fails: "fails: [{rate: 1, error: Down}]")
        let run = try run(failing, ["Retention": "60", "MaxReceives": "1000"])
        #expect(run.value(of: .expired, for: "jobs") == 300)
        #expect(try self.run(failing, ["MaxReceives": "1000"]).value(of: .expired, for: "jobs") == 0)
    }

    @Test func messagesAboveTheLargestSizeAreRefused() throws {
        let large = jobs().replacing(
            "number.$: $.index}", with: "number.$: $.index, text: \(String(repeating: "x", count: 2_000))}")
        #expect(try run(large, ["LargestMessage": "1024"]).value(of: .rejected, for: "jobs") == 300)
        #expect(try run(large).value(of: .rejected, for: "jobs") == 0)
    }

    @Test func biggerBatchesAndAWindowTakeFewerInvocations() throws {
        let single = try #require(try run(jobs(), ["BatchSize": "1"]).value(of: .invocations, for: "Worker"))
        let gathered = try #require(
            try run(jobs(), ["BatchSize": "10", "BatchWindow": "5"]).value(of: .invocations, for: "Worker"))
        #expect(single == 300)
        #expect(gathered < 60)
    }

    @Test func maximumConcurrencyHoldsTheFunctionBack() throws {
        let busy = jobs(rate: "100/s", duration: "500ms")
        #expect(try run(busy, ["Concurrency": "2", "BatchSize": "1"]).value(of: .maxConcurrency, for: "Worker") == 2)
        #expect(
            try #require(
                try run(busy, ["Concurrency": "50", "BatchSize": "1"]).value(of: .maxConcurrency, for: "Worker")) > 5)
    }

    @Test func aFunctionThatRunsPastItsTimeoutFails() throws {
        let slow = jobs(rate: "1/s", until: "5s", duration: "4s")
        #expect(try run(slow, ["Timeout": "3", "MaxReceives": "1"]).value(of: .deadLettered, for: "Dead") == 5)
        #expect(try run(slow, ["Timeout": "5", "MaxReceives": "1"]).value(of: .deadLettered, for: "Dead") == 0)
    }

    @Test func withoutThePermissionEveryWriteIsDenied() throws {
        let denied = worker.replacing(
            "Effect: Allow, Action: \"dynamodb:PutItem\"", with: "Effect: Deny, Action: \"dynamodb:PutItem\"")
        #expect {
            _ = try session(template: denied, flow: jobs())
        } throws: {
            "\($0)".contains("may not call dynamodb:PutItem on Items")
        }
    }
}
