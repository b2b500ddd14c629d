import Foundation
import Testing

@testable import Services

/// The tables themselves; what they claim is tested service by service.
@Suite struct ConformanceTests {
    @Test func everyRuleThatARecordCanNameHasItsRow() {
        for rule in Rule.allCases where rule != .none {
            #expect(Conformance.rowByRule[rule] != nil, "\(rule) is in no table")
        }
    }

    @Test func everyRowHasASentenceASourceAndAnIdOfItsOwn() {
        for service in Conformance.services {
            #expect(Set(service.rows.map(\.id)).count == service.rows.count, "\(service.name) uses an id twice")
            for row in service.rows {
                #expect(row.says.hasSuffix("."), "\(service.name) \(row.id)")
                #expect(!row.source.isEmpty, "\(service.name) \(row.id)")
            }
        }
    }

    @Test func noRuleStandsInTwoTables() {
        let rules = Conformance.services.flatMap { $0.rows.compactMap(\.rule) }
        #expect(Set(rules).count == rules.count)
    }

    /// The rows of a service are tested in a folder of its name, by tests that are called as the rows.
    @Test(arguments: [
        "SQS", "Lambda", "Kinesis", "S3", "DynamoDB", "SNS", "EventBridge", "Pipes", "API Gateway", "General",
    ])
    func everyModelledRowHasItsTest(
        _ service: String
    )
        throws
    {
        let rows = Set(try #require(Conformance.service(service)).modelled.map(\.id))
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: service.filter { $0 != " " })
        var tests: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let words = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "@Test func ").dropFirst()
            tests.formUnion(words.map { String($0.prefix { $0 != "(" }) })
        }
        #expect(rows.subtracting(tests).isEmpty, "rows without a test: \(rows.subtracting(tests).sorted())")
        #expect(tests.subtracting(rows).isEmpty, "tests without a row: \(tests.subtracting(rows).sorted())")
    }
}
