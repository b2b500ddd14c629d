import Simulation
import Testing
import Values

@testable import Services

/// A test for every row of EventBridge's table, named by its id, that looks at what a caller sees.
@Suite struct EventBridgeConformanceTests {
    /// A queue that lets EventBridge in.
    func queue(_ id: String, policy: String = "Allow") -> String {
        """
          \(id):
            Type: AWS::SQS::Queue
          \(id)Policy:
            Type: AWS::SQS::QueuePolicy
            Properties:
              Queues: [!Ref \(id)]
              PolicyDocument:
                Statement:
                  - {Effect: \(policy), Principal: {Service: events.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}

        """
    }

    private func bus(_ rule: String, more: String = "") -> String {
        "Resources:\n  B:\n    Type: AWS::Events::EventBus\n    Properties: {Name: b}\n"
            + "  R:\n    Type: AWS::Events::Rule\n    Properties: {EventBusName: !Ref B, \(rule)}\n" + queue("Q") + more
    }

    private let all = "EventPattern: {source: [{prefix: \"\"}]}"
    private let toQueue = "Targets: [{Id: q, Arn: !GetAtt Q.Arn}]"

    private func entry(_ detail: JSONValue, source: String = "shop") -> JSONValue {
        ["Source": JSONValue(source), "DetailType": "order", "Detail": detail]
    }

    private func put(_ at: Double, _ entries: JSONValue...) -> Step {
        Step(at, .putEvents, "B", ["Entries": JSONValue(entries)])
    }

    func events(_ lab: Lab, _ queue: String = "Q") throws -> [JSONValue] {
        try lab.held(queue).map { try readJSON($0) }
    }

    @Test func eventPattern() throws {
        let lab = try Lab(
            bus("EventPattern: {detail: {total: [{numeric: [\">\", 10]}]}}, \(toQueue)"), until: 9,
            [put(1, entry(["total": 5])), put(1, entry(["total": 15]))])
        #expect(try events(lab).map { $0["detail"]?["total"] } == [15])
        #expect(lab.endings(.filtered) == 1)
    }

    @Test func eventEntries() throws {
        let ten = [JSONValue](repeating: entry([:]), count: 10)
        let lab = try Lab(
            bus("\(all), \(toQueue)"), until: 9,
            [
                Step(1, .putEvents, "B", ["Entries": JSONValue(ten)]),
                Step(1, .putEvents, "B", ["Entries": JSONValue(ten + [entry([:])])]),
                Step(1, .putEvents, "B", ["Entries": []]),
                put(1, entry([:]), ["Detail": [:], "DetailType": "order"], entry([:])),
            ])
        #expect(try (0..<4).map { try lab.outcome($0) } == [.ok, .validation, .validation, .partial])
        #expect(try lab.answer(3).payload["FailedEntryCount"] == 1)
        #expect(try lab.answer(3).payload["Entries"]?[1]?["ErrorCode"] == "InvalidParameterValue")
        #expect(try events(lab).count == 12)
    }

    @Test func malformedDetail() throws {
        let lab = try Lab(
            bus("\(all), \(toQueue)"), until: 9,
            [put(1, entry("no json")), put(1, entry("[1]")), put(1, entry("{\"n\": 1}"))])
        #expect(try (0..<3).map { try lab.outcome($0) } == [.partial, .partial, .ok])
        #expect(try lab.answer(0).payload["Entries"]?[0]?["ErrorCode"] == "MalformedDetail")
        #expect(lab.endings(.rejected) == 2 && lab.endings(.filtered) == 0)
        #expect(try events(lab).count == 1)
    }

    @Test func eventSize() throws {
        func outcome(_ count: Int) throws -> Outcome {
            let detail: JSONValue = ["x": JSONValue(String(repeating: "x", count: count))]
            return try Lab(bus("\(all), \(toQueue)"), until: 9, [put(1, entry(detail))]).outcome(0)
        }
        // 14 for the time, 4 and 5 for source and type, 8 around the text.
        let (fits, large) = (try outcome(1_048_576 - 31), try outcome(1_048_576 - 30))
        #expect(fits == .ok && large == .partial)
    }

    @Test func targetInput() throws {
        func input(_ input: String) throws -> JSONValue {
            let lab = try Lab(
                bus("\(all), Targets: [{Id: q, Arn: !GetAtt Q.Arn, \(input)}]"), until: 9, [put(1, entry(["n": 7]))])
            return try #require(events(lab).first)
        }
        let (part, constant) = (try input("InputPath: $.detail"), try input("Input: '{\"a\": 1}'"))
        let made = try input(
            "InputTransformer: {InputPathsMap: {n: $.detail.n}, InputTemplate: '{\"number\": <n>, \"rule\": <aws.events.rule-name>}'}"
        )
        let whole = try input("RoleArn: !Ref AWS::NoValue")
        #expect(part == ["n": 7])
        #expect(constant == ["a": 1])
        #expect(made["number"] == 7)
        #expect(whole["detail-type"] == "order")
    }

    @Test func targetLimit() throws {
        let targets = (0..<6).map { "{Id: t\($0), Arn: !GetAtt Q.Arn}" }.joined(separator: ", ")
        let lab = try Lab(bus("\(all), Targets: [\(targets)]"), until: 9, [put(1, entry([:]))])
        #expect(lab.findings.contains { $0.found.contains("has 6 targets") })
        #expect(try events(lab).count == 5)
    }

    private func hook(_ target: String = "", rate: String = "") -> String {
        bus(
            "\(all), Targets: [{Id: h, Arn: !GetAtt H.Arn, \(target)}]",
            more: queue("D") + """
                  C:
                    Type: AWS::Events::Connection
                    Properties: {AuthorizationType: API_KEY}
                  H:
                    Type: AWS::Events::ApiDestination
                    Properties:
                      ConnectionArn: !GetAtt C.Arn
                      HttpMethod: POST
                      InvocationEndpoint: https://partner.example.com/hook
                      \(rate)
                """)
    }

    private let down: [(at: Double, target: String, state: FaultState)] = [
        (0.5, "external:partner.example.com", .crashing(true))
    ]

    @Test func targetRetry() throws {
        func given(_ policy: String, until: Double = 100_000) throws -> (tries: Int, at: Double?) {
            let lab = try Lab(hook(policy), faults: down, until: until, [put(1, entry([:]))])
            #expect(lab.records(.discard).allSatisfy { $0.rule == .targetRetry })
            return (lab.records(.invokeAPIDestination).count, lab.records(.discard).first?.sent.seconds)
        }
        let few = try given("RetryPolicy: {MaximumRetryAttempts: 3}")
        let short = try given("RetryPolicy: {MaximumEventAgeInSeconds: 120}")
        let usual = try given("")
        #expect(few.tries == 4)
        #expect(try (1...121).contains(#require(short.at)))
        // Whatever comes first: 185 retries, or a day.
        #expect(try usual.tries == 186 || #require(usual.at) > 80_000)
    }

    @Test func targetRefusal() throws {
        let gone: [(at: Double, target: String, state: FaultState)] = [
            (0.5, "external:partner.example.com", .deleted(true))
        ]
        let lab = try Lab(hook(), faults: gone, until: 999, [put(1, entry([:]))])
        #expect(lab.records(.invokeAPIDestination).count == 1)
        #expect(lab.records(.discard).map(\.rule) == [.targetRefusal])
        #expect(lab.endings(.rejected) == 1)
    }

    @Test func targetDeadLetters() throws {
        let policy = "DeadLetterConfig: {Arn: !GetAtt D.Arn}, RetryPolicy: {MaximumRetryAttempts: 1}"
        let lab = try Lab(hook(policy), faults: down, until: 999, [put(1, entry(["n": 1])), .receive(900, "D")])
        let letter = lab.archive.message(try #require(lab.answer(1).received.first).message)
        let attributes = lab.archive.json(letter.attributes)
        #expect(attributes["ERROR_CODE"]?["StringValue"] == "ServiceUnavailable")
        #expect(attributes["EXHAUSTED_RETRY_CONDITION"]?["StringValue"] == "MaximumRetryAttempts")
        #expect(attributes["RETRY_ATTEMPTS"]?["StringValue"] == "1")
        #expect(try events(lab, "D").first?["detail"]?["n"] == 1)
    }

    @Test func busToBus() throws {
        let second = """
              B2:
                Type: AWS::Events::EventBus
                Properties: {Name: b2}
              R2:
                Type: AWS::Events::Rule
                Properties: {EventBusName: !Ref B2, EventPattern: {source: [shop]}, Targets: [{Id: q, Arn: !GetAtt Q.Arn}]}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: p
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "events:PutEvents", Resource: "*"}]}
            """
        let lab = try Lab(
            bus("\(all), Targets: [{Id: b, Arn: !GetAtt B2.Arn, RoleArn: !GetAtt Role.Arn}]", more: second), until: 9,
            [put(1, entry(["n": 1]))])
        #expect(try events(lab).map { $0["detail"]?["n"] } == [1])
    }

    private func archived(_ properties: String) -> String {
        bus(
            "\(all), \(toQueue)",
            more: """
                  A:
                    Type: AWS::Events::Archive
                    Properties: {SourceArn: !GetAtt B.Arn, ArchiveName: a, \(properties)}
                """)
    }

    private func replay(_ at: Double, _ more: JSONValue = [:]) -> Step {
        var parameters = more.object ?? JSONObject()
        parameters["EventSourceArn"] = "arn:aws:events:us-east-1:123456789012:archive/a"
        parameters["ReplayName"] = "again"
        return Step(at, .startReplay, "B", JSONValue(parameters))
    }

    @Test func archive() throws {
        func replayed(_ properties: String, at: Double = 100) throws -> [Int] {
            let lab = try Lab(
                archived(properties), until: at + 50,
                [put(1, entry(["n": 1])), put(2, entry(["n": 2])), replay(at)])
            return try events(lab).filter { $0["replay-name"] != nil }.compactMap { $0["detail"]?["n"]?.integer }
        }
        let (everything, some) = (
            try replayed("RetentionDays: 0"), try replayed("EventPattern: {detail: {n: [2]}}")
        )
        let (kept, gone) = (
            try replayed("RetentionDays: 1", at: 86_000), try replayed("RetentionDays: 1", at: 87_000)
        )
        #expect(everything == [1, 2] && some == [2] && kept == [1, 2] && gone == [])
    }

    @Test func replay() throws {
        let start = Double(EmulatedAccount.startSeconds)
        let window: JSONValue = [
            "EventStartTime": .init(.double(start + 1.5)), "EventEndTime": .init(.double(start + 5)),
        ]
        let others: JSONValue = ["Destination": ["FilterArns": ["arn:aws:events:us-east-1:123456789012:rule/b/other"]]]
        let lab = try Lab(
            archived("RetentionDays: 0"), until: 100,
            [put(1, entry(["n": 1])), put(2, entry(["n": 2])), replay(50, window), replay(60, others)])
        let again = try events(lab).filter { $0["replay-name"] != nil }
        #expect(again.map { $0["detail"]?["n"] } == [2])
        #expect(again[0]["replay-name"] == "again")
        let journal = lab.archive.journal
        let causes = journal.entries.indices.filter { journal.entries[$0].action == .replay }
            .map { journal.entries[Int(journal.causes[$0].index)].action }
        #expect(causes == [.startReplay, .startReplay, .startReplay])
        // Those of the second replay go to a rule that is not there.
        #expect(lab.endings(.filtered) == 2)
        // What is replayed is not archived again.
        #expect(try lab.gauge("archived", of: "B") == 2)
    }

    @Test func destinationRate() throws {
        func throttled(_ rate: String) throws -> Int {
            let lab = try Lab(hook(rate: rate), until: 600, (0..<40).map { _ in put(1, entry([:])) })
            #expect(lab.records(.postHTTP).count == 40)
            return lab.records(.invokeAPIDestination).count { $0.rule == .destinationRate }
        }
        let (usual, slow) = (try throttled(""), try throttled("InvocationRateLimitPerSecond: 10"))
        #expect(usual == 0 && slow >= 30)
    }

    @Test func destinationTimeout() throws {
        // The destination waits for no answer longer than 5 s: here the way there and back takes 40 ms.
        let lab = try Lab(hook(), until: 20, [put(1, entry([:]))])
        let call = try #require(lab.records(.invokeAPIDestination).first)
        #expect(call.outcome == .ok && call.completed - call.arrived < 5 * second)
        var destination = APIDestination(id: ComponentID(0), outside: ComponentID(1), rate: 1)
        var archive = Archive()
        var effects = Effects()
        _ = destination.handle(
            Call(.invokeAPIDestination, from: ComponentID(2), to: ComponentID(0), cause: .none), id: CallID(7),
            record: .none, at: .start, archive: &archive, effects: &effects)
        let timer = try #require(effects.timers.first)
        #expect(timer.at.nanoseconds == 5 * second)
        destination.resume(timer.token, at: timer.at, archive: &archive, effects: &effects)
        #expect(effects.replies.map(\.result.outcome) == [.integrationTimeout])
    }
}
