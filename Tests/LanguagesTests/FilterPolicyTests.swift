import Testing
import Values

@testable import Languages

@Suite("Filter policies") struct FilterPolicyTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let policy: String
        let attributes: [String: MessageAttribute]
        let matches: Bool
        init(_ policy: String, _ attributes: [String: MessageAttribute], _ matches: Bool) {
            (self.policy, self.attributes, self.matches) = (policy, attributes, matches)
        }
        var testDescription: String { "\(policy) \(matches ? "passes" : "stops") \(attributes)" }
    }

    private static func text(_ value: String) -> [String: MessageAttribute] {
        ["a": MessageAttribute(dataType: "String", value: value)]
    }
    private static func number(_ value: String) -> [String: MessageAttribute] {
        ["a": MessageAttribute(dataType: "Number", value: value)]
    }
    private static func list(_ value: String) -> [String: MessageAttribute] {
        ["a": MessageAttribute(dataType: "String.Array", value: value)]
    }
    private static let binary = ["a": MessageAttribute(dataType: "Binary", value: "AAEC")]

    // Sources: docs.aws.amazon.com/sns/latest/dg/string-value-matching.html, numeric-value-matching.html,
    // attribute-key-matching.html; null and absence as recorded in LocalStack's test_sns_filter_policy.snapshot.json.
    @Test(arguments: [
        Row("{}", [:], true),
        Row(#"{"a": ["rugby", "tennis"]}"#, text("rugby"), true),
        Row(#"{"a": ["rugby", "tennis"]}"#, text("baseball"), false),
        Row(#"{"a": ["rugby"]}"#, [:], false),
        Row(#"{"a": ["rugby"]}"#, list(#"["rugby", "tennis"]"#), true),
        Row(#"{"a": ["rugby"]}"#, list(#"["baseball"]"#), false),
        Row(#"{"a": ["rugby"]}"#, list("not json"), false),
        Row(#"{"a": [{"anything-but": ["rugby", "tennis"]}]}"#, text("baseball"), true),
        Row(#"{"a": [{"anything-but": ["rugby", "tennis"]}]}"#, list(#"["rugby", "baseball"]"#), true),
        Row(#"{"a": [{"anything-but": ["rugby", "tennis"]}]}"#, list(#"["rugby"]"#), false),
        Row(#"{"a": [{"anything-but": {"prefix": "order-"}}]}"#, text("order-7"), false),
        Row(#"{"a": [{"anything-but": {"suffix": "ball"}}]}"#, text("baseball"), false),
        Row(#"{"a": [{"equals-ignore-case": "tennis"}]}"#, text("TENNIS"), true),
        Row(#"{"a": [{"prefix": "bas"}]}"#, text("baseball"), true),
        Row(#"{"a": [{"suffix": "ball"}]}"#, list(#"["football"]"#), true),
        Row(#"{"a": [{"wildcard": "*ball"}]}"#, text("baseball"), true),
        Row(#"{"a": [{"cidr": "10.0.0.0/24"}]}"#, text("10.0.0.255"), true),
        Row(#"{"a": [301.5]}"#, number("301.5"), true),
        Row(#"{"a": [301.5]}"#, number("3.015e2"), true),
        Row(#"{"a": [301.5]}"#, text("301.5"), false),
        Row(#"{"a": [{"anything-but": [100, 500]}]}"#, number("101"), true),
        Row(#"{"a": [{"anything-but": [100, 500]}]}"#, number("100"), false),
        Row(#"{"a": [{"numeric": [">", 0, "<=", 150]}]}"#, number("150"), true),
        Row(#"{"a": [{"numeric": [">", 0, "<=", 150]}]}"#, number("-1"), false),
        Row(#"{"a": [{"numeric": ["=", 5]}]}"#, number("five"), false),
        Row(#"{"a": [{"numeric": ["=", 5]}]}"#, list("[1, 5]"), true),
        Row(#"{"a": [true]}"#, list("[true]"), true),
        Row(#"{"a": [{"exists": true}]}"#, text(""), true),
        Row(#"{"a": [{"exists": true}]}"#, binary, false),
        Row(#"{"a": [{"exists": false}]}"#, [:], true),
        Row(#"{"a": [{"exists": false}]}"#, text("x"), false),
        Row(#"{"a": [null, {"anything-but": "whatever"}]}"#, [:], true),
        Row(#"{"a": [{"anything-but": "whatever"}]}"#, [:], false),
        Row(#"{"a.b": ["x"]}"#, ["a.b": MessageAttribute(dataType: "String", value: "x")], true),
        Row(#"{"$or": [{"a": ["x"]}, {"b": [{"exists": false}]}]}"#, text("y"), true),
    ])
    func attributes(row: Row) throws {
        let policy = try FilterPolicy(json(row.policy))
        #expect(policy.matches(attributes: row.attributes, message: "{}") == row.matches)
        #expect(policy.explain(attributes: row.attributes, message: "{}").matches == row.matches)
    }

    @Test(
        "a body policy looks into the message",
        arguments: [
            ("{}", "not json", true),
            (#"{"a": ["x"]}"#, #"{"a": "x"}"#, true),
            (#"{"a": ["x"]}"#, "not json", false),
            (#"{"a": ["x"]}"#, #"["x"]"#, false),
            (#"{"a": {"b": [{"prefix": "auto-"}]}}"#, #"{"a": {"b": "auto-7"}}"#, true),
            (#"{"a": {"b": ["x"], "c": [1]}}"#, #"{"a": [{"b": "x"}, {"c": 1}]}"#, false),
            (#"{"a": [null]}"#, #"{}"#, false),
        ])
    func body(policy: String, message: String, matches: Bool) throws {
        let policy = try FilterPolicy(json(policy), scope: .messageBody)
        #expect(policy.matches(attributes: [:], message: message) == matches)
        #expect(policy.explain(attributes: [:], message: message).matches == matches)
    }

    private static let six = "{" + "abcdef".map { "\"\($0)\": [1]" }.joined(separator: ",") + "}"
    private static let twelve = "[" + (1...12).map(String.init).joined(separator: ",") + "]"

    @Test(
        "a policy SNS refuses is refused with its reason",
        arguments: [
            (#"{"a": "x"}"#, FilterPolicy.Scope.messageAttributes, #""a" must be an object or an array"#),
            (#"{"key": {"suffix": "value"}}"#, .messageAttributes, #""suffix" must be an object or an array"#),
            (#"{"o": {"k": ["x"]}}"#, .messageAttributes, "MessageAttributes does not support nested filter policy"),
            (#"{"a": [{"wrong": true}]}"#, .messageAttributes, "Unrecognized match type wrong"),
            (#"{"a": [2e9]}"#, .messageAttributes, "between -1000000000 and 1000000000"),
            (#"{"a": [{"numeric": ["<", -2e9]}]}"#, .messageBody, "between -1000000000 and 1000000000"),
            (six, .messageAttributes, "Filter policy can not have more than 5 keys"),
            (#"{"a": \#(twelve), "b": \#(twelve), "c": [1, 2]}"#, .messageAttributes, "Filter policy is too complex"),
            (#"{"a": {"b": {"c": \#(twelve)}}, "d": {"e": [1, 2, 3]}}"#, .messageBody, "Filter policy is too complex"),
            (#"{"$or": [{"a": \#(twelve)}, {"b": [1]}], "c": \#(twelve)}"#, .messageAttributes, "is too complex"),
        ])
    func refusals(policy: String, scope: FilterPolicy.Scope, reason: String) {
        let found = flaws { () throws(Diagnostics) in try FilterPolicy(json(policy), scope: scope) }
        #expect(found.contains("SNS refuses it") && found.contains(reason), "\(found)")
        #expect(found.hasPrefix("test.json:1:"))
    }

    @Test("policies just within the limits are taken: five keys, 144 combinations, nested keys below five")
    func withinLimits() {
        let five = #"{"a": [1], "b": [1], "c": [1], "d": [1], "e": [1]}"#
        #expect(flaws { () throws(Diagnostics) in try FilterPolicy(json(five)) } == "")
        let wide = #"{"a": \#(Self.twelve), "b": \#(Self.twelve)}"#
        #expect(flaws { () throws(Diagnostics) in try FilterPolicy(json(wide)) } == "")
        // Four values three levels deep and three values two levels deep: 3 x 4 x 2 x 3 = 72.
        let deep = #"{"a": {"b": {"c": [1, 2, 3, 4]}}, "d": {"e": [1, 2, 3]}}"#
        #expect(flaws { () throws(Diagnostics) in try FilterPolicy(json(deep), scope: .messageBody) } == "")
        #expect(flaws { () throws(Diagnostics) in try FilterPolicy(json(Self.six.nested), scope: .messageBody) } == "")
    }

    @Test("a stopped message is explained")
    func explains() throws {
        let policy = try FilterPolicy(json(#"{"store": ["north"], "price": [{"numeric": [">=", 100]}]}"#))
        let attributes = ["price": MessageAttribute(dataType: "Number", value: "99")]
        #expect(
            policy.explain(attributes: attributes, message: "").description
                == #"price is 99, wanted a number >= 100; store is missing, wanted "north""#)
        let body = try FilterPolicy(json(#"{"a": [1]}"#), scope: .messageBody)
        #expect(
            body.explain(attributes: [:], message: "hello").description
                == "the message is not JSON, wanted a JSON object")
    }

    @Test("attributes read from the API's and from the notification's form")
    func readsAttributes() throws {
        #expect(
            try MessageAttribute(json(#"{"DataType": "Number", "StringValue": "7"}"#))
                == MessageAttribute(dataType: "Number", value: "7"))
        #expect(
            try MessageAttribute(json(#"{"Type": "String", "Value": "x"}"#))
                == MessageAttribute(dataType: "String", value: "x"))
        #expect(
            flaws { () throws(Diagnostics) in try MessageAttribute(json(#"{"Type": "Strng", "Value": "x"}"#)) }
                .contains("did you mean 'String'?"))
        #expect(flaws { () throws(Diagnostics) in try MessageAttribute(json("7")) }.contains("DataType or Type"))
    }
}

extension String {
    /// The JSON object as the single member of another, its own first key left out so that the product stays small.
    fileprivate var nested: String { "{\"top\": \(self.replacing("\"a\": [1],", with: ""))}" }
}

@Suite("Lambda filters") struct LambdaFilterTests {
    private func filters(_ patterns: String...) throws -> LambdaFilters {
        let list = patterns.map { JSONValue.object1("Pattern", JSONValue($0)) }
        return try LambdaFilters(.object1("Filters", JSONValue(list)), payloadKey: "body")
    }

    // Source: docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html, the table of bodies and filters.
    @Test(
        "a filter looks into the body only when both are JSON",
        arguments: [
            (#"{"body": ["hello"]}"#, "hello", true),
            (#"{"body": ["hello"]}"#, "goodbye", false),
            (#"{"body": {"code": ["B"]}}"#, "hello", false),
            (#"{"body": {"code": ["B"]}}"#, #"{"code": "B"}"#, true),
            (#"{"body": {"code": ["B"]}}"#, #"{"code": "C"}"#, false),
            (#"{"body": [{"exists": false}]}"#, #"{"code": "B"}"#, false),
            (#"{"body": {"code": [{"exists": false}]}}"#, "hello", false),
            (#"{"body": {"code": [{"exists": false}]}}"#, #"{"x": 1}"#, true),
            (#"{"messageId": ["m1"]}"#, "hello", true),
            (#"{"messageId": ["m1"]}"#, #"{"code": "B"}"#, true),
        ])
    func bodies(pattern: String, body: String, matches: Bool) throws {
        let record: JSONValue = ["messageId": "m1", "body": JSONValue(body)]
        let filters = try filters(pattern)
        #expect(filters.matches(record) == matches)
        #expect(filters.explain(record).matches == matches)
    }

    @Test("one matching filter is enough, and no filter lets everything through")
    func anyFilter() throws {
        let record: JSONValue = ["messageId": "m1", "body": "{\"n\": 5}"]
        #expect(try filters(#"{"body": {"n": [1]}}"#, #"{"body": {"n": [{"numeric": [">", 3]}]}}"#).matches(record))
        #expect(try filters().matches(record))
        let both = try filters(#"{"body": {"n": [1]}}"#, #"{"body": ["x"]}"#)
        #expect(
            both.explain(record).description == "none of 2 alternatives matches, the nearest: body.n is 5, wanted 1")
    }

    @Test("flaws of filters name the place of the pattern in the template and within itself")
    func refusals() {
        let text = #"{"Filters": [{"Pattern": "{\"body\": \"x\"}"}, {"Patern": "{}"}, {"Pattern": "{"}]}"#
        let found = flaws { () throws(Diagnostics) in try LambdaFilters(json(text), payloadKey: "body") }
        #expect(
            found.contains(#"test.json:1:26: error: a string for 'body' at 1:10 of the pattern; Lambda refuses it"#))
        #expect(found.contains("did you mean 'Pattern'?"))
        #expect(found.split(separator: "\n").count >= 3)
    }
}

extension JSONValue {
    /// An object of one member.
    static func object1(_ key: String, _ value: JSONValue) -> JSONValue {
        JSONValue(JSONObject([JSONObject.Member(key: key, value: value)]))
    }
}
