import Testing
import Values

@testable import Languages

@Suite("Payload templates") struct PayloadTemplateTests {
    private static let input = """
        {"order": {"id": 7, "name": "Ann", "items": [{"sku": "a"}, {"sku": "b"}]}, "tags": ["x", "y", "x"],
         "text": "This.is+a,test=string", "object": {"a": {"a1": 1}, "b": 2}, "other": {"a": {"a3": 1}, "c": 3}}
        """
    private static let context = #"{"State": {"Name": "Send"}, "Execution": {"Id": "e1"}}"#

    private func fill(_ template: String, seed: UInt64 = 1) throws -> JSONValue {
        var random = SeededGenerator(seed: seed)
        return try PayloadTemplate(json(template))
            .evaluate(input: json(Self.input), context: json(Self.context), random: &random)
    }

    @Test("keys that end in .$ take their value from the input or the context, all else stays")
    func fills() throws {
        let template = """
            {"id.$": "$.order.id", "state.$": "$$.State.Name", "fixed": {"a": [1, {"sku.$": "$.order.items[1].sku"}]},
             "all.$": "$.order.items[*].sku", "whole.$": "$.object", "plain": "$.order.id"}
            """
        let filled = """
            {"id": 7, "state": "Send", "fixed": {"a": [1, {"sku": "b"}]}, "all": ["a", "b"],
             "whole": {"a": {"a1": 1}, "b": 2}, "plain": "$.order.id"}
            """
        #expect(try fill(template) == json(filled))
        #expect(try fill(template).object?.keys == ["id", "state", "fixed", "all", "whole", "plain"])
    }

    // Sources: docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html and LocalStack's recordings.
    @Test(
        "each intrinsic function",
        arguments: [
            ("States.Format('Hello, my name is {}.', $.order.name)", #""Hello, my name is Ann.""#),
            ("States.Format('{} and {}: {}', 1, null, true)", #""1 and null: true""#),
            ("States.Format('{}', $.other)", #""{a={a3=1}, c=3}""#),
            ("States.Format('{}', $.tags)", #""[x, y, x]""#),
            (#"States.Array('\'{}\{\\')"#, #"["'{}{\\"]"#),
            (#"States.Format('it\'s \{\} and \\ {}', 1)"#, #""it's {} and \\ 1""#),
            (#"States.StringToJson('{"a": [1]}')"#, #"{"a": [1]}"#),
            ("States.JsonToString($.other)", #""{\"a\":{\"a3\":1},\"c\":3}""#),
            ("States.Array($.order.id, 'a', $.tags)", #"[7, "a", ["x", "y", "x"]]"#),
            ("States.Array()", "[]"),
            ("States.ArrayPartition($.tags, 2)", #"[["x", "y"], ["x"]]"#),
            ("States.ArrayContains($.tags, 'y')", "true"),
            ("States.ArrayContains(States.Array(1, 2), 2.0)", "true"),
            ("States.ArrayContains($.tags, 'z')", "false"),
            ("States.ArrayRange(1, 9, 2)", "[1, 3, 5, 7, 9]"),
            ("States.ArrayRange(1, 9.5, 4.4)", "[1, 5, 9]"),
            ("States.ArrayRange(3, 1, -1)", "[3, 2, 1]"),
            ("States.ArrayGetItem($.tags, 1)", #""y""#),
            ("States.ArrayLength($.tags)", "3"),
            ("States.ArrayUnique($.tags)", #"["x", "y"]"#),
            ("States.Base64Encode('Data to encode')", #""RGF0YSB0byBlbmNvZGU=""#),
            ("States.Base64Decode('RGVjb2RlZCBkYXRh')", #""Decoded data""#),
            ("States.Hash('input data', 'SHA-1')", #""aaff4a450a104cd177d28d18d74485e8cae074b7""#),
            ("States.JsonMerge($.object, $.other, false)", #"{"a": {"a3": 1}, "b": 2, "c": 3}"#),
            ("States.MathAdd(111, -1)", "110"),
            ("States.MathAdd(0.5, -0.5)", "1"),
            ("States.MathAdd(-1.6, 2.4)", "0"),
            ("States.StringSplit($.text, '.+,=')", #"["This", "is", "a", "test", "string"]"#),
            ("States.StringSplit('1,,2,', ',')", #"["1", "2"]"#),
            ("States.ArrayGetItem(States.StringSplit('a/b', '/'), 1)", #""b""#),
        ])
    func functions(call: String, value: String) throws {
        let template = JSONValue.object1("v.$", JSONValue(call))
        var random = SeededGenerator(seed: 1)
        let filled = try PayloadTemplate(template).evaluate(input: json(Self.input), random: &random)
        #expect(filled == JSONValue.object1("v", json(value)))
    }

    @Test("random numbers and UUIDs come from the given source, or from their own seed")
    func chance() throws {
        let template = #"{"n.$": "States.MathRandom(1, 999)", "u.$": "States.UUID()"}"#
        #expect(try fill(template, seed: 3) == fill(template, seed: 3))
        #expect(try fill(template, seed: 3) != fill(template, seed: 4))
        let uuid = try #require(try fill(template)["u"]?.string)
        #expect(uuid.count == 36 && Array(uuid)[14] == "4" && "89ab".contains(Array(uuid)[19]))
        let number = try #require(try fill(template)["n"]?.integer)
        #expect((1..<999).contains(number))
        let seeded = #"{"n.$": "States.MathRandom(1, 999, 5)"}"#
        #expect(try fill(seeded, seed: 3) == fill(seeded, seed: 4))
    }

    @Test(
        "what fails while running says which error a workflow would see",
        arguments: [
            ("$.none", "States.ParameterPathFailure: '$.none' names nothing"),
            ("States.ArrayGetItem($.tags, 3)", "States.IntrinsicFailure: States.ArrayGetItem has no element 3"),
            ("States.ArrayPartition($.tags, 0)", "cannot make parts of 0"),
            ("States.ArrayLength($.text)", "expects a list as its first argument, not a string"),
            ("States.StringToJson('{')", "is not JSON"),
            ("States.Base64Decode('***')", "is not Base64"),
            ("States.Hash('x', 'CRC')", "knows no algorithm 'CRC'"),
            ("States.JsonMerge($.object, $.other, true)", "only shallow merging"),
            ("States.JsonMerge($.object, $.tags, false)", "merges objects, not a list"),
            ("States.MathAdd(2147483647, 1)", "beyond 32 bits"),
            ("States.MathAdd('1', 1)", "expects a number as argument 1"),
            ("States.MathRandom(5, 5)", "cannot choose between 5 and 5"),
            ("States.ArrayRange(1, 2000, 1)", "more than 1000"),
            ("States.ArrayRange(1, 2, 0)", "cannot step by 0"),
            ("States.Format($.text, 1)", "has 0 {} for 1 values"),
        ])
    func failures(call: String, reason: String) throws {
        let template = try PayloadTemplate(JSONValue.object1("v.$", JSONValue(call)))
        var random = SeededGenerator(seed: 1)
        let error = #expect(throws: PayloadTemplateError.self) {
            try template.evaluate(input: json(Self.input), random: &random)
        }
        #expect("\(try #require(error))".contains(reason))
    }

    @Test(
        "a template that is wrong is refused at its place",
        arguments: [
            (#"{"a.$": 5}"#, "test.json:1:9: error: a number for 'a.$'"),
            (#"{"a.$": "order"}"#, "test.json:1:9: error: 'o' at character 1 of 'order'; expected a JSONPath"),
            (#"{"a": 1, "a.$": "$"}"#, "test.json:1:10: error: both 'a' and 'a.$'"),
            (#"{"a.$": "States.Formt('x')"}"#, "did you mean 'States.Format'?"),
            (#"{"a.$": "States.Hash('x')"}"#, "States.Hash with 1 arguments at character 1"),
            (#"{"a.$": "States.Format('{}', 1, 2)"}"#, "States.Format with 1 {} and 2 values"),
            (#"{"a.$": "States.Array('x)"}"#, "a text that does not end at character 14"),
            (#"{"a.$": "States.Array(1 2)"}"#, "expected ',' or ')'"),
            (#"{"a.$": "States.UUID() x"}"#, "expected nothing more"),
            (#"{"a.$": "$.a["}"#, "expected an index"),
        ])
    func refusals(template: String, reason: String) {
        let found = flaws { () throws(Diagnostics) in try PayloadTemplate(json(template)) }
        #expect(found.contains(reason), "\(found)")
    }

    @Test("all flaws are told at once, and functions nest at most ten deep")
    func limits() {
        let many = #"{"a.$": 1, "b": [{"c.$": "x"}], "d.$": "States.No()"}"#
        #expect(flaws { () throws(Diagnostics) in try PayloadTemplate(json(many)) }.split(separator: "\n").count == 3)
        func nested(_ depth: Int) -> String {
            String(repeating: "States.Array(", count: depth) + String(repeating: ")", count: depth)
        }
        #expect(flaws { () throws(Diagnostics) in try IntrinsicExpression(nested(10)) } == "")
        #expect(flaws { () throws(Diagnostics) in try IntrinsicExpression(nested(11)) }.contains("at most 10"))
    }

    @Test("corrupted expressions never crash, and whatever compiles runs or fails cleanly")
    func fuzzing() {
        let input = json(Self.input)
        let seeds = [
            "States.Format('{} is {}', $.order.id, States.ArrayGetItem($.tags, 1))",
            "States.MathRandom(1, 10, States.ArrayLength($.tags))",
            "States.JsonMerge(States.StringToJson('{}'), $.object, false)",
            "States.ArrayPartition(States.ArrayRange(0, 9, 2), 2)",
        ]
        var compiled = 0
        fuzz(seeds, alphabet: "()',.$ {}\\0129-eE[]*xSt") { text in
            guard let expression = try? IntrinsicExpression(text) else { return }
            compiled += 1
            var random = SeededGenerator(seed: 1)
            _ = try? expression.evaluate(input: input, context: .null, random: &random)
        }
        #expect(compiled > 50)
    }
}

@Suite("Digests and Base64") struct DigestTests {
    // Sources: RFC 1321 A.5, FIPS 180-4 examples (via NIST CSRC).
    @Test(
        "published test vectors",
        arguments: [
            (Digest.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
            (.md5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                .sha384, "abc",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
            ),
            (
                .sha512, "abc",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                    + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
            ),
        ])
    func vectors(digest: Digest, text: String, wanted: String) {
        #expect(digest.hexadecimal(text) == wanted)
    }

    @Test("messages around the block size are padded right")
    func blocks() {
        let million = String(repeating: "a", count: 1000)
        #expect(Digest.md5.hexadecimal(million) == "cabe45dcc9ae5b66ba86600cca6b8ba8")
        #expect(
            Digest.sha256.hexadecimal(String(repeating: "a", count: 64))
                == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
        #expect(Set((110...130).map { Digest.sha512.hexadecimal(String(repeating: "a", count: $0)) }).count == 21)
    }

    @Test("Base64 encodes and decodes every length, and refuses what is not Base64")
    func base64() {
        for (text, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            #expect(Base64.encode(text.utf8) == encoded)
            #expect(Base64.decode(encoded) == Array(text.utf8))
        }
        for bad in ["Z", "Zg=", "Zg=a", "====", "Z===", "Zm9*"] { #expect(Base64.decode(bad) == nil) }
    }
}
