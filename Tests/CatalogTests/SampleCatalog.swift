import Catalog

/// A small catalog with an entry of each kind, right in every respect; tests break copies of it.
enum SampleCatalog {
    static let files: [CatalogFile] = [
        CatalogFile(path: "capabilities/message-queue.yaml", text: capability),
        CatalogFile(path: "services/sqs.yaml", text: service),
        CatalogFile(path: "patterns/buffering/pattern.yaml", text: pattern),
        CatalogFile(path: "patterns/buffering/bindings/queue/template.yaml", text: template),
        CatalogFile(path: "patterns/buffering/flows/buffering-spike.yaml", text: flow),
        CatalogFile(path: "terms/messaging.yaml", text: terms),
        CatalogFile(path: "practices/reliability.yaml", text: practices),
        CatalogFile(path: "decisions/wait-or-not.yaml", text: decision),
        CatalogFile(path: "guides/first-steps.yaml", text: guide),
        CatalogFile(path: "sources.yaml", text: sources),
    ]

    static var catalog: Catalog { readCatalog(files, root: "catalog").catalog }

    /// The files with one text replaced in one of them.
    static func files(replacing old: String, by new: String, in path: String) -> [CatalogFile] {
        files.map { file in
            guard file.path == path, let place = file.text.firstRange(of: old) else { return file }
            return CatalogFile(path: path, text: file.text.replacingCharacters(in: place, with: new))
        }
    }

    static let capability = """
        id: message-queue
        name: Message queue
        aliases: [queue]
        summary: Holds messages until a consumer takes them.
        tags: [messaging]
        what: >-
          A queue holds messages. See [[sqs]].

          Each message is taken by **one** consumer.
        promises:
          - A message is kept until it is deleted.
        limits:
          - {name: retention, value: 14 days, source: aws-sqs, note: at most}
        failureModes:
          - {name: Backlog, what: Consumers are slower than producers.}
        when: [Work can wait.]
        whenNot: [The caller needs the answer now.]
        related: [sqs]
        sources: [aws-sqs]
        """

    static let service = """
        id: sqs
        name: Amazon SQS
        aliases: [Simple Queue Service]
        summary: A managed [[message-queue]].
        tags: [messaging, serverless]
        implements: [message-queue]
        resourceTypes: ["AWS::SQS::Queue", "AWS::SQS::QueuePolicy"]
        what: Queues of messages, polled by consumers.
        behaviour: [A received message stays hidden for its `VisibilityTimeout`.]
        defaults:
          - {name: VisibilityTimeout, value: 30, source: aws-sqs, note: seconds}
        limits: []
        failureModes: []
        prices: [{name: requests, value: 0.40 USD per 1 million requests, source: aws-sqs}]
        emulation: {models: [VisibilityTimeout], omits: [KmsMasterKeyId]}
        sources: [aws-sqs]
        """

    static let pattern = """
        id: buffering
        name: Write buffering
        aliases: [queue-based load levelling]
        summary: A queue between the writers and the store.
        form: template
        problem: The store refuses spikes.
        forces: [Capacity costs money.]
        solution: Put a [[message-queue|queue]] in between.
        roles:
          - {id: producer, name: Producer, capability: external, what: Sends.}
          - {id: buffer, name: Buffer, capability: message-queue, what: Holds.}
        edges:
          - {from: producer, to: buffer, kind: event, label: order}
        guarantees: [No order is lost.]
        failureModes:
          - {name: Backlog, what: The queue grows., watch: {flow: buffering-spike, at: 30s}}
          - {name: Region lost, what: Everything stops., whyNot: One Region is emulated.}
        numbers: [{name: message size, value: 1 MiB, source: aws-sqs}]
        when: [Spikes are short.]
        whenNot: [The caller waits for the result.]
        bindings:
          - id: queue
            name: With SQS
            summary: One queue.
            roles: {producer: "external:client", buffer: Orders}
        practices: [keep-dead-letters]
        sources: [aws-sqs]
        """

    static let template = """
        AWSTemplateFormatVersion: "2010-09-09"
        Resources:
          Orders:
            Type: AWS::SQS::Queue
        """

    static let flow = """
        id: buffering-spike
        name: A spike
        summary: Ten times the traffic for ten seconds.
        bindings: [queue]
        for: 1m
        traffic: []
        expectations:
          - {say: "Every order is kept.", metric: rejected, of: orders, is: "= 0"}
        """

    static let terms = """
        - id: backlog
          name: Backlog
          summary: Work that waits.
          what: Messages that have arrived and were not taken yet.
          example: buffering
          confusedWith: [latency]
          sources: [aws-sqs]
        """

    static let practices = """
        - id: keep-dead-letters
          name: Keep dead letters longest
          summary: Give the dead-letter queue the longest retention.
          why: Time in the first queue counts.
          check: [Compare both retention periods.]
          appliesTo: [buffering]
          sources: [aws-sqs]
        """

    static let decision = """
        id: wait-or-not
        name: Wait or not
        summary: Whether the caller waits.
        question: Does the caller need the answer?
        options:
          - {entry: buffering, name: Buffer, take: It does not.}
          - {entry: message-queue, name: Plain queue, take: Nobody asks.}
        comparison:
          - {name: Answer, values: [later, "see [[backlog]]"]}
        inDoubt: Do not wait.
        sources: [aws-sqs]
        """

    static let guide = """
        id: first-steps
        name: First steps
        summary: What to read first.
        what: An order.
        chapters:
          - {name: Queues, what: They hold., entries: [message-queue, sqs]}
        sources: [aws-sqs]
        """

    static let sources = """
        - id: aws-sqs
          name: SQS developer guide
          summary: The service's own manual.
          location: https://docs.aws.amazon.com/sqs
          read: 2026-11-23
          what: Limits and defaults.
        """
}

/// A small generator of numbers that every seed repeats (SplitMix64, Steele, Lea and Flood 2014).
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

extension String {
    func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}
