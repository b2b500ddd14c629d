import Languages
import Simulation
import Testing
import Values

/// Filter policies and event patterns against moto. A grid of every test and every kind of value is held against it
/// cell by cell, and the table says who is right where a cell differs; policies and messages by chance, made of nothing
/// but cells that do not differ, must be answered alike.
@Suite("Filter policies and event patterns against moto", .enabled(if: Moto.isGiven))
struct MotoPatternTests {
    /// A question of `archscope eval`, and the cell of the grid that it belongs to.
    struct Asked {
        var cell: String
        var question: JSONValue
    }

    // MARK: Tests and values

    /// Tests by what they are called in cells.
    static let tests: [(name: String, test: JSONValue)] = [
        ("text", "red"), ("number", 5), ("fraction", .fraction(5.5)), ("true", true), ("null", .null),
        ("prefix", ["prefix": "re"]), ("suffix", ["suffix": "ed"]), ("ignoring case", ["equals-ignore-case": "RED"]),
        ("wildcard", ["wildcard": "r*d"]), ("cidr", ["cidr": "10.0.0.0/24"]), ("exists", ["exists": true]),
        ("absent", ["exists": false]), ("number =", ["numeric": ["=", 5]]), ("number <", ["numeric": ["<", 6]]),
        ("range", ["numeric": [">", 0, "<=", 5]]), ("but text", ["anything-but": "red"]),
        ("but texts", ["anything-but": ["red", "blue"]]), ("but number", ["anything-but": 5]),
        ("but numbers", ["anything-but": [5, 7]]), ("but prefix", ["anything-but": ["prefix": "re"]]),
        ("but suffix", ["anything-but": ["suffix": "ed"]]),
        ("but ignoring case", ["anything-but": ["equals-ignore-case": "RED"]]),
        ("but wildcard", ["anything-but": ["wildcard": "r*d"]]),
        ("prefix ignoring case", ["prefix": ["equals-ignore-case": "RE"]]),
        ("suffix ignoring case", ["suffix": ["equals-ignore-case": "ED"]]),
    ]

    /// Attributes of messages by kind: nil for none.
    static let attributes: [(kind: String, values: [JSONValue?])] = [
        ("no attribute", [nil]),
        ("String", ["red", "blue", "Red", "5", "10.0.0.7", "reed"].map { attribute("String", $0) }),
        ("Number", ["5", "5.0", "5.5", "7", "-1", "1e1"].map { attribute("Number", $0) }),
        (
            "String.Array",
            [#"["red"]"#, #"["green", "blue"]"#, "[5, 6]", "[true]", "[null]", "[]"].map {
                attribute("String.Array", $0)
            }
        ),
        ("Binary", [["DataType": "Binary", "BinaryValue": "AAEC"]]),
    ]

    /// Values of JSON bodies and events by kind: nil for none.
    static let values: [(kind: String, values: [JSONValue?])] = [
        ("no field", [nil]),
        ("a text", ["red", "blue", "Red", "5", "10.0.0.7", "reed", ""]),
        ("a number", [5, .fraction(5.5), 7, -1, 10]),
        ("a truth value", [true, false]), ("null", [.null]),
        ("a list of texts", [["red"], ["green", "blue"], []]), ("a list of numbers", [[5, 6], [9]]),
        ("an object", [["red": 5]]),
    ]

    private static func attribute(_ type: String, _ value: String) -> JSONValue {
        ["DataType": JSONValue(type), "StringValue": JSONValue(value)]
    }

    static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
        JSONValue(JSONObject(members.compactMap { key, value in value.map { JSONObject.Member(key: key, value: $0) } }))
    }

    // MARK: Questions

    static func byAttributes(_ policy: JSONValue, _ attributes: JSONValue) -> JSONValue {
        [
            "policy": policy, "scope": "MessageAttributes",
            "message": ["Message": "hello", "MessageAttributes": attributes],
        ]
    }

    static func byBody(_ policy: JSONValue, _ body: JSONValue) -> JSONValue {
        [
            "policy": policy, "scope": "MessageBody",
            "message": ["Message": JSONValue(body.compactText), "MessageAttributes": JSONValue(JSONObject())],
        ]
    }

    static func event(_ pattern: JSONValue, _ event: JSONValue) -> JSONValue {
        ["pattern": pattern, "event": event]
    }

    /// One test on one value, for each kind of question.
    private static let grid: [Asked] = tests.flatMap { name, test in
        let rule: JSONValue = ["a": [test]]
        return attributes.flatMap { kind, values in
            values.map {
                Asked(cell: "attribute: \(name) on \(kind)", question: byAttributes(rule, object([("a", $0)])))
            }
        }
            + Self.values.flatMap { kind, values in
                values.flatMap { value in
                    [
                        Asked(
                            cell: "body: \(name) on \(kind)", question: byBody(rule, object([("a", value), ("z", 1)]))),
                        Asked(
                            cell: "event: \(name) on \(kind)", question: event(rule, object([("a", value), ("z", 1)]))),
                    ]
                }
            }
    }

    /// What a policy or pattern must not be, and what it may just be.
    private static let forms: [Asked] = [
        ("no list", ["a": "x"]), ("an empty list", ["a": []]), ("nested keys", ["a": ["b": ["x"]]]),
        ("six keys", object("abcdef".map { (String($0), [1]) })),
        ("five keys", object("abcde".map { (String($0), [1]) })),
        ("an unknown test", ["a": [["wrong": "x"]]]), ("exists with a text", ["a": [["exists": "x"]]]),
        ("a number out of range", ["a": [2_000_000_000]]), ("151 values", ["a": list(151)]),
        ("150 values", ["a": list(150)]), ("150 combinations", ["a": list(15), "b": list(10)]),
        ("156 combinations", ["a": list(13), "b": list(12)]), ("a prefix that is a number", ["a": [["prefix": 5]]]),
        ("numeric without terms", ["a": [["numeric": []]]]), ("numeric with a text", ["a": [["numeric": ["<", "5"]]]]),
        ("numeric with another sign", ["a": [["numeric": ["!=", 5]]]]),
        ("numeric backwards", ["a": [["numeric": ["<", 5, ">", 1]]]]),
        ("numeric with bottom above top", ["a": [["numeric": [">", 5, "<", 1]]]]),
        ("a number before what matches", ["a": [5, ["exists": true]]]),
        ("two keys in a test", ["a": [["prefix": "x", "suffix": "y"]]]),
    ].flatMap { name, policy in
        let fitting = object([("a", "x"), ("b", "x")])
        return [
            Asked(
                cell: "attribute: \(name)",
                question: byAttributes(
                    policy, object([("a", attribute("String", "x")), ("b", attribute("String", "x"))]))),
            Asked(cell: "body: \(name)", question: byBody(policy, fitting)),
            Asked(cell: "event: \(name)", question: event(policy, fitting)),
        ]
    }

    private static func list(_ count: Int) -> JSONValue { JSONValue((0..<count).map { JSONValue("v\($0)") }) }

    // MARK: Answers

    /// The engine's own answer in the words of `Tests/Moto/patterns.py`.
    private static func answer(_ question: JSONValue) throws -> String {
        let asked = question["pattern"] == nil ? Question.filterPolicy : .eventPattern
        let answer = try readJSON(asked.answer(question.compactText))
        return answer["match"]?.bool.map { "\($0)" } ?? "refused"
    }

    private static func differences(_ asked: [Asked]) throws -> [(about: String, detail: String)] {
        let theirs = try Moto.answers(of: "patterns.py", to: asked.map(\.question))
        return try zip(asked, theirs).compactMap { asked, theirs in
            let ours = try answer(asked.question)
            // Where moto fails there is nothing to compare with.
            let other = theirs.bool.map { "\($0)" } ?? theirs.string ?? ours
            return ours == other
                ? nil : (asked.cell, "emulation \(ours), moto \(other): \(asked.question.compactText.prefix(300))")
        }
    }

    @Test func everyTestOnEveryKindOfValueIsAnsweredAsMotoDoesOrJudged() throws {
        expect(try Self.differences(Self.grid), judgedBy: MotoPatternTable.values)
    }

    /// Policies and messages by chance: several keys with several tests each, and alternatives.
    @Test func policiesAndPatternsByChanceAreAnsweredAsMotoDoes() throws {
        let theirs = try Moto.answers(of: "patterns.py", to: Self.grid.map(\.question))
        let isUnclear = zip(Self.grid, theirs).filter { $1.content == .null }.map(\.0.cell)
        let left = Set(isUnclear + MotoPatternTable.values.flatMap(\.about))
        let asked = RandomPatterns.questions(leavingOut: left)
        for difference in try Self.differences(asked) { Issue.record("\(difference.about): \(difference.detail)") }
        // The questions must not all have the same answer.
        let matching = try asked.count { try Self.answer($0.question) == "true" }
        #expect(matching > asked.count / 10 && matching < asked.count * 9 / 10, "\(matching) of \(asked.count)")
    }

    @Test func everyFormIsTakenOrRefusedAsMotoDoesOrJudged() throws {
        expect(try Self.differences(Self.forms), judgedBy: MotoPatternTable.forms)
    }
}

extension JSONValue {
    fileprivate static func fraction(_ number: Double) -> JSONValue { JSONValue(.double(number)) }
}
