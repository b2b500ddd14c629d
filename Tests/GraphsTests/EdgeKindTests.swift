import Graphs
import Testing

@Suite struct EdgeKindTests {
    @Test func everyKindOfEdgeSaysWhatItMeansAndNoTwoTheSame() {
        let meanings = EdgeKind.allCases.map(\.meaning)
        #expect(meanings.allSatisfy { !$0.isEmpty })
        #expect(Set(meanings).count == EdgeKind.allCases.count)
    }

    /// Graph files and topologies spell the kinds like this; renaming one breaks the files people have.
    @Test func kindsAreSpelledAsFilesSpellThem() {
        #expect(
            EdgeKind.allCases.map(\.rawValue) == [
                "call", "event", "poll", "read", "write", "deadLetter", "resolve", "observe",
            ])
    }

    @Test func aNodeOrGroupWithoutALabelShowsItsID() {
        #expect(GraphNode(id: "Orders").label == "Orders")
        #expect(GraphGroup(id: "vpc").label == "vpc")
        #expect(GraphNode(id: "Orders", label: "All orders").label == "All orders")
    }
}
