import Testing

@testable import Topologies

@Suite("Tables")
struct TableTests {
    @Test("Every resource type has one row")
    func uniqueRows() {
        let counts = Dictionary(grouping: resourceRows, by: \.type).filter { $0.value.count > 1 }
        #expect(counts.keys.sorted() == [])
        #expect(knownResourceTypes().count == resourceRows.count)
    }

    @Test("Every action that delivers to a resource has a kind of edge")
    func deliveries() {
        let unknown = resourceRows.compactMap(\.delivery).filter { edgeKind(ofAction: $0) == nil }
        #expect(unknown == [])
    }

    @Test("Names of kinds are written as the catalog writes its ids")
    func kinds() {
        for kind in resourceRows.map(\.kind) {
            #expect(kind.allSatisfy { $0.isLowercase || $0 == "-" }, "\(kind)")
        }
    }

    @Test(
        "A permission allows the operations it covers",
        arguments: [
            ("sqs:SendMessage", ["sqs:SendMessage", "sqs:SendMessageBatch"]),
            ("SQS:sendmessage", ["sqs:SendMessage", "sqs:SendMessageBatch"]),
            ("lambda:InvokeFunction", ["lambda:Invoke"]),
            ("dynamodb:Batch*", ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"]),
            ("sqs:GetQueueUrl", []),
            ("*", []),
        ])
    func permissions(pattern: String, actions: [String]) {
        #expect(ActionTable.shared.rows(allowedBy: pattern).map(\.api) == actions)
    }

    @Test(
        "The table tells how an action travels",
        arguments: [
            ("sqs:SendMessage", "event"), ("states:StartExecution", "event"), ("states:StartSyncExecution", "call"),
            ("sqs:ReceiveMessage", "poll"), ("dynamodb:Query", "read"), ("dynamodb:UpdateItem", "write"),
            ("lambda:Invoke", "call"), ("events:PutEvents", "event"), ("logs:PutLogEvents", "observe"),
        ])
    func kinds(action: String, kind: String) {
        #expect(edgeKind(ofAction: action)?.rawValue == kind)
    }
}
