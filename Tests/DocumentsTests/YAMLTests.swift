import Documents
import Testing
import Values

private func read(_ text: String) throws -> JSONValue { try readYAML(text, file: "a.yaml") }

private func problems(_ text: String) -> [String] { readingYAML(text, file: "a.yaml").diagnostics.map(\.description) }

@Test func plainScalarsAreNumbersBooleansNullOrText() throws {
    let value = try read(
        """
        text: a word
        quoted: "12"
        number: 12
        negative: -3
        fraction: 0.5
        small: .5
        exponent: 1e3
        hex: 0x1F
        account: 012345678901
        date: 2012-10-17
        time: 10:30
        on: True
        off: false
        norway: no
        nothing:
        tilde: ~
        version: 1.2.3
        dash: "-"
        """
    )
    #expect(value["text"] == "a word")
    #expect(value["quoted"] == "12")
    #expect(value["number"] == 12)
    #expect(value["negative"] == -3)
    #expect(value["fraction"] == 0.5)
    #expect(value["small"] == 0.5)
    #expect(value["exponent"] == 1000.0)
    #expect(value["hex"] == 31)
    #expect(value["account"] == "012345678901")
    #expect(value["date"] == "2012-10-17")
    #expect(value["time"] == "10:30")
    #expect(value["on"] == true)
    #expect(value["off"] == false)
    #expect(value["norway"] == "no")
    #expect(value["nothing"] == .null)
    #expect(value["tilde"] == .null)
    #expect(value["version"] == "1.2.3")
}

@Test func everyValueAndKeyKnowsItsPlace() throws {
    let value = try read("a:\n  b: [1, x]\n  c: |\n    text\n")
    #expect(value["a"]?.position == SourcePosition(file: "a.yaml", line: 2, column: 3))
    #expect(value["a"]?.object?.member("b")?.keyPosition == SourcePosition(file: "a.yaml", line: 2, column: 3))
    #expect(value["a"]?["b"]?[1]?.position == SourcePosition(file: "a.yaml", line: 2, column: 10))
    #expect(value["a"]?["c"] == "text\n")
    #expect(value["a"]?["c"]?.position.line == 3)
}

@Test func shortTagsBecomeTheObjectsTheyStandFor() throws {
    let value = try read(
        """
        ref: !Ref Queue
        attribute: !GetAtt Queue.Arn
        nested: !GetAtt Stack.Outputs.Url
        list: !GetAtt [Queue, Arn]
        sub: !Sub "a-${B}"
        join: !Join [",", [a, !Ref B]]
        condition: !Condition IsProduction
        """
    )
    #expect(value["ref"] == ["Ref": "Queue"])
    #expect(value["attribute"] == ["Fn::GetAtt": ["Queue", "Arn"]])
    #expect(value["nested"] == ["Fn::GetAtt": ["Stack", "Outputs.Url"]])
    #expect(value["list"] == ["Fn::GetAtt": ["Queue", "Arn"]])
    #expect(value["sub"] == ["Fn::Sub": "a-${B}"])
    #expect(value["join"] == ["Fn::Join": [",", ["a", ["Ref": "B"]]]])
    #expect(value["condition"] == ["Condition": "IsProduction"])
    #expect(value["ref"]?.position == SourcePosition(file: "a.yaml", line: 1, column: 6))
}

@Test func aliasesAndMergeKeysAreResolved() throws {
    let value = try read(
        """
        base: &base {a: 1, b: 2}
        own:
          <<: *base
          b: 3
        same: *base
        several:
          <<: [{x: 1}, {x: 2, y: 2}]
        """
    )
    #expect(value["own"] == ["b": 3, "a": 1])
    #expect(value["same"] == ["a": 1, "b": 2])
    #expect(value["several"] == ["x": 1, "y": 2])
}

@Test func everyRepeatedKeyIsReportedAndTheFirstOneCounts() {
    let reading = readingYAML("a: 1\nb:\n  c: 1\n  c: 2\na: 2\nd: {e: 1, e: 2}\n", file: "a.yaml")
    #expect(
        reading.diagnostics.map(\.description) == [
            "a.yaml:4:3: error: key 'c' a second time, first on line 3; write each key of a mapping once",
            "a.yaml:5:1: error: key 'a' a second time, first on line 1; write each key of a mapping once",
            "a.yaml:6:11: error: key 'e' a second time, first on line 6; write each key of a mapping once",
        ]
    )
    #expect(reading.value == ["a": 1, "b": ["c": 1], "d": ["e": 1]])
}

@Test func unknownTagsNameTheNearest() {
    #expect(
        problems("a: !GetAt Queue.Arn\nb: !Foo x\n") == [
            "a.yaml:1:4: error: unknown tag '!GetAt'; use one of CloudFormation's tags, such as !Ref, !GetAtt or !Sub;"
                + " did you mean '!GetAtt'?",
            "a.yaml:2:4: error: unknown tag '!Foo'; use one of CloudFormation's tags, such as !Ref, !GetAtt or !Sub",
        ]
    )
}

@Test func keysThatAreNoTextAreReported() {
    #expect(
        problems("[a, b]: 1\n? {c: d}\n: 2\n~: 3\n") == [
            "a.yaml:1:1: error: a list or a mapping as a key; write keys as plain text",
            "a.yaml:2:3: error: a list or a mapping as a key; write keys as plain text",
            "a.yaml:4:1: error: an empty key; write a name before the colon",
        ]
    )
    #expect(readingYAML("200: ok\ntrue: yes\n", file: "").value?.object?.keys == ["200", "true"])
}

@Test(arguments: [
    ("a: 1\n\tb: 2\n", "a.yaml:2:1: error: a tab in the indentation; indent with spaces"),
    (
        "a: b: c\n",
        "a.yaml:1:5: error: mapping values are not allowed in this context; put the key on a line of its own, or quote"
            + " the text that holds ': '"
    ),
    (
        "a: [1, 2\nb: 3\n",
        "a.yaml:2:2: error: did not find expected ',' or ']' while parsing a flow sequence on line 1; close the"
            + " bracket, or separate the entries with commas"
    ),
    ("", "a.yaml:1:1: error: an empty document; write at least one 'key: value'"),
    (
        "a: 1\n---\nb: 2\n",
        "a.yaml:2:1: error: a second document; keep one document per file"
    ),
    (
        "a: *b\n",
        "a.yaml:1:4: error: found undefined alias; define the anchor with '&name' before '*name' uses it"
    ),
])
func malformedDocumentsSayWhereAndWhatToDo(text: String, message: String) {
    #expect(problems(text) == [message])
}
