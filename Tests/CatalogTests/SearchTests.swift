import Catalog
import Testing

@Suite("Searching") struct SearchTests {
    private func found(_ query: String, kinds: Set<EntryKind>? = nil) -> [String] {
        SearchIndex(SampleCatalog.catalog).matches(query, kinds: kinds).map(\.head.id)
    }

    @Test func theEntryWithExactlyThisNameComesFirst() {
        let entries = [
            Entry(id: "a", kind: .term, name: "Other", summary: "About a queue."),
            Entry(id: "b", kind: .term, name: "Other", summary: "", tags: ["queue"]),
            Entry(id: "c", kind: .term, name: "Message queue", summary: ""),
            Entry(id: "d", kind: .term, name: "Queueing theory", summary: ""),
            Entry(id: "e", kind: .term, name: "Line", aliases: ["queue"], summary: ""),
            Entry(
                id: "f", kind: .term, name: "Other", summary: "",
                sections: [Section(title: "T", blocks: [.paragraph("In a queue.")])]),
            Entry(id: "g", kind: .term, name: "Nothing", summary: "Unrelated."),
        ]
        let index = SearchIndex(Catalog(entries: entries))
        #expect(index.matches("Queue").map(\.head.id) == ["e", "d", "c", "b", "a", "f"])
        #expect(index.matches("queue", limit: 2).map(\.head.id) == ["e", "d"])
    }

    @Test func whatIsTypedSoFarFindsAlready() {
        for query in ["s", "sq", "sqs", "SQS", "amazon sq"] { #expect(found(query).first == "sqs", "\(query)") }
        #expect(found("") == [])
        #expect(found(" :: ") == [])
        #expect(found("zebra") == [])
    }

    @Test func eachWordMustBeFoundButAnywhere() {
        #expect(found("writers capacity") == ["buffering"])
        #expect(found("writers zebra") == [])
    }

    @Test func partsOfCamelCaseNamesAndResourceTypesAreWords() {
        #expect(found("timeout", kinds: [.service]) == ["sqs"])
        #expect(found("visibilitytime", kinds: [.service]) == ["sqs"])
        #expect(found("AWS::SQS::QueuePolicy") == ["sqs"])
    }

    @Test func theKindsCanBeNarrowed() {
        #expect(found("queue", kinds: [.service]) == ["sqs"])
        #expect(Set(found("queue")).isSuperset(of: ["message-queue", "sqs", "buffering"]))
    }

    @Test func aMatchTellsItsPlaceAndWhatToHighlight() throws {
        let index = SearchIndex(SampleCatalog.catalog)
        let name = try #require(index.matches("write buf").first)
        #expect(name.field == .name)
        #expect(name.text == "Write buffering")
        #expect(name.ranges.map { String(name.text[$0]) } == ["Write", "buf"])

        let body = try #require(index.matches("hidden").first)
        #expect(body.head.id == "sqs")
        #expect(body.field == .section("How it behaves"))
        #expect(body.text == "A received message stays hidden for its VisibilityTimeout.")
        #expect(body.ranges.map { String(body.text[$0]) } == ["hidden"])
    }

    @Test func linksAreSearchedByTheNamesTheyShow() throws {
        let match = try #require(SearchIndex(SampleCatalog.catalog).matches("managed message", kinds: [.service]).first)
        #expect(match.field == .summary)
        #expect(match.text == "A managed Message queue.")
    }

    @Test func signsThatPartWordsAreNotLetters() {
        let text = "fan–out “quoted” naïve→日本"
        let entry = Entry(id: "x", kind: .term, name: text, summary: "")
        let index = SearchIndex(Catalog(entries: [entry]))
        for query in ["fan", "out", "quoted", "naïve", "日本"] { #expect(index.matches(query).count == 1, "\(query)") }
        #expect(index.matches("日本")[0].ranges.map { String(text[$0]) } == ["日本"])
    }

    @Test func anyQueryIsAnswered() {
        var numbers = SeededNumbers(seed: 3)
        let index = SearchIndex(SampleCatalog.catalog)
        let letters = Array("aqs []`*|\u{0}\u{301}é日–:\n")
        for _ in 0..<2000 {
            let query = String((0..<numbers.next(below: 30)).map { _ in letters[numbers.next(below: letters.count)] })
            for match in index.matches(query) { #expect(!match.text.isEmpty) }
        }
    }
}
