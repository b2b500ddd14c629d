import Diagrams
import Graphs
import Testing

@Suite struct PropertyTests {
    /// The seeds of one sort of graph; the environment may ask for others.
    static let seeds: Range<UInt64> = 0..<10

    @Test(arguments: GraphSort.allCases)
    func everyRandomGraphIsDrawnTrue(_ sort: GraphSort) throws {
        for seed in Self.seeds {
            let graph = sort.graph(seed: seed)
            for direction in FlowDirection.allCases {
                for charset in DiagramOptions.Charset.allCases {
                    let options = DiagramOptions(direction: direction, charset: charset)
                    let text = try drawText(graph, options)
                    let problems = DrawingChecker.problems(of: text, for: graph, direction: direction)
                    guard problems.isEmpty else {
                        Issue.record("\(sort) seed \(seed) \(direction) \(charset): \(problems.prefix(3))\n\(text)")
                        return
                    }
                }
            }
        }
    }
}
