import Flows
import Languages
import Testing
import Values

/// Pausing, parting, comparing, and ending a run.
@Suite struct WatchingTests {
    private func started(_ faults: [String] = []) throws -> FlowRun {
        try session(template: shop, flow: trade, faults: faults).runs[0]
    }

    // MARK: Breakpoints

    @Test func aRunPausesAtANodeAnEdgeAndACondition() throws {
        var run = try started(["crash@10s:for=5s"])
        let node = run.advance(to: run.horizon, breakingAt: [.node("Items")])
        let first = try #require(node)
        #expect(run.record(first.record).to == "Items")
        #expect((0..<first.record).allSatisfy { run.record($0).to != "Items" })
        let edge = try #require(run.record(first.record).edge)
        let secondHit = run.advance(to: run.horizon, breakingAt: [.edge("none"), .edge(edge)])
        let second = try #require(secondHit)
        #expect(second.breakpoint == 1 && second.record > first.record)
        let failed = try EventPattern(try readJSON(#"{"outcome": ["FunctionError"]}"#))
        let thirdHit = run.advance(to: run.horizon, breakingAt: [.condition(failed)])
        let third = try #require(thirdHit)
        #expect(third.isCompletion)
        #expect(run.record(third.record).outcome.name == "FunctionError")
        #expect(run.now >= .seconds(10) && run.now < .seconds(12))
        let bill = try EventPattern(try readJSON(#"{"payload": {"id": ["bill-50"]}}"#))
        let fourthHit = run.advance(to: run.horizon, breakingAt: [.condition(bill)])
        let fourth = try #require(fourthHit)
        #expect(!fourth.isCompletion && run.record(fourth.record).action == "sqs:SendMessage")
    }

    @Test func breakpointsThatAreNeverMetChangeNothing() throws {
        var (plain, watched) = (try started(), try started())
        plain.finish()
        #expect(watched.advance(to: watched.horizon, breakingAt: [.node("Nowhere")]) == nil)
        #expect(watched.isFinished)
        #expect(plain.digest == watched.digest)
    }

    @Test func pausingEverywhereChangesNothingEither() throws {
        var (plain, stepped) = (try started(), try started())
        plain.advance(to: .seconds(8))
        var pauses = 0
        while stepped.advance(to: .seconds(8), breakingAt: [.node("Jobs")]) != nil { pauses += 1 }
        #expect(pauses > 20)
        #expect(plain.digest == stepped.digest)
    }

    // MARK: Branches and differences

    @Test func aBranchWithoutChangesEndsAsTheRunItself() throws {
        var run = try started()
        run.advance(to: .seconds(30))
        var branch = try run.branch(at: .seconds(12))
        #expect(branch.now == .seconds(12))
        run.finish()
        branch.finish()
        #expect(run.digest == branch.digest)
        let difference = RunDifference(run, branch)
        #expect(difference.commonRecords == nil && difference.partsAt == nil && difference.edges.isEmpty)
    }

    @Test func aBranchWithAFaultPartsWhenItBegins() throws {
        var run = try started()
        run.advance(to: .seconds(30))
        let fault = try readFaults(["crash@5s:to=Worker,for=30s"])
        var branch = try run.branch(at: .seconds(20), faults: fault)
        run.finish()
        branch.finish()
        #expect(branch.balance.isClosed && branch.strayCalls.isEmpty)
        let difference = RunDifference(run, branch)
        #expect(difference.partsAt == .seconds(20) + TimeSpan(nanoseconds: 1))
        #expect(difference.edges.contains { $0.edge.contains("Worker") && $0.failures[0] == 0 && $0.failures[1] > 0 })
        #expect(branch.predictions.map(\.isConfirmed) == [true])
        // The run that it parted from has no fault.
        #expect(run.predictions.isEmpty)
        // A branch begins where it parted.
        branch.rewind(to: .seconds(5))
        #expect(branch.now == .seconds(20))
        branch.finish()
        #expect(RunDifference(run, branch) == difference)
    }

    @Test func aDifferenceSaysWhereTwoRunsPartAndInWhat() throws {
        var run = try started()
        run.advance(to: .seconds(20))
        let faults = try readFaults(["crash@20s:to=Worker,for=30s"])
        var branch = try run.branch(at: .seconds(20), faults: faults)
        let shared = branch.recordCount
        run.finish()
        branch.finish()
        let difference = RunDifference(run, branch, sharing: shared)
        #expect(difference == RunDifference(run, branch))
        let index = try #require(difference.partsWith[1])
        #expect(difference.commonRecords == index && branch.record(index).action == "fault")
        #expect(difference.predictions == branch.predictions)
        // Every edge that is told of differs by its journal, and every other one is the same.
        for edge in run.topology.edges {
            let found = [run, branch].map { run in
                (0..<run.recordCount).map { run.record($0) }.filter { $0.edge == edge.id }
            }
            let told = difference.edges.first { $0.edge == edge.id }
            #expect(told == nil || told?.records == found.map(\.count))
            #expect(told == nil || told?.failures == found.map { $0.count(where: \.isFailure) })
            for outcome in told?.outcomes ?? [] {
                #expect(outcome.counts == found.map { $0.count { $0.outcome.name == outcome.name } })
            }
            let outcomes = found.map { Dictionary(grouping: $0, by: \.outcome).mapValues(\.count) }
            if told == nil { #expect(outcomes[0] == outcomes[1]) }
        }
        let errors = try #require(difference.values.first { $0.name == "Worker" && $0.metric == .errors })
        #expect(errors.values[0] == 0 && errors.values[1] == branch.value(of: .errors, for: "Worker"))
        for line in difference.lines(binding: "b") {
            let json = try readJSON(line)
            #expect(json["binding"] == "b" && json["kind"]?.string != nil)
        }
    }

    @Test func runsPartWhereAnEndDiffersThoughBothBeginAlike() throws {
        // A call that was under way at the branch ends another way in it.
        var run = try started()
        run.advance(to: .seconds(12))
        while !(0..<run.recordCount).contains(where: {
            run.record($0).action == "lambda:Invoke" && run.record($0).outcome == .pending
        }) { run.step() }
        let invocation = try #require(
            (0..<run.recordCount).last {
                run.record($0).action == "lambda:Invoke" && run.record($0).outcome == .pending
            })
        var branch = try run.branch(at: run.now, faults: try readFaults(["crash@0s:to=Worker,for=30s"]))
        let (parted, shared) = (branch.now, branch.recordCount)
        #expect(invocation < shared)
        run.finish()
        branch.finish()
        let difference = RunDifference(run, branch, sharing: shared)
        #expect(difference.partsAt.map { $0 >= parted } == true)
        #expect(difference == RunDifference(run, branch))
    }

    @Test(arguments: [
        #"poison@20.0123s:to=orders,payload={"id":"bad"}"#, "oversize-payload@20.0123s:to=orders,by=300000",
        #"bad-record@20.0123s:to=orders,payload={"id":"bad"},by=4"#,
    ])
    func requestsThatABranchInsertsComeAsIfTheyHadBeenDeclared(fault: String) throws {
        var declared = try started([fault])
        declared.finish()
        var run = try started()
        run.advance(to: .seconds(30))
        var branch = try run.branch(at: .seconds(20), faults: try readFaults([fault]))
        branch.finish()
        #expect(branch.digest == declared.digest && branch.balance.isClosed)
        #expect(branch.predictions == declared.predictions)
    }

    @Test func whatWasOnItsWayWhenABranchBeganDoesNotRefuteItsPrediction() throws {
        var run = try started()
        // At the very moment of a call, and in the middle of an invocation that has called others.
        while run.now < .seconds(12) || run.record(run.recordCount - 1).to != "Items" { run.step() }
        for fault in ["region-latency@0s", "crash@0s:to=Worker,for=20s"] {
            var branch = try run.branch(at: run.now, faults: try readFaults([fault]))
            branch.finish()
            #expect(branch.predictions.map(\.isConfirmed) == [true], "\(branch.predictions)")
        }
    }

    // MARK: Faults on offer

    @Test func theFaultsOnOfferAreThoseThatBind() throws {
        var run = try started()
        run.advance(to: .seconds(20))
        for node in run.topology.nodes {
            for choice in run.faultChoices(node: node.id) {
                let arguments = choice.arguments.isEmpty ? "" : ":" + choice.arguments
                var branch = try run.branch(
                    at: run.now, faults: try readFaults(["\(choice.help.name)@\(run.now)\(arguments)"]))
                branch.advance(to: .seconds(25))
                #expect(branch.predictions.map(\.says).contains(choice.predicts), "\(choice.help.name)")
            }
        }
        let worker = run.faultChoices(node: "Worker").map(\.help.name)
        #expect(worker.contains("crash") && worker.contains("stuck-poller") && worker.contains("region-latency"))
        #expect(!worker.contains("queue-deleted") && !worker.contains("poison") && !worker.contains("hot-key"))
        let api = run.topology.edges.first { $0.from.hasPrefix("external:") }
        let outside = run.faultChoices(node: api?.from).map(\.help.name)
        #expect(outside.contains("poison") && outside.contains("hot-key") && !outside.contains("crash"))
        let first = run.faultChoices(node: api?.to).map(\.help.name)
        #expect(first.contains("poison") && !first.contains("hot-key"))
        // Who is asked is denied to who asks.
        let way = try #require(run.topology.edges.first { $0.from == "Jobs" && $0.to == "Worker" })
        let denied = try #require(
            run.faultChoices(node: nil, edge: way.id).first { $0.help.name == "denied-permission" })
        #expect(denied.arguments == "to=Jobs,from=Worker")
    }

    @Test func aConditionThatCanNeverBeMetIsRefused() throws {
        for (text, problem) in [
            (#"{"outcom": ["ok"]}"#, "1:2 outcome"), (#"{"$or": [{"from": ["a"]}, {"too": ["b"]}]}"#, "1:28 to"),
            (#"{"payload.id": ["x"], "bodi": {"a": [1]}}"#, "1:23 "),
        ] {
            let error = #expect(throws: Diagnostics.self) { _ = try Breakpoint.condition(reading: text) }
            let first = try #require(error?.all.first)
            #expect("\(first.position.line):\(first.position.column) \(first.nearest ?? "")" == problem)
        }
        _ = try Breakpoint.condition(reading: #"{"payload.id": ["x"], "$or": [{"from": ["a"]}, {"to": ["b"]}]}"#)
    }

    // MARK: Ends

    @Test func aRunThatDoesNotQuietDownSaysWhatIsInFlight() throws {
        var session = try session(
            template: shop, flow: trade.replacing("for: 4m", with: "for: 50s"),
            faults: ["stuck-poller@20s:to=Worker"])
        session.finish()
        let reason = try #require(session.runs[0].stopReason)
        #expect(reason.hasPrefix("stopped at its horizon of 50s with 7"), "\(reason)")
        #expect(reason.contains(" in Jobs"), "\(reason)")
        #expect(session.runs[0].balance.isClosed)
    }

    @Test func aLoopThatBreedsEventsIsStoppedAndShown() throws {
        // The worker sends back to its own queue two of what it gets.
        let template = shop.replacing(
            "- {Effect: Allow, Action: \"dynamodb:PutItem\", Resource: !GetAtt Items.Arn}",
            with: "- {Effect: Allow, Action: \"sqs:SendMessage\", Resource: !GetAtt Jobs.Arn}")
        let back = "{action: sqs:SendMessage, to: Jobs, forEach: $.Records, parameters: {MessageBody: again}}"
        let flow = """
            id: loop
            name: Loop
            summary: A worker that feeds itself.
            for: 10m
            traffic: [{id: seed, to: Jobs, arrivals: {list: [{at: 1s}]}, payload: {}}]
            behaviour:
              Worker:
                duration: 5ms
                calls: [\(back), \(back)]
            """
        var session = try session(template: template, flow: flow)
        session.finish()
        let run = session.runs[0]
        #expect(run.isLooping && run.isFinished && run.now < .seconds(60), "\(run.now)")
        #expect(
            run.stopReason?.contains("events breed events without bound, Jobs → Worker → Jobs") == true,
            "\(run.stopReason ?? "")")
        #expect(run.balance.isClosed)
        // Sliced another way, it stops at the same step.
        var sliced = try FlowsTests.session(template: template, flow: flow).runs[0]
        while !sliced.isFinished { sliced.advance(to: sliced.now + .milliseconds(70), maxSteps: 999) }
        #expect(sliced.recordCount == run.recordCount)
    }

    @Test func retriesAreNoLoop() throws {
        var session = try session(
            template: shop, flow: trade.replacing("until: 40s", with: "until: 3s"), parameters: ["MaxReceives": "1000"],
            faults: ["crash@0s:to=Worker"])
        session.finish()
        #expect(!session.runs[0].isLooping)
    }
}
