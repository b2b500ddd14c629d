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

/// Stages in a row, each a queue with a function, or a topic with a queue and a function for each subscriber; functions
/// send on to later stages and write to a table. Some faults on top.
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

        """
    private(set) var flow: String
    private(set) var faults: [String] = []
    private var random: RandomStream
    private var queues: [String] = []
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
        var later: [(name: String, isTopic: Bool)] = []
        for stage in (0..<stages).reversed() {
            addWorker(stage, sendingTo: later)
            later.append(("Q\(stage)", false))
            if stage > 0, number(2) == 0 {
                addTopic(stage)
                later.append(("T\(stage)", true))
            }
        }
        for _ in 0..<(1 + number(3)) { addFault() }
    }

    private mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    private mutating func one<Element>(of elements: [Element]) -> Element { elements[number(elements.count)] }

    private mutating func addWorker(_ stage: Int, sendingTo later: [(name: String, isTopic: Bool)]) {
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
            let (action, arn) =
                target.isTopic
                ? ("sns:Publish", "!Ref \(target.name)") : ("sqs:SendMessage", "!GetAtt \(target.name).Arn")
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
            let (action, parameter) =
                target.isTopic ? ("sns:Publish", "Message.$") : ("sqs:SendMessage", "MessageBody.$")
            flow += "      - {action: \(action), to: \(target.name), forEach: $.Records, parameters: "
            flow += "{\(parameter): States.JsonToString($.body)}}\n"
        }
    }

    private mutating func addTopic(_ stage: Int) {
        let dead = number(2) == 0 ? ", RedrivePolicy: {deadLetterTargetArn: !GetAtt D\(stage).Arn}" : ""
        let raw = number(2) == 0
        template += """
              T\(stage): {Type: AWS::SNS::Topic}
              S\(stage):
                Type: AWS::SNS::Subscription
                Properties: {TopicArn: !Ref T\(stage), Protocol: sqs, Endpoint: !GetAtt Q\(stage).Arn, RawMessageDelivery: \(raw)\(dead)}
              P\(stage):
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Q\(stage), !Ref D\(stage)]
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: "sqs:SendMessage", Resource: "*"}

            """
    }

    private mutating func addFault() {
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
}
