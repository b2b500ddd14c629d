import Catalog
import Graphs
import Testing
import Values

@testable import Checks

@Suite("Checking a catalog") struct ChecksTests {
    private let patternPath = "patterns/drain/pattern.yaml"
    private let templatePath = "patterns/drain/bindings/sqs/template.yaml"
    private let flowPath = "patterns/drain/flows/drain-steadily.yaml"

    private func lines(of files: [CatalogFile], runningFlows: Bool = false) -> [String] {
        checkCatalog(readCatalog(files), runningFlows: runningFlows).diagnostics.map(\.description)
    }

    @Test func aRightCatalogPassesAndSaysWhatWasChecked() {
        let report = checkCatalog(readCatalog(SampleCatalog.files))
        #expect(report.diagnostics.map(\.description) == [])
        #expect(!report.hasErrors)
        #expect(
            report.summary
                == "7 entries, 16 links, 1 template, 2 role edges, 1 flow, 1 expectation; no errors, no warnings")
    }

    @Test func aTemplateThatDoesNotReadFailsAtItsPlaceAndOnce() {
        let lines = lines(
            of: SampleCatalog.files(replacing: "!GetAtt Orders.Arn", by: "!GetAtt Order.Arn", in: templatePath))
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.hasPrefix("\(templatePath):17:") == true, "\(lines)")
        #expect(lines.first?.hasSuffix("did you mean 'Orders'?") == true, "\(lines)")
    }

    @Test func anEdgeThatTheTemplateDoesNotHaveFailsAtTheBinding() {
        let lines = lines(
            of: SampleCatalog.files(
                replacing: "to: worker, kind: poll", by: "to: worker, kind: deadLetter", in: patternPath))
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.contains("error") == true && lines.first?.contains("buffer") == true, "\(lines)")
    }

    @Test func aRoleBoundToNothingThereFails() {
        let lines = lines(of: SampleCatalog.files(replacing: "buffer: Orders", by: "buffer: Order", in: patternPath))
        #expect(
            lines.contains { $0.contains("'Order', which is not in") && $0.hasSuffix("did you mean 'Orders'?") },
            "\(lines)")
    }

    @Test func aComponentWithoutAServicesEntryFails() {
        let lines = lines(
            of: SampleCatalog.files(replacing: "AWS::SQS::Queue", by: "AWS::SQS::Other", in: "services/sqs.yaml"))
        #expect(
            lines == [
                "\(templatePath):4:3: error: no service's entry lists AWS::SQS::Queue; "
                    + "add the type to the 'resourceTypes' of its service"
            ])
    }

    @Test func aTypeOfTwoServicesFails() {
        let lines = lines(
            of: SampleCatalog.files(
                replacing: "\"AWS::SQS::Queue\"", by: "\"AWS::SQS::Queue\", \"AWS::Lambda::Function\"",
                in: "services/sqs.yaml"))
        #expect(
            lines == [
                "services/sqs.yaml:1:1: error: 'sqs' lists AWS::Lambda::Function, which 'lambda' lists too; "
                    + "a resource type belongs to one service"
            ])
    }

    @Test func aFlowThatNamesNothingFails() {
        let lines = lines(of: SampleCatalog.files(replacing: "  worker:", by: "  wroker:", in: flowPath))
        #expect(
            lines.contains { $0.contains("'wroker'") && $0.hasSuffix("did you mean 'worker'?") }, "\(lines)")
    }

    @Test func aFlowWithAnUnknownFieldFails() {
        let lines = lines(of: SampleCatalog.files(replacing: "    until: 1s", by: "    untill: 1s", in: flowPath))
        #expect(lines.contains { $0.contains("unknown field 'untill'") }, "\(lines)")
    }

    @Test func whatAFlowSaysMustHold() {
        let files = SampleCatalog.files(replacing: "= 10", by: "= 11", in: flowPath)
        #expect(lines(of: files) == [])
        #expect(
            lines(of: files, runningFlows: true) == [
                "\(flowPath):16:5: error: \"Every order is worked.\" does not hold in 'sqs': "
                    + "delivered of orders is 10; change the flow, its template or the expectation"
            ])
    }

    @Test func theReadersDiagnosticsAreAmongThem() {
        let lines = lines(of: SampleCatalog.files(replacing: "name: Drain", by: "nome: Drain", in: patternPath))
        #expect(lines.contains { $0.contains("unknown field 'nome'") })
    }

    @Test func entriesBelowAnOverlayAreNotCheckedAgain() {
        let broken = readCatalog(
            SampleCatalog.files(replacing: "Queue: !GetAtt", by: "Queu: !GetAtt", in: templatePath))
        let over = readCatalog(
            [
                CatalogFile(
                    path: "terms/own.yaml",
                    text:
                        "[{id: own, name: N, summary: s, what: w, example: drain, confusedWith: [], sources: [guide]}]")
            ], over: broken.catalog)
        let report = checkCatalog(over, over: broken.catalog)
        #expect(report.diagnostics.map(\.description) == [])
        #expect(
            report.summary
                == "1 entry, 2 links, no templates, no role edges, no flows, no expectations; no errors, no warnings")
    }

    @Test func theCatalogKnowsTheSameKindsOfEdgesAsTheGraphs() {
        for kind in EdgeKind.allCases {
            let files = SampleCatalog.files(replacing: "kind: poll", by: "kind: \(kind.rawValue)", in: patternPath)
            #expect(readCatalog(files).diagnostics.isEmpty, "\(kind)")
        }
        let message = readCatalog(SampleCatalog.files(replacing: "kind: poll", by: "kind: none", in: patternPath))
            .diagnostics.map(\.expected)
        #expect(message == ["expected one of \(EdgeKind.allCases.map(\.rawValue).joined(separator: ", "))"])
    }
}
