import Testing
import Topologies

@Suite("Queues")
struct QueueTests {
    static let buffered = """
        {
          "Orders": {"Type": "AWS::SQS::Queue", "Properties": {
            "VisibilityTimeout": 60,
            "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Failed", "Arn"]}, "maxReceiveCount": 3}}},
          "Failed": {"Type": "AWS::SQS::Queue"},
          "Worker": {"Type": "AWS::Lambda::Function", "Properties": {
            "Timeout": 10, "Role": {"Fn::GetAtt": ["WorkerRole", "Arn"]},
            "Environment": {"Variables": {"TABLE": {"Ref": "Store"}}}}},
          "WorkerRole": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
             "Resource": {"Fn::GetAtt": ["Orders", "Arn"]}},
            {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": {"Fn::GetAtt": ["Store", "Arn"]}}]}}]}},
          "WorkerOrders": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
            "EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": {"Ref": "Worker"}, "BatchSize": 5}},
          "Store": {"Type": "AWS::DynamoDB::Table"}
        }
        """

    @Test("A mapping is the way from the queue to its function, and its permissions are not drawn twice")
    func aMappingIsAWay() throws {
        let topology = link(try stack(Self.buffered))
        #expect(
            lines(topology) == [
                "Orders -deadLetter-> Failed (after 3 receives)",
                "Orders -poll-> Worker (batch 5)",
                "Worker -write-> Store",
            ])
        #expect(topology.nodes.map(\.id) == ["Orders", "Failed", "Worker", "Store"])
        #expect(topology.nodes.filter(\.isEntry).map(\.id) == ["Orders"])
        #expect(topology.folded["WorkerOrders"] == .edges(["Orders>Worker"]))
        #expect(topology.folded["WorkerRole"] == .node("Worker"))
        #expect(topology.findings.map(\.practice) == ["alarm-on-age-of-oldest-message", "alarm-on-dead-letters"])
    }

    @Test("Every call of the mapping lies on its way")
    func everyCallLiesOnOneEdge() throws {
        let index = link(try stack(Self.buffered)).edgeIndex()
        #expect(
            index.edge(for: "WorkerOrders", resource: "Orders", action: "sqs:ReceiveMessage") == .edge("Orders>Worker"))
        #expect(
            index.edge(for: "WorkerOrders", resource: "Orders", action: "sqs:DeleteMessage") == .edge("Orders>Worker"))
        #expect(index.edge(for: "WorkerOrders", resource: "Worker", action: "lambda:Invoke") == .edge("Orders>Worker"))
        #expect(index.edge(for: "Worker", resource: "Orders", action: "sqs:ReceiveMessage") == .edge("Orders>Worker"))
        #expect(index.edge(for: "Worker", resource: "Store", action: "dynamodb:PutItem") == .edge("Worker>Store"))
        #expect(index.edge(for: "Worker", resource: "Store", action: "dynamodb:GetItem") == .missing)
        #expect(index.edge(for: "Orders", resource: "Failed", action: "sqs:SendMessage") == .edge("Orders>Failed"))
        #expect(
            index.edge(for: "Failed", resource: "Orders", action: "sqs:StartMessageMoveTask")
                == .backwards("Orders>Failed"))
        #expect(index.edge(for: "Orders", resource: "Failed", action: "redrive") == .edge("Orders>Failed"))
        #expect(index.edge(for: "Failed", resource: "Orders", action: "redrive") == .backwards("Orders>Failed"))
        #expect(index.edge(for: "external:client", resource: "Orders", action: "sqs:SendMessage") == .entry("Orders"))
        #expect(index.edge(for: "external:client", resource: "Store", action: "dynamodb:PutItem") == .missing)
    }

    @Test("A mapping that a role is bound to is a node between queue and function")
    func aBoundMappingIsANode() throws {
        let topology = link(try stack(Self.buffered), boundTo: ["WorkerOrders"])
        #expect(
            lines(topology) == [
                "Orders -deadLetter-> Failed (after 3 receives)",
                "Orders -poll-> WorkerOrders (batch 5)",
                "WorkerOrders -call-> Worker",
                "Worker -write-> Store",
            ])
        let index = topology.edgeIndex()
        #expect(
            index.edge(for: "WorkerOrders", resource: "Orders", action: "sqs:ReceiveMessage")
                == .edge("Orders>WorkerOrders"))
        #expect(
            index.edge(for: "WorkerOrders", resource: "Worker", action: "lambda:Invoke") == .edge("WorkerOrders>Worker")
        )
    }

    @Test("Reading and writing one table is one way that tells both")
    func readingAndWriting() throws {
        let topology = link(
            try stack(
                """
                {
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Ref": "Role"}}},
                  "Role": {"Type": "AWS::IAM::Role"},
                  "Policy": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "Role"}], "PolicyDocument": {
                    "Statement": {"Effect": "Allow", "Action": ["dynamodb:Get*", "dynamodb:PutItem"],
                      "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/Store/index/by-name"}}}},
                  "Store": {"Type": "AWS::DynamoDB::Table"}
                }
                """))
        #expect(lines(topology) == ["Worker -write-> Store (read, write)"])
        #expect(topology.edges[0].actions.contains("dynamodb:GetItem"))
        #expect(!topology.edges[0].actions.contains("dynamodb:Query"))
    }

    @Test("A name in the environment is an assumed way, unless it names what already sends to the function")
    func environmentNames() throws {
        let topology = link(
            try stack(
                """
                {
                  "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders-prod"}},
                  "Next": {"Type": "AWS::SQS::Queue"},
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {
                    "SOURCE": "https://sqs.us-east-1.amazonaws.com/123456789012/orders-prod",
                    "NEXT": "https://sqs.us-east-1.amazonaws.com/123456789012/Next"}}}},
                  "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:orders-prod", "FunctionName": "Worker"}}
                }
                """))
        #expect(lines(topology) == ["Orders -poll-> Worker", "Worker -event?-> Next"])
        #expect(topology.nodes[0].label == "Orders\norders-prod")
    }
}
