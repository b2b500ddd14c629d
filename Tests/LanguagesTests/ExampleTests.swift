import Languages
import Testing
import Values

/// What a pattern, a policy or a mapping would let through, made from it.
@Suite("Filters tell an example of what they let through") struct ExampleTests {
    @Test(
        "every test of a pattern",
        arguments: [
            (#"["placed", "paid"]"#, #""placed""#), ("[3.5]", "3.5"), ("[true]", "true"), ("[null]", "null"),
            (#"[{"prefix": "eu-"}]"#, #""eu-""#), (#"[{"suffix": ".png"}]"#, #"".png""#),
            (#"[{"equals-ignore-case": "Alice"}]"#, #""Alice""#), (#"[{"numeric": [">", 0, "<=", 5]}]"#, "5"),
            (#"[{"numeric": [">", 100]}]"#, "101"), (#"[{"numeric": ["<", 100]}]"#, "99"),
            (#"[{"cidr": "10.0.0.0/24"}]"#, #""10.0.0.0""#), (#"[{"wildcard": "a*\\*b"}]"#, #""a*b""#),
            (#"[{"anything-but": ["other", "any"]}]"#, #""none of these""#), (#"[{"exists": true}]"#, #""any""#),
        ])
    func operators(test: String, value: String) throws {
        let example = try EventPattern(json(#"{"detail": {"kind": \#(test)}}"#)).example
        #expect(example?["detail"]?["kind"]?.compactText == value)
    }

    @Test func aPatternThatWantsNothingThereLeavesItOut() throws {
        let pattern = try EventPattern(json(#"{"source": ["shop"], "detail": {"test": [{"exists": false}]}}"#))
        #expect(pattern.example?.compactText == #"{"source":"shop"}"#)
    }

    @Test func aPolicyOnAttributesTellsThemInTheFormOfTheAPI() throws {
        let policy = try FilterPolicy(
            json(#"{"kind": ["order"], "price": [{"numeric": [">=", 100]}], "gift": [true]}"#))
        guard case .attributes(let attributes) = policy.example else { return #expect(Bool(false), "no attributes") }
        #expect(
            attributes == [
                "gift": ["DataType": "String.Array", "StringValue": "[true]"],
                "kind": ["DataType": "String", "StringValue": "order"],
                "price": ["DataType": "Number", "StringValue": "100"],
            ])
    }

    @Test func aPolicyOnTheBodyTellsABody() throws {
        let policy = try FilterPolicy(json(#"{"order": {"kind": [{"prefix": "gift"}]}}"#), scope: .messageBody)
        #expect(policy.example == .body(["order": ["kind": "gift"]]))
    }

    @Test func filtersOfAMappingTellARecord() throws {
        func example(_ pattern: String, _ key: String?) throws -> JSONValue? {
            try LambdaFilters(["Filters": [["Pattern": JSONValue(pattern)]]], payloadKey: key).example
        }
        #expect(try example(#"{"body": {"kind": ["paid"]}}"#, "body") == ["body": ["kind": "paid"]])
        #expect(try example(#"{"body": [{"prefix": "paid"}]}"#, "body") == ["body": "paid"])
        #expect(
            try example(#"{"dynamodb": {"NewImage": {"state": {"S": ["shipped"]}}}}"#, nil)
                == ["dynamodb": ["NewImage": ["state": ["S": "shipped"]]]])
    }

    @Test(
        "what a mapping template looks for in the body",
        arguments: [
            (#"{"Data": "$input.path('$.order.id')"}"#, #"{"order":{"id":"1"}}"#),
            (#"{"Detail": $input.json('$.detail')}"#, #"{"detail":{"id":"1"}}"#),
            ("#set($body = $input.path('$')) $body.kind and ${body.size}", #"{"kind":"1","size":"1"}"#),
            (
                "#foreach($line in $input.path('$.lines')) $line.price #if($foreach.hasNext),#end #end",
                #"{"lines":[{"price":"1"}]}"#
            ),
            ("#if($input.path('$.a') == 1) $util.escapeJavaScript($input.path('$.b')) #end", #"{"a":"1","b":"1"}"#),
            ("$input.body $context.requestId $input.json('$')", "any"),
        ])
    func bodies(template: String, body: String) throws {
        #expect(try MappingTemplate(template).bodyShape?.sample.compactText ?? "any" == body)
    }

    @Test func textsOfABodyAreTheRequestsNumber() throws {
        let shape = try MappingTemplate(#"$input.path('$.id') $input.json('$.detail')"#).bodyShape
        #expect(
            shape?.payloadTemplate == ["id.$": "States.Format('{}', $.index)", "detail": ["id": "1"]])
    }
}
