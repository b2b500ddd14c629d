import Foundation
import Testing

@Suite("A pattern is written into a folder of one's own")
struct NewCommandTests {
    private func run(_ arguments: [String], in folder: URL) throws -> ArchscopeBinary.Outcome {
        try ArchscopeBinary.run(arguments, in: folder)
    }

    @Test func whatItPrintsCanBeTyped() throws {
        try withTemporaryFolder { folder in
            let made = try run(["new", "dead-letters", "my app/letters"], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            #expect(
                made.output == """
                    Dead letters: SQS and Lambda, in my app/letters:
                      template.yaml
                      samconfig.toml
                      src/PaymentFunction/index.py
                      flows/poison-message.yaml
                      flows/receive-limit-of-one.yaml
                      flows/redrive-too-early.yaml
                      flows/unheard-failures.yaml

                    Look at it  archscope 'my app/letters/template.yaml'
                    Run it      archscope run 'my app/letters/template.yaml' --flow 'my app/letters/flows/poison-message.yaml'
                    Run it      archscope run 'my app/letters/template.yaml' --flow 'my app/letters/flows/receive-limit-of-one.yaml'
                    Run it      archscope run 'my app/letters/template.yaml' --flow 'my app/letters/flows/redrive-too-early.yaml'
                    Run it      archscope run 'my app/letters/template.yaml' --flow 'my app/letters/flows/unheard-failures.yaml'
                    Deploy it   cd 'my app/letters' && sam deploy

                    """)
            let own = folder.appendingPathComponent("my app/letters")
            let flow = ["run", "template.yaml", "--flow", "flows/poison-message.yaml"]
            let outcome = try run(flow, in: own)
            #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("In the end nothing is left over"))
            // A saved run holds the flow as well as the template.
            _ = try run(flow + ["--save", "../my.run"], in: own)
            try FileManager.default.removeItem(at: own)
            let again = try run(["run", "my app/my.run"], in: folder)
            #expect(again.status == 0 && again.output == outcome.output, "\(again.errors)")
        }
    }

    @Test func nothingIsOverwritten() throws {
        try withTemporaryFolder { folder in
            try Data("mine".utf8).write(to: folder.appendingPathComponent("notes.txt"))
            let full = try run(["new", "fan-out", "."], in: folder)
            #expect(full.status == 1)
            #expect(
                full.errors
                    == ".: error: the folder holds 'notes.txt', and nothing is overwritten; name an empty folder, or one "
                    + "that does not exist yet\n")
            let file = try run(["new", "fan-out", "notes.txt"], in: folder)
            #expect(file.status == 1 && file.errors.contains("notes.txt: error: a file, and nothing is overwritten"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
        }
    }

    @Test(arguments: [
        (["fan-uot", "there"], "did you mean 'fan-out'"),
        (["fan-out", "there", "--binding", "buss"], "did you mean 'bus'"),
        (["testing-layers", "there"], "'testing-layers' has no template"), (["sqs", "there"], "'sqs' is no pattern"),
    ])
    func whatCannotBeWrittenIsSaidAndLeavesNothing(_ arguments: [String], _ problem: String) throws {
        try withTemporaryFolder { folder in
            let outcome = try run(["new"] + arguments, in: folder)
            #expect(outcome.status == 1 && outcome.output.isEmpty)
            #expect(outcome.errors.contains(problem), "\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func aFlowOfOnesOwnRunsOnRolesOfAPattern() throws {
        try withTemporaryFolder { folder in
            let flow = """
                id: mine
                name: Ten orders
                summary: Ten orders through the queue.
                bindings: [buffered]
                for: 2m
                traffic:
                  - {id: orders, to: intake, request: {method: POST, path: /orders}, until: 10s,
                     arrivals: {constant: {rate: 1/s}}, payload: {orderId: one, cents: 1}}
                expectations:
                  - {say: Ten are accepted., metric: accepted, of: orders, is: "= 10"}
                """
            try Data(flow.utf8).write(to: folder.appendingPathComponent("mine.yaml"))
            let outcome = try run(["run", "write-buffering", "--flow", "mine.yaml"], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("Ten are accepted."))
            // Without its roles and bindings the same flow has its faults told, each at its place.
            _ = try run(["new", "write-buffering", "own"], in: folder)
            let strange = try run(["run", "own/template.yaml", "--flow", "mine.yaml"], in: folder)
            #expect(strange.status == 1)
            #expect(strange.errors.hasPrefix("mine.yaml:4:12: error: 'bindings' names 'buffered'; remove it"))
            let unbound = flow.replacing("bindings: [buffered]\n", with: "")
            try Data(unbound.utf8).write(to: folder.appendingPathComponent("mine.yaml"))
            let unknown = try run(["run", "own/template.yaml", "--flow", "mine.yaml"], in: folder)
            #expect(unknown.status == 1)
            #expect(
                unknown.errors.contains("mine.yaml:6:22: error: traffic 'orders' names 'intake'"), "\(unknown.errors)")
        }
    }
}
