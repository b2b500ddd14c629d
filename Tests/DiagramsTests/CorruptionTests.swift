import Diagrams
import Graphs
import Testing

/// The checker is only worth something if it rejects drawings that are not true.
@Suite struct CorruptionTests {
    /// A way to damage a drawing.
    enum Damage: String, CaseIterable, Sendable {
        case eraseLine, turnHead, eraseHead, crossingToJunction, junctionToCrossing, cutBox, cutFrame, moveLabel,
            writeIntoBox,
            breakLabel, strayHead, bendLine
    }

    @Test(arguments: Damage.allCases)
    func everyDamageIsNoticed(_ damage: Damage) throws {
        var tried = 0
        for seed in 0..<40 as Range<UInt64> where tried < 5 {
            var random = Seeded(seed)
            let graph = (seed.isMultiple(of: 2) ? GraphSort.grouped : .parallel).graph(seed: seed, size: 5...8)
            let charset: DiagramOptions.Charset = seed % 4 < 2 ? .unicode : .ascii
            let whole = try drawText(graph, DiagramOptions(charset: charset))
            guard let broken = apply(damage, to: whole, graph, &random) else { continue }
            tried += 1
            #expect(DrawingChecker.problems(of: whole, for: graph).isEmpty)
            #expect(!DrawingChecker.problems(of: broken, for: graph).isEmpty, "seed \(seed), \(charset)\n\(broken)")
        }
        #expect(tried >= 5)
    }

    /// The drawing with one thing changed; nil where it holds nothing of the kind.
    private func apply(_ damage: Damage, to text: String, _ graph: Graph, _ random: inout Seeded) -> String? {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        // Letters of titles, labels and boxes must not be taken for lines: those parts are found by what surrounds them.
        func cells(where isWanted: (Character, Int, Int) -> Bool) -> [(x: Int, y: Int)] {
            rows.enumerated().flatMap { y, row in
                row.indices.filter { isWanted(row[$0], $0, y) }.map { (x: $0, y: y) }
            }
        }
        func at(_ x: Int, _ y: Int) -> Character {
            rows.indices.contains(y) && rows[y].indices.contains(x) ? rows[y][x] : " "
        }
        let flat: Set<Character> = ["─", "━", "═", "╌", "┈", "╍", "-", "=", "~"]
        func isRun(_ x: Int, _ y: Int) -> Bool {
            flat.contains(at(x, y)) && flat.contains(at(x - 1, y)) && flat.contains(at(x + 1, y))
        }
        let heads: Set<Character> = ["▶", "▷", ">", "◀", "◁", "<"]
        func isHead(_ x: Int, _ y: Int) -> Bool {
            heads.contains(at(x, y)) && (flat.contains(at(x - 1, y)) || flat.contains(at(x + 1, y)))
        }
        func pick(_ found: [(x: Int, y: Int)]) -> (x: Int, y: Int)? { found.randomElement(using: &random) }
        switch damage {
        case .eraseLine:
            guard let cell = pick(cells { _, x, y in isRun(x, y) }) else { return nil }
            rows[cell.y][cell.x] = " "
        case .turnHead:
            guard let cell = pick(cells { _, x, y in isHead(x, y) }) else { return nil }
            rows[cell.y][cell.x] = ["▶": "◀", "▷": "◁", ">": "<", "◀": "▶", "◁": "▷", "<": ">"][rows[cell.y][cell.x]]!
        case .eraseHead:
            guard let cell = pick(cells { _, x, y in isHead(x, y) }) else { return nil }
            rows[cell.y][cell.x] = " "
        case .crossingToJunction:
            guard let cell = pick(cells { character, _, _ in "┼+".contains(character) }) else { return nil }
            rows[cell.y][cell.x] = rows[cell.y][cell.x] == "+" ? "*" : "┤"
        case .junctionToCrossing:
            guard let cell = pick(cells { character, _, _ in "├┤┬┴┣┫┳┻*".contains(character) }) else { return nil }
            rows[cell.y][cell.x] = rows[cell.y][cell.x] == "*" ? "+" : "┼"
        case .cutBox:
            guard let cell = pick(cells { character, _, _ in "╭╮╰╯'.".contains(character) }) else { return nil }
            rows[cell.y][cell.x] = " "
        case .cutFrame:
            guard let cell = pick(cells { character, _, _ in "┆:".contains(character) }) else { return nil }
            rows[cell.y][cell.x] = " "
        case .moveLabel, .breakLabel:
            guard let edge = graph.edges.first(where: { !$0.label.isEmpty }) else { return nil }
            let label = Array(edge.label)
            guard let place = pick(cells { _, x, y in label.indices.allSatisfy { at(x + $0, y) == label[$0] } }) else {
                return nil
            }
            for (offset, _) in label.enumerated() { rows[place.y][place.x + offset] = " " }
            if damage == .breakLabel { break }
            rows.append([])
            rows.append(label)
        case .writeIntoBox:
            guard let node = graph.nodes.randomElement(using: &random) else { return nil }
            let label = Array(node.label)
            guard let place = pick(cells { _, x, y in label.indices.allSatisfy { at(x + $0, y) == label[$0] } }) else {
                return nil
            }
            rows[place.y][place.x] = "q"
        case .strayHead:
            guard let cell = pick(cells { _, x, y in isRun(x, y) }) else { return nil }
            rows[cell.y][cell.x] = "▶"
        case .bendLine:
            guard let cell = pick(cells { _, x, y in isRun(x, y) }) else { return nil }
            rows[cell.y][cell.x] = "╮"
        }
        return rows.map { String($0) }.joined(separator: "\n")
    }
}
