import Testing
import Values

@testable import Services

/// Functions, their versions, aliases, URLs and configurations, and event source mappings.
extension PropertyRow {
    private static let functions = PropertyRows(
        type: "AWS::Lambda::Function",
        template: Parts.of(
            "F", "AWS::Lambda::Function",
            "Runtime: python3.13, Handler: index.handler, Code: {ZipFile: x}, Role: !GetAtt Role.Arn, %")
            + Parts.role + Parts.queue("D"))
    private static func invoke(_ at: Double) -> Step { Step(at, .invokeFunction, "F", ["Payload": [:]]) }
    private static func event(_ at: Double) -> Step {
        Step(at, .invokeFunction, "F", ["Payload": [:], "InvocationType": "Event"])
    }
    private static let bare = """
          Bare: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}

        """
    private static let measured: FunctionBehaviour = {
        var behaviour = Parts.behaviour(seconds: 1)
        behaviour.measuredAtMemory = 1_024
        return behaviour
    }()

    static let ofFunctions: [PropertyRow] = [
        functions.row("FunctionName", "names", ["", "FunctionName: other"], shows: ["F", "other"]) {
            try $0.name("F")
        },
        functions.row(
            "Timeout", "functionTimeout", ["", "Timeout: 10"], behaviours: ["F": Parts.behaviour(seconds: 4)],
            [invoke(1)], shows: ["functionTimeout", "ok"]
        ) { try $0.outcomes(0) },
        functions.row(
            "MemorySize", "memory", ["Timeout: 20, MemorySize: 1024", "Timeout: 20, MemorySize: 256"],
            behaviours: ["F": measured], [invoke(1)], shows: ["2", "5"]
        ) { "\(Int(try $0.answer(0).at.rounded()))" },
        functions.row(
            "ReservedConcurrentExecutions", "reservedConcurrency", ["", "ReservedConcurrentExecutions: 1"],
            behaviours: ["F": Parts.behaviour(seconds: 1)], [invoke(1), invoke(1)],
            shows: ["ok ok", "ok tooManyRequests"]
        ) { try $0.outcomes(0, 1) },
        functions.row(
            "DeadLetterConfig", "deadLetterQueue", ["", "DeadLetterConfig: {TargetArn: !GetAtt D.Arn}"],
            behaviours: ["F": Parts.behaviour(fails: true)], until: 400, [event(1)], shows: ["0", "1"]
        ) { try $0.counts(of: "D") },
        functions.row(
            "Role", "implicitDeny", ["Role", "Bare"],
            functions.template.replacing("!GetAtt Role.Arn, %", with: "!GetAtt %.Arn") + bare
                + Parts.of(
                    "M", "AWS::Lambda::EventSourceMapping", "EventSourceArn: !GetAtt D.Arn, FunctionName: !Ref F"),
            [.send(1, "D", "a")], shows: ["1", "0"]
        ) { $0.count(.invokeFunction) },
    ]

    // MARK: Asynchronous invocation

    private static let configs = PropertyRows(
        type: "AWS::Lambda::EventInvokeConfig",
        template: Parts.function("F") + Parts.function("G") + Parts.role + Parts.queue("Q")
            + "  I: {Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref F, Qualifier: $LATEST, %}}\n"
    )
    private static let failing = ["F": Parts.behaviour(fails: true)]

    static let ofInvokeConfigs: [PropertyRow] = [
        configs.row(
            "FunctionName", "asynchronousRetry", ["F", "G"],
            configs.template.replacing(
                "FunctionName: !Ref F, Qualifier: $LATEST, %",
                with: "FunctionName: !Ref %, Qualifier: $LATEST, MaximumRetryAttempts: 0"),
            behaviours: failing, until: 400, [event(1)], shows: ["1", "3"]
        ) { $0.count(.attempt) },
        configs.row(
            "Qualifier", "asynchronousRetry", ["$LATEST", "live"],
            configs.template.replacing("Qualifier: $LATEST, %", with: "Qualifier: %, MaximumRetryAttempts: 0"),
            behaviours: failing, until: 400, [event(1)], shows: ["1", "3"]
        ) { $0.count(.attempt) },
        configs.row(
            "MaximumRetryAttempts", "asynchronousRetry", ["", "MaximumRetryAttempts: 1"], behaviours: failing,
            until: 400, [event(1)], shows: ["3", "2"]
        ) { $0.count(.attempt) },
        configs.row(
            "MaximumEventAgeInSeconds", "asynchronousEventAge", ["", "MaximumEventAgeInSeconds: 100"],
            behaviours: failing, until: 400, [event(1)], shows: ["3", "2"]
        ) { $0.count(.attempt) },
        configs.row(
            "DestinationConfig", "destinations",
            ["", "DestinationConfig: {OnFailure: {Destination: !GetAtt Q.Arn}}"], behaviours: failing, until: 400,
            [event(1)], shows: ["0", "1"]
        ) { try $0.counts(of: "Q") },
    ]

    // MARK: Versions, aliases, URLs

    /// A topic that invokes by the ARN of what a row is about.
    private static func invoked(by id: String) -> String {
        Parts.function("F") + Parts.function("G") + Parts.role
            + Parts.of("T", "AWS::SNS::Topic", "Subscription: [{Protocol: lambda, Endpoint: !Ref \(id)}]")
            + Parts.of(
                "ByTopic", "AWS::Lambda::Permission",
                "Action: lambda:InvokeFunction, FunctionName: !Ref \(id), Principal: '*'")
    }
    private static let publish = Step(1, .publish, "T", ["Message": "a"])
    private static let cold = ["F": Parts.behaviour(coldStart: 5)]
    private static func length(_ lab: Lab) -> String {
        lab.records(.attempt).map { "\(Int(($0.completed.seconds - $0.sent.seconds).rounded()))" }.joined()
    }
    private static let versions = PropertyRows(
        type: "AWS::Lambda::Version",
        template: invoked(by: "V") + "  V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F, %}}\n")
    private static let provisioned = "ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}"

    static let ofVersions: [PropertyRow] = [
        versions.row(
            "FunctionName", "aliasWeights", ["F", "G"],
            versions.template.replacing("FunctionName: !Ref F, %", with: "FunctionName: !Ref %"), [publish],
            shows: ["1 0", "0 1"]
        ) { $0.count(.attempt, to: "F") + " " + $0.count(.attempt, to: "G") },
        versions.row(
            "ProvisionedConcurrencyConfig", "provisionedConcurrency", ["", provisioned], behaviours: cold, [publish],
            shows: ["5", "0"], length),
    ]

    private static let both =
        Parts.of("V", "AWS::Lambda::Version", "FunctionName: !Ref F")
        + Parts.of("W", "AWS::Lambda::Version", "FunctionName: !Ref F, Description: next")
    private static let aliases = PropertyRows(
        type: "AWS::Lambda::Alias",
        template: invoked(by: "L") + both
            + "  L: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, "
            + "Name: live, %}}\n")
    private static let second = ["W": Parts.behaviour(fails: true)]

    static let ofAliases: [PropertyRow] = [
        aliases.row(
            "FunctionName", "aliasWeights", ["F", "G"],
            aliases.template.replacing(
                "FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, Name: live, %",
                with: "FunctionName: !Ref %, FunctionVersion: \"1\", Name: live"),
            [publish], shows: ["1 0", "0 1"]
        ) { $0.count(.attempt, to: "F") + " " + $0.count(.attempt, to: "G") },
        aliases.row(
            "FunctionVersion", "aliasWeights", ["V", "W"],
            aliases.template.replacing("!GetAtt V.Version", with: "!GetAtt %.Version").replacing(", %}", with: "}"),
            behaviours: second, [publish], shows: ["0", "1"]
        ) { $0.count(.attempt, outcome: .functionError) },
        aliases.row(
            "Name", "asynchronousRetry", ["live", "other"],
            aliases.template.replacing("Name: live, %", with: "Name: %")
                + Parts.of(
                    "I", "AWS::Lambda::EventInvokeConfig",
                    "FunctionName: !Ref F, Qualifier: live, MaximumRetryAttempts: 0"),
            behaviours: ["F": Parts.behaviour(fails: true)], until: 400, [publish], shows: ["1", "3"]
        ) { $0.count(.attempt) },
        aliases.row(
            "RoutingConfig", "aliasWeights",
            [
                "",
                "RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: !GetAtt W.Version, FunctionWeight: 1}]}",
            ],
            behaviours: second, [publish], shows: ["0", "1"]
        ) { $0.count(.attempt, outcome: .functionError) },
        aliases.row(
            "ProvisionedConcurrencyConfig", "provisionedConcurrency", ["", provisioned], behaviours: cold, [publish],
            shows: ["5", "0"], length),
    ]

    private static let urls = PropertyRows(
        type: "AWS::Lambda::Url",
        template: Parts.function("F") + Parts.function("G") + Parts.role
            + Parts.of("V", "AWS::Lambda::Version", "FunctionName: !Ref F")
            + Parts.of(
                "L", "AWS::Lambda::Alias", "FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, Name: live")
            + "  U: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt F.Arn, AuthType: NONE, %}}\n")
    private static let request = Step(1, .invokeFunctionURL, "F", ["httpMethod": "GET", "path": "/"])

    static let ofURLs: [PropertyRow] = [
        urls.row(
            "TargetFunctionArn", "functionURL", ["F", "G"],
            urls.template.replacing("!GetAtt F.Arn, AuthType: NONE, %", with: "!GetAtt %.Arn, AuthType: NONE"),
            [request],
            shows: ["ok", "notFound"]
        ) { try $0.outcomes(0) },
        urls.row(
            "Qualifier", "functionURL", ["", "Qualifier: live"], behaviours: ["V": Parts.behaviour(fails: true)],
            [request], shows: ["ok", "functionError"]
        ) { try $0.outcomes(0) },
    ]

    // MARK: Event source mappings

    private static let mappings = PropertyRows(
        type: "AWS::Lambda::EventSourceMapping",
        template: Parts.queue("Q", "VisibilityTimeout: 60") + Parts.queue("R", "VisibilityTimeout: 60")
            + Parts.queue("D")
            + Parts.of("S", "AWS::Kinesis::Stream", "ShardCount: 1") + Parts.function("F") + Parts.function("G")
            + Parts.role
            + "  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Q.Arn, "
            + "FunctionName: !Ref F, %}}\n")
    private static let streamed = mappings.template.replacing(
        "!GetAtt Q.Arn", with: "!GetAtt S.Arn, StartingPosition: TRIM_HORIZON")
    private static func sends(_ count: Int) -> [Step] { (0..<count).map { .send(1, "Q", "{\"n\": \($0)}") } }
    private static func puts(_ count: Int) -> [Step] {
        (0..<count).map {
            Step(1, .putRecord, "S", ["Data": JSONValue("{\"n\": \($0)}"), "PartitionKey": JSONValue("k\($0)")])
        }
    }

    static let ofMappings: [PropertyRow] = [
        mappings.row(
            "EventSourceArn", "mappingBatchSize", ["Q", "R"],
            mappings.template.replacing("!GetAtt Q.Arn", with: "!GetAtt %.Arn").replacing(", %}", with: "}"), sends(1),
            shows: ["1", "0"]
        ) { $0.count(.invokeFunction) },
        mappings.row(
            "FunctionName", "mappingBatchSize", ["F", "G"],
            mappings.template.replacing("FunctionName: !Ref F, %", with: "FunctionName: !Ref %"), sends(1),
            shows: ["1 0", "0 1"]
        ) { $0.count(.invokeFunction, to: "F") + " " + $0.count(.invokeFunction, to: "G") },
        mappings.row(
            "BatchSize", "mappingBatchSize",
            ["MaximumBatchingWindowInSeconds: 2", "MaximumBatchingWindowInSeconds: 2, BatchSize: 3"], sends(10),
            shows: ["false", "true"]
        ) { "\($0.records(.invokeFunction).allSatisfy { $0.messageCount <= 3 })" },
        mappings.row(
            "MaximumBatchingWindowInSeconds", "mappingWindow", ["", "MaximumBatchingWindowInSeconds: 4"], sends(1),
            shows: ["1", "5"]
        ) { $0.times(.invokeFunction) },
        mappings.row(
            "FunctionResponseTypes", "mappingPartialFailure",
            ["", "FunctionResponseTypes: [ReportBatchItemFailures]"],
            behaviours: ["F": Parts.behaviour(fails: true, reports: true)], until: 30, sends(1), shows: ["0", "1"]
        ) { try $0.counts(of: "Q") },
        mappings.row(
            "ScalingConfig", "maximumConcurrency",
            ["BatchSize: 1", "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 2}"],
            behaviours: ["F": Parts.behaviour(seconds: 2)], sends(20), shows: ["false", "true"]
        ) { "\($0.mostAtOnce(.invokeFunction) == "2")" },
        mappings.row(
            "FilterCriteria", "mappingFilter",
            ["", "FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"n\": [1]}}'}]}"],
            sends(1), shows: ["1", "0"]
        ) { $0.count(.invokeFunction) },
        mappings.row("Enabled", "mappingBatchSize", ["", "Enabled: false"], sends(1), shows: ["1", "0"]) {
            $0.count(.invokeFunction)
        },
        mappings.row(
            "ParallelizationFactor", "parallelization", ["BatchSize: 1", "BatchSize: 1, ParallelizationFactor: 4"],
            streamed, behaviours: ["F": Parts.behaviour(seconds: 1)], puts(20), shows: ["1", "4"]
        ) { $0.mostAtOnce(.invokeFunction) },
        mappings.row(
            "BisectBatchOnFunctionError", "bisect",
            ["MaximumRetryAttempts: 1", "MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true"], streamed,
            behaviours: failing, puts(4), shows: ["4 4", "4 2"]
        ) { $0.records(.invokeFunction).prefix(2).map { "\($0.messageCount)" }.joined(separator: " ") },
        mappings.row(
            "MaximumRetryAttempts", "streamRetry", ["MaximumRetryAttempts: 0", "MaximumRetryAttempts: 2"], streamed,
            behaviours: failing, puts(1), shows: ["1", "3"]
        ) { $0.count(.invokeFunction) },
        mappings.row(
            "MaximumRecordAgeInSeconds", "recordAge", ["", "MaximumRecordAgeInSeconds: 60"], streamed,
            behaviours: failing, until: 200, puts(1), shows: ["0", "1"]
        ) { $0.count(.discard) },
        mappings.row(
            "DestinationConfig", "streamOnFailure",
            [
                "MaximumRetryAttempts: 0",
                "MaximumRetryAttempts: 0, DestinationConfig: {OnFailure: {Destination: !GetAtt D.Arn}}",
            ], streamed, behaviours: failing, puts(1), shows: ["0", "1"]
        ) { try $0.counts(of: "D") },
    ]
}
