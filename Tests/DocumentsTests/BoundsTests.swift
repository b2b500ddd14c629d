import Documents
import Testing
import Values

@Test func aliasesThatMultiplyAreRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
        let alias = "*a\(level - 1)"
        text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]\n"
    }
    let found = readingYAML(text, file: "bomb.yaml").diagnostics.map(\.found)
    #expect(found == ["aliases that grow to more than 100000 values"])

    let asKey = readingYAML(text + "? *a9\n: 1\n", file: "bomb.yaml").diagnostics
    #expect(asKey.map(\.found) == ["a list, a mapping or an alias as a key, in a document of many aliases"])
    #expect(asKey.first?.position.line == 11)
}

@Test(arguments: ["[", "{a: ", "- ", "? "])
func deepNestingIsRefusedNotCrashed(opening: String) {
    for depth in [99, 150, 990, 5000, 200_000] {
        let reading = readingYAML(String(repeating: opening, count: depth), file: "deep.yaml")
        #expect(reading.value == nil || depth < 150 || !reading.diagnostics.isEmpty)
    }
    let lists = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
    #expect(readingYAML(lists, file: "").diagnostics.isEmpty)
    let tooDeep = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
    #expect(readingYAML(tooDeep, file: "").diagnostics.map(\.found) == ["values nested more than 100 deep"])
}

@Test func aLargeDocumentIsReadInReasonableTime() throws {
    var text = "Resources:\n"
    for number in 0..<12_000 {
        text += "  Queue\(number):\n    Type: AWS::SQS::Queue\n    Properties: {VisibilityTimeout: \(number)}\n"
    }
    let clock = ContinuousClock()
    let start = clock.now
    let value = try readYAML(text, file: "big.yaml")
    #expect(clock.now - start < .seconds(60))
    #expect(value["Resources"]?.object?.count == 12_000)
}

@Test func damagedDocumentsNeverCrashTheReader() {
    let seed = """
        AWSTemplateFormatVersion: 2010-09-09
        Base: &base {A: 1, "B": 'two'}
        Resources:
          Queue: # a queue
            Type: AWS::SQS::Queue
            Properties:
              <<: *base
              QueueName: !Sub "${AWS::StackName}-queue"
              Text: |
                line one
                  line two
              Folded: >-
                words
              List: [1, 2.5, !Ref Other, {a: b}]
              ? key
              : - x
                - !GetAtt [A, B]
        """
    let bytes = Array(seed.utf8)
    let alphabet = Array("{}[]:,-?&*!|>'\"%@`#\n\t <~=0\\\u{1}é\u{E000}".utf8)
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
    for _ in 0..<1500 {
        var damaged = bytes
        for _ in 0...random(4) {
            let place = random(damaged.count)
            switch random(4) {
            case 0: damaged[place] = alphabet[random(alphabet.count)]
            case 1: damaged.insert(alphabet[random(alphabet.count)], at: place)
            case 2: damaged.remove(at: place)
            default: damaged.removeSubrange(place..<min(damaged.count, place + random(30)))
            }
            if damaged.isEmpty { damaged = bytes }
        }
        let reading = readingYAML(String(decoding: damaged, as: UTF8.self), file: "fuzz.yaml")
        #expect(reading.value != nil || !reading.diagnostics.isEmpty)
    }
}

@Test func jsonAndYAMLAreToldApartByNameThenByContent() throws {
    #expect(try readDocument("{\"a\": 1}", file: "a.template") == ["a": 1])
    #expect(try readDocument("a: 1", file: "a.template") == ["a": 1])
    #expect(try readDocument("{a: 1}", file: "a.yaml") == ["a": 1])
    #expect(throws: Diagnostics.self) { try readDocument("a: 1", file: "a.json") }
}
