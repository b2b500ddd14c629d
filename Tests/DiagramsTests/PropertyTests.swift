import Diagrams
import Foundation
import Graphs
import Testing

@Suite struct PropertyTests {
    /// The seeds of each sort of graph: a few, or as many as the environment asks for with `ARCHSCOPE_SEEDS`.
    static let seeds: Range<UInt64> =
        0..<(ProcessInfo.processInfo.environment["ARCHSCOPE_SEEDS"].flatMap(UInt64.init) ?? 4)

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
