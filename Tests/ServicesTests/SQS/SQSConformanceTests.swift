import Testing
import Values

@testable import Services

/// A test for every row of SQS's table, named by its id, that looks at what a caller sees.
@Suite struct SQSConformanceTests {
    func queue(_ properties: String = "", more: String = "") -> String {
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {\(properties)}\n\(more)"
    }

    func fifo(_ properties: String = "ContentBasedDeduplication: true", more: String = "") -> String {
        queue("QueueName: q.fifo, FifoQueue: true, \(properties)", more: more)
    }

    func group(_ group: String, id: String? = nil) -> JSONValue {
        guard let id else { return ["MessageGroupId": JSONValue(group)] }
        return ["MessageGroupId": JSONValue(group), "MessageDeduplicationId": JSONValue(id)]
    }

    func redriving(to dead: String = "", receives: Int = 1, _ properties: String = "") -> String {
        queue(
            "RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: \(receives)}, \(properties)",
            more: "  D:\n    Type: AWS::SQS::Queue\n    Properties: {\(dead)}\n")
    }

    func handle(_ step: Int) -> @Sendable (Answers) -> JSONValue {
        { ["ReceiptHandle": $0[step]?.handle() ?? .null] }
    }

    func visibility(_ step: Int, _ seconds: Int) -> @Sendable (Answers) -> JSONValue {
        { ["ReceiptHandle": $0[step]?.handle() ?? .null, "VisibilityTimeout": JSONValue(seconds)] }
    }

    func text(_ count: Int) -> String { String(repeating: "x", count: count) }
}
