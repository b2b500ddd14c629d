import Flows
import Services
import Testing
import Values

/// Each fault does what its row says, each prediction can be confirmed and can be refuted, and nothing gets lost.
@Suite struct FaultTests {
    /// Faults that a run of the shop confirms, with what else must be in the scenario.
    static let confirmed: [(fault: String, others: [String])] = [
        ("crash@20s:to=Worker,for=10s", []),
        ("slow@20s:for=10s,by=5", []),
        ("cold-start-storm@20s:for=10s", []),
        ("long-pause@20.1s:for=2s", []),
        ("buggy-deployment@20s:share=0.5", ["fix@30s"]),
        ("bad-alias-shift@20s:for=10s,share=0.5", []),
        ("fix@20s", ["buggy-deployment@10s:share=0.5"]),
        ("throttle@20s:to=Worker,for=10s", []),
        ("throttle@20s:to=Jobs,for=10s", []),
        ("exhausted-capacity@20s:to=Items,for=5s", []),
        (#"poison@20s:to=bills,payload={"id":"p","bad":true}"#, []),
        (#"bad-record@20.1s:to=bills,by=5,payload={"id":"p","bad":true}"#, []),
        ("oversize-payload@20s:to=orders,by=300000", []),
        ("oversize-payload@20s:to=bills", []),
        ("duplicate@20s:to=Jobs,for=5s", []),
        ("duplicate@20s:to=Items,for=5s,share=0.5", []),
        ("duplicate@20s:to=Worker,for=5s", []),
        ("replay-duplicates@20s:to=Jobs,by=5s", []),
        ("replay-duplicates@20s:to=Orders,by=5s", []),
        ("reorder@20s:to=Jobs,for=10s", []),
        ("filter-mismatch@20s:to=orders,for=5s", []),
        ("late-subscriber@20s:to=ToJobs", []),
        ("delay@20s:to=Jobs,for=5s,by=2s", []),
        ("region-latency@20s:for=5s,by=500ms", []),
        ("lost-acknowledgement@20s:to=Jobs,for=3s", []),
        ("lost-acknowledgement@20s:to=Worker,for=3s", []),
        ("partition@20s:to=Jobs,from=Worker,for=5s", []),
        ("partition@20s:to=Jobs,from=Orders,for=5s", []),
        ("lost-zone@20s:to=Jobs,for=10s", []),
        ("lost-zone@20s:for=10s", []),
        ("maintenance-window@20s:to=Items,for=5s", []),
        ("retry-storm@20s:to=bills,for=5s", []),
        ("denied-permission@20s:to=Items,from=Worker,for=5s", []),
        ("role-revoked@20s:to=Worker,for=5s", []),
        ("stuck-poller@20s:to=Worker,for=10s", []),
        ("short-visibility@20s:to=Jobs,by=10ms,for=10s", []),
        ("queue-deleted@20s:to=Jobs", []),
        ("queue-deleted@1s:to=Jobs", []),
        ("queue-deleted@20s:to=Jobs,for=70s", []),
        ("purge@20s:to=Jobs", ["stuck-poller@10s:to=Worker"]),
        ("redrive@80s:to=Dead", [#"poison@5s:to=bills,payload={"id":"p","bad":true}"#]),
        ("clock-jump@20s:to=orders,for=5s", []),
        ("clock-skew@20s:to=orders,for=10s", []),
    ]

    private func run(_ faults: [String]) throws -> FlowSession {
        let quick = faults.contains { $0.hasPrefix("redrive") } ? ["MaxReceives": "2"] : [:]
        var session = try session(template: shop, flow: trade, parameters: quick, faults: faults)
        session.finish()
        #expect(session.runs[0].balance.isClosed, "\(faults): \(session.runs[0].balance)")
        #expect(session.runs[0].strayCalls.isEmpty, "\(faults)")
        return session
    }

    @Test(arguments: confirmed) func theRunConfirmsWhatTheFaultPredicts(_ row: (fault: String, others: [String])) throws
    {
        let session = try run([row.fault] + row.others)
        let name = row.fault.prefix { $0 != "@" }
        let prediction = try #require(session.predictions.first { $0.fault == name })
        #expect(prediction.isConfirmed, "\(prediction)")
        #expect(!prediction.says.contains("{"), "\(prediction)")
    }

    /// A fault that meets nothing, long after the last request, changes nothing, and its prediction is refuted.
    @Test func aFaultThatMeetsNothingIsRefuted() throws {
        let late = FaultTests.confirmed.filter { !$0.fault.hasPrefix("long-pause") && $0.others.isEmpty }.map(\.fault)
            .filter {
                // What brings its own message, or strikes the polls that never end, always meets something.
                ![
                    "poison", "bad-record", "oversize-payload", "lost-acknowledgement", "partition", "role-revoked",
                    "queue-deleted",
                ].contains(String($0.prefix { $0 != "@" }))
            }.map { $0.replacing("@20s", with: "@200s") }
        let session = try run(late)
        for prediction in session.predictions { #expect(!prediction.isConfirmed, "\(prediction)") }
    }

    @Test func everyFaultIsTriedOrSaysWhatItLacks() throws {
        let tried = Set(FaultTests.confirmed.map { String($0.fault.prefix { $0 != "@" }) })
        for kind in FaultKind.allCases where !tried.contains(kind.rawValue) {
            #expect([.fullShard, .hotKey, .hotMessageGroup, .replay].contains(kind), "\(kind.rawValue)")
        }
    }

    @Test func aBugShowsInAnswersThatReportItsMessagesAsFailed() throws {
        let template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Jobs: {Type: AWS::SQS::Queue}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): return {'batchItemFailures': []}"
                  Events:
                    Jobs:
                      Type: SQS
                      Properties: {Queue: !GetAtt Jobs.Arn, FunctionResponseTypes: [ReportBatchItemFailures]}
            """
        let flow = """
            id: reports
            name: Reports
            summary: A function that reports which messages failed.
            for: 20s
            traffic: [{id: jobs, to: Jobs, arrivals: {constant: {rate: 2/s}}, payload: {kind: job}}]
            behaviour: {Worker: {duration: {constant: 20ms}, reportItemFailures: true}}
            """
        for (faults, confirmed) in [
            (["buggy-deployment@5s"], [true]), (["buggy-deployment@5s", "fix@10s"], [true, true]),
        ] {
            var session = try session(template: template, flow: flow, faults: faults)
            session.finish()
            #expect(session.predictions.map(\.isConfirmed) == confirmed, "\(session.predictions)")
        }
    }

    @Test func aHotKeyIsRefutedWhereNothingIsLimitedPerKey() throws {
        let session = try run(["hot-key@20s:to=bills,for=5s"])
        let run = session.runs[0]
        let bodies = (0..<run.recordCount).filter {
            run.record($0).from == "external:client" && run.record($0).to == "Jobs"
        }
        .map { run.payload(of: $0)["id"]?.string ?? "" }
        #expect(bodies.count { $0 == "hot" } == 10)
        #expect(session.predictions.map(\.isConfirmed) == [false])
    }

    @Test(arguments: [
        ("hot-message-group@20s:to=bills", "Jobs has no message groups", "expected traffic to a FIFO queue or topic"),
        (
            "crash@20s:to=Jobs", "the fault 'crash' cannot strike Jobs (AWS::SQS::Queue)",
            "expected one of AWS::Lambda::Function"
        ),
        ("queue-deleted@20s:to=Jobs,for=5s", "Jobs is made again after 5s", "60 s after the deletion"),
        ("crash@20s:to=Wroker", "'Wroker' is no role, resource or traffic source", "did you mean 'Worker'?"),
        ("poison@20s:payload={}", "the fault 'poison' does not say what it strikes", "one of orders, bills"),
        ("partition@20s:to=Jobs", "the fault has no 'from'", "expected the field 'from'"),
        ("slow@20s:by=-1", "'by' is -1", "expected a factor above 0"),
        ("long-pause@20s", "the fault has no 'for'", "expected the field 'for'"),
        ("lost-zone@20s:share=2", "'share' is 2", "expected a share above 0, at most 1"),
        ("stuck-poler@20s", "'name' is 'stuck-poler'", "did you mean 'stuck-poller'?"),
        ("crash", "found 'crash'", "expected NAME@TIME"),
        ("crash@20s:to", "found 'to'", "expected key=value"),
        (
            "throttle@20s:to=ToJobs", "strikes ToJobs (AWS::SNS::Subscription)",
            "does not emulate AWS::SNS::Subscription"
        ),
    ])
    func whatIsWrongWithAFaultIsTold(fault: String, found: String, expected: String) {
        #expect {
            _ = try session(template: shop, flow: trade, faults: [fault])
        } throws: {
            "\($0)".contains(found) && "\($0)".contains(expected)
        }
    }

    /// A stream of two shards that takes 1,500 records a second, spread over both or not.
    private let stream = """
        Resources:
          Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 2}}
        """
    private let clicks = """
        id: clicks
        name: Clicks
        summary: Clicks come faster than one shard can take them.
        for: 20s
        traffic:
          - id: clicks
            to: Clicks
            action: kinesis:PutRecord
            arrivals: {constant: {rate: 1500/s}}
            until: 4s
            payload: {id.$: $.index}
            parameters: {PartitionKey.$: "States.Format('{}', $.index)"}
        """

    @Test(arguments: ["hot-key@500ms:field=PartitionKey", "full-shard@500ms:share=0.5"])
    func aStreamThrottlesWhatItsShardsCannotTake(_ fault: String) throws {
        var (even, uneven) = (
            try session(template: stream, flow: clicks), try session(template: stream, flow: clicks, faults: [fault])
        )
        even.finish()
        uneven.finish()
        #expect(even.runs[0].value(of: .throttles, for: "Clicks") == 0)
        #expect(uneven.predictions.map(\.isConfirmed) == [true], "\(uneven.predictions)")
        #expect(uneven.runs[0].balance.isClosed)
    }

    @Test func aFullShardRefusesWhatGoesToItAlone() throws {
        var session = try session(template: stream, flow: clicks, faults: ["full-shard@500ms"])
        session.finish()
        let run = session.runs[0]
        let writes = (0..<run.recordCount).map { (run.record($0), run.payload(of: $0)) }
            .filter { $0.0.action == "kinesis:PutRecord" && $0.0.sent >= .milliseconds(500) }
        let refused = writes.count { $0.0.outcome.isThrottle }
        // Half of the keys go to each of two shards.
        #expect(refused > writes.count * 4 / 10 && refused < writes.count * 6 / 10, "\(refused) of \(writes.count)")
        #expect(session.predictions.map(\.isConfirmed) == [true], "\(session.predictions)")
    }

    /// Records whose way to the pipe is lost are asked for again: none is missing at any moment, or read no more.
    @Test func recordsThatDidNotReachTheirReaderAreReadAgain() throws {
        let template =
            stream + """

                  Piped:
                    Type: AWS::Pipes::Pipe
                    Properties:
                      RoleArn: !GetAtt Role.Arn
                      Source: !GetAtt Clicks.Arn
                      SourceParameters: {KinesisStreamParameters: {StartingPosition: TRIM_HORIZON}}
                      Target: !GetAtt Out.Arn
                  Out: {Type: AWS::SQS::Queue}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument: {}
                      Policies:
                        - PolicyName: pipe
                          PolicyDocument:
                            Statement: [{Effect: Allow, Action: ["kinesis:*", "sqs:SendMessage"], Resource: "*"}]
                """
        var session = try session(
            template: template, flow: clicks.replacing("1500/s", with: "20/s").replacing("for: 20s", with: "for: 1m"),
            faults: ["lost-acknowledgement@1s:to=Clicks,for=2s,share=0.6"])
        for second in 1...15 {
            session.runs[0].advance(to: .seconds(Int64(second)))
            #expect(session.runs[0].balance.isClosed, "at \(second) s: \(session.runs[0].balance)")
        }
        session.finish()
        #expect(session.runs[0].value(of: .accepted, for: "Out") == 80)
    }

    /// A topic that posts to a partner, and a bus with an archive and an API destination at the same partner.
    private let outward = """
        Resources:
          Alarms:
            Type: AWS::SNS::Topic
            Properties: {Subscription: [{Protocol: https, Endpoint: "https://partner.example.com/hook"}]}
          Shop: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
          Kept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Shop.Arn}}
          Orders:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Shop
              EventPattern: {source: [shop]}
              Targets: [{Id: hook, Arn: !GetAtt Hook.Arn, RoleArn: !GetAtt Role.Arn}]
          Connection: {Type: AWS::Events::Connection, Properties: {AuthorizationType: API_KEY}}
          Hook:
            Type: AWS::Events::ApiDestination
            Properties:
              ConnectionArn: !GetAtt Connection.Arn
              HttpMethod: POST
              InvocationEndpoint: https://partner.example.com/orders
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies:
                - PolicyName: call
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "events:InvokeApiDestination", Resource: !GetAtt Hook.Arn}]
        """
    private let outgoing = """
        id: outgoing
        name: Outgoing
        summary: A partner is told of alarms and orders.
        for: 10m
        traffic:
          - {id: alarms, to: Alarms, arrivals: {constant: {rate: 1/s}}, until: 20s, payload: {n.$: $.index}}
          - id: orders
            to: Shop
            arrivals: {constant: {rate: 1/s}}
            until: 20s
            payload: {Source: shop, DetailType: order, Detail: {n.$: $.index}}
        """

    @Test(arguments: [
        "maintenance-window@5s:to=external:partner.example.com,for=5s",
        "throttle@5s:to=external:partner.example.com,for=5s",
        "delay@5s:to=external:partner.example.com,for=5s",
        "lost-acknowledgement@5s:to=external:partner.example.com,for=5s",
        "duplicate@5s:to=external:partner.example.com,for=5s",
        "partition@5s:to=external:partner.example.com,from=Alarms,for=5s", "replay@20s:to=Shop",
    ])
    func systemsOutsideAndBusesAreStruckToo(_ fault: String) throws {
        var session = try session(template: outward, flow: outgoing, faults: [fault])
        session.finish()
        #expect(session.predictions.map(\.isConfirmed) == [true], "\(session.predictions)")
        let run = session.runs[0]
        #expect(run.balance.isClosed, "\(run.balance)")
        #expect(run.strayCalls.isEmpty)
        // What did not get through at first has got through by its retries.
        #expect(run.value(of: .delivered, for: "alarms") == 20)
    }

    @Test(arguments: [
        ("replay@20s:to=Shop", "Shop has no archive"),
        (
            "crash@20s:to=external:partner.example.com",
            "cannot strike external:partner.example.com (a system outside)"
        ),
    ])
    func whatSystemsOutsideAndBusesLackIsTold(fault: String, found: String) {
        let archive = "Kept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Shop.Arn}}"
        #expect {
            _ = try session(template: outward.replacing(archive, with: ""), flow: outgoing, faults: [fault])
        } throws: {
            "\($0)".contains(found)
        }
    }

    @Test func aHotMessageGroupMakesItsMessagesWait() throws {
        let template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties: {FifoQueue: true, QueueName: jobs.fifo, ContentBasedDeduplication: true}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Events: {Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, BatchSize: 1}}}
            """
        let flow = """
            id: groups
            name: Groups
            summary: Jobs of many groups.
            for: 5m
            traffic:
              - id: jobs
                to: Jobs
                arrivals: {constant: {rate: 5/s}}
                until: 30s
                payload: {id.$: $.index}
                parameters: {MessageGroupId.$: "States.Format('group-{}', $.index)"}
            behaviour:
              Worker: {duration: 400ms}
            """
        var session = try session(template: template, flow: flow, faults: ["hot-message-group@10s:for=10s"])
        session.finish()
        #expect(session.predictions.map(\.isConfirmed) == [true], "\(session.predictions)")
        #expect(session.runs[0].balance.isClosed)
    }

    @Test func aStreamIsNeededForAFullShard() {
        #expect {
            _ = try session(template: shop, flow: trade, faults: ["full-shard@20s"])
        } throws: {
            "\($0)".contains("there is no AWS::Kinesis::Stream here")
        }
    }

    /// A fault leaves all else as it was: until it begins, the run is the same to the byte.
    @Test(arguments: ["crash@20s:for=5s", "reorder@20s:to=Jobs,for=5s", "retry-storm@20s:to=bills,for=5s"])
    func untilAFaultBeginsNothingIsDifferent(_ fault: String) throws {
        var (plain, broken) = (
            try session(template: shop, flow: trade), try session(template: shop, flow: trade, faults: [fault])
        )
        for seconds in [5, 19] {
            plain.runs[0].advance(to: .seconds(Int64(seconds)))
            broken.runs[0].advance(to: .seconds(Int64(seconds)))
            #expect(plain.runs[0].digest == broken.runs[0].digest)
        }
        plain.finish()
        broken.finish()
        #expect(plain.runs[0].digest != broken.runs[0].digest)
    }

    @Test func damagedFaultsNeverCrashTheReader() {
        let base = Array(#"bad-record@20.1s:to=bills,by=5,payload={"id":"p","bad":[true,1e9]}"#.utf8)
        var state: UInt64 = 5
        for _ in 0..<2_000 {
            var bytes = base
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(32 + (state >> 20) % 95)
            }
            _ = try? readFaults([String(decoding: bytes, as: UTF8.self)])
        }
    }
}
