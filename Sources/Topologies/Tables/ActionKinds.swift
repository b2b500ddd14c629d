import Graphs
import Languages

/// The one table that says, for each API action that carries messages or state, what kind of edge it travels along.
///
/// The API action is what a journal records; the IAM action is what a policy allows. They differ where one permission
/// covers several operations (`sqs:SendMessage` allows `SendMessageBatch`) or has another name (`lambda:InvokeFunction`
/// allows `Invoke`). Actions that configure or describe are not in the table: they make no edge.
struct ActionRow: Sendable {
    /// The API action, `service:Operation`.
    var api: String
    /// The IAM action that allows it.
    var iam: String
    /// The kind of edge a call of it travels along.
    var kind: EdgeKind

    init(_ api: String, _ kind: EdgeKind, iam: String? = nil) {
        self.api = api
        self.iam = iam ?? api
        self.kind = kind
    }
}

/// The kind of edge that calls of an API action travel along; nil for actions that carry nothing.
public func edgeKind(ofAction action: String) -> EdgeKind? { ActionTable.shared.byAPI[action]?.kind }

struct ActionTable: Sendable {
    static let shared = ActionTable(rows: actionRows)

    let byAPI: [String: ActionRow]
    /// Rows by lower-case service, in table order.
    let byService: [String: [ActionRow]]

    init(rows: [ActionRow]) {
        byAPI = Dictionary(rows.map { ($0.api, $0) }, uniquingKeysWith: { first, _ in first })
        byService = Dictionary(grouping: rows) { String($0.iam.prefix { $0 != ":" }) }
    }

    /// The rows that an IAM action pattern allows: `dynamodb:Get*`, `SQS:SendMessage`, `*`.
    func rows(allowedBy pattern: String) -> [ActionRow] {
        guard let colon = pattern.firstIndex(of: ":") else { return [] }
        let service = pattern[..<colon].lowercased()
        guard let rows = byService[service] else { return [] }
        let compiled = ActionPattern(pattern)
        return rows.filter { compiled.matches($0.iam) }
    }

    /// The IAM action that allows an API action; the same for those the table does not know.
    func permission(for action: String) -> String { byAPI[action]?.iam ?? action }

    /// The API actions of a service that travel along edges of this kind.
    func actions(of service: String, kind: EdgeKind) -> [String] {
        (byService[service] ?? []).filter { $0.kind == kind }.map(\.api)
    }
}

private let actionRows: [ActionRow] = [
    // Messaging
    ActionRow("sqs:SendMessage", .event),
    ActionRow("sqs:SendMessageBatch", .event, iam: "sqs:SendMessage"),
    ActionRow("sqs:ReceiveMessage", .poll),
    ActionRow("sqs:DeleteMessage", .poll),
    ActionRow("sqs:DeleteMessageBatch", .poll, iam: "sqs:DeleteMessage"),
    ActionRow("sqs:ChangeMessageVisibility", .poll),
    ActionRow("sqs:ChangeMessageVisibilityBatch", .poll, iam: "sqs:ChangeMessageVisibility"),
    ActionRow("sns:Publish", .event),
    ActionRow("sns:PublishBatch", .event, iam: "sns:Publish"),
    ActionRow("events:PutEvents", .event),
    ActionRow("events:InvokeApiDestination", .event),
    ActionRow("events:StartReplay", .event),
    ActionRow("scheduler:CreateSchedule", .event),
    ActionRow("kinesis:PutRecord", .event),
    ActionRow("kinesis:PutRecords", .event),
    ActionRow("kinesis:GetShardIterator", .poll),
    ActionRow("kinesis:GetRecords", .poll),
    ActionRow("kinesis:SubscribeToShard", .poll),
    ActionRow("firehose:PutRecord", .event),
    ActionRow("firehose:PutRecordBatch", .event),
    ActionRow("kafka-cluster:WriteData", .event),
    ActionRow("kafka-cluster:ReadData", .poll),
    ActionRow("iot:Publish", .event),
    ActionRow("ses:SendEmail", .event),
    ActionRow("ses:SendRawEmail", .event),
    ActionRow("ses:SendTemplatedEmail", .event),
    ActionRow("execute-api:PostToConnection", .event, iam: "execute-api:ManageConnections"),
    // Compute and workflows
    ActionRow("lambda:Invoke", .call, iam: "lambda:InvokeFunction"),
    ActionRow("lambda:InvokeAsync", .event),
    ActionRow("lambda:InvokeFunctionUrl", .call),
    ActionRow("states:StartExecution", .event),
    ActionRow("states:StartSyncExecution", .call),
    ActionRow("states:SendTaskSuccess", .event),
    ActionRow("states:SendTaskFailure", .event),
    ActionRow("states:SendTaskHeartbeat", .event),
    ActionRow("states:GetActivityTask", .poll),
    ActionRow("ecs:RunTask", .event),
    ActionRow("batch:SubmitJob", .event),
    ActionRow("codebuild:StartBuild", .event),
    ActionRow("codepipeline:StartPipelineExecution", .event),
    ActionRow("glue:StartJobRun", .event),
    ActionRow("sagemaker:InvokeEndpoint", .call),
    ActionRow("sagemaker:InvokeEndpointAsync", .event),
    ActionRow("bedrock:InvokeModel", .call),
    ActionRow("bedrock:InvokeModelWithResponseStream", .call),
    ActionRow("bedrock:InvokeAgent", .call),
    ActionRow("comprehend:DetectSentiment", .call),
    ActionRow("comprehend:DetectEntities", .call),
    ActionRow("comprehend:DetectKeyPhrases", .call),
    ActionRow("comprehend:DetectDominantLanguage", .call),
    ActionRow("polly:SynthesizeSpeech", .call),
    ActionRow("polly:StartSpeechSynthesisTask", .event),
    ActionRow("rekognition:DetectLabels", .call),
    ActionRow("rekognition:DetectFaces", .call),
    ActionRow("rekognition:DetectText", .call),
    ActionRow("rekognition:DetectModerationLabels", .call),
    ActionRow("rekognition:CompareFaces", .call),
    ActionRow("textract:DetectDocumentText", .call),
    ActionRow("textract:AnalyzeDocument", .call),
    ActionRow("textract:StartDocumentTextDetection", .event),
    ActionRow("textract:StartDocumentAnalysis", .event),
    ActionRow("transcribe:StartTranscriptionJob", .event),
    ActionRow("translate:TranslateText", .call),
    // APIs and identity
    ActionRow("execute-api:Invoke", .call),
    ActionRow("appsync:GraphQL", .call),
    ActionRow("cognito-idp:AdminGetUser", .read),
    ActionRow("cognito-idp:ListUsers", .read),
    ActionRow("cognito-idp:AdminCreateUser", .write),
    ActionRow("cognito-idp:AdminUpdateUserAttributes", .write),
    ActionRow("cognito-idp:AdminAddUserToGroup", .write),
    ActionRow("cognito-idp:AdminDeleteUser", .write),
    ActionRow("cognito-idp:AdminInitiateAuth", .call),
    // Tables
    ActionRow("dynamodb:GetItem", .read),
    ActionRow("dynamodb:BatchGetItem", .read),
    ActionRow("dynamodb:TransactGetItems", .read, iam: "dynamodb:GetItem"),
    ActionRow("dynamodb:Query", .read),
    ActionRow("dynamodb:Scan", .read),
    ActionRow("dynamodb:PutItem", .write),
    ActionRow("dynamodb:UpdateItem", .write),
    ActionRow("dynamodb:DeleteItem", .write),
    ActionRow("dynamodb:BatchWriteItem", .write),
    ActionRow("dynamodb:TransactWriteItems", .write, iam: "dynamodb:PutItem"),
    ActionRow("dynamodb:TransactWriteItems", .write, iam: "dynamodb:UpdateItem"),
    ActionRow("dynamodb:TransactWriteItems", .write, iam: "dynamodb:DeleteItem"),
    ActionRow("dynamodb:ExecuteStatement", .read, iam: "dynamodb:PartiQLSelect"),
    ActionRow("dynamodb:ExecuteStatement", .write, iam: "dynamodb:PartiQLInsert"),
    ActionRow("dynamodb:ExecuteStatement", .write, iam: "dynamodb:PartiQLUpdate"),
    ActionRow("dynamodb:ExecuteStatement", .write, iam: "dynamodb:PartiQLDelete"),
    ActionRow("dynamodb:GetShardIterator", .poll),
    ActionRow("dynamodb:GetRecords", .poll),
    ActionRow("dax:GetItem", .read),
    ActionRow("dax:BatchGetItem", .read),
    ActionRow("dax:Query", .read),
    ActionRow("dax:Scan", .read),
    ActionRow("dax:PutItem", .write),
    ActionRow("dax:UpdateItem", .write),
    ActionRow("dax:DeleteItem", .write),
    ActionRow("dax:BatchWriteItem", .write),
    ActionRow("rds-data:ExecuteStatement", .write),
    ActionRow("rds-data:BatchExecuteStatement", .write),
    ActionRow("rds-db:connect", .write),
    ActionRow("elasticache:Connect", .write),
    ActionRow("redshift-data:ExecuteStatement", .write),
    ActionRow("es:ESHttpGet", .read),
    ActionRow("es:ESHttpHead", .read),
    ActionRow("es:ESHttpPost", .write),
    ActionRow("es:ESHttpPut", .write),
    ActionRow("es:ESHttpDelete", .write),
    ActionRow("es:ESHttpPatch", .write),
    // Objects and files
    ActionRow("s3:GetObject", .read),
    ActionRow("s3:HeadObject", .read, iam: "s3:GetObject"),
    ActionRow("s3:ListObjectsV2", .read, iam: "s3:ListBucket"),
    ActionRow("s3:PutObject", .write),
    ActionRow("s3:DeleteObject", .write),
    ActionRow("s3:DeleteObjects", .write, iam: "s3:DeleteObject"),
    ActionRow("elasticfilesystem:ClientMount", .read),
    ActionRow("elasticfilesystem:ClientWrite", .write),
    ActionRow("athena:StartQueryExecution", .read),
    // Secrets, parameters, keys
    ActionRow("secretsmanager:GetSecretValue", .read),
    ActionRow("secretsmanager:PutSecretValue", .write),
    ActionRow("ssm:GetParameter", .read),
    ActionRow("ssm:GetParameters", .read),
    ActionRow("ssm:GetParametersByPath", .read),
    ActionRow("ssm:PutParameter", .write),
    ActionRow("kms:Encrypt", .call),
    ActionRow("kms:Decrypt", .call),
    ActionRow("kms:GenerateDataKey", .call),
    ActionRow("servicediscovery:DiscoverInstances", .resolve),
    // Observability
    ActionRow("logs:PutLogEvents", .observe),
    ActionRow("cloudwatch:PutMetricData", .observe),
    ActionRow("xray:PutTraceSegments", .observe),
]
