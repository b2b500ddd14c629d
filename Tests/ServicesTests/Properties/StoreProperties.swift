import Simulation
import Testing
import Values

@testable import Services

/// Tables, streams, buckets and pipes.
extension PropertyRow {
    private static let tables = PropertyRows(
        type: "AWS::DynamoDB::Table",
        template: "  T: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: pk, "
            + "AttributeType: S}], KeySchema: [{AttributeName: pk, KeyType: HASH}], %}}\n" + Parts.function("F")
            + Parts.role)
    private static func put(_ at: Double, _ key: String, id: String = "1", onlyNew: Bool = false) -> Step {
        var parameters = JSONObject()
        parameters["Item"] = ["pk": ["S": JSONValue(key)], "id": ["S": JSONValue(id)]]
        if onlyNew { parameters["ConditionExpression"] = "attribute_not_exists(pk)" }
        return Step(at, .putItem, "T", JSONValue(parameters))
    }
    private static func units(_ count: Int) -> String {
        "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: \(count)}"
    }
    private static let puts = (0..<10).map { put(1, "\($0)") }
    private static let mapped =
        tables.template
        + Parts.of(
            "M", "AWS::Lambda::EventSourceMapping",
            "EventSourceArn: !GetAtt T.StreamArn, FunctionName: !Ref F, StartingPosition: TRIM_HORIZON")

    static let ofTables: [PropertyRow] = [
        tables.row(
            "TableName", "names", ["BillingMode: PAY_PER_REQUEST", "BillingMode: PAY_PER_REQUEST, TableName: other"],
            shows: ["T", "other"]
        ) { try $0.name("T") },
        tables.row(
            "KeySchema", "conditionExpression", ["pk", "id"],
            tables.template.replacing("KeySchema: [{AttributeName: pk", with: "KeySchema: [{AttributeName: %")
                .replacing(", %}}", with: ", BillingMode: PAY_PER_REQUEST}}"),
            [put(1, "a", id: "1"), put(2, "a", id: "2", onlyNew: true)], shows: ["conditionalCheckFailed", "ok"]
        ) { try $0.outcomes(1) },
        tables.row(
            "BillingMode", "onDemand", [units(1), "BillingMode: PAY_PER_REQUEST"], with: ["ProvisionedThroughput"],
            puts,
            shows: ["true", "false"]
        ) { "\($0.records(.putItem).contains { $0.outcome.isThrottle })" },
        tables.row(
            "ProvisionedThroughput", "provisionedThroughput", [units(1), units(10)], puts, shows: ["true", "false"]
        ) { "\($0.records(.putItem).contains { $0.outcome.isThrottle })" },
        tables.row(
            "StreamSpecification", "streamViews",
            ["KEYS_ONLY", "NEW_IMAGE"].map {
                "BillingMode: PAY_PER_REQUEST, StreamSpecification: {StreamViewType: \($0)}"
            }, mapped, [put(1, "a")], shows: ["false", "true"]
        ) { lab in
            "\(lab.records(.invokeFunction).contains { lab.archive.text($0.parameters).contains("NewImage") })"
        },
    ]

    // MARK: Streams

    private static let streams = PropertyRows(
        type: "AWS::Kinesis::Stream", template: "  S: {Type: AWS::Kinesis::Stream, Properties: {%}}\n")
    private static let many = (0..<1_500).map {
        Step(1, .putRecord, "S", ["Data": "x", "PartitionKey": JSONValue("k\($0)")])
    }
    private static let later: [Step] = [
        Step(1, .putRecord, "S", ["Data": "x", "PartitionKey": "k"]),
        Step(
            108_000, .getShardIterator, "S",
            ["ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"]),
        Step(108_001, .getRecords, "S") { ["ShardIterator": $0[1]?.payload["ShardIterator"] ?? .null] },
    ]

    static let ofStreams: [PropertyRow] = [
        streams.row("Name", "names", ["ShardCount: 1", "ShardCount: 1, Name: other"], shows: ["S", "other"]) {
            try $0.name("S")
        },
        streams.row(
            "ShardCount", "shardWrites", ["ShardCount: 1", "ShardCount: 2"], until: 3, many, shows: ["500", "0"]
        ) {
            $0.count(.putRecord, outcome: .provisionedThroughputExceeded)
        },
        streams.row(
            "RetentionPeriodHours", "recordRetention", ["ShardCount: 1", "ShardCount: 1, RetentionPeriodHours: 48"],
            until: 108_010, later, shows: ["0", "1"]
        ) { "\(try $0.bodies(2).count)" },
        streams.row(
            "StreamModeDetails", "onDemand",
            [
                "ShardCount: 1, StreamModeDetails: {StreamMode: PROVISIONED}",
                "ShardCount: 1, StreamModeDetails: {StreamMode: ON_DEMAND}",
            ],
            until: 3, many, shows: ["500", "0"]
        ) { $0.count(.putRecord, outcome: .provisionedThroughputExceeded) },
        streams.row(
            "MaxRecordSizeInKiB", "recordSize", ["ShardCount: 1", "ShardCount: 1, MaxRecordSizeInKiB: 2048"],
            [
                Step(
                    1, .putRecord, "S",
                    ["Data": JSONValue(String(repeating: "x", count: 1_500_000)), "PartitionKey": "k"])
            ],
            shows: ["validation", "ok"]
        ) { try $0.outcomes(0) },
    ]

    // MARK: Buckets

    private static let buckets = PropertyRows(
        type: "AWS::S3::Bucket",
        template: "  B: {Type: AWS::S3::Bucket, Properties: {%}}\n" + Parts.open("Q"))
    private static let objects = [
        Step(1, .putObject, "B", ["Key": "a", "Body": "hello"]), Step(5, .deleteObject, "B", ["Key": "a"]),
    ]
    private static func told(_ event: String) -> String {
        "NotificationConfiguration: {QueueConfigurations: [{Event: \"\(event)\", Queue: !GetAtt Q.Arn}]}"
    }
    private static func names(_ lab: Lab) throws -> String {
        try lab.held("Q").compactMap { try readJSON($0)["Records"]?[0]?["eventName"]?.string }.joined(separator: " ")
    }

    static let ofBuckets: [PropertyRow] = [
        buckets.row("BucketName", "names", ["", "BucketName: other"], shows: ["true", "false"]) {
            "\(try $0.name("B") != "other")"
        },
        buckets.row(
            "NotificationConfiguration", "notificationEvents",
            [told("s3:ObjectCreated:*"), told("s3:ObjectRemoved:*")], objects,
            shows: ["ObjectCreated:Put", "ObjectRemoved:Delete"], names),
        buckets.row(
            "VersioningConfiguration", "deleteMarker",
            [told("s3:ObjectRemoved:*"), told("s3:ObjectRemoved:*") + ", VersioningConfiguration: {Status: Enabled}"],
            objects, shows: ["ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated"], names),
    ]

    // MARK: Pipes

    private static let pipes = PropertyRows(
        type: "AWS::Pipes::Pipe",
        template: Parts.queue("Q") + Parts.queue("R") + Parts.queue("Out") + Parts.queue("Other")
            + Parts.function("F") + Parts.role
            + "  Bare: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n"
            + "  P: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role.Arn, Source: !GetAtt Q.Arn, "
            + "Target: !GetAtt Out.Arn, %}}\n")
    private static func pipe(_ old: String, _ new: String) -> String {
        pipes.template.replacing(old, with: new).replacing(", %}}\n", with: "}}\n")
    }
    private static let sent: [Step] = [.send(1, "Q", "{\"n\": 1}")]

    static let ofPipes: [PropertyRow] = [
        pipes.row(
            "Source", "pipeSource", ["Q", "R"], pipe("Source: !GetAtt Q", "Source: !GetAtt %"), sent, shows: ["1", "0"]
        ) {
            try $0.counts(of: "Out")
        },
        pipes.row(
            "SourceParameters", "pipeFilter",
            ["", "SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{\"body\": {\"n\": [2]}}'}]}}"], sent,
            shows: ["1", "0"]
        ) { try $0.counts(of: "Out") },
        pipes.row("Enrichment", "enrichment", ["", "Enrichment: !GetAtt F.Arn"], sent, shows: ["0", "1"]) {
            $0.count(.invokeFunction)
        },
        pipes.row(
            "EnrichmentParameters", "inputTemplate",
            [
                "Enrichment: !GetAtt F.Arn",
                "Enrichment: !GetAtt F.Arn, EnrichmentParameters: {InputTemplate: '{\"only\": <$.body.n>}'}",
            ], sent, shows: ["false", "true"]
        ) { lab in "\(lab.records(.invokeFunction).contains { lab.archive.text($0.parameters).contains("only") })" },
        pipes.row(
            "Target", "pipeTarget", ["Out", "Other"], pipe("Target: !GetAtt Out", "Target: !GetAtt %"), sent,
            shows: ["1 0", "0 1"]
        ) {
            try $0.counts(of: "Out", "Other")
        },
        pipes.row(
            "TargetParameters", "inputTemplate", ["", "TargetParameters: {InputTemplate: '{\"only\": <$.body.n>}'}"],
            sent, shows: ["false", "true"]
        ) { "\(try $0.held("Out").contains { $0.contains("only") })" },
        pipes.row(
            "RoleArn", "implicitDeny", ["Role", "Bare"], pipe("!GetAtt Role.Arn", "!GetAtt %.Arn"), sent,
            shows: ["1", "0"]
        ) {
            try $0.counts(of: "Out")
        },
        pipes.row("DesiredState", "pipeSource", ["", "DesiredState: STOPPED"], sent, shows: ["1", "0"]) {
            try $0.counts(of: "Out")
        },
    ]
}
