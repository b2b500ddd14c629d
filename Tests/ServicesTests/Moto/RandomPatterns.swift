import Foundation
import Simulation
import Values

/// Policies, patterns and what they look at, by chance, out of the tests and values of the grid.
enum RandomPatterns {
    /// How many of each kind: `ARCHSCOPE_PATTERNS`, 400 unless set. The seed stands with a question.
    private static let count = ProcessInfo.processInfo.environment["ARCHSCOPE_PATTERNS"].flatMap(Int.init) ?? 400

    private enum Kind: String, CaseIterable { case attribute, body, event }

    /// Questions in which no test meets a value of a cell that is left out.
    static func questions(leavingOut cells: Set<String>) -> [MotoPatternTests.Asked] {
        Kind.allCases.flatMap { kind in
            (1...count).map { seed in question(kind, seed: UInt64(seed), leavingOut: cells) }
        }
    }

    /// Where moto needs a test to stand in a list: at a number that meets no number it gives up the rest.
    private static func place(_ name: String) -> Int {
        switch name {
        case "exists", "absent": 0
        case "number", "fraction", "true": 3
        case "number =", "number <", "range": 2
        default: 1
        }
    }

    private static func question(
        _ kind: Kind, seed: UInt64, leavingOut cells: Set<String>
    ) -> MotoPatternTests.Asked {
        var random = RandomStream(seed: seed, name: "patterns \(kind.rawValue)")
        func one<Element>(of elements: [Element]) -> Element { elements[Int(random.next() % UInt64(elements.count))] }
        var message: [(String, JSONValue?)] = []
        /// A test list for a key whose value is of a kind, none of whose cells is left out.
        func rule(_ key: String) -> JSONValue {
            let (name, values) = one(of: kind == .attribute ? MotoPatternTests.attributes : MotoPatternTests.values)
            let fitting = MotoPatternTests.tests.filter { !cells.contains("\(kind.rawValue): \($0.name) on \(name)") }
            message.append((key, one(of: values)))
            let tests = (0...Int(random.next() % 3)).map { _ in one(of: fitting) }
            return JSONValue(tests.sorted { place($0.name) < place($1.name) }.map(\.test))
        }
        let keys = ["a", "b", "c"].prefix(1 + Int(random.next() % 2))
        var pattern = keys.map { ($0, Optional(rule($0))) }
        // moto looks for alternatives of a filter policy in the attributes only.
        if kind == .event, random.happens(0.3) {
            let alternatives = ["d", "e"].map { MotoPatternTests.object([($0, rule($0))]) }
            pattern.append(("$or", JSONValue(alternatives)))
        }
        let (rules, content) = (MotoPatternTests.object(pattern), MotoPatternTests.object(message + [("z", 1)]))
        let question =
            switch kind {
            case .attribute: MotoPatternTests.byAttributes(rules, MotoPatternTests.object(message))
            case .body: MotoPatternTests.byBody(rules, content)
            case .event: MotoPatternTests.event(rules, content)
            }
        return MotoPatternTests.Asked(cell: "\(kind.rawValue), seed \(seed)", question: question)
    }
}
