import Languages
import Testing
import Values

@testable import Services

/// A test for every row of the table of EventBridge Pipes, named by its id, that looks at what a caller sees.
@Suite struct PipesConformanceTests {
    private func pipe(_ properties: String, source: String = "!GetAtt Q.Arn", target: String = "!GetAtt Out.Arn")
        -> String
    {
        """
        Resources:
          Q:
            Type: AWS::SQS::Queue
            Properties: {VisibilityTimeout: 10}
          S:
            Type: AWS::Kinesis::Stream
            Properties: {ShardCount: 1}
          P:
            Type: AWS::Pipes::Pipe
            Properties:
              RoleArn: !GetAtt Role.Arn
              Source: \(source)
              Target: \(target)
              \(properties)
          Out:
            Type: AWS::SQS::Queue
          F:
            Type: AWS::Serverless::Function
            Properties: {Runtime: python3.13, Handler: index.handler, InlineCode: "def handler(event, context): pass"}
          B:
            Type: AWS::Events::EventBus
            Properties: {Name: b}
          T:
            Type: AWS::SNS::Topic
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}}]

        """
    }

    private func sends(_ count: Int) -> [Step] { (0..<count).map { .send(1, "Q", "{\"n\": \($0)}") } }

    private func held(_ lab: Lab) throws -> [JSONValue] { try lab.held("Out").map { try readJSON($0) } }

    @Test func pipeSource() throws {
        let queue = try Lab(pipe(""), until: 9, sends(3))
        #expect(try held(queue).compactMap { $0["body"]?.string } == ["{\"n\": 0}", "{\"n\": 1}", "{\"n\": 2}"])
        #expect(queue.endings(.delivered) == 3)
        let stream = try Lab(
            pipe(
                "SourceParameters: {KinesisStreamParameters: {StartingPosition: TRIM_HORIZON}}", source: "!GetAtt S.Arn"
            ),
            until: 9, [Step(1, .putRecord, "S", ["Data": "hello", "PartitionKey": "k"])])
        #expect(try held(stream).compactMap { $0["kinesis"]?["partitionKey"]?.string } == ["k"])
    }

    @Test func pipeFilter() throws {
        let lab = try Lab(
            pipe("SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"n\": [1]}}'}]}}"), until: 9,
            sends(3))
        #expect(try held(lab).count == 1)
        #expect(lab.endings(.filtered) == 2)
    }

    @Test func enrichment() throws {
        var behaviour = FunctionBehaviour(duration: .constant(100_000_000), coldStart: .constant(0))
        behaviour.response = try PayloadTemplate(["seen.$": "$.body"])
        let lab = try Lab(pipe("Enrichment: !GetAtt F.Arn"), behaviours: ["F": behaviour], until: 9, sends(2))
        #expect(try held(lab) == [["seen": "{\"n\": 0}"], ["seen": "{\"n\": 1}"]])
        #expect(lab.records(.invokeFunction, to: "F", from: "P").count == 2)
        behaviour.response = try PayloadTemplate(["seen.$": "$.kinesis.partitionKey"])
        let batched = try Lab(
            pipe(
                "Enrichment: !GetAtt F.Arn\n      "
                    + "SourceParameters: {KinesisStreamParameters: {StartingPosition: TRIM_HORIZON}}",
                source: "!GetAtt S.Arn"), behaviours: ["F": behaviour], until: 9,
            ["a", "b", "c"].map { Step(1, .putRecord, "S", ["Data": "hello", "PartitionKey": JSONValue($0)]) })
        // Each that comes out is made from the one that went in, though the enrichment saw them together.
        #expect(batched.records(.invokeFunction, to: "F", from: "P").count == 1)
        let origins = batched.records(.sendMessage, to: "Out").map { batched.archive.message($0.message).parent }
        #expect(Set(origins).count == 3)
        // With nothing to add, what came in goes out.
        let plain = try Lab(
            pipe("Enrichment: !GetAtt F.Arn"), behaviours: ["F": FunctionBehaviour()], until: 9, sends(2))
        #expect(try held(plain).compactMap { $0["body"]?.string } == ["{\"n\": 0}", "{\"n\": 1}"])
    }

    @Test func inputTemplate() throws {
        let lab = try Lab(
            pipe("TargetParameters: {InputTemplate: '{\"number\": <$.body.n>, \"from\": <$.eventSource>}'}"), until: 9,
            sends(2))
        #expect(
            try held(lab) == [["number": 0, "from": "aws:sqs"], ["number": 1, "from": "aws:sqs"]])
    }

    @Test func pipeTarget() throws {
        func calls(_ target: String, _ parameters: String = "") throws -> Lab {
            try Lab(pipe(parameters, target: target), until: 9, sends(2))
        }
        let (queue, topic) = (try calls("!GetAtt Out.Arn"), try calls("!Ref T"))
        let bus = try calls(
            "!GetAtt B.Arn",
            "TargetParameters: {EventBridgeEventBusParameters: {Source: shop, DetailType: order}}")
        let (stream, function) = (try calls("!GetAtt S.Arn"), try calls("!GetAtt F.Arn"))
        #expect(queue.records(.sendMessage, from: "P").count == 2)
        #expect(topic.records(.publish, from: "P").count == 2)
        #expect(stream.records(.putRecord, from: "P").count == 2)
        #expect(function.records(.invokeFunction, from: "P").count == 2)
        let events = bus.records(.putEvents, from: "P")
        #expect(events.count == 2)
        let event = bus.archive.json(bus.archive.message(events[0].message).body)
        #expect(event["source"] == "shop" && event["detail-type"] == "order")
    }

    @Test func invocationType() throws {
        func back(_ parameters: String) throws -> Bool {
            let behaviour = FunctionBehaviour(failures: [BehaviourFailure(error: "Down")])
            let lab = try Lab(
                pipe(parameters, target: "!GetAtt F.Arn"), behaviours: ["F": behaviour], until: 9, sends(1))
            return try lab.held("Q").count == 1
        }
        let (waiting, forgetting) = (
            try back(""), try back("TargetParameters: {LambdaFunctionParameters: {InvocationType: FIRE_AND_FORGET}}")
        )
        #expect(waiting && !forgetting)
    }

    @Test func pipeFailure() throws {
        let lab = try Lab(pipe(""), faults: [(0.5, "Out", .deleted(true))], until: 100, [.send(70, "Q", "a")])
        let tries = lab.records(.sendMessage, from: "P").map(\.sent.seconds)
        // Again after each visibility timeout of ten seconds.
        #expect(tries.count == 3 && abs(tries[1] - tries[0] - 10) < 0.1)
        #expect(try lab.held("Q").count == 1)
    }
}
