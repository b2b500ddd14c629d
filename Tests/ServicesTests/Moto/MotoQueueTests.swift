import Simulation
import Testing
import Values

@testable import Services

/// Queues against moto: the same calls at the same virtual times, and the same answers unless the table says who is right.
@Suite("Queues against moto", .enabled(if: Moto.isGiven))
struct MotoQueueTests {
    private static let table: [Judgement] = [
        Judgement(
            "a changed visibility counts from the change", steps: [8], .emulationIsRight,
            "a visibility timeout is 0 to 43,200 s; moto takes a negative one", model("ChangeMessageVisibilityRequest")),
        Judgement(
            "visibility of what is not in flight", steps: [2, 3], .emulationIsRight,
            "a message that is visible again is not in flight; moto hides it", model("MessageNotInflight")),
        Judgement(
            "receipt handles that do not count any more", steps: [4, 5], .emulationIsRight,
            "a delete with an older handle succeeds and deletes nothing; with moto it deletes",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html"),
        Judgement(
            "what a message may hold", steps: [2, 3, 4, 8], .emulationIsRight,
            "a body is not empty and has the allowed characters only; moto takes any", model("InvalidMessageContents")),
        Judgement(
            "what a message may hold", steps: [6], .emulationIsRight,
            "a message has at most 10 attributes; moto takes more",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"),
        Judgement(
            "what a message may hold", steps: [7], .emulationIsRight,
            "attributes count towards the size of a message; moto counts the body only", model("MessageAttributeValue")),
        Judgement(
            "a queue is deleted", steps: [2], .bothAreAllowed,
            "the deletion takes up to 60 s; calls may succeed until then", model("DeleteQueue")),
        Judgement(
            "a queue is deleted", steps: [3, 4], .emulationIsRight,
            "its name cannot be used again for 60 s; with moto it can at once", model("QueueDeletedRecently")),
        Judgement(
            "entries of a batch that fail by themselves", steps: [2, 3], .emulationIsRight,
            "an entry with other characters fails; moto takes it", model("InvalidMessageContents")),
        Judgement(
            "a batch is held to a limit of its own", steps: [2, 3], .emulationIsRight,
            "each entry succeeds or fails by itself; moto refuses the batch", model("SendMessageBatch")),
        Judgement(
            "batches of deletes and of changes", steps: [8], .emulationIsRight,
            "a batch without entries is refused; moto takes one of changes", model("EmptyBatchRequest")),
        Judgement(
            "batches of deletes and of changes", steps: [10], .bothAreAllowed,
            "eleven entries with one id: the documentation does not say which error comes first",
            model("DeleteMessageBatch")),
        Judgement(
            "dead letters of a FIFO queue keep their order", steps: [5], .emulationIsRight,
            "the messages of a group are given in the order of sending; with moto the first ends up last",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html"
        ),
        Judgement(
            "a group whose messages come back together", steps: [3], .emulationIsRight,
            "the messages of a group are given in the order of sending; moto leaves the first out and gives the second",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html"
        ),
        Judgement(
            "a receive prefers one group", steps: [4], .emulationIsRight,
            "a receive gives as many messages of one group as it can; moto gives all in the order of sending",
            model("SendMessageRequest")),
        Judgement(
            "an id is remembered after its message is gone", steps: [4], .emulationIsRight,
            "a deleted message still counts for deduplication; moto forgets it with the message",
            model("SendMessageRequest")),
        Judgement(
            "ids count by group where the queue says so", steps: [2], .emulationIsRight,
            "with DeduplicationScope messageGroup ids count within a group; moto takes no notice", model("CreateQueue")),
        Judgement(
            "what a message of a FIFO queue needs", steps: [3], .emulationIsRight,
            "each entry succeeds or fails by itself; moto refuses the batch", model("SendMessageBatch")),
        Judgement(
            "a receive is repeated by its attempt", steps: [3, 4], .emulationIsRight,
            "the same attempt id gives the same messages; moto takes no notice of it", model("ReceiveMessageRequest")),
    ]

    private static func model(_ shape: String) -> String { "botocore 1.43.11, sqs.\(shape)" }

    /// Where two answers differ; nil where they agree. A standard queue promises no order.
    private func difference(_ ours: JSONValue, _ theirs: JSONValue, isOrdered: Bool) -> String? {
        func parts(_ answer: JSONValue) -> [String] {
            let bodies = (answer["bodies"]?.array ?? []).compactMap(\.string).map { String($0.prefix(20)) }
            let failed = (answer["failed"]?.object ?? JSONObject()).map { "\($0.key): \($0.value.string ?? "")" }
            return [
                answer["outcome"]?.string ?? "", "\(isOrdered ? bodies : bodies.sorted())", "failed \(failed.sorted())",
            ]
        }
        let (left, right) = (parts(ours), parts(theirs))
        return left == right ? nil : "emulation \(left), moto \(right)"
    }

    private func differences(of scripts: [QueueScript]) throws -> [(about: String, detail: String)] {
        let theirs = try Moto.answers(of: "queues.py", to: scripts.map(\.question))
        var found: [(about: String, detail: String)] = []
        for (script, answers) in zip(scripts, theirs) {
            let isOrdered = script.queues.contains { $0.value["FifoQueue"] == true }
            for (step, (left, right)) in zip(try script.answers(), answers.array ?? []).enumerated() {
                if let detail = difference(left, right, isOrdered: isOrdered) {
                    found.append(("\(script.name), step \(step)", detail))
                }
            }
        }
        return found
    }

    @Test func everyScriptIsAnsweredAsMotoDoesOrJudged() throws {
        #expect(Set(QueueScripts.all.map(\.name)).count == QueueScripts.all.count)
        expect(try differences(of: QueueScripts.all), judgedBy: Self.table)
    }

    /// Scripts by chance, with nothing in them that the table is about: they must be answered alike.
    @Test func scriptsByChanceAreAnsweredAsMotoDoes() throws {
        let scripts = (0..<RandomQueueScript.count).map { RandomQueueScript.make(seed: UInt64($0 + 1)) }
        for difference in try differences(of: scripts) {
            Issue.record("\(difference.about): \(difference.detail)")
        }
    }
}
