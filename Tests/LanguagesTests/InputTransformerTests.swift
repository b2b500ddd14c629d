import Testing
import Values

@testable import Languages

@Suite("Input transformers") struct InputTransformerTests {
    private static let event = """
        {"id": "7bf7", "detail-type": "EC2 Instance State-change Notification", "resources": ["arn:a", "arn:b"],
         "detail": {"instance-id": "i-0123", "state": "RUN\\"NING", "n": 5, "o": {"a": ["x"]}}}
        """
    private static let facts = InputTransformer.Facts(
        ruleARN: "arn:aws:events:eu-west-1:1:rule/r", ruleName: "r", ingestionTime: "2026-11-23T00:00:00Z")

    private func transform(_ paths: String, _ template: String) throws -> JSONValue {
        let transformer = try InputTransformer(
            ["InputPathsMap": json(paths), "InputTemplate": JSONValue(template)])
        return transformer.transform(json(Self.event), facts: Self.facts)
    }

    // Sources: the examples of eb-transform-target-input.html; missing values as recorded by LocalStack.
    @Test("values go into texts and into JSON")
    func transforms() throws {
        let paths =
            #"{"i": "$.detail.instance-id", "s": "$.detail.state", "n": "$.detail.n", "r": "$.resources[0]", "o": "$.detail.o", "no": "$.none", "t": "$.detail-type"}"#
        #expect(try transform(paths, #""<i> is in state <s>""#) == JSONValue(#"i-0123 is in state RUN"NING"#))
        #expect(
            try transform(paths, #"{"i": <i>, "s": <s>, "n": <n>, "r": <r>, "o": <o>}"#)
                == json(#"{"i": "i-0123", "s": "RUN\"NING", "n": 5, "r": "arn:a", "o": {"a": ["x"]}}"#))
        #expect(
            try transform(paths, #"{"text": "<t>, <n> of \"<i>\"", "none": <no>, "gone": "(<no>)"}"#)
                == json(
                    #"{"text": "EC2 Instance State-change Notification, 5 of \"i-0123\"", "none": "", "gone": "()"}"#))
        #expect(try transform(paths, #""<o>""#) == JSONValue("{a:[x]}"))
        #expect(try transform(paths, "\"one <n>\"\n\"two\"") == JSONValue("\"one 5\"\n\"two\""))
    }

    @Test("reserved variables stand for the rule and the event")
    func reserved() throws {
        let template =
            #"{"rule": <aws.events.rule-name>, "at": "<aws.events.event.ingestion-time>", "e": <aws.events.event>, "j": <aws.events.event.json>, "a": <aws.events.rule-arn>}"#
        let result = try transform("{}", template)
        #expect(result["rule"] == "r" && result["at"] == "2026-11-23T00:00:00Z")
        #expect(result["e"]?["id"] == "7bf7" && result["e"]?["detail"] == Optional<JSONValue>.none)
        #expect(result["j"] == json(Self.event))
        #expect(result["a"] == "arn:aws:events:eu-west-1:1:rule/r")
    }

    @Test("what EventBridge refuses is refused at its place")
    func refusals() {
        let text = #"{"InputPathsMap": {"state": "detail", "awsname": "$.x"}, "InputTemplate": "<stat>"}"#
        let found = flaws { () throws(Diagnostics) in try InputTransformer(json(text)) }
        #expect(found.contains("test.json:1:29: error: 'd' at character 1 of 'detail'"))
        #expect(found.contains("reserves names that start with AWS"))
        #expect(found.contains("the variable '<stat>' at character 1"))
        #expect(found.contains("did you mean 'state'?"))
        #expect(flaws { () throws(Diagnostics) in try InputTransformer(json("{}")) }.contains("InputTemplate"))
        let broken: JSONValue = ["InputTemplate": #"{"a": <aws.events.rule-name>"#]
        #expect(flaws { () throws(Diagnostics) in try InputTransformer(broken) }.contains("that is not JSON"))
        let long: JSONValue = ["InputTemplate": JSONValue(String(repeating: "x", count: 8193))]
        #expect(flaws { () throws(Diagnostics) in try InputTransformer(long) }.contains("more than 8192"))
    }

    @Test("corrupted templates never crash")
    func fuzzing() {
        let event = json(Self.event)
        fuzz([#"{"i": <i>, "t": "<i> \" <n>"}"#, #""<aws.events.event.json> <n>""#], alphabet: "<>\"\\in{}, ") { text in
            let json: JSONValue = [
                "InputPathsMap": ["i": "$.detail.instance-id", "n": "$.detail.n"], "InputTemplate": JSONValue(text),
            ]
            if let transformer = try? InputTransformer(json) { _ = transformer.transform(event, facts: Self.facts) }
        }
    }
}
