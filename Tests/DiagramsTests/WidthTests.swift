import Canvas
import Diagrams
import Graphs
import Testing

@Suite struct WidthTests {
    @Test(arguments: GraphSort.allCases)
    func aDrawingFitsItsWidthOrSaysWhatItNeeds(_ sort: GraphSort) throws {
        for seed in 0..<2 as Range<UInt64> {
            let graph = sort.graph(seed: seed, size: 2...10)
            for width in [30, 60] {
                do throws(DiagramError) {
                    let layout = try layOut(graph, DiagramOptions(width: width))
                    let text = draw(graph, layout, charset: .unicode).text
                    #expect(text.split(separator: "\n").allSatisfy { String($0).columns <= width }, "\(sort) \(seed)")
                    let problems = DrawingChecker.problems(of: text, for: graph)
                    #expect(problems.isEmpty, "\(sort) \(seed) \(width)\n\(text)")
                } catch {
                    guard case .needsWidth(let needed) = error else {
                        Issue.record("\(error)")
                        return
                    }
                    #expect(needed > width)
                    #expect(throws: Never.self) { try layOut(graph, DiagramOptions(width: needed)) }
                }
            }
        }
    }

    @Test func aLongChainThatMustFlowRightGoesOnInANewRow() throws {
        let names = ["Client", "Api", "Intake", "Jobs", "Worker", "Orders", "Changes", "Archive"]
        var graph = Graph(nodes: names.map { GraphNode(id: $0) })
        graph.edges = zip(names, names.dropFirst()).map { GraphEdge(from: $0, to: $1) }
        let layout = try layOut(graph, DiagramOptions(direction: .right, width: 60))
        #expect(layout.size.width <= 60)
        #expect(layout.nodes[0].rect.y < layout.nodes[7].rect.y)
    }
}
