import Testing
import Values

@testable import Languages

/// The matcher against a second one, written from aws/event-ruler's definition alone: an event is a set of named values,
/// each knowing which element of which list it is in, and a rule matches when every key can be given a value so that no
/// two of them lie in different elements of the same list.
@Suite("Event patterns against their definition") struct EventPatternReferenceTests {
    private struct Leaf {
        let path: String
        let value: JSONValue
        /// The list by its number to the element's index.
        let membership: [Int: Int]
    }

    private static func flatten(
        _ value: JSONValue, _ path: String, _ membership: [Int: Int], _ lists: inout Int, into leaves: inout [Leaf]
    ) {
        switch value.content {
        case .object(let object):
            for member in object {
                flatten(
                    member.value, path.isEmpty ? member.key : path + "." + member.key, membership, &lists, into: &leaves
                )
            }
        case .array(let elements):
            let list = lists
            lists += 1
            for (index, element) in elements.enumerated() {
                var inner = membership
                if element.array != nil || element.object != nil { inner[list] = index }
                flatten(element, path, inner, &lists, into: &leaves)
            }
        default: leaves.append(Leaf(path: path, value: value, membership: membership))
        }
    }

    private static func matches(_ branch: PatternBranch, _ leaves: [Leaf]) -> Bool {
        func assign(_ field: Int, _ membership: [Int: Int]) -> Bool {
            guard field < branch.fields.count else { return true }
            let wanted = branch.fields[field]
            if wanted.tests.contains(.absent), !leaves.contains(where: { $0.path == wanted.name }) {
                return assign(field + 1, membership)
            }
            return leaves.contains { leaf in
                leaf.path == wanted.name && wanted.accepts(leaf.value)
                    && leaf.membership.allSatisfy { membership[$0.key] ?? $0.value == $0.value }
                    && assign(field + 1, membership.merging(leaf.membership) { first, _ in first })
            }
        }
        return assign(0, [:])
    }

    private static func event(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
        case 0, 1: return JSONValue(Int.random(in: 1...2, using: &random))
        case 2: return "x"
        case 3: return .null
        case 4, 5:
            return JSONValue((0..<Int.random(in: 0...3, using: &random)).map { _ in event(&random, depth: depth - 1) })
        default:
            let keys = ["a", "b", "c"].filter { _ in Bool.random(using: &random) }
            return JSONValue(
                JSONObject(keys.map { JSONObject.Member(key: $0, value: event(&random, depth: depth - 1)) }))
        }
    }

    private static func pattern(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
        var object = JSONObject()
        let keys = ["a", "b", "c", "a.b"].filter { _ in Int.random(in: 0..<5, using: &random) < 2 }
        for key in keys.isEmpty ? ["a"] : keys {
            if depth > 0, Bool.random(using: &random) {
                object[key] = pattern(&random, depth: depth - 1)
                continue
            }
            let tests: [JSONValue] = [1, 2, "x", ["exists": true], ["exists": false], ["anything-but": "x"], .null]
            let count = Int.random(in: 1...2, using: &random)
            object[key] = JSONValue((0..<count).compactMap { _ in tests.randomElement(using: &random) })
        }
        if depth > 0, Int.random(in: 0..<4, using: &random) == 0 {
            object["$or"] = JSONValue([pattern(&random, depth: depth - 1), pattern(&random, depth: depth - 1)])
        }
        return JSONValue(object)
    }

    @Test("thousands of random patterns and events agree", arguments: [1, 2, 3, 4] as [UInt64])
    func agree(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var matched = 0
        for round in 0..<600 {
            let text = Self.pattern(&random, depth: 2)
            var event = Self.event(&random, depth: 4)
            while event.object == nil { event = Self.event(&random, depth: 4) }
            let pattern = try EventPattern(text)
            var leaves: [Leaf] = []
            var lists = 0
            Self.flatten(event, "", [:], &lists, into: &leaves)
            let expected = pattern.branches.contains { Self.matches($0, leaves) }
            if expected { matched += 1 }
            let found = pattern.matches(event)
            #expect(found == expected, "seed \(seed), round \(round): \(text.compactText) on \(event.compactText)")
            #expect(pattern.explain(event).matches == found)
        }
        #expect(matched > 20)
    }

    @Test("the event that a pattern tells matches it by the definition too", arguments: [5, 6] as [UInt64])
    func examples(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var told = 0
        for round in 0..<300 {
            let text = Self.pattern(&random, depth: 2)
            let pattern = try EventPattern(text)
            guard let event = pattern.example else { continue }
            told += 1
            var leaves: [Leaf] = []
            var lists = 0
            Self.flatten(event, "", [:], &lists, into: &leaves)
            #expect(
                pattern.branches.contains { Self.matches($0, leaves) },
                "seed \(seed), round \(round): \(text.compactText) on \(event.compactText)")
        }
        // Some patterns want a value and something below it, which only a list has; all others tell an event.
        #expect(told > 200, "seed \(seed): \(told) of 300")
    }
}
