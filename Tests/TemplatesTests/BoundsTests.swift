import Templates
import Testing
import Values

private let serverless = """
    Transform: AWS::Serverless-2016-10-31
    Parameters: {Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}}
    Mappings: {Sizes: {dev: {Memory: 128}}}
    Conditions: {IsProd: !Equals [!Ref Stage, prod]}
    Globals: {Function: {Runtime: python3.12, Handler: a.b, Environment: {Variables: {A: 1}}}}
    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties: {QueueName: !Sub "${Stage}-q", RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}
      Dead: {Type: AWS::SQS::Queue, Condition: IsProd}
      Bucket: {Type: AWS::S3::Bucket}
      Fn:
        Type: AWS::Serverless::Function
        Connectors: {C: {Properties: {Destination: {Id: Queue}, Permissions: [Write]}}}
        Properties:
          InlineCode: x
          MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
          AutoPublishAlias: live
          Policies: [SQSSendMessagePolicy: {QueueName: !GetAtt Queue.QueueName}]
          Events:
            A: {Type: Api, Properties: {Path: "/a/{b}", Method: get}}
            H: {Type: HttpApi}
            Q: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
            S: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: "s3:ObjectCreated:*"}}
            R: {Type: EventBridgeRule, Properties: {Pattern: {source: [x]}, DeadLetterConfig: {Type: SQS}}}
      Machine:
        Type: AWS::Serverless::StateMachine
        Properties:
          DefinitionSubstitutions: {F: !Ref Fn}
          Definition: {StartAt: A, States: {A: {Type: Task, Resource: "${F}"}}}
      Fn::ForEach::Loop: [X, [a, b], {"T${X}": {Type: AWS::SNS::Topic}}]
    Outputs: {Url: {Value: !Join ["", [!Ref Queue, "/", !Select [0, !Split [",", "a,b"]]]]}}
    """

@Test func damagedTemplatesNeverCrashTheReader() {
    let bytes = Array(serverless.utf8)
    let words = [
        "!Ref ", "!Sub ", "Queue", "Fn", "{}", "[]", "null", "3", "Fn::If", "Type", "Properties", "${", "}",
        "AWS::NoValue",
        "Events", "RestApiId: x", "DefinitionBody: 3", "!GetAtt ", "Condition: IsProd,", ", ", ": ", "\n", "  ", "\"",
    ].map { Array($0.utf8) }
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
    for _ in 0..<500 {
        var damaged = bytes
        for _ in 0...random(3) {
            let place = random(damaged.count)
            switch random(3) {
            case 0: damaged.insert(contentsOf: words[random(words.count)], at: place)
            case 1: damaged.removeSubrange(place..<min(damaged.count, place + 1 + random(25)))
            default:
                let from = random(damaged.count)
                damaged.insert(contentsOf: damaged[from..<min(damaged.count, from + random(60))], at: place)
            }
        }
        let reading = readingStack(String(decoding: damaged, as: UTF8.self), file: "fuzz.yaml") { _ in nil }
        #expect(reading.stack != nil || !reading.diagnostics.isEmpty)
    }
}

@Test func theTemplateThatIsDamagedAboveIsSoundButForOneReference() {
    let found = readingStack(serverless, file: "t.yaml") { _ in nil }.diagnostics.map(\.description)
    #expect(
        found == [
            "t.yaml:9:85: error: a reference to 'Dead', which is not created because its condition does not hold; refer"
                + " to it inside an 'Fn::If' of the same condition"
        ]
    )
}

@Test func templatesThatMultiplyAreBounded() {
    var conditions = "Conditions:\n  C0: !Equals [a, a]\n"
    for number in 1...3000 { conditions += "  C\(number): !Not [!Condition C\(number - 1)]\n" }
    conditions += "  Z: !Condition C3000\n"
    let chain = readingStack(conditions + "Resources: {Q: {Type: AWS::SQS::Queue}}\n", file: "t.yaml") { _ in nil }
    #expect(chain.stack != nil)

    let loop = """
        Resources:
          Fn::ForEach::A:
            - A
            - [\((0..<200).map { "a\($0)" }.joined(separator: ","))]
            - Fn::ForEach::B:
                - B
                - [\((0..<200).map { "b\($0)" }.joined(separator: ","))]
                - "Q${A}${B}": {Type: AWS::SQS::Queue}
        """
    let loops = readingStack(loop, file: "t.yaml") { _ in nil }
    #expect(loops.diagnostics.contains { $0.found == "loops that make more than 20000 members" })

    let mapping = "Mappings: {M: {a: {b: [!FindInMap [M, a, b], !FindInMap [M, a, b]]}}}\n"
    let found = readingStack(
        mapping + "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {T: !FindInMap [M, a, b]}}}",
        file: "t.yaml"
    ) { _ in nil }
    #expect(found.stack?["Q"]?.properties["T"]?.array?.count == 2)
}

@Test func aTemplateOfManyFunctionsIsReadInReasonableTime() throws {
    var text = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n"
    for number in 0..<300 {
        text += """
              F\(number):
                Type: AWS::Serverless::Function
                Properties:
                  InlineCode: x
                  Handler: a.b
                  Runtime: python3.12
                  Environment: {Variables: {QUEUE: !Ref Queue, OTHER: !Ref F\((number + 1) % 300)Missing}}
                  Events: {A: {Type: Api, Properties: {Path: /p\(number), Method: get}}}

            """
    }
    let clock = ContinuousClock()
    let start = clock.now
    let stack = try readStack(text, file: "big.yaml") { _ in nil }
    #expect(stack.resources.count == 1 + 300 * 3 + 3)
    #expect(stack.diagnostics.count == 300)
    #expect(clock.now - start < .seconds(60))
}
