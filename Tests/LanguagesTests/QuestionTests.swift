import Languages
import Testing
import Values

@Suite("Questions are answered line by line") struct QuestionTests {
    @Test(arguments: [
        (
            #"{"pattern": {"source": ["orders"]}, "event": {"source": "orders"}}"#,
            #"{"match":true,"why":"every key matches"}"#
        ),
        (
            #"{"pattern": {"source": ["orders"]}, "event": {"source": "bills"}}"#,
            #"{"match":false,"why":"source is \"bills\", wanted \"orders\""}"#
        ),
        // As the API carries them: the pattern and the event as text.
        (
            #"{"pattern": "{\"source\": [\"orders\"]}", "event": "{\"source\": \"orders\"}"}"#,
            #"{"match":true,"why":"every key matches"}"#
        ),
        (
            #"{"pattern": {"source": "orders"}, "event": {}}"#,
            #"{"error":"column 24: a string for 'source'; EventBridge refuses it: \"source\" must be an object or an array"}"#
        ),
        (
            #"{"pattern": {"a": [{"prefx": "x"}], "b": []}, "event": {}}"#,
            #"{"error":"column 21: unknown test 'prefx'; EventBridge refuses it: Unrecognized match type prefx; did you "#
                + #"mean 'prefix'?; and column 42: an empty list for 'b'; EventBridge refuses it: Empty arrays are not "#
                + #"allowed"}"#
        ),
        (
            #"{"pattrn": {}, "event": {}}"#,
            #"{"error":"column 1: the question about an event pattern has no 'pattern'; expected the field 'pattern'; "#
                + #"and column 2: unknown field 'pattrn' in a question about an event pattern; expected one of pattern, "#
                + #"event; did you mean 'pattern'?"}"#
        ),
    ])
    func anEventPattern(line: String, answer: String) {
        #expect(Question.eventPattern.answer(line) == answer)
    }

    @Test(arguments: [
        (
            #"{"policy": {"kind": ["a"]}, "message": {"Message": "hi", "MessageAttributes": {"kind": {"DataType": "String", "StringValue": "a"}}}}"#,
            #"{"match":true,"why":"every key matches"}"#
        ),
        (
            #"{"policy": {"kind": ["a"]}, "message": {"Message": "hi"}}"#,
            #"{"match":false,"why":"kind is missing, wanted \"a\""}"#
        ),
        (
            #"{"policy": {"kind": ["a"]}, "scope": "MessageBody", "message": {"Message": "{\"kind\": \"a\"}"}}"#,
            #"{"match":true,"why":"every key matches"}"#
        ),
        (
            #"{"policy": {"kind": {"of": ["a"]}}, "message": {}}"#,
            #"{"error":"column 21: an object for 'kind'; SNS refuses it: Filter policy scope MessageAttributes does not "#
                + #"support nested filter policy"}"#
        ),
        (
            #"{"policy": {}, "scope": "MessageBdy", "message": {}}"#,
            #"{"error":"column 25: the scope \"MessageBdy\"; expected one of MessageAttributes, MessageBody; did you mean "#
                + #"'MessageBody'?"}"#
        ),
    ])
    func aFilterPolicy(line: String, answer: String) {
        #expect(Question.filterPolicy.answer(line) == answer)
    }

    @Test func whatIsNoQuestionIsToldSo() {
        for line in ["", "nonsense", "[]", "null", "{", "\u{1B}[2J", "{\"pattern\":1,\"event\":2}"] {
            for question in Question.allCases {
                let answer = try? readJSON(question.answer(line))
                #expect(answer?["error"]?.string?.isEmpty == false, "\(line)")
                #expect(!question.answer(line).unicodeScalars.contains { $0.value < 32 })
            }
        }
    }

    /// Damaged questions get an answer of one line, whatever the damage.
    @Test func damageNeverCrashesAndIsAlwaysAnsweredInOneLine() throws {
        let questions = [
            #"{"pattern":{"a":[{"numeric":[">",0,"<=",5]},{"prefix":"x"}],"$or":[{"b":[{"cidr":"10.0.0.0/8"}]},{"c":[{"wildcard":"*a*b"}]}]},"event":{"a":3,"b":"10.1.2.3","c":["ab",{"d":null}]}}"#,
            #"{"policy":{"k":[{"anything-but":["a",1]},{"exists":false}]},"scope":"MessageBody","message":{"Message":"{\"k\":[1,2]}","MessageAttributes":{"k":{"DataType":"Number","StringValue":"1e5"}}}}"#,
        ]
        var state: UInt64 = 11
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = ["[", "]", "{", "}", "\"", ",", ":", "1e999", "-", "null", "\\u0000", "$or", "\u{7F}", "é"]
        for round in 0..<1_000 {
            var characters = Array(questions[round % 2])
            for _ in 0..<(1 + random(4)) {
                switch random(3) {
                case 0: characters.remove(at: random(characters.count))
                case 1: characters.insert(contentsOf: pieces[random(pieces.count)], at: random(characters.count))
                default: characters[random(characters.count)] = characters[random(characters.count)]
                }
            }
            for question in Question.allCases {
                let answer = try readJSON(question.answer(String(characters)))
                #expect((answer["match"]?.bool == nil) != (answer["error"] == nil), "\(String(characters))")
            }
        }
    }
}
