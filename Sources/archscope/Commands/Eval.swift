import ArgumentParser
import Languages

/// `archscope eval`: what a pattern or policy lets through.
struct Eval: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask what an event pattern or filter policy lets through, a question a line.",
        discussion: """
            Reads one JSON value a line from standard input and answers each with one line. event-pattern takes \
            {"pattern","event"}; filter-policy takes {"policy","scope","message":{"Message","MessageAttributes"}}. The \
            answer is {"match":true,"why":"..."}, or {"error":"..."} with the reasons for which EventBridge or SNS \
            would refuse the pattern or policy.
            """)
    static let example = "archscope eval event-pattern < questions.ndjson"

    @Argument(help: "What the questions are about: event-pattern or filter-policy.")
    var question: Question

    func run() {
        while let line = readLine() {
            print(question.answer(line))
            flushOutput()
        }
    }
}

extension Question: ExpressibleByArgument {}
