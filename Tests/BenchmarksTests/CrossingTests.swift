import Diagrams
import Graphs
import Testing

@testable import Benchmarks

@Suite struct CrossingTests {
    private func line(_ from: Int, _ to: Int, _ points: [(Double, Double)]) -> Polyline {
        Polyline(from: from, to: to, points: points.map { Position(x: $0.0, y: $0.1) })
    }

    @Test func edgesThatPassThroughEachOtherCrossOnce() {
        #expect(countCrossings([line(0, 1, [(0, 0), (2, 2)]), line(2, 3, [(0, 2), (2, 0)])]) == 1)
        #expect(countCrossings([line(0, 1, [(0, 0), (2, 0)]), line(2, 3, [(0, 1), (2, 1)])]) == 0)
    }

    @Test func aCrossingInACornerOfBothIsFound() {
        let first = line(0, 1, [(0, 0), (1, 1), (2, 2)])
        #expect(countCrossings([first, line(2, 3, [(0, 2), (1, 1), (2, 0)])]) == 1)
    }

    @Test func edgesOfOneTrunkDoNotCrossAndAnEdgeAcrossItCrossesEach() {
        let trunk = [line(0, 1, [(0, 0), (2, 0), (2, 3), (4, 3)]), line(0, 2, [(0, 0), (2, 0), (2, 5), (4, 5)])]
        #expect(countCrossings(trunk) == 0)
        #expect(countCrossings(trunk + [line(3, 4, [(0, 1), (4, 1)])]) == 2)
    }

    @Test func theOutputOfDotIsRead() {
        let text = """
            graph 1 2 1
            node a 0 0 1 1 a solid box black lightgrey
            edge a "b c" 4 0 0 1 0 2 1 3 1 solid black
            stop
            """
        let lines = edgeCourses(ofPlain: text)
        #expect(lines.count == 1)
        #expect(lines[0].points.first == Position(x: 0, y: 0))
        #expect(lines[0].points.last == Position(x: 300, y: 100))
    }

    @Test func tablesAlignNumbersAtTheRight() {
        var table = Table("what", "ms")
        table.add("layout", 3.14159.digits(2))
        #expect(table.text == "what      ms\nlayout  3.14")
    }
}
