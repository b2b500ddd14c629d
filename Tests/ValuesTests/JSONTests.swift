import Testing
import Values

@Suite struct JSONTests {
    @Test func everyValueKnowsItsLineAndColumn() throws {
        let value = try readJSON("{\n  \"é\": [1, true]\n}", file: "a.json")
        #expect(value.object?.member("é")?.keyPosition.description == "a.json:2:3")
        #expect(value["é"]?[1]?.position.description == "a.json:2:12")
    }

    @Test(arguments: [
        "{}", "[]", "null", "[1,-2,3.5,1e+30]", #"{"b":1,"a":{"c":[]}}"#, #""\n\t\"\\ é 漢 😀""#,
    ])
    func textReadAndWrittenAgainIsTheSame(text: String) throws {
        let value = try readJSON(text)
        #expect(try readJSON(value.compactText) == value)
        #expect(try readJSON(value.prettyText) == value)
    }

    @Test func membersKeepTheirOrderAndEqualityIgnoresIt() throws {
        let value = try readJSON(#"{"b": 1, "a": 2}"#)
        #expect(value.compactText == #"{"b":1,"a":2}"#)
        #expect(value == ["a": 2, "b": 1])
    }

    @Test(arguments: [
        ("{\"a\" 1}", "f:1:6: error: found '1'; expected ':' after the key 'a'"),
        ("[1,]", "f:1:4: error: found ']'; expected a value"),
        ("[1\n2]", "f:2:1: error: found '2'; expected ',' or ']'"),
        ("01", "f:1:1: error: found '01'; expected a number without leading zeros"),
        ("\"a", "f:1:1: error: found a string without its closing quote; expected '\"'"),
        ("{\"a\":1,\"a\":2}", "f:1:8: error: found the key 'a' twice; expected each key once"),
        ("", "f:1:1: error: found the end of the text; expected a value"),
        ("\"\\ud800\"", "f:1:2: error: found half of a surrogate pair; expected both halves"),
    ])
    func malformedTextIsToldWithItsPlace(text: String, message: String) {
        #expect {
            try readJSON(text, file: "f")
        } throws: {
            ($0 as? Diagnostics)?.description.hasPrefix(message) == true
        }
    }

    @Test func deepNestingIsRefusedInsteadOfExhaustingTheStack() {
        #expect(throws: Diagnostics.self) { try readJSON(String(repeating: "[", count: 100_000)) }
    }

    @Test func mutatedTextsNeverCrashTheReader() {
        var seed: UInt64 = 7
        let base = Array(#"{"a":[1,2.5e3,"x\u00e9\n",null,{"b":false}],"c":"漢字"}"#.utf8)
        for _ in 0..<5_000 {
            var bytes = base
            for _ in 0..<3 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(seed >> 33) % bytes.count] = UInt8(truncatingIfNeeded: seed >> 24)
            }
            _ = try? readJSON(String(decoding: bytes, as: UTF8.self))
        }
    }
}
