import Flows
import Foundation
import Simulation
import Testing
import Values

/// Whatever is broken, in whatever topology: no message gets lost or counted twice, and every call lies on one edge.
@Suite struct ConservationTests {
    /// How many topologies; `ARCHSCOPE_TOPOLOGIES` asks for more, `ARCHSCOPE_TOPOLOGY_SEED` for one of them again.
    static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["ARCHSCOPE_TOPOLOGY_SEED"].flatMap(UInt64.init) { return [seed] }
        let count = environment["ARCHSCOPE_TOPOLOGIES"].flatMap(UInt64.init) ?? 12
        return count > 0 ? Array(1...count) : []
    }()

    @Test(arguments: seeds) func everyMessageOfARandomTopologyIsAccountedForOnce(seed: UInt64) throws {
        let made = RandomTopology(seed: seed)
        var session = try session(template: made.template, flow: made.flow, faults: made.faults, seed: seed)
        // Half way it is looked at too: a balance must close at any moment.
        session.runs[0].advance(to: .seconds(17))
        #expect(session.runs[0].balance.isClosed, "seed \(seed) at 17 s, \(made.faults): \(session.runs[0].balance)")
        session.finish()
        #expect(session.runs[0].balance.isClosed, "seed \(seed), \(made.faults): \(session.runs[0].balance)")
        #expect(session.runs[0].strayCalls.isEmpty, "seed \(seed), \(made.faults)")
        #expect(session.runs[0].balance.made > 0, "seed \(seed)")
    }
}

/// Stages in a row, each a queue with a function, many behind a topic, a bus with an archive, or a stream with a pipe;
/// functions send on to later stages and write to a table. Some faults on top.
struct RandomTopology {
    private(set) var template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Items:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
              BillingMode: PAY_PER_REQUEST
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies:
                - PolicyName: pipes
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: ["kinesis:*", "sqs:SendMessage"], Resource: "*"}]

        """
    private(set) var flow: String
    private(set) var faults: [String] = []
    private var random: RandomStream
    private var queues: [String] = []
    /// Topics, buses and streams, by what they are.
    private var relays: [Way] = []

    /// Where a function can send to.
    private enum Way {
        case queue(Int), topic(Int), bus(Int), stream(Int)

        var name: String {
            switch self {
            case .queue(let stage): "Q\(stage)"
            case .topic(let stage): "T\(stage)"
            case .bus(let stage): "B\(stage)"
            case .stream(let stage): "K\(stage)"
            }
        }

        /// The action, and the ARN that a policy allows it on.
        var permission: (action: String, arn: String) {
            switch self {
            case .queue: ("sqs:SendMessage", "!GetAtt \(name).Arn")
            case .topic: ("sns:Publish", "!Ref \(name)")
            case .bus: ("events:PutEvents", "!GetAtt \(name).Arn")
            case .stream: ("kinesis:PutRecord", "!GetAtt \(name).Arn")
            }
        }

        /// The parameters that send a record's body on.
        var parameters: String {
            let body = "States.JsonToString($.body)"
            return switch self {
            case .queue: "{MessageBody.$: \(body)}"
            case .topic: "{Message.$: \(body)}"
            case .bus: "{Entries: [{EventBusName: \(name), Source: random, DetailType: work, Detail.$: \(body)}]}"
            case .stream: "{Data.$: \(body), PartitionKey.$: States.UUID()}"
            }
        }
    }
    private var functions: [String] = []

    init(seed: UInt64) {
        random = RandomStream(seed: seed, name: "topology")
        flow = """
            id: random
            name: Random
            summary: A random topology with random faults.
            for: 3m
            traffic:
              - {id: first, to: Q0, arrivals: {poisson: {rate: 4/s}}, until: 25s, payload: {pk.$: "States.UUID()"}}
            behaviour:

            """
        let stages = 2 + number(3)
        // From the last to the first, so that each knows what comes after it.
        var later: [Way] = []
        for stage in (0..<stages).reversed() {
            addWorker(stage, sendingTo: later)
            later.append(.queue(stage))
            guard stage > 0 else { continue }
            switch number(5) {
            case 0, 1: relays.append(addTopic(stage))
            case 2: relays.append(addBus(stage))
            case 3: relays.append(addStream(stage))
            default: continue
            }
            later.append(relays[relays.count - 1])
        }
        for _ in 0..<(1 + number(3)) { addFault() }
    }

    private mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    private mutating func one<Element>(of elements: [Element]) -> Element { elements[number(elements.count)] }

    private mutating func addWorker(_ stage: Int, sendingTo later: [Way]) {
        queues.append("Q\(stage)")
        functions.append("F\(stage)")
        template += """
              Q\(stage):
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: \(one(of: [3, 6, 10]))
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt D\(stage).Arn, maxReceiveCount: \(1 + number(4))}
              D\(stage): {Type: AWS::SQS::Queue}
              F\(stage):
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Policies:
                    - Version: "2012-10-17"
                      Statement:
                        - {Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Items.Arn}

            """
        for target in later {
            let (action, arn) = target.permission
            template += "            - {Effect: Allow, Action: \"\(action)\", Resource: \(arn)}\n"
        }
        let reports = number(2) == 0
        template += """
                  Events:
                    Jobs:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Q\(stage).Arn
                        BatchSize: \(1 + number(10))
            \(reports ? "            FunctionResponseTypes: [ReportBatchItemFailures]\n" : "")
            """
        flow += """
              F\(stage):
                duration: {exponential: {mean: \(one(of: [20, 200, 900]))ms}}
                reportItemFailures: \(reports)
                fails: [{rate: \(one(of: [0.0, 0.1, 0.5])), error: Flaky}]
                calls:
                  - {action: dynamodb:PutItem, to: Items, forEach: $.Records, parameters: {Item: {pk: {S.$: "States.UUID()"}}}}

            """
        for target in later where number(3) > 0 {
            flow += "      - {action: \(target.permission.action), to: \(target.name), forEach: $.Records, parameters: "
            flow += "\(target.parameters)}\n"
        }
    }

    private mutating func addTopic(_ stage: Int) -> Way {
        let dead = number(2) == 0 ? ", RedrivePolicy: {deadLetterTargetArn: !GetAtt D\(stage).Arn}" : ""
        let raw = number(2) == 0
        template += """
              T\(stage): {Type: AWS::SNS::Topic}
              S\(stage):
                Type: AWS::SNS::Subscription
                Properties: {TopicArn: !Ref T\(stage), Protocol: sqs, Endpoint: !GetAtt Q\(stage).Arn, RawMessageDelivery: \(raw)\(dead)}

            """
        allow("sns.amazonaws.com", stage)
        return .topic(stage)
    }

    private mutating func addBus(_ stage: Int) -> Way {
        template += """
              B\(stage): {Type: AWS::Events::EventBus, Properties: {Name: B\(stage)}}
              A\(stage): {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt B\(stage).Arn}}
              R\(stage):
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: !Ref B\(stage)
                  EventPattern: {source: [random]}
                  Targets:
                    - Id: queue
                      Arn: !GetAtt Q\(stage).Arn
                      RetryPolicy: {MaximumRetryAttempts: \(number(4)), MaximumEventAgeInSeconds: 60}
                      \(number(2) == 0 ? "DeadLetterConfig: {Arn: !GetAtt D\(stage).Arn}" : "")

            """
        allow("events.amazonaws.com", stage)
        return .bus(stage)
    }

    private mutating func addStream(_ stage: Int) -> Way {
        let dead = number(2) == 0 ? ", DeadLetterConfig: {Arn: !GetAtt D\(stage).Arn}" : ""
        template += """
              K\(stage): {Type: AWS::Kinesis::Stream, Properties: {ShardCount: \(1 + number(3))}}
              L\(stage):
                Type: AWS::Pipes::Pipe
                Properties:
                  RoleArn: !GetAtt Role.Arn
                  Source: !GetAtt K\(stage).Arn
                  SourceParameters:
                    KinesisStreamParameters:
                      {StartingPosition: TRIM_HORIZON, BatchSize: \(1 + number(10)), MaximumRetryAttempts: \(number(4))\(dead)}
                  Target: !GetAtt Q\(stage).Arn

            """
        return .stream(stage)
    }

    /// Lets a service send to a stage's queues.
    private mutating func allow(_ service: String, _ stage: Int) {
        template += """
              P\(stage):
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Q\(stage), !Ref D\(stage)]
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Principal: {Service: \(service)}, Action: "sqs:SendMessage", Resource: "*"}

            """
    }

    private mutating func addFault() {
        if !relays.isEmpty, number(3) == 0 { return addRelayFault() }
        let (queue, function) = (one(of: queues), one(of: functions))
        let time = "\(1 + number(25))s"
        let span = "for=\(1 + number(20))s"
        faults.append(
            one(of: [
                "crash@\(time):to=\(function),\(span)", "slow@\(time):to=\(function),by=20,\(span)",
                "cold-start-storm@\(time):to=\(function),\(span)", "long-pause@\(time):to=\(function),\(span)",
                "buggy-deployment@\(time):to=\(function),share=0.5", "throttle@\(time):to=\(function),\(span)",
                "throttle@\(time):to=\(queue),\(span)", "exhausted-capacity@\(time):to=Items,\(span)",
                "poison@\(time):payload={\"x\":1}", "bad-record@\(time):payload={\"x\":1}", "oversize-payload@\(time)",
                "duplicate@\(time):to=\(queue),share=0.7,\(span)", "duplicate@\(time):to=\(function),\(span)",
                "replay-duplicates@\(time):to=\(queue),by=9s", "reorder@\(time):to=\(queue),\(span)",
                "delay@\(time):to=\(queue),\(span)", "region-latency@\(time):\(span)",
                "lost-acknowledgement@\(time):to=\(queue),share=0.6,\(span)",
                "lost-acknowledgement@\(time):to=\(function),\(span)", "lost-acknowledgement@\(time):to=Items,\(span)",
                "partition@\(time):to=\(queue),from=\(function),\(span)",
                "partition@\(time):to=Items,from=\(function),\(span)", "lost-zone@\(time):\(span)",
                "maintenance-window@\(time):to=\(queue),\(span)", "retry-storm@\(time):\(span)",
                "denied-permission@\(time):to=\(queue),from=\(function),\(span)",
                "role-revoked@\(time):to=\(function),\(span)", "stuck-poller@\(time):to=\(function),\(span)",
                "short-visibility@\(time):to=\(queue),\(span)", "queue-deleted@\(time):to=\(queue)",
                "queue-deleted@\(time):to=\(queue),for=61s", "purge@\(time):to=\(queue)",
                "redrive@\(time):to=D0", "clock-jump@\(time):\(span)",
            ]))
    }

    private mutating func addRelayFault() {
        let relay = one(of: relays)
        let time = "\(1 + number(25))s"
        let span = "for=\(1 + number(20))s"
        var kinds = [
            "throttle@\(time):to=\(relay.name),\(span)", "duplicate@\(time):to=\(relay.name),share=0.7,\(span)",
            "reorder@\(time):to=\(relay.name),\(span)", "delay@\(time):to=\(relay.name),\(span)",
            "lost-acknowledgement@\(time):to=\(relay.name),share=0.6,\(span)",
            "maintenance-window@\(time):to=\(relay.name),\(span)", "replay-duplicates@\(time):to=\(relay.name),by=9s",
        ]
        if case .bus = relay { kinds += ["replay@\(time):to=\(relay.name)"] }
        if case .stream = relay { kinds += ["full-shard@\(time):to=\(relay.name),share=0.5,\(span)"] }
        faults.append(one(of: kinds))
    }
}
