import ArgumentParser
import Canvas
import Diagrams
import Foundation
import Graphs
import Samples

/// Crossings and times of diagrams against `dot` on the same graphs in the same run.
struct DiagramsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagrams",
        abstract: "Crossings and times of diagrams against graphviz dot.",
        discussion: """
            Times are of processor work, which other programs on the machine change little: of archscope for layout, \
            drawing and text in process, of dot for its whole process with splines. Crossings of both are counted on \
            polylines by one counter.
            """
    )

    @Option(
        help: "Numbers of nodes of the random graphs.",
        transform: { text in
            try text.split(separator: ",").map { part in
                guard let size = Int(part), size > 1 else { throw ValidationError("'\(part)' is no number of nodes") }
                return size
            }
        })
    var sizes = [50, 200, 1000]

    @Option(help: "How many of the 20 published seeds.")
    var seeds = RandomDAG.publishedSeeds.count

    @Option(help: "How often each drawing is timed; the median counts.")
    var runs = 5

    @Option(help: "Which random graphs; all unless given.")
    var family: RandomDAG?

    @Flag(help: "A line per graph.")
    var each = false

    @Flag(help: "Only a digest of all drawings, to compare builds by; dot is not needed.")
    var digest = false

    func run() throws {
        if digest { return printDigests() }
        guard let dot = Dot() else {
            throw ValidationError("'dot' is not installed; on Debian and Ubuntu: apt-get install graphviz")
        }
        try compareRandomGraphs(dot)
        try compareTopologies(dot)
    }

    private var families: [RandomDAG] { family.map { [$0] } ?? RandomDAG.allCases }

    private func compareRandomGraphs(_ dot: Dot) throws {
        var table = Table("random graphs", "crossings/dot", "worst", "ms", "dot ms", "time/dot", "worst ")
        for family in families {
            for size in sizes {
                var comparisons: [Comparison] = []
                for seed in RandomDAG.publishedSeeds.prefix(seeds) {
                    let graph = family.graph(nodes: size, seed: seed)
                    let compared = try Comparison(graph, direction: .right, dot, runs: runs)
                    comparisons.append(compared)
                    if each { print("\(family) \(size) seed \(seed): \(compared)") }
                }
                table.add(
                    "\(family) \(size)",
                    mean(comparisons.map(\.crossingRatio)).digits(3),
                    (comparisons.map(\.crossingRatio).max() ?? 0).digits(3),
                    Cost.median(comparisons.map(\.cost)).milliseconds.digits(1),
                    Cost.median(comparisons.map(\.dotCost)).milliseconds.digits(1),
                    mean(comparisons.map(\.timeRatio)).digits(3),
                    (comparisons.map(\.timeRatio).max() ?? 0).digits(3)
                )
            }
        }
        print(table.text)
    }

    private func compareTopologies(_ dot: Dot) throws {
        var table = Table("topologies", "nodes", "LR", "dot LR", "TB", "dot TB", "width", "fits", "ms")
        var totals = [0, 0, 0, 0]
        for (name, graph) in CloudTopologies.all {
            let right = try Comparison(graph, direction: .right, dot, runs: runs)
            let down = try Comparison(graph, direction: .down, dot, runs: runs)
            let counts = [right.crossings, right.dotCrossings, down.crossings, down.dotCrossings]
            for index in totals.indices { totals[index] += counts[index] }
            let fits = [80, 100, 120].first { (try? layOut(graph, DiagramOptions(width: $0))) != nil }
            table.add(
                name, "\(graph.nodes.count)", "\(counts[0])", "\(counts[1])", "\(counts[2])", "\(counts[3])",
                "\(right.width)", fits.map { "\($0)" } ?? "-", right.cost.milliseconds.digits(1)
            )
        }
        table.add("total", "", "\(totals[0])", "\(totals[1])", "\(totals[2])", "\(totals[3])", "", "", "")
        print("\n" + table.text)
    }

    private func printDigests() {
        for family in families {
            for size in sizes {
                var digest = Digest()
                for seed in RandomDAG.publishedSeeds.prefix(seeds) {
                    digest.add((try? drawText(family.graph(nodes: size, seed: seed))) ?? "")
                }
                print("\(family) \(size): \(digest)")
            }
        }
        var digest = Digest()
        for (_, graph) in CloudTopologies.all {
            for direction in FlowDirection.allCases {
                for width in [nil, 120, 80, 60] {
                    digest.add((try? drawText(graph, DiagramOptions(direction: direction, width: width))) ?? "")
                }
            }
        }
        print("topologies: \(digest)")
    }
}

extension RandomDAG: ExpressibleByArgument {}

private func mean(_ ratios: [Double]) -> Double { geometricMean(ratios, log: log, exp: exp) }

/// One graph drawn by both.
private struct Comparison: CustomStringConvertible {
    var crossings: Int
    var dotCrossings: Int
    var width: Int
    var cost: Cost
    var dotCost: Cost

    /// Ours by dot's; a drawing without crossings counts as one with half of one.
    var crossingRatio: Double { max(0.5, Double(crossings)) / max(0.5, Double(dotCrossings)) }
    var timeRatio: Double { cost.work / dotCost.work }

    var description: String {
        "\(crossings) / \(dotCrossings) = \(crossingRatio.digits(3)), "
            + "\(cost.milliseconds.digits(1)) / \(dotCost.milliseconds.digits(1)) ms = \(timeRatio.digits(3))"
    }

    init(_ graph: Graph, direction: FlowDirection, _ dot: Dot, runs: Int) throws {
        let options = DiagramOptions(direction: direction)
        var drawn: (layout: Layout, text: String)?
        let costs = try (0..<max(1, runs)).map { _ in
            try Cost.measure {
                let layout = try layOut(graph, options)
                drawn = (layout, draw(graph, layout, charset: .unicode).text)
            }
        }
        cost = Cost.median(costs)
        width = drawn?.layout.size.width ?? 0
        crossings = drawn.map { countCrossings(edgeCourses(of: graph, $0.layout)) } ?? 0
        let other = try dot.draw(graph, direction: direction, runs: max(1, runs))
        dotCost = other.cost
        dotCrossings = countCrossings(other.lines)
    }
}

/// The courses of the edges of one of our drawings.
func edgeCourses(of graph: Graph, _ layout: Layout) -> [Polyline] {
    let numberOfNode = Dictionary(graph.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return zip(graph.edges, layout.edges).map { edge, placed in
        Polyline(
            from: numberOfNode[edge.from] ?? -1,
            to: numberOfNode[edge.to] ?? -1,
            points: placed.points.map { Position(x: Double($0.x), y: Double($0.y)) }
        )
    }
}

/// A number that stands for texts (FNV-1a).
private struct Digest: CustomStringConvertible {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    var description: String { String(hash, radix: 16) }
}
