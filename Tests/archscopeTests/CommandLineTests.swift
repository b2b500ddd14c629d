import Foundation
import Testing

@Suite("The command line says what it does")
struct CommandLineTests {
    private func run(_ arguments: String...) throws -> ArchscopeBinary.Outcome { try ArchscopeBinary.run(arguments) }

    @Test func versionIsPrinted() throws {
        let outcome = try run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains(/^\d+\.\d+\.\d+\n$/))
    }

    @Test(arguments: [
        [], ["explore"], ["list"], ["show"], ["search"], ["diagram"], ["run"], ["play"], ["eval"], ["topology"],
        ["new"], ["check"],
        ["screenshot"],
    ])
    func everyHelpPageEndsWithAnExample(_ command: [String]) throws {
        let outcome = try ArchscopeBinary.run(command + ["--help"])
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.suffix(2).first == "EXAMPLE:")
        #expect(lines.last?.hasPrefix("  archscope \(command.first == "explore" ? "" : command.first ?? "")") == true)
    }

    @Test func examplesRun() throws {
        for command in ["list", "show", "search", "diagram", "run", "screenshot"] {
            let help = try run(command, "--help")
            let example = try #require(help.output.split(separator: "\n").last)
            var arguments: [String] = []
            // Words, with single quotes around those that hold spaces.
            for (index, part) in example.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
                arguments += index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
            }
            let outcome = try ArchscopeBinary.run(Array(arguments.dropFirst()))
            #expect(outcome.status == 0, "\(example): \(outcome.errors)")
            #expect(!outcome.output.isEmpty, "\(example) prints nothing")
        }
    }

    @Test func questionsAreAnsweredALineEach() throws {
        let questions = """
            {"pattern":{"source":["orders"]},"event":{"source":"orders"}}
            {"pattern":{"source":[]},"event":{}}

            """
        let outcome = try ArchscopeBinary.run(["eval", "event-pattern"], input: questions)
        #expect(outcome.status == 0)
        let answers = outcome.output.split(separator: "\n")
        #expect(answers.first == #"{"match":true,"why":"every key matches"}"#)
        #expect(answers.last?.hasPrefix(#"{"error":"column 22: "#) == true, "\(outcome.output)")
        #expect(answers.count == 2)
    }

    @Test(arguments: [
        ["--nope"], ["list", "nothings"], ["show"], ["search"], ["search", " "], ["diagram"],
        ["screenshot", "--size", "0x5"], ["screenshot", "--size", "120"], ["screenshot", "--keys", "enter nokey"],
        ["diagram", "write-buffering", "--width", "0"], ["topology"], ["explore", "--theme", "mauve"],
        ["eval"], ["eval", "event-patern"],
        ["run", "write-buffering", "--format", "xml"], ["run", "write-buffering", "--for", "soon"],
    ])
    func misuseEndsWith64(_ arguments: [String]) throws {
        let outcome = try ArchscopeBinary.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Error: "))
    }

    @Test(arguments: [
        ["show", "write-bufering"], ["diagram", "write-bufering"], ["run", "write-bufering"], ["write-bufering"],
    ])
    func anUnknownIDNamesTheNearest(_ arguments: [String]) throws {
        let outcome = try ArchscopeBinary.run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("'write-bufering'"))
        #expect(outcome.errors.contains("did you mean 'write-buffering'"))
    }

    @Test func listsAreJSONOnRequest() throws {
        for section in ["patterns", "services", "terms", "practices", "flows"] {
            let outcome = try run("list", section, "--json")
            #expect(outcome.status == 0)
            let list = try #require(
                JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]])
            #expect(!list.isEmpty)
            for entry in list { #expect(Set(entry.keys) == ["id", "kind", "name", "summary"]) }
        }
    }

    /// A template with a function that polls a queue; good enough for every command that takes one.
    private let template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::SQS::Queue
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): return None"
              Events:
                Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}
        """

    @Test func aTemplateOfOnesOwnIsDrawnLinkedAndRun() throws {
        try withTemporaryFolder { folder in
            try Data(template.utf8).write(to: folder.appendingPathComponent("template.yaml"))
            let diagram = try ArchscopeBinary.run(["diagram", "template.yaml"], in: folder)
            #expect(diagram.status == 0, "\(diagram.errors)")
            #expect(diagram.output.contains("Orders") && diagram.output.contains("Worker"))
            let topology = try ArchscopeBinary.run(["topology", "template.yaml", "--json"], in: folder)
            let json = try JSONSerialization.jsonObject(with: Data(topology.output.utf8)) as? [String: [[String: Any]]]
            let edge = try #require(json?["edges"]?.first { $0["from"] as? String == "Orders" })
            #expect(edge["to"] as? String == "Worker")
            #expect(edge["kind"] as? String == "poll")
            #expect(edge["line"] is Int)
            let run = try ArchscopeBinary.run(
                ["run", "template.yaml", "--format", "ndjson", "--for", "5s"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let again = try ArchscopeBinary.run(
                ["run", "template.yaml", "--format", "ndjson", "--for", "5s"], in: folder)
            #expect(run.output == again.output, "the same seed gives the same bytes")
            #expect(run.output.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        }
    }

    @Test(arguments: ["diagram", "topology", "run"]) func aBrokenTemplateNamesThePlace(_ command: String) throws {
        try withTemporaryFolder { folder in
            let broken = template.replacing("!GetAtt Orders.Arn", with: "!GetAtt Ordres.Arn")
            try Data(broken.utf8).write(to: folder.appendingPathComponent("template.yaml"))
            let outcome = try ArchscopeBinary.run([command, "template.yaml"], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains(/template\.yaml:\d+:\d+: error: .*Ordres/))
            #expect(outcome.errors.contains("did you mean 'Orders'"))
        }
    }

    @Test(arguments: ["diagram", "topology", "run"]) func aFileThatCannotBeReadSaysWhy(_ command: String) throws {
        try withTemporaryFolder { folder in
            try Data([0xFF, 0xFE, 0x00]).write(to: folder.appendingPathComponent("binary.yaml"))
            for (name, reason) in [("absent.yaml", "no such file"), (".", "a folder"), ("binary.yaml", "not text")] {
                let outcome = try ArchscopeBinary.run([command, name == "." ? "./" : name], in: folder)
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains(reason), "\(outcome.errors)")
            }
        }
    }

    @Test func aFolderOfOnesOwnIsLaidOverTheCatalog() throws {
        try withTemporaryFolder { folder in
            let terms = folder.appendingPathComponent("terms")
            try FileManager.default.createDirectory(at: terms, withIntermediateDirectories: true)
            let group = terms.appendingPathComponent("mine.yaml")
            try Data("nonsense: true\n".utf8).write(to: group)
            let check = try ArchscopeBinary.run(["check", folder.path])
            #expect(check.status == 1)
            #expect(check.errors.contains("terms/mine.yaml:"))
            let list = try ArchscopeBinary.run(["list", "--catalog", folder.path])
            #expect(list.status == 1)
            #expect(list.output.isEmpty)
        }
    }

    @Test func searchFindsByBeginningsOfWords() throws {
        let outcome = try run("search", "dead", "lett")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("dead-letter-queue"))
        let nothing = try run("search", "xyzzy")
        #expect(nothing.status == 0)
        #expect(nothing.output.isEmpty)
        #expect(nothing.errors.contains("xyzzy"))
    }

    @Test func articlesFitTheirWidth() throws {
        let outcome = try run("show", "write-buffering", "--width", "60")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Problem"))
        let tooWide = outcome.output.split(separator: "\n").filter { $0.count > 60 }
        #expect(tooWide.isEmpty)
    }

    @Test func anASCIILocaleGetsASCII() throws {
        for arguments in [["show", "write-buffering"], ["list"], ["diagram", "write-buffering"], ["screenshot"]] {
            let outcome = try ArchscopeBinary.run(arguments, environment: ["LC_ALL": "C"])
            #expect(outcome.status == 0)
            #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 }, "\(arguments)")
        }
    }

    @Test func withoutATerminalTheListIsPrinted() throws {
        let outcome = try run()
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("not a terminal"))
        #expect(outcome.output.contains("PATTERNS"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func aClosedPipeIsNoError() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\"$0\" list | head -1", ArchscopeBinary.path]
        process.environment = ArchscopeBinary.environment()
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = Pipe()
        try process.run()
        #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
        #expect(process.waitForEnd() == 0)
    }
}
