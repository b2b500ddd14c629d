import Templates
import Testing
import Topologies
import Values

@Suite("Nested and neighbouring stacks")
struct NestedStackTests {
    static let inner = """
        Parameters: {Orders: {Type: String}, Table: {Type: String}}
        Resources:
          Worker: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {TABLE: !Ref Table}}}}
          Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Orders, FunctionName: !Ref Worker}}
          Done: {Type: AWS::SNS::Topic}
        Outputs: {Done: {Value: !Ref Done}}
        """
    static let outer = """
        Resources:
          Orders: {Type: AWS::SQS::Queue}
          Table: {Type: AWS::DynamoDB::Table}
          Work:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: work.yaml, Parameters: {Orders: !GetAtt Orders.Arn, Table: !Ref Table}}
          Mail: {Type: AWS::SQS::Queue}
          Subscription:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !GetAtt Work.Outputs.Done, Protocol: sqs, Endpoint: !GetAtt Mail.Arn}
        """

    @Test("A nested stack is a boundary, and ways cross it through parameters and outputs")
    func opened() throws {
        let topology = link(try readStack(Self.outer, file: "t.yaml") { $0 == "work.yaml" ? Self.inner : nil })
        #expect(
            lines(topology) == [
                "Orders -poll-> Work/Worker", "Work/Done -event-> Mail", "Work/Worker -write?-> Table",
            ])
        #expect(topology.groups.map(\.id) == ["Work"])
        #expect(topology.nodes.filter { $0.group == "Work" }.map(\.label) == ["Worker", "Done"])
        #expect(topology.edges[0].position == SourcePosition(file: "work.yaml", line: 4, column: 81))
        #expect(topology.folded["Work/Mapping"] == .edges(["Orders>Work/Worker"]))
    }

    @Test("A nested stack whose template is not here is one component, which its outputs lead from")
    func closed() throws {
        let topology = link(try readStack(Self.outer, file: "t.yaml") { _ in nil })
        #expect(lines(topology) == ["Work -event-> Mail"])
        #expect(topology.nodes.first { $0.id == "Work" }?.kind == "nested-stack")
    }

    @Test("Several templates are one picture, with imports linked and each file a boundary")
    func several() throws {
        let shop = TemplateText(
            file: "shop.yaml",
            text: """
                Resources: {Orders: {Type: AWS::SQS::Queue}}
                Outputs: {Orders: {Value: !GetAtt Orders.Arn, Export: {Name: orders}}}
                """)
        let work = TemplateText(
            file: "work.yaml",
            text: """
                Resources:
                  Orders: {Type: AWS::Lambda::Function}
                  Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !ImportValue orders, FunctionName: !Ref Orders}}
                """)
        let topology = link(try #require(readingStacks([shop, work]) { _, _ in nil }.stack))
        #expect(lines(topology) == ["shop/Orders -poll-> work/Orders"])
        #expect(topology.groups.map(\.label) == ["shop", "work"])
        #expect(topology.nodes.map(\.label) == ["Orders", "Orders"])
    }
}
