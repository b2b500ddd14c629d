import Testing
import Topologies

@Suite("Topics, buses and notifications")
struct FanOutTests {
    static let topic = """
        {
          "Orders": {"Type": "AWS::SNS::Topic"},
          "Billing": {"Type": "AWS::SQS::Queue"},
          "Lost": {"Type": "AWS::SQS::Queue"},
          "Mailer": {"Type": "AWS::Lambda::Function"},
          "BillingSubscription": {"Type": "AWS::SNS::Subscription", "Properties": {
            "TopicArn": {"Ref": "Orders"}, "Protocol": "sqs", "Endpoint": {"Fn::GetAtt": ["Billing", "Arn"]},
            "FilterPolicy": {"kind": ["paid", {"prefix": "re"}]},
            "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Lost", "Arn"]}}}},
          "MailerSubscription": {"Type": "AWS::SNS::Subscription", "Properties": {
            "TopicArn": {"Ref": "Orders"}, "Protocol": "lambda", "Endpoint": {"Fn::GetAtt": ["Mailer", "Arn"]}}},
          "Hook": {"Type": "AWS::SNS::Subscription", "Properties": {
            "TopicArn": {"Ref": "Orders"}, "Protocol": "https", "Endpoint": "https://hooks.example.com/in"}},
          "Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Billing"}]}}
        }
        """

    @Test("Each subscription is a way, with its filter in a few words and its dead letters")
    func subscriptions() throws {
        let topology = link(try stack(Self.topic))
        #expect(
            lines(topology) == [
                "Orders -event-> Billing (kind paid|re*)",
                "Orders -deadLetter-> Lost",
                "Orders -event-> Mailer",
                "Orders -event-> external:hooks.example.com",
            ])
        #expect(topology.folded["Policy"] == .node("Billing"))
        #expect(topology.folded["BillingSubscription"] == .edges(["Orders>Billing", "Orders>Lost"]))
        let index = topology.edgeIndex()
        #expect(index.edge(for: "Orders", resource: "Billing", action: "sqs:SendMessage") == .edge("Orders>Billing"))
        #expect(
            index.edge(for: "BillingSubscription", resource: "Billing", action: "sqs:SendMessage")
                == .edge("Orders>Billing"))
        #expect(index.edge(for: "Orders", resource: "Lost", action: "sqs:SendMessage") == .edge("Orders>Lost"))
        #expect(index.edge(for: "Orders", resource: "Mailer", action: "lambda:Invoke") == .edge("Orders>Mailer"))
    }

    @Test("A subscription that a role is bound to stands between topic and queue")
    func boundSubscription() throws {
        let topology = link(try stack(Self.topic), boundTo: ["BillingSubscription"])
        #expect(
            lines(topology).prefix(2) == [
                "Orders -event-> BillingSubscription (kind paid|re*)", "BillingSubscription -event-> Billing",
            ])
        let index = topology.edgeIndex()
        #expect(
            index.edge(for: "BillingSubscription", resource: "Billing", action: "sqs:SendMessage")
                == .edge("BillingSubscription>Billing"))
        #expect(
            index.edge(for: "Orders", resource: "Billing", action: "sqs:SendMessage")
                == .edge("BillingSubscription>Billing"))
    }

    @Test("A rule sends from its bus to every target; its pattern is told in a few words")
    func rules() throws {
        let topology = link(
            try stack(
                """
                {
                  "Bus": {"Type": "AWS::Events::EventBus"},
                  "Rule": {"Type": "AWS::Events::Rule", "Properties": {
                    "EventBusName": {"Ref": "Bus"},
                    "EventPattern": {"source": ["orders"], "detail": {"total": [{"numeric": [">", 100]}], "area": ["EU"]}},
                    "Targets": [
                      {"Id": "a", "Arn": {"Fn::GetAtt": ["Big", "Arn"]}, "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Lost", "Arn"]}}},
                      {"Id": "b", "Arn": {"Fn::GetAtt": ["Audit", "Arn"]}}]}},
                  "Default": {"Type": "AWS::Events::Rule", "Properties": {
                    "EventPattern": {"source": ["aws.ec2"]}, "Targets": [{"Id": "a", "Arn": {"Fn::GetAtt": ["Audit", "Arn"]}}]}},
                  "Nightly": {"Type": "AWS::Events::Rule", "Properties": {
                    "ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "a", "Arn": {"Fn::GetAtt": ["Audit", "Arn"]}}]}},
                  "Big": {"Type": "AWS::SQS::Queue"},
                  "Audit": {"Type": "AWS::Lambda::Function"},
                  "Lost": {"Type": "AWS::SQS::Queue"}
                }
                """))
        #expect(
            lines(topology) == [
                "Bus -event-> Big (source orders, total > 100, 1 more)",
                "Bus -deadLetter-> Lost",
                "Bus -event-> Audit (source orders, total > 100, 1 more)",
                "default -event-> Audit (source aws.ec2)",
                "Nightly -event-> Audit (rate(1 day))",
            ])
        #expect(topology.nodes.first { $0.id == "Nightly" }?.kind == "schedule")
        #expect(topology.nodes.filter(\.isEntry).map(\.id) == ["Bus", "Nightly", "default"])
    }
}
