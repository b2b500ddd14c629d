import Testing
import Values

@testable import Languages

/// Reads JSON in a test; a flaw in the test's own text fails it.
func json(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> JSONValue {
    do {
        return try readJSON(text, file: "test.json")
    } catch {
        Issue.record("not JSON: \(error)", sourceLocation: sourceLocation)
        return .null
    }
}

/// What compiling throws, one line per diagnostic; empty when it succeeds.
func flaws<Compiled>(_ compile: () throws(Diagnostics) -> Compiled) -> String {
    do throws(Diagnostics) {
        _ = try compile()
        return ""
    } catch {
        return error.description
    }
}

/// The SplitMix64 generator: the same seed gives the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Calls `body` with many small corruptions of valid texts: bytes dropped, doubled, swapped and replaced.
func fuzz(_ seeds: [String], alphabet: String, rounds: Int = 2000, seed: UInt64 = 7, _ body: (String) -> Void) {
    var generator = SeededGenerator(seed: seed)
    let letters = Array(alphabet)
    for round in 0..<rounds {
        var text = Array(seeds[round % seeds.count])
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...text.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0 where place < text.count: text.remove(at: place)
            case 1 where place < text.count: text.insert(text[place], at: place)
            case 2 where place < text.count: text[place] = letters.randomElement(using: &generator) ?? "x"
            default: text.insert(letters.randomElement(using: &generator) ?? "x", at: place)
            }
        }
        body(String(text))
    }
}
