import Testing
import Values

@testable import Languages

@Suite("Event patterns") struct EventPatternTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let pattern: String
        let event: String
        let matches: Bool
        init(_ pattern: String, _ event: String, _ matches: Bool) {
            (self.pattern, self.event, self.matches) = (pattern, event, matches)
        }
        var testDescription: String { "\(pattern) \(matches ? "matches" : "does not match") \(event)" }
    }

    private func check(_ row: Row) throws {
        let pattern = try EventPattern(json(row.pattern))
        #expect(pattern.matches(json(row.event)) == row.matches)
        let explanation = pattern.explain(json(row.event))
        #expect(explanation.matches == row.matches)
        #expect(explanation.reasons.isEmpty == row.matches)
    }

    // Sources: aws/event-ruler README and correctness cases; EventBridge user guide, eb-create-pattern-operators.
    @Test(arguments: [
        Row(#"{"a": ["x"]}"#, #"{"a": "x"}"#, true),
        Row(#"{"a": ["x"]}"#, #"{"a": "X"}"#, false),
        Row(#"{"a": ["x", "y"]}"#, #"{"a": "y", "b": 1}"#, true),
        Row(#"{"a": ["x"], "b": ["y"]}"#, #"{"a": "x"}"#, false),
        Row(#"{"a": [""]}"#, #"{"a": ""}"#, true),
        Row(#"{"a": [null]}"#, #"{"a": null}"#, true),
        Row(#"{"a": [null]}"#, #"{}"#, false),
        Row(#"{"a": [true]}"#, #"{"a": true}"#, true),
        Row(#"{"a": [true]}"#, #"{"a": "true"}"#, false),
        Row(#"{"a": [300]}"#, #"{"a": 300.0}"#, true),
        Row(#"{"a": [3.0e2]}"#, #"{"a": 300}"#, true),
        Row(#"{"a": [300]}"#, #"{"a": "300"}"#, false),
        Row(#"{"a": [123456789012]}"#, #"{"a": 123456789012}"#, true),
        Row(#"{"a": [0.3]}"#, #"{"a": 0.30000000000000004}"#, true),
        Row(#"{"d": {"a": ["x"]}}"#, #"{"d": {"a": "x"}}"#, true),
        Row(#"{"d": {"a": ["x"]}}"#, #"{"a": "x"}"#, false),
        Row(#"{"A": ["x"]}"#, #"{"a": "x"}"#, false),
        Row(#"{"a": ["é"]}"#, #"{"a": "e\u0301"}"#, false),
    ])
    func exactValues(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"a": [{"prefix": "eu-"}]}"#, #"{"a": "eu-west-1"}"#, true),
        Row(#"{"a": [{"prefix": "eu-"}]}"#, #"{"a": "us-west-1"}"#, false),
        Row(#"{"a": [{"prefix": "1"}]}"#, #"{"a": 12}"#, false),
        Row(#"{"a": [{"prefix": ""}]}"#, #"{"a": "anything"}"#, true),
        Row(#"{"a": [{"prefix": {"equals-ignore-case": "EVENTB"}}]}"#, #"{"a": "EventBridge"}"#, true),
        Row(#"{"a": [{"suffix": ".png"}]}"#, #"{"a": "cat.png"}"#, true),
        Row(#"{"a": [{"suffix": ".png"}]}"#, #"{"a": "cat.jpg"}"#, false),
        Row(#"{"a": [{"suffix": {"equals-ignore-case": ".PNG"}}]}"#, #"{"a": "cat.Png"}"#, true),
        Row(#"{"a": [{"equals-ignore-case": "alice"}]}"#, #"{"a": "ALICE"}"#, true),
        Row(#"{"a": [{"equals-ignore-case": "straße"}]}"#, #"{"a": "STRAßE"}"#, true),
        Row(#"{"a": [{"equals-ignore-case": "alice"}]}"#, #"{"a": "alices"}"#, false),
        Row(#"{"a": [{"wildcard": "Simple*Service"}]}"#, #"{"a": "Simple Queue Service"}"#, true),
        Row(#"{"a": [{"wildcard": "Simple*Service"}]}"#, #"{"a": "Simple Queue Services"}"#, false),
        Row(#"{"a": [{"wildcard": "*a*b*"}]}"#, #"{"a": "xxaxxbxx"}"#, true),
        Row(#"{"a": [{"wildcard": "a\\*b"}]}"#, #"{"a": "a*b"}"#, true),
        Row(#"{"a": [{"wildcard": "a\\*b"}]}"#, #"{"a": "axb"}"#, false),
        Row(#"{"a": [{"wildcard": "a\\\\b"}]}"#, #"{"a": "a\\b"}"#, true),
        Row(#"{"a": [{"wildcard": "ab"}]}"#, #"{"a": "ab"}"#, true),
        Row(#"{"a": [{"wildcard": "a?b"}]}"#, #"{"a": "axb"}"#, false),
        Row(#"{"a": [{"exactly": "x"}]}"#, #"{"a": "x"}"#, true),
    ])
    func texts(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"a": [{"numeric": ["=", 3.018e2]}]}"#, #"{"a": 301.8}"#, true),
        Row(#"{"a": [{"numeric": [">", 0, "<=", 5]}]}"#, #"{"a": 5}"#, true),
        Row(#"{"a": [{"numeric": [">", 0, "<=", 5]}]}"#, #"{"a": 0}"#, false),
        Row(#"{"a": [{"numeric": [">", 0, "<=", 5]}]}"#, #"{"a": 0.000001}"#, true),
        Row(#"{"a": [{"numeric": [">", 0, "<", 5]}]}"#, #"{"a": 5}"#, false),
        Row(#"{"a": [{"numeric": ["<", 10]}]}"#, #"{"a": -1e9}"#, true),
        Row(#"{"a": [{"numeric": ["<", 10]}]}"#, #"{"a": -1e10}"#, false),
        Row(#"{"a": [{"numeric": [">=", 10]}]}"#, #"{"a": 10}"#, true),
        Row(#"{"a": [{"numeric": ["<", 10]}]}"#, #"{"a": "5"}"#, false),
        Row(#"{"a": [{"numeric": ["<", 10]}]}"#, #"{"a": null}"#, false),
    ])
    func numbers(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"a": [{"cidr": "10.0.0.0/24"}]}"#, #"{"a": "10.0.0.255"}"#, true),
        Row(#"{"a": [{"cidr": "10.0.0.0/24"}]}"#, #"{"a": "10.0.1.0"}"#, false),
        Row(#"{"a": [{"cidr": "0.0.0.0/0"}]}"#, #"{"a": "255.1.2.3"}"#, true),
        Row(#"{"a": [{"cidr": "10.0.0.7/32"}]}"#, #"{"a": "10.0.0.7"}"#, true),
        Row(#"{"a": [{"cidr": "10.0.0.0/8"}]}"#, #"{"a": "not an address"}"#, false),
        Row(
            #"{"a": [{"cidr": "2001:db8:1234:1a00::/64"}]}"#, #"{"a": "2001:0db8:1234:1a00:0123:4567:89ab:cdef"}"#, true
        ),
        Row(#"{"a": [{"cidr": "2001:db8:1234:1a00::/64"}]}"#, #"{"a": "2001:db8:1234:1a01::"}"#, false),
        Row(#"{"a": [{"cidr": "::/0"}]}"#, #"{"a": "10.0.0.1"}"#, false),
        Row(#"{"a": ["2001:db8::1"]}"#, #"{"a": "2001:0db8:0:0:0:0:0:1"}"#, true),
    ])
    func addresses(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"a": [{"exists": true}]}"#, #"{"a": null}"#, true),
        Row(#"{"a": [{"exists": true}]}"#, #"{"a": {"b": 1}}"#, false),
        Row(#"{"a": [{"exists": true}]}"#, #"{"a": []}"#, false),
        Row(#"{"a": [{"exists": false}]}"#, #"{"a": []}"#, true),
        Row(#"{"a": [{"exists": false}]}"#, #"{"a": {"b": 1}}"#, true),
        Row(#"{"a": [{"exists": false}]}"#, #"{"a": 1}"#, false),
        Row(#"{"d": {"a": [{"exists": false}]}}"#, #"{}"#, true),
        Row(#"{"d": {"a": [{"exists": false}], "b": [1]}}"#, #"{"d": {"b": 1}}"#, true),
        Row(#"{"d": {"a": [{"exists": false}], "b": [1]}}"#, #"{"d": {}}"#, false),
        Row(#"{"a": [{"exists": false}, "x"]}"#, #"{"a": "x"}"#, true),
        Row(#"{"a": [{"exists": false}, "x"]}"#, #"{"b": 1}"#, true),
        Row(#"{"a": [{"exists": false}, "x"]}"#, #"{"a": "y"}"#, false),
        Row(#"{"d": {"a": [{"exists": true}], "b": [{"exists": false}]}}"#, #"{"d": [{"a": 1}, {"b": 2}]}"#, false),
        Row(#"{"d": {"a": [{"exists": true}], "b": [{"exists": false}]}}"#, #"{"d": [{"a": 1}, {"c": 2}]}"#, true),
    ])
    func presence(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"a": [{"anything-but": "x"}]}"#, #"{"a": "y"}"#, true),
        Row(#"{"a": [{"anything-but": "x"}]}"#, #"{"a": "x"}"#, false),
        Row(#"{"a": [{"anything-but": "x"}]}"#, #"{"a": null}"#, true),
        Row(#"{"a": [{"anything-but": "x"}]}"#, #"{"b": 1}"#, false),
        Row(#"{"a": [{"anything-but": ["x", "y"]}]}"#, #"{"a": "y"}"#, false),
        Row(#"{"a": [{"anything-but": 123}]}"#, #"{"a": 123.0}"#, false),
        Row(#"{"a": [{"anything-but": [100, 200]}]}"#, #"{"a": "100"}"#, true),
        Row(#"{"a": [{"anything-but": {"prefix": "init"}}]}"#, #"{"a": "initializing"}"#, false),
        Row(#"{"a": [{"anything-but": {"prefix": "init"}}]}"#, #"{"a": 123}"#, true),
        Row(#"{"a": [{"anything-but": {"prefix": ["a", "b"]}}]}"#, #"{"a": "bat"}"#, false),
        Row(#"{"a": [{"anything-but": {"suffix": ".png"}}]}"#, #"{"a": "cat.png"}"#, false),
        Row(#"{"a": [{"anything-but": {"equals-ignore-case": ["x", "y"]}}]}"#, #"{"a": "Y"}"#, false),
        Row(#"{"a": [{"anything-but": {"wildcard": "*/lib/*"}}]}"#, #"{"a": "/usr/lib/x"}"#, false),
        Row(#"{"a": [{"anything-but": {"wildcard": "*/lib/*"}}]}"#, #"{"a": "/usr/bin/x"}"#, true),
        Row(#"{"a": [{"anything-but": "x"}]}"#, #"{"a": ["x", "y"]}"#, true),
        Row(#"{"a": [{"anything-but": "x"}]}"#, #"{"a": ["x"]}"#, false),
    ])
    func anythingBut(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"a": ["x"]}"#, #"{"a": ["y", "x"]}"#, true),
        Row(#"{"a": ["x"]}"#, #"{"a": [["y"], ["x"]]}"#, true),
        Row(#"{"a": ["x"]}"#, #"{"a": []}"#, false),
        Row(
            #"{"d": {"n": ["Anna"], "m": ["Smith"]}}"#,
            #"{"d": [{"n": "John", "m": "Doe"}, {"n": "Anna", "m": "Smith"}]}"#, true),
        Row(
            #"{"d": {"n": ["Anna"], "m": ["Jones"]}}"#,
            #"{"d": [{"n": "Anna", "m": "Smith"}, {"n": "Peter", "m": "Jones"}]}"#, false),
        Row(#"{"d": {"n": ["Anna"]}}"#, #"{"d": [[{"n": "John"}], [{"n": "Anna"}]]}"#, true),
        Row(#"{"u": {"t": {"k": ["c"], "v": ["b"]}}}"#, #"{"u": [{"t": [{"k": "c"}, {"v": "b"}]}]}"#, false),
        Row(
            #"{"u": {"t": {"k": ["c"], "v": ["b"]}}}"#, #"{"u": [{"t": [{"k": "c"}]}, {"t": [{"k": "c", "v": "b"}]}]}"#,
            true),
        Row(#"{"d": {"n": [{"exists": true}], "i": {"x": ["1"]}}}"#, #"{"d": [{"n": "a"}, {"i": {"x": "1"}}]}"#, false),
        Row(#"{"d": {"t": ["x"], "n": ["y"]}}"#, #"{"d": {"t": ["a", "x"], "n": ["y", "b"]}}"#, true),
        Row(#"{"d": {"a": [1]}, "d.b": [2]}"#, #"{"d": [{"a": 1}, {"b": 2}]}"#, false),
        Row(#"{"a": [1], "a.b": [2]}"#, #"{"a": [1, {"b": 2}]}"#, true),
    ])
    func lists(row: Row) throws { try check(row) }

    @Test(arguments: [
        Row(#"{"d.s": ["r"]}"#, #"{"d": {"s": "r"}}"#, true),
        Row(#"{"d": {"s": ["r"]}}"#, #"{"d.s": "r"}"#, true),
        Row(#"{"d": {"a": {"b": [1]}, "c": [2]}}"#, #"{"d.a.b": 1, "d": {"c": 2}}"#, true),
        Row(#"{"d": {"a": {"b": [1]}, "c": [2]}}"#, #"{"d.a.b": 1, "d": {"c": 3}}"#, false),
        Row(#"{"d": {"a": {"b": [1]}}}"#, #"{"d": {"a.b": 1}}"#, true),
    ])
    func dots(row: Row) throws { try check(row) }

    static let or = #"{"s": ["c"], "$or": [{"n": ["x", "y"]}, {"t": ["a"], "$or": [{"i": [1]}, {"j": [2]}]}]}"#
    @Test(arguments: [
        Row(or, #"{"s": "c", "n": "y"}"#, true),
        Row(or, #"{"s": "c", "t": "a", "j": 2}"#, true),
        Row(or, #"{"s": "c", "t": "a"}"#, false),
        Row(or, #"{"n": "y"}"#, false),
        Row(#"{"d": {"$or": [{"a": [1]}, {"b": [2]}], "c": [3]}}"#, #"{"d": [{"b": 2}, {"c": 3}]}"#, false),
        Row(#"{"d": {"$or": [{"a": [1]}, {"b": [2]}], "c": [3]}}"#, #"{"d": [{"b": 2, "c": 3}]}"#, true),
        Row(#"{"$or": [{"a": [{"exists": false}]}, {"b": [{"numeric": ["<", 9]}]}]}"#, #"{"a": 1, "b": 8}"#, true),
    ])
    func alternatives(row: Row) throws { try check(row) }

    @Test("an event that is no object matches nothing")
    func notAnObject() throws {
        let pattern = try EventPattern(json(#"{"a": [{"exists": false}]}"#))
        #expect(!pattern.matches("text") && !pattern.matches([1]))
        #expect(pattern.explain("text").description == "the event is a string, wanted an object")
    }

    // Reasons: recorded answers of the service in LocalStack's test_events_patterns.snapshot.json, and event-ruler.
    @Test(
        "a pattern the service refuses is refused with its reason",
        arguments: [
            (#"["x"]"#, "1:1", "Filter is not an object"),
            (#"{}"#, "1:1", "Empty objects are not allowed"),
            (#"{"a": {}}"#, "1:7", "Empty objects are not allowed"),
            (#"{"a": []}"#, "1:7", "Empty arrays are not allowed"),
            (#"{"string": "my-value"}"#, "1:12", #""string" must be an object or an array"#),
            (#"{"a": [["x"]]}"#, "1:8", "Match value must be String, number, true, false, or null"),
            (#"{"a": [{"EXISTS": true}]}"#, "1:9", "Unrecognized match type EXISTS; did you mean 'exists'?"),
            (#"{"a": [{"prefx": "x"}]}"#, "1:9", "Unrecognized match type prefx; did you mean 'prefix'?"),
            (#"{"a": [{}]}"#, "1:8", "Match expression name not found"),
            (#"{"a": [{"prefix": "x", "suffix": "y"}]}"#, "1:24", "Only one key allowed in match expression"),
            (#"{"a": [{"prefix": ["x"]}]}"#, "1:19", "prefix match pattern must be a string"),
            (#"{"a": [{"suffix": 123}]}"#, "1:19", "suffix match pattern must be a string"),
            (#"{"a": [{"prefix": {"wildcard": "x"}}]}"#, "1:20", "Unsupported prefix pattern: wildcard"),
            (
                #"{"a": [{"equals-ignore-case": {"prefix": "x"}}]}"#, "1:31",
                "equals-ignore-case match pattern must be a string"
            ),
            (#"{"a": [{"wildcard": "x**y"}]}"#, "1:21", "Consecutive wildcard characters at pos 2"),
            (#"{"a": [{"wildcard": "x\\y"}]}"#, "1:21", "Invalid escape character at pos 2"),
            (#"{"a": [{"cidr": "10.0.0.0"}]}"#, "1:17", "Malformed CIDR, one '/' required"),
            (#"{"a": [{"cidr": "10.0.0.0/x"}]}"#, "1:17", "Malformed CIDR, mask bits must be an integer"),
            (#"{"a": [{"cidr": "xx.11.xx/8"}]}"#, "1:17", "Nonstandard IP address: xx.11.xx"),
            (#"{"a": [{"cidr": "10.0.0.0/33"}]}"#, "1:17", "mask bits must be at most 32"),
            (#"{"a": [{"exists": "no"}]}"#, "1:19", "exists match pattern must be either true or false."),
            (#"{"a": [{"numeric": 5}]}"#, "1:20", "Value of numeric must be an array."),
            (#"{"a": [{"numeric": []}]}"#, "1:20", "Invalid member in numeric match: ]"),
            (#"{"a": [{"numeric": [1, "<="]}]}"#, "1:21", "Invalid member in numeric match: 1"),
            (#"{"a": [{"numeric": ["=>", 1]}]}"#, "1:21", "Unrecognized numeric range operator: =>"),
            (#"{"a": [{"numeric": ["=", "1"]}]}"#, "1:26", "Value of equals must be numeric"),
            (#"{"a": [{"numeric": [">", 0, "<"]}]}"#, "1:20", "Value of < must be numeric"),
            (#"{"a": [{"numeric": [">", 0, ">", 0]}]}"#, "1:29", "Bad numeric range operator: >"),
            (#"{"a": [{"numeric": [">", 20, 30]}]}"#, "1:30", "Bad value in numeric range: 30"),
            (#"{"a": [{"numeric": ["<", 9, ">", 1]}]}"#, "1:29", "Too many elements in numeric expression"),
            (#"{"a": [{"numeric": [">", 3, "<", 1]}]}"#, "1:34", "Bottom must be less than top"),
            (#"{"a": [{"numeric": [">", 1, "<", 2, "<", 3]}]}"#, "1:37", "Too many terms in numeric range expression"),
            (#"{"a": [{"numeric": [">", 6e9]}]}"#, "1:26", "Value must be between -5000000000 and 5000000000"),
            (
                #"{"a": [{"anything-but": null}]}"#, "1:25",
                "Value of anything-but must be an array or single string/number value."
            ),
            (#"{"a": [{"anything-but": ["x", 1]}]}"#, "1:25", "either all values are number or string"),
            (
                #"{"a": [{"anything-but": ["x", null]}]}"#, "1:31",
                "Inside anything but list, start|null|boolean is not supported."
            ),
            (#"{"a": [{"anything-but": {"numeric": ["=", 1]}}]}"#, "1:26", "Unsupported anything-but pattern: numeric"),
            (#"{"a": [{"anything-but": {"prefix": ""}}]}"#, "1:36", "Null prefix/suffix not allowed"),
            (#"{"a": [{"anything-but": {"prefix": 1}}]}"#, "1:36", "prefix/suffix match pattern must be a string"),
            (
                #"{"a": [{"anything-but": {"prefix": {"equals-ignore-case": "x"}}}]}"#, "1:36",
                "Value of anything-but must be an array or single"
            ),
            (#"{"a": [{"anything-but": {"wildcard": [123]}}]}"#, "1:39", "wildcard match pattern must be a string"),
            (#"{"$or": {"a": [1]}}"#, "1:9", "It must be an Array followed with $or."),
            (#"{"$or": [{"a": [1]}]}"#, "1:9", "There must have at least 2 Objects in $or relationship."),
            (#"{"$or": [{"a": [1]}, 2]}"#, "1:22", "Only JSON object is allowed in array of $or relationship."),
            (#"{"$or": [{"prefix": ["x"]}, {"a": [1]}]}"#, "1:11", "prefix is Ruler reserved fieldName"),
        ])
    func refusals(pattern: String, place: String, reason: String) {
        let found = flaws { () throws(Diagnostics) in try EventPattern(json(pattern)) }
        #expect(found.contains(reason))
        #expect(found.hasPrefix("test.json:\(place): error: "), "\(found)")
        #expect(found.contains("EventBridge refuses it"))
    }

    @Test("all flaws of a pattern are told at once")
    func allFlaws() {
        let text = #"{"a": [], "b": 1, "c": [{"prefix": 1}, {"sufix": "x"}]}"#
        let found = flaws { () throws(Diagnostics) in try EventPattern(json(text)) }
        #expect(found.split(separator: "\n").count == 4)
    }

    @Test("a pattern over 4096 bytes or over 1000 combinations is refused")
    func limits() {
        let long: JSONValue = ["a": [JSONValue(String(repeating: "x", count: 4096))]]
        #expect(flaws { () throws(Diagnostics) in try EventPattern(long) }.contains("at most 4096"))
        let ten = "[" + (0..<11).map { #"{"k\#($0)":[1]}"# }.joined(separator: ",") + "]"
        let or = #"{"a": {"$or": \#(ten)}, "b": {"$or": \#(ten)}, "c": {"$or": \#(ten)}}"#
        #expect(flaws { () throws(Diagnostics) in try EventPattern(json(or)) }.contains("over 1000 rule combinations"))
    }

    @Test("a failed match tells which keys failed and why")
    func explains() throws {
        let pattern = try EventPattern(
            json(
                #"{"source": ["orders"], "detail": {"state": ["open", {"prefix": "re"}], "n": [{"numeric": [">", 1]}]}}"#
            ))
        let event = json(#"{"source": "orders", "detail": {"state": "closed"}}"#)
        #expect(
            pattern.explain(event).description
                == #"detail.n is missing, wanted a number > 1; detail.state is "closed", wanted "open" or text starting with "re""#
        )
        let list = try EventPattern(json(#"{"d": {"a": [1], "b": [2]}}"#))
        #expect(
            list.explain(json(#"{"d": [{"a": 1}, {"b": 2}]}"#)).description
                == "d.a, d.b is matched by different elements of a list, wanted all in the same element")
        let or = try EventPattern(json(#"{"$or": [{"a": [1], "b": [2]}, {"c": [3]}]}"#))
        #expect(
            or.explain(json(#"{"c": [4, 5, 6, 7, 8]}"#)).description
                == "none of 2 alternatives matches, the nearest: c is 4, 5, 6, and more, wanted 3")
    }

    @Test("many fields over many lists are matched in reasonable time")
    func noExplosion() throws {
        let keys = (0..<20).map { #""k\#($0)": {"x": [1], "y": [2]}"# }.joined(separator: ",")
        let pattern = try EventPattern(json("{\(keys), \"last\": [1]}"))
        let list = "[" + (0..<30).map { _ in #"{"x": 1}"# }.joined(separator: ",") + #", {"x": 1, "y": 2}]"#
        let event = json("{" + (0..<20).map { "\"k\($0)\": \(list)" }.joined(separator: ",") + "}")
        #expect(!pattern.matches(event))
    }

    @Test("corrupted patterns never crash, and whatever compiles can be matched and explained")
    func fuzzing() {
        let event = json(#"{"a": ["x", {"b": 1, "c": "10.0.0.1"}], "d.e": null, "n": 12.5}"#)
        let seeds = [
            #"{"a": [{"prefix": "x"}, {"wildcard": "x*y\\*"}], "n": [{"numeric": [">", 0, "<=", 50]}]}"#,
            #"{"$or": [{"a": {"b": [1], "c": [{"cidr": "10.0.0.0/8"}]}}, {"d.e": [{"exists": false}]}]}"#,
            #"{"a": [{"anything-but": {"suffix": ["q", "r"]}}, null, true], "d": {"e": [{"equals-ignore-case": "Z"}]}}"#,
        ]
        var compiled = 0
        fuzz(seeds, alphabet: #"{}[]":,*\$.0129-xab"#) { text in
            guard let value = try? readJSON(text), let pattern = try? EventPattern(value) else { return }
            compiled += 1
            #expect(pattern.matches(event) == pattern.explain(event).matches)
        }
        #expect(compiled > 50)
    }
}
