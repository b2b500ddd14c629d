import Testing
import Values

@testable import Services

extension EventBridgeConformanceTests {
    private func rule(_ expression: String, _ more: String = "") -> String {
        "Resources:\n  R:\n    Type: AWS::Events::Rule\n"
            + "    Properties: {ScheduleExpression: \"\(expression)\", Targets: [{Id: q, Arn: !GetAtt Q.Arn}]\(more)}\n"
            + queue("Q")
    }

    private func schedule(_ expression: String, _ properties: String = "", target: String = "Arn: !GetAtt Q.Arn")
        -> String
    {
        """
        Resources:
          S:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: "\(expression)"
              FlexibleTimeWindow: {Mode: "OFF"}
              \(properties)
              Target: {RoleArn: !GetAtt Role.Arn, \(target)}
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}}]

        """ + queue("Q") + queue("D")
    }

    private func times(_ lab: Lab) -> [Double] { lab.records(.sendMessage, to: "Q").map { $0.sent.seconds.rounded() } }

    @Test func schedule() throws {
        let rate = try Lab(rule("rate(2 minutes)"), until: 400)
        let cron = try Lab(rule("cron(0/5 * * * ? *)"), until: 1_000)
        let off = try Lab(rule("rate(1 minute)", ", State: DISABLED"), until: 400)
        #expect(times(rate) == [120, 240, 360])
        // The run begins at midnight.
        #expect(times(cron) == [300, 600, 900])
        #expect(times(off) == [])
        let event = try #require(events(rate).first)
        #expect(event["detail-type"] == "Scheduled Event" && event["source"] == "aws.events")
        #expect(event["time"] == "2026-01-01T00:02:00Z")
    }

    @Test func scheduler() throws {
        let rate = try Lab(schedule("rate(1 minute)"), until: 200)
        let once = try Lab(schedule("at(2026-01-01T00:01:30)"), until: 200)
        let window = try Lab(
            schedule(
                "rate(1 minute)", "StartDate: \"2026-01-01T00:02:00Z\"\n      EndDate: \"2026-01-01T00:04:00Z\""),
            until: 999)
        #expect(times(rate) == [60, 120, 180])
        #expect(times(once) == [90])
        #expect(times(window).allSatisfy { (120...240).contains($0) } && !times(window).isEmpty)
        let input = try Lab(
            schedule(
                "rate(1 minute)",
                target: "Arn: !GetAtt Q.Arn, Input: '{\"at\": \"<aws.scheduler.scheduled-time>\"}'"), until: 70)
        #expect(try events(input) == [["at": "2026-01-01T00:01:00Z"]])
    }

    @Test func flexibleWindow() throws {
        let lab = try Lab(
            schedule("rate(10 minutes)").replacing(
                "{Mode: \"OFF\"}", with: "{Mode: FLEXIBLE, MaximumWindowInMinutes: 5}"), until: 6_000)
        let delays = lab.records(.sendMessage, to: "Q").map { $0.sent.seconds.truncatingRemainder(dividingBy: 600) }
        #expect(delays.count >= 8)
        #expect(delays.allSatisfy { $0 <= 300 } && Set(delays.map { Int($0) }).count > 5)
    }

    @Test func universalTarget() throws {
        let target =
            "Arn: \"arn:aws:scheduler:::aws-sdk:sqs:sendMessage\", "
            + "Input: !Sub '{\"QueueUrl\": \"${Q}\", \"MessageBody\": \"tick\"}'"
        let lab = try Lab(schedule("rate(1 minute)", target: target), until: 130)
        #expect(try lab.held("Q") == ["tick", "tick"])
    }

    @Test func schedulerRetry() throws {
        // A queue that is gone refuses; the call goes to the dead-letter queue at once.
        let target = "Arn: !GetAtt Q.Arn, DeadLetterConfig: {Arn: !GetAtt D.Arn}"
        let lab = try Lab(
            schedule("at(2026-01-01T00:02:00)", target: target), faults: [(1, "Q", .deleted(true))], until: 300)
        #expect(try lab.held("D").count == 1)
        let busy = try Lab(
            schedule(
                "at(2026-01-01T00:02:00)",
                target:
                    "Arn: !GetAtt F.Arn, RetryPolicy: {MaximumRetryAttempts: 2}, DeadLetterConfig: {Arn: !GetAtt D.Arn}"
            ) + "  F:\n    Type: AWS::Kinesis::Stream\n    Properties: {ShardCount: 1}\n", until: 900,
            (0..<1_400).map { place in
                Step(
                    119.5 + Double(place) / 1e3, .putRecord, "F", ["Data": "x", "PartitionKey": "k"])
            })
        // The shard is full while others write; the schedule's record gets in later, by another try or the first.
        #expect(busy.records(.putRecord, from: "S").last?.outcome == .ok)
    }
}
