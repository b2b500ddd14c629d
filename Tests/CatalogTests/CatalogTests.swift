import Catalog
import Testing
import Values

@Suite("The catalog") struct CatalogTests {
    @Test func whatLinksHereIsFoundByTextsAndFields() {
        let catalog = SampleCatalog.catalog
        #expect(catalog.backlinks(to: "message-queue") == ["sqs", "buffering", "wait-or-not", "first-steps"])
        #expect(
            catalog.backlinks(to: "buffering") == ["buffering-spike", "backlog", "keep-dead-letters", "wait-or-not"])
        #expect(catalog.backlinks(to: "keep-dead-letters") == ["buffering"])
        #expect(catalog.backlinks(to: "latency") == ["backlog"])
        #expect(catalog.backlinks(to: "nothing").isEmpty)
    }

    @Test func aMisspeltIdHasNearOnes() {
        #expect(SampleCatalog.catalog.nearestIDs(to: "mesage-queue") == ["message-queue"])
        #expect(SampleCatalog.catalog.entry("mesage-queue") == nil)
    }

    @Test func entriesOfAKindComeInOrder() {
        let entries = ["b", "a", "c"].map { Entry(id: $0, kind: .term, name: $0, summary: "") }
        let queue = Entry(id: "queue", kind: .capability, name: "Queue", summary: "")
        let catalog = Catalog(entries: entries + [queue])
        #expect(catalog.heads.map(\.id) == ["queue", "b", "a", "c"])
        #expect(catalog.entries(of: .term) == entries)
        #expect(catalog.heads(of: .source).isEmpty)
    }

    @Test func theEmptyCatalogHasNothing() {
        #expect(Catalog.empty.entries.isEmpty)
        #expect(Catalog.empty.file("x") == nil)
        #expect(Catalog.empty.backlinks(to: "x").isEmpty)
    }

    // MARK: - Laying over

    @Test func anOverlayReplacesByIdAndAddsTheRest() throws {
        let own = """
            - id: backlog
              name: Our backlog
              summary: Ours.
              what: Work that waits. See [[message-queue]].
              example: buffering
              confusedWith: []
              sources: [aws-sqs]
            - id: ours
              name: Ours
              summary: New.
              what: New.
              example: backlog
              confusedWith: []
              sources: [aws-sqs]
            """
        let base = SampleCatalog.catalog
        let reading = readCatalog([CatalogFile(path: "terms/own.yaml", text: own)], root: "/home/me/cat", over: base)
        #expect(reading.diagnostics.isEmpty)
        let catalog = base.overlaid(with: reading.catalog)
        #expect(catalog.entry("backlog")?.name == "Our backlog")
        #expect(catalog.heads(of: .term).map(\.id) == ["backlog", "ours"])
        #expect(catalog.heads.count == base.heads.count + 1)
        #expect(catalog.entries(of: .source).map(\.id) == ["aws-sqs"])
        #expect(
            catalog.backlinks(to: "message-queue") == ["sqs", "buffering", "backlog", "wait-or-not", "first-steps"])
        #expect(catalog.backlinks(to: "backlog") == ["ours", "wait-or-not"])
        #expect(
            catalog.replacements.map { "\($0.id) \($0.by) \($0.replaced)" } == [
                "backlog /home/me/cat/terms/own.yaml:1:3 catalog/terms/messaging.yaml:1:3"
            ])
        #expect(try Catalog(packed: catalog.packed) == catalog)
    }

    @Test func anOverlayMayAddAnEntryAndReplaceALaterOne() {
        let term = """
            - id: ours
              name: Ours
              summary: New.
              what: New.
              example: backlog
              confusedWith: []
              sources: [aws-sqs]
            """
        let source = """
            - id: aws-sqs
              name: Ours too
              location: here
              read: 2026-11-27
              summary: Read again.
              what: The same.
            """
        let base = SampleCatalog.catalog
        let reading = readCatalog(
            [CatalogFile(path: "terms/own.yaml", text: term), CatalogFile(path: "sources.yaml", text: source)],
            root: "mine", over: base)
        #expect(reading.diagnostics.isEmpty)
        let catalog = base.overlaid(with: reading.catalog)
        #expect(catalog.entry("aws-sqs")?.name == "Ours too")
        #expect(catalog.replacements.map { "\($0.id) \($0.by)" } == ["aws-sqs mine/sources.yaml:1:3"])
        #expect(catalog.replacements.map(\.replaced) == base.entry("aws-sqs").map { [$0.position] })
    }

    @Test func anOverlaidFileHoldsAndKeepsItsName() {
        let path = "patterns/buffering/bindings/queue/template.yaml"
        let over = Catalog(entries: [], files: [CatalogFile(path: path, text: "new")], root: "mine")
        let catalog = SampleCatalog.catalog.overlaid(with: over)
        #expect(catalog.file(path)?.text == "new")
        #expect(catalog.location(of: path) == "mine/\(path)")
        #expect(catalog.files == SampleCatalog.catalog.files)
        #expect(SampleCatalog.catalog.location(of: path) == "catalog/\(path)")
    }

    @Test func anOverlayKeepsTheKindOfWhatItReplaces() {
        let own = SampleCatalog.terms.replacingId("backlog", by: "sqs")
        let reading = readCatalog([CatalogFile(path: "terms/own.yaml", text: own)], over: SampleCatalog.catalog)
        #expect(
            reading.diagnostics.map(\.description) == [
                "terms/own.yaml:1:3: error: 'sqs' is a term here and a service below; choose another id"
            ])
    }
}

extension String {
    func replacingId(_ old: String, by new: String) -> String {
        firstRange(of: "id: \(old)").map { replacingCharacters(in: $0, with: "id: \(new)") } ?? self
    }
}
