import Foundation
import Testing

@Suite("Runs are saved, exported, broken and recorded")
struct RunOutputTests {
    private func run(_ arguments: String..., in folder: URL? = nil) throws -> ArchscopeBinary.Outcome {
        try ArchscopeBinary.run(arguments, in: folder)
    }

    /// A queue with a function that polls it.
    private let template = """
        Transform: AWS::Serverless-2016-10-31
        Parameters: {Hidden: {Type: Number, Default: 30}}
        Resources:
          Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: !Ref Hidden}}
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): return None"
              Events:
                Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}
        """

    private func withTemplate(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try Data(template.utf8).write(to: folder.appendingPathComponent("template.yaml"))
            try body(folder)
        }
    }

    @Test func aSavedRunOpensAgainWithoutItsTemplate() throws {
        try withTemplate { folder in
            let arguments = ["run", "template.yaml", "--for", "20s", "--fault", "crash@5s:for=2s", "--set", "Hidden=3"]
            let first = try ArchscopeBinary.run(arguments + ["--save", "my.run"], in: folder)
            #expect(first.status == 0, "\(first.errors)")
            let journal = try ArchscopeBinary.run(arguments + ["--format", "ndjson"], in: folder)
            try FileManager.default.removeItem(at: folder.appendingPathComponent("template.yaml"))
            let before = try Data(contentsOf: folder.appendingPathComponent("my.run"))
            let again = try run("run", "my.run", in: folder)
            #expect(again.status == 0 && again.output == first.output, "\(again.errors)")
            #expect(try run("run", "my.run", "--format", "ndjson", in: folder).output == journal.output)
            let payloads = try run("run", "my.run", "--format", "ndjson", "--payload", in: folder).output
            #expect(payloads.split(separator: "\n").allSatisfy { $0.contains(#""payload":"#) })
            #expect(try Data(contentsOf: folder.appendingPathComponent("my.run")) == before, "it is only read")
        }
    }

    @Test func aRunIsHeldAgainstAnother() throws {
        try withTemplate { folder in
            let broken = ["--fault", "crash@5s:for=2s"]
            let plain = ["run", "template.yaml", "--for", "20s"]
            let told = try ArchscopeBinary.run(plain + broken + ["--against", "template.yaml"], in: folder)
            #expect(told.status == 0 && told.errors.isEmpty, "\(told.errors)")
            #expect(told.output.contains("They part at 5s"))
            #expect(told.output.contains("confirmed: every invocation of Worker that ends meanwhile fails"))
            #expect(told.output.contains("Orders → Worker"))
            let same = try ArchscopeBinary.run(plain + ["--against", "template.yaml"], in: folder)
            #expect(same.output.contains("The two are the same, record by record."))
            // Saved runs stand for their flows.
            _ = try ArchscopeBinary.run(plain + ["--save", "plain.run"], in: folder)
            _ = try ArchscopeBinary.run(plain + broken + ["--save", "broken.run"], in: folder)
            try FileManager.default.removeItem(at: folder.appendingPathComponent("template.yaml"))
            let saved = try run("run", "broken.run", "--against", "plain.run", in: folder)
            #expect(saved.status == 0, "\(saved.errors)")
            let (live, again) = (told.output, saved.output)
            #expect(live.split(separator: "\n").dropFirst() == again.split(separator: "\n").dropFirst())
            let lines = try run("run", "broken.run", "--against", "plain.run", "--format", "ndjson", in: folder).output
            #expect(lines.hasPrefix(#"{"kind":"parting","time":5,"#), "\(lines)")
            #expect(lines.contains(#"{"kind":"prediction","fault":"crash""#) && lines.contains(#""metric":"errors""#))
            let wrong = try run("run", "broken.run", "--against", "plain.run", "--format", "otlp", in: folder)
            #expect(wrong.status == 64 && wrong.errors.contains("--against compares runs"))
            let missing = try run("run", "broken.run", "--against", "nothing", in: folder)
            #expect(missing.status != 0 && !missing.errors.isEmpty)
        }
    }

    @Test func aSavedRunThatWasChangedIsNotTakenForTheSame() throws {
        try withTemplate { folder in
            let file = folder.appendingPathComponent("my.run")
            _ = try run("run", "template.yaml", "--for", "5s", "--save", "my.run", in: folder)
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing(#""seed":"1""#, with: #""seed":"1","for":"6s""#).utf8).write(to: file)
            #expect(try run("run", "my.run", in: folder).errors.contains("error: "))
            try Data(text.replacing("digests", with: "digest").utf8).write(to: file)
            let cut = try run("run", "my.run", in: folder)
            #expect(cut.status == 1 && cut.errors.contains("the file is cut off"), "\(cut.errors)")
            try Data(text.replacing(/"digests":\{"":"[0-9a-f]{4}/, with: #""digests":{"":"0000"#).utf8).write(to: file)
            let other = try run("run", "my.run", in: folder)
            #expect(
                other.status == 1 && other.errors.contains("does not come out as it was recorded"), "\(other.errors)")
        }
    }

    @Test func settingsChangeParametersAndProperties() throws {
        try withTemplate { folder in
            func journal(_ arguments: String...) throws -> String {
                let all = ["run", "template.yaml", "--for", "20s", "--fault", "crash@1s:for=1s", "--format", "ndjson"]
                let outcome = try ArchscopeBinary.run(all + arguments, in: folder)
                #expect(outcome.status == 0, "\(outcome.errors)")
                return outcome.output
            }
            let plain = try journal()
            #expect(try journal("--set", "Hidden=30") == plain)
            let shorter = try journal("--set", "Hidden=2")
            #expect(shorter != plain)
            #expect(try journal("--set", "Orders.VisibilityTimeout=2") == shorter)
            for (setting, problem) in [
                ("Hiden=2", "did you mean 'Hidden'?"), ("Order.VisibilityTimeout=2", "did you mean 'Orders'?"),
                ("Orders.VisibilityTimeot=2", "did you mean 'VisibilityTimeout'?"),
                ("Hidden", "expected PARAMETER=VALUE"),
            ] {
                let outcome = try run("run", "template.yaml", "--set", setting, in: folder)
                #expect(outcome.status == 1 && outcome.errors.contains(problem), "\(outcome.errors)")
            }
        }
    }

    @Test func aFaultThatMakesAnExpectationFailMakesTheRunFail() throws {
        #expect(try run("run", "poison-message").status == 0)
        let broken = try run("run", "poison-message", "--fault", "queue-deleted@1m:to=inbox")
        #expect(broken.status == 1)
        #expect(broken.output.contains("FAILS:") && broken.output.contains("queue-deleted at 1m"))
    }

    @Test func exportsAreJSON() throws {
        try withTemplate { folder in
            for format in ["cloudevents", "otlp"] {
                let outcome = try run("run", "template.yaml", "--for", "5s", "--format", format, in: folder)
                #expect(outcome.status == 0, "\(outcome.errors)")
                _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            }
        }
    }

    /// docs.asciinema.org/manual/asciicast/v3.
    @Test func aRecordingIsAnAsciicastWithChapters() throws {
        let outcome = try run(
            "run", "poison-message", "--for", "3s", "--format", "asciicast", "--size", "80x24")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map { Data($0.utf8) }
        let header = try #require(try JSONSerialization.jsonObject(with: lines[0]) as? [String: Any])
        #expect(header["version"] as? Int == 3)
        #expect((header["term"] as? [String: Any])?["cols"] as? Int == 80)
        var codes: [String: Int] = [:]
        for line in lines.dropFirst() {
            let event = try #require(try JSONSerialization.jsonObject(with: line) as? [Any])
            #expect(event.count == 3 && (event[0] as? Double ?? -1) >= 0 && event[2] is String)
            codes[try #require(event[1] as? String), default: 0] += 1
        }
        #expect(Set(codes.keys) == ["o", "m", "x"])
        #expect(codes["m"] == 1 && codes["x"] == 1 && codes["o", default: 0] > 10, "\(codes)")
    }

    @Test func playNeedsATerminalAndPlaysOnOne() throws {
        let outcome = try run("play", "poison-message")
        #expect(outcome.status == 1 && outcome.output.isEmpty && !outcome.errors.isEmpty)
        let tmux = try Tmux("$ARCHSCOPE play poison-message --fault crash@1m:for=10s,to=worker")
        try tmux.waitFor("play/pause")
        let before = try tmux.waitFor("PaymentQueue")
        try tmux.waitUntil("time passes by itself") { $0 != before && $0.contains("sqs:SendMessage") }
        tmux.press("q")
    }
}
