import Canvas
import Catalog

@testable import Explorer

/// A small catalog of the tests' own, with every kind of entry and block.
enum Samples {
    static let entries: [Entry] = [
        Entry(
            id: "write-buffering", kind: .pattern, name: "Write buffering",
            aliases: ["queue-based load levelling", "buffered writes"],
            summary: "Put a queue between requests and a store, so that a spike waits in line instead of failing.",
            related: ["dead-letters", "message-queue"], sources: ["sqs-guide"],
            sections: [
                Section(
                    title: "Problem",
                    blocks: [
                        .paragraph(
                            "A store takes a **fixed rate** of writes. Requests come in spikes; what exceeds the rate is refused, and the caller has to [[backoff|try again]].\n\nBuying capacity for the highest spike pays for what is idle most of the day."
                        )
                    ]),
                Section(
                    title: "Forces",
                    blocks: [
                        .item("Callers want an answer at once; the store wants an even pace."),
                        .item("A queue such as [[sqs]] takes any rate, but the answer is only *accepted*, not *done*."),
                    ]),
                Section(
                    title: "Solution",
                    blocks: [.paragraph("Send each write to a queue. A worker takes `batches` at the store's pace.")]),
                Section(title: "Roles", blocks: []),
                Section(title: "How it fails", blocks: []),
                Section(
                    title: "Numbers",
                    blocks: [
                        .fact(
                            name: "Message size", value: "at most 1 MiB", source: "sqs-guide",
                            note: "larger ones by claim check"),
                        .fact(name: "`BatchSize`", value: "10 messages", source: "sqs-guide", note: ""),
                    ]),
                Section(title: "When not", blocks: [.item("The caller needs the result in the answer.")]),
                Section(title: "Bindings", blocks: []),
            ],
            detail: .pattern(
                PatternDetail(
                    form: .template,
                    roles: [
                        Role(id: "producer", name: "Producer", capability: "external", summary: "sends writes"),
                        Role(id: "buffer", name: "Buffer", capability: "message-queue", summary: "keeps them in line"),
                        Role(id: "store", name: "Store", capability: "table", summary: "keeps the result"),
                    ],
                    edges: [
                        RoleEdge(from: "producer", to: "buffer", kind: "call"),
                        RoleEdge(from: "buffer", to: "store", kind: "write"),
                    ],
                    bindings: [
                        Binding(
                            id: "direct", name: "Direct", summary: "The function writes at once.",
                            templatePath: "direct.yaml",
                            roles: [
                                RoleBinding(role: "producer", targets: [.external("client")]),
                                RoleBinding(role: "buffer", targets: [.absent]),
                                RoleBinding(role: "store", targets: [.resource("Orders")]),
                            ]),
                        Binding(
                            id: "buffered", name: "Through a queue",
                            summary: "The function writes what the queue holds.",
                            templatePath: "buffered.yaml",
                            roles: [
                                RoleBinding(role: "producer", targets: [.external("client")]),
                                RoleBinding(role: "buffer", targets: [.resource("Writes")]),
                                RoleBinding(role: "store", targets: [.resource("Orders")]),
                            ]),
                    ],
                    practices: ["measure-queue-age"],
                    flows: ["write-spike"],
                    failures: [
                        FailureMode(
                            name: "The queue grows", what: "Writes arrive faster than they leave.",
                            watch: .init(flow: "write-spike", at: .milliseconds(30_000))),
                        FailureMode(
                            name: "The account is closed", what: "Nothing works.", whyNot: "no emulation of accounts"),
                    ]))),
        Entry(
            id: "dead-letters", kind: .pattern, name: "Dead letters", summary: "Set aside what cannot be handled.",
            related: ["write-buffering"],
            sections: [
                Section(title: "Problem", blocks: [.paragraph("One message that always fails blocks the rest.")])
            ],
            detail: .pattern(PatternDetail(form: .template))),
        Entry(
            id: "sqs", kind: .service, name: "Amazon SQS", aliases: ["Simple Queue Service"],
            summary: "Queues without servers.",
            related: ["write-buffering"],
            sections: [Section(title: "What it is", blocks: [.paragraph("A [[message-queue]] that AWS runs.")])],
            detail: .service(
                ServiceDetail(
                    implements: ["message-queue"], resourceTypes: ["AWS::SQS::Queue"], modelled: [], notModelled: []))),
        Entry(
            id: "write-spike", kind: .flow, name: "Write spike", summary: "The same spike with and without the queue.",
            sections: [Section(title: "What it shows", blocks: [.item("The queue loses nothing.")])],
            detail: .flow(
                FlowDetail(
                    pattern: "write-buffering", bindings: ["direct", "buffered"], path: "x.yaml",
                    horizon: .milliseconds(600_000)))),
        Entry(
            id: "backoff", kind: .term, name: "Backoff", aliases: ["exponential backoff"],
            summary: "Waiting longer after each failure.",
            related: ["write-buffering"],
            sections: [Section(title: "What it means", blocks: [.paragraph("Each try waits longer.")])],
            detail: .term(TermDetail(example: "write-buffering", confusedWith: ["jitter"]))),
        Entry(
            id: "measure-queue-age", kind: .practice, name: "Measure the age of the oldest message",
            summary: "Depth lies, age does not.",
            sections: [Section(title: "Why", blocks: [.paragraph("A deep queue may be healthy.")])],
            detail: .practice(PracticeDetail(pillar: "operations", appliesTo: ["write-buffering"]))),
        Entry(
            id: "message-queue", kind: .capability, name: "Message queue",
            summary: "Keeps messages until one consumer has handled each.",
            sections: [Section(title: "What it is", blocks: [.paragraph("Messages wait in line.")])]),
        Entry(id: "table", kind: .capability, name: "Table", summary: "Keeps items by key."),
        Entry(
            id: "sqs-guide", kind: .source, name: "SQS developer guide", summary: "AWS on SQS.",
            detail: .source(SourceDetail(location: "https://docs.aws.amazon.com/sqs", read: "2026-11-23"))),
    ]

    static var catalog: Catalog { Catalog(entries: entries) }

    static func model(_ width: Int, _ height: Int) -> Model {
        Model(catalog: catalog, size: Size(width: width, height: height))
    }
}

/// Presses keys by their names.
@discardableResult
func press(_ model: inout Model, _ names: String...) -> [Effect] {
    names.flatMap { update(&model, .key(Key(name: $0)!)) }
}
