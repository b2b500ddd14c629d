import Foundation
import TestKit
import Testing

@Suite("Templates on the command line")
struct TemplateCommandTests {
    private let shop = """
        Description: Takes orders.
        Parameters: {Limit: {Type: Number, Default: 3}}
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: !Ref Limit}}
          Failed: {Type: AWS::SQS::Queue}
        Outputs: {Orders: {Value: !GetAtt Orders.Arn, Export: {Name: orders}}}
        """
    private let work = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): return None"
              Events: {Orders: {Type: SQS, Properties: {Queue: !ImportValue orders}}}
        """

    private func withFiles<T>(_ files: [String: String], _ body: (URL) throws -> T) throws -> T {
        try withTemporaryFolder { folder in
            for (name, text) in files {
                let file = folder.appendingPathComponent(name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            return try body(folder)
        }
    }

    @Test func aFolderOfTemplatesIsOneSystem() throws {
        let files = [
            "app/shop.yaml": shop, "app/work.yaml": work, "app/api.yaml": "openapi: 3.0.1\npaths: {}\n",
            "app/node_modules/other.yaml": shop,
        ]
        try withFiles(files) { folder in
            let diagram = try ArchscopeBinary.run(["diagram", "app", "--charset", "unicode"], in: folder)
            #expect(diagram.status == 0, "\(diagram.errors)")
            expectPicture(
                diagram.output,
                """
                ┌┄ shop ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┐
                ┆ ╭────────╮   after 3 receives     ╭──────────╮ ┆
                ┆ │ Orders │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  Failed  │ ┆
                ┆ │ queue  │═╗                      │  queue   │ ┆
                ┆ ╰────────╯ ╚══════════════════╗   ╰──────────╯ ┆
                └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄║┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘
                                                ║
                                                ║ ┌┄ work ┄┄┄┄┄┄┄┐
                                                ║ ┆ ╭──────────╮ ┆
                                                ╚══▷│  Worker  │ ┆
                                                  ┆ │ function │ ┆
                                                  ┆ ╰──────────╯ ┆
                                                  └┄┄┄┄┄┄┄┄┄┄┄┄┄┄┘

                ═══▷  consumer pulls
                ╍╍╍▶  dead letter

                """)
            let pair = try ArchscopeBinary.run(
                ["diagram", "app/shop.yaml", "app/work.yaml", "--charset", "unicode"], in: folder)
            #expect(pair.output == diagram.output)
            let topology = try ArchscopeBinary.run(["topology", "app", "--json"], in: folder)
            let json = try JSONSerialization.jsonObject(with: Data(topology.output.utf8)) as? [String: [[String: Any]]]
            let edge = try #require(json?["edges"]?.first { $0["to"] as? String == "work/Worker" })
            #expect(edge["from"] as? String == "shop/Orders")
            #expect(edge["file"] as? String == "app/work.yaml")
            #expect(edge["line"] as? Int == 9)
        }
    }

    @Test func showTellsWhatIsInATemplate() throws {
        try withFiles(["t.yaml": shop + "\n"]) { folder in
            let shown = try ArchscopeBinary.run(
                ["show", "t.yaml", "--width", "100", "--parameter", "Limit=7"], in: folder)
            #expect(shown.status == 0, "\(shown.errors)")
            expectPicture(
                shown.output,
                """
                t.yaml                                                                                      template

                Takes orders.

                2 components, 1 way, 1 finding

                Findings
                  ▲ no alarm watches dead-letter queue 'Failed'; add an alarm on its
                    ApproximateNumberOfMessagesVisible · An alarm on every dead-letter queue  line 7

                Components
                  Orders  Amazon SQS  line 4
                  Failed  Amazon SQS  line 7

                Ways
                  Orders → Failed  dead letter after 7 receives  line 6

                Emulation
                  Runs: Orders, Failed

                """)
        }
    }

    @Test func findingsAreNumberedOnTheDiagram() throws {
        try withFiles(["t.yaml": shop]) { folder in
            let diagram = try ArchscopeBinary.run(
                ["diagram", "t.yaml", "--findings", "--charset", "unicode"], in: folder)
            #expect(diagram.status == 0, "\(diagram.errors)")
            expectPicture(
                diagram.output,
                """
                                                ╭────────╮
                ╭────────╮  after 3 receives    │ Failed │
                │ Orders │╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍╍▶│  ! 1   │
                │ queue  │                      │ queue  │
                ╰────────╯                      ╰────────╯

                1 t.yaml:7:3: warning: no alarm watches dead-letter queue 'Failed'; add an alarm on its ApproximateNumberOfMessagesVisible

                """)
        }
    }

    @Test func whatCanBeReadIsShownBesideWhatIsWrong() throws {
        let broken = shop.replacing("!GetAtt Failed.Arn", with: "!GetAtt Faild.Arn")
        try withFiles(["t.yaml": broken]) { folder in
            for command in ["diagram", "show", "topology"] {
                let outcome = try ArchscopeBinary.run([command, "t.yaml"], in: folder)
                #expect(outcome.status == 1)
                #expect(outcome.output.contains("Orders") && outcome.output.contains("Failed"))
                #expect(outcome.errors.contains("did you mean 'Failed'?"))
            }
        }
    }

    @Test func aParameterThatNoTemplateDeclaresIsNamed() throws {
        try withFiles(["t.yaml": shop]) { folder in
            let outcome = try ArchscopeBinary.run(["diagram", "t.yaml", "--parameter", "Limt=7"], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("did you mean 'Limit'?"))
            #expect(try ArchscopeBinary.run(["diagram", "t.yaml", "--parameter", "Limit"], in: folder).status == 64)
        }
    }

    @Test func theSchemaOfATopologyIsPrinted() throws {
        let outcome = try ArchscopeBinary.run(["topology", "--schema"])
        #expect(outcome.status == 0)
        let schema = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }
}
