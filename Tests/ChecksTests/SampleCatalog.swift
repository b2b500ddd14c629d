import Catalog

/// A small catalog that passes every check: a queue, a function and a table, and a flow that runs.
enum SampleCatalog {
    static let files: [CatalogFile] =
        [
            CatalogFile(path: "sources.yaml", text: sources),
            CatalogFile(path: "patterns/drain/pattern.yaml", text: pattern),
            CatalogFile(path: "patterns/drain/bindings/sqs/template.yaml", text: template),
            CatalogFile(path: "patterns/drain/flows/drain-steadily.yaml", text: flow),
        ] + capabilities + services

    /// The files with one text replaced in one of them.
    static func files(replacing old: String, by new: String, in path: String) -> [CatalogFile] {
        files.map { file in
            guard file.path == path, let place = file.text.firstRange(of: old) else { return file }
            var text = file.text
            text.replaceSubrange(place, with: new)
            return CatalogFile(path: path, text: text)
        }
    }

    private static let capabilities = ["message-queue", "function"].map { id in
        CatalogFile(
            path: "capabilities/\(id).yaml",
            text: """
                {id: \(id), name: N, summary: s, what: w, promises: [p], failureModes: [{name: n, what: w}],
                 when: [w], whenNot: [w], sources: [guide]}
                """)
    }

    private static let services = [
        ("sqs", "message-queue", "AWS::SQS::Queue"), ("lambda", "function", "AWS::Lambda::Function"),
    ].map { id, capability, type in
        CatalogFile(
            path: "services/\(id).yaml",
            text: """
                {id: \(id), name: N, summary: s, implements: [\(capability)], resourceTypes: ["\(type)"], what: w,
                 behaviour: [b], defaults: [], limits: [], failureModes: [], prices: [],
                 emulation: {models: [], omits: []}, sources: [guide]}
                """)
    }

    private static let sources =
        "[{id: guide, name: Guide, summary: s, location: l, read: 2026-11-23, what: w}]"

    static let pattern = """
        id: drain
        name: Drain
        summary: A function empties a queue.
        form: template
        problem: p
        forces: [f]
        solution: s
        roles:
          - {id: producer, name: Producer, capability: external, what: Sends.}
          - {id: buffer, name: Buffer, capability: message-queue, what: Holds.}
          - {id: worker, name: Worker, capability: function, what: Works.}
        edges:
          - {from: producer, to: buffer, kind: event}
          - {from: buffer, to: worker, kind: poll}
        guarantees: [g]
        failureModes: [{name: Backlog, what: Grows., watch: {flow: drain-steadily, at: 5s}}]
        numbers: [{name: n, value: 1, source: guide}]
        when: [w]
        whenNot: [w]
        bindings:
          - id: sqs
            name: SQS
            summary: s
            roles: {producer: "external:client", buffer: Orders, worker: Worker}
        practices: []
        sources: [guide]
        """

    static let template = """
        AWSTemplateFormatVersion: "2010-09-09"
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::SQS::Queue
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: |
                def handler(event, context):
                    return {}
              Events:
                Order:
                  Type: SQS
                  Properties:
                    Queue: !GetAtt Orders.Arn
        """

    static let flow = """
        id: drain-steadily
        name: Steadily
        summary: Ten orders.
        bindings: [sqs]
        for: 30s
        traffic:
          - id: orders
            to: buffer
            arrivals: {constant: {rate: 10/s}}
            until: 1s
            payload: {kind: order}
        behaviour:
          worker:
            duration: {constant: 10ms}
        expectations:
          - {say: "Every order is worked.", metric: delivered, of: orders, is: "= 10"}
        """
}
