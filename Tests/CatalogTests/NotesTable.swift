import Testing

/// A line of the user's notes, by its number and a few of its words, and the entries that carry it: each with a word or
/// number that the entry says because the line does, or that corrects it.
struct NotesLine: CustomTestStringConvertible, Sendable {
    var number: Int
    var says: String
    /// `entry: what it says`.
    var carried: [String]

    var testDescription: String { "line \(number): \(says)" }
}

private func line(_ number: Int, _ says: String, _ carried: String...) -> NotesLine {
    NotesLine(number: number, says: says, carried: carried)
}

/// Every line of the notes that says something, in their order.
let notesLines: [NotesLine] =
    linksAndPractices + eventsAndServerless + testingAndDelivery + coreArchitectures + dataArchitectures

private let linksAndPractices: [NotesLine] = [
    line(
        1, "Common AWS Architecture", "the-notes: Common AWS architecture", "notes-in-order: common AWS architectures"),
    line(3, "sections are very service specific", "notes-in-order: ordered by service"),
    line(4, "generic in form and explicit in detail", "notes-in-order: generic forms beside explicit ones"),
    line(6, "links", "notes-in-order: What the notes link"),
    line(8, "localstack", "localstack-repository: github.com/localstack/localstack", "localstack: auth token"),
    line(9, "aws serverless", "aws-serverless: aws.amazon.com/serverless/"),
    line(10, "serverless land", "serverless-land: serverlessland.com"),
    line(11, "multi-tier", "multi-tier-whitepaper: AWS_Serverless_Multi-Tier_Architectures.pdf"),
    line(12, "aws service search", "aws-products: aws.amazon.com/products/"),
    line(
        13, "serverless application lens", "serverless-lens-pdf: .pdf", "serverless-lens: Serverless Applications Lens"),
    line(14, "10 things", "ten-things: ten-things-serverless-architects-should-know"),
    line(15, "api gateway category", "api-gateway-blog: amazon-api-gateway-application-services"),
    line(17, "best practices", "notes-in-order: Best practices"),
    line(19, "code/repo organization", "repository-per-service: repository"),
    line(20, "organizing services", "services-not-functions: by service, not by function"),
    line(
        21, "a repo per service", "repository-per-service: one repository",
        "services-not-functions: repository for each service",
        "microservice: deployed on its own"),
    line(22, "prod vs developer", "environment: production", "isolated-accounts: production"),
    line(23, "ci/cd should be in place", "pipeline-before-features: Whichever way", "continuous-delivery: CI/CD"),
    line(24, "prod should always be isolated", "isolate-production: account of its own"),
    line(
        25, "separate accounts", "account-per-developer: account for each developer",
        "isolated-accounts: each developer"),
    line(26, "technical maturity", "account-per-developer: maturity", "isolated-accounts: budget"),
    line(27, "single shared account", "isolated-accounts: shared account", "account-per-developer: one shared account"),
    line(
        28, "immutable and isolated stacks", "immutable-isolated-stacks: many developers",
        "immutable-stack: shares nothing"),
    line(30, "terms", "notes-in-order: Terms"),
    line(32, "Dead Letter Queue", "dead-letter-queue: DLQ", "dead-letters: dead-letter queue"),
    line(34, "localstack", "localstack: emulator"),
    line(36, "localstack.md", "local-emulator: emulator", "emulate-at-the-desk: LocalStack"),
    line(38, "dynamodb local", "dynamodb-local: DynamoDB"),
    line(40, "get the docker image", "dynamodb-local-download: container image", "dynamodb-local: container image"),
]

private let eventsAndServerless: [NotesLine] = [
    line(42, "event-driven architectures", "event-driven: react to what happened", "event-backbone: event"),
    line(
        44, "(change in state)", "event: carries what a consumer needs to act", "state-change: different from before"),
    line(
        45, "event producers", "event-producer: unknown consumers", "event-backbone: producer",
        "eventbridge: event buses"),
    line(46, "event router", "router: decides who gets which", "topic: subscri", "filter-early: Filter at the router"),
    line(47, "event consumers", "event-consumer: says what it wants to hear", "event-consumer: all of them"),
    line(49, "Serverless", "managed-service: serverless"),
    line(51, "fully managed services", "managed-service: fully managed", "service-integration: function"),
    line(53, "core stack", "serverless-web-app: managed services"),
    line(55, "micrservice APIs", "api-gateway: HTTP APIs", "microservice: API"),
    line(56, "compute", "lambda: your code", "function: code"),
    line(57, "object storage", "s3: object store", "object-store: object"),
    line(58, "operational data", "dynamodb: key-value store", "operational-and-analytical-data: operational data"),
    line(59, "messaging/decoupling", "sns: publish-subscribe", "decoupling: topic"),
    line(60, "queueing/decoupling", "sqs: message queue", "decoupling: queue"),
    line(61, "streaming", "kinesis: streams", "stream: order"),
    line(62, "monitoring & logs", "cloudwatch: metrics, alarms and logs", "log-store: log"),
    line(63, "cache for static resources", "cloudfront: before buckets", "cached-api: CloudFront", "cdn: cache"),
    line(64, "test, build and deploy", "sam: build, test and deploy"),
    line(66, "other tools", "notes-in-order: Other tools"),
    line(68, "appsync", "appsync: GraphQL"),
    line(69, "analytics", "athena: SQL", "query-engine: quer"),
    line(70, "orchestration", "step-functions: workflows", "orchestration: workflow", "workflow: step"),
    line(71, "event bus", "eventbridge: event buses", "event-bus: bus"),
]

private let testingAndDelivery: [NotesLine] = [
    line(73, "testing", "testing-layers: test"),
    line(75, "a test account", "parity-account: like production", "test-in-a-parity-account: account like production"),
    line(76, "setting up localstack", "localstack: recommend investing in LocalStack", "emulate-at-the-desk: emulator"),
    line(77, "local tests", "testing-layers: emulator", "local-emulator: own machine"),
    line(78, "business logic", "test-business-logic-alone: business logic", "unit-test: logic"),
    line(79, "more difficult to test locally", "testing-layers: emulator", "emulate-at-the-desk: not yet proved"),
    line(80, "remote test accounts", "test-in-a-parity-account: parity account", "integration-test: real services"),
    line(
        81, "gates for production", "gate-deployments-with-tests: stops on a failed test", "acceptance-gate: must pass"),
    line(83, "cd", "continuous-delivery: delivery", "delivery-pipeline: pipeline"),
    line(85, "tools", "sam-or-cloudformation: tools of delivery"),
    line(86, "cloudformation", "cloudformation: stack"),
    line(87, "sam", "sam: shorthand for CloudFormation"),
    line(88, "general process", "continuous-delivery: build the code"),
    line(89, "build the code", "delivery-pipeline: build", "build: build"),
    line(90, "package and deploy to s3", "deployment-package: bucket", "delivery-pipeline: bucket"),
    line(91, "execution roles", "execution-role: identity a function has", "resource-policy: who may use it"),
    line(92, "integrating with backend", "delivery-pipeline: role", "service-integration: integration"),
    line(
        93, "update lambda functions", "deploy-through-aliases: alias", "canary-release: alias",
        "delivery-pipeline: alias"),
]

private let coreArchitectures: [NotesLine] = [
    line(95, "common architectures", "notes-in-order: Common architectures"),
    line(97, "core", "notes-in-order: Core services"),
    line(99, "authnz", "iam: authentication and authorization", "authentication-and-authorization: authnz"),
    line(100, "anything dns related", "route-53: name service", "dns: name"),
    line(101, "logging and monitoring and alerts", "cloudwatch: alarm", "alarm: alarm"),
    line(102, "tracing & observability", "x-ray: traces", "observability: traces"),
    line(103, "cloudtrail", "cloudtrail: who called which API"),
    line(104, "permissions and policies", "iam: policies", "least-privilege: Allow what is needed"),
    line(105, "encrypted passwords", "secrets-manager: passwords and keys", "secret-store: password"),
    line(107, "elastic load balancing", "elastic-load-balancing: load balancers"),
    line(
        109, "resources in a private vpc", "private-front-door: private", "network-load-balancer: connections",
        "elastic-load-balancing: through a network load balancer", "vpc-link: private network"),
    line(111, "api gateway", "api-gateway: front door"),
    line(113, "frontdoor to any aws service", "front-door: service", "service-integration: service"),
    line(115, "Api Gateway + Lambda", "staged-api: API"),
    line(117, "created in API Gateway as resources", "staged-api: function", "api-gateway: route or method"),
    line(
        118, "hard-code any", "no-hard-coded-components: No component's name", "staged-api: stage variable",
        "stage-variable: integrations"),
    line(119, "enable versioning and use aliases", "version: frozen copy", "alias: points to a version"),
    line(120, "stages for environments", "stage: environments", "api-gateway: use stages for environments"),
    line(121, "stage variables at lambda aliases", "staged-api: alias", "stage-variable: alias"),
    line(123, "Api gateway + cloudfront", "cached-api: CloudFront"),
    line(
        125, "an API gateway cache behind that", "cached-api: cache", "api-gateway: cacheKeyParameters",
        "cache-what-repeats: edge"),
]

private let dataArchitectures: [NotesLine] = [
    line(127, "dynamodb + lambda", "table-stream: stream"),
    line(
        129, "at leat once", "table-stream: at least once", "at-least-once: Every message arrives",
        "dynamodb-streams: once"),
    line(130, "write can become a lambda trigger", "table-stream: filter", "trigger: only through its stream"),
    line(132, "dynamodb + analytic services", "analytics-copy: analy"),
    line(
        134, "one big dynamodb instance", "dynamodb: one table used by all microservices",
        "microservice: Several services on one table"),
    line(
        135, "query db instance", "athena: one big table", "analytics-copy: Athena",
        "operational-and-analytical-data: scans"),
    line(137, "dynamodb + lambda + kinesis", "streams-to-files: stream"),
    line(139, "kinesis firehose", "firehose: It does neither", "streams-to-files: Firehose"),
    line(141, "dynamodb + SQS + lambda", "write-buffering: queue"),
    line(
        143, "not write caching", "dax: write", "cached-reads: read", "write-buffering: write-through",
        "dax-or-queue: DAX"),
    line(144, "at the application level", "write-buffering: queue", "write-behind: queue"),
    line(145, "triggers a lambda to write", "write-buffering: worker", "batched-writes: queue"),
    line(146, "buffer spikes", "load-levelling: spike", "buffer-to-flatten-demand: queue"),
    line(148, "dynamodb + S3", "claim-check: reference"),
    line(150, "index s3 items", "claim-check: table"),
    line(151, "large json docs", "claim-check: document", "keep-items-small: by reference"),
    line(152, "under 4kb", "keep-items-small: 4 KB", "dynamodb: under 4 KB", "s3: cost as the reason"),
    line(154, "dynamodb + SNS", "batched-writes: topic"),
    line(156, "queue-based load leveling", "load-levelling: load leveling", "azure-load-leveling: Load Leveling"),
    line(
        157, "provisioned throughput", "provisioned-throughput: throughput", "dynamodb: 29 %",
        "on-demand-capacity: request"),
    line(
        158, "batch writing from SNS", "sns: neither buffers nor batches", "batched-writes: topic",
        "write-coalescing: write"),
    line(160, "ECS + SQS/SNS", "container-workers: queue"),
    line(162, "decoupling tasks", "container-workers: task", "decoupling: queue", "container-task: task"),
    line(164, "ECS + elastic load balancing", "balanced-service: load balancer"),
    line(
        166, "classic, application or network", "alb-or-nlb: Classic", "classic-load-balancer: Fargate",
        "application-load-balancer: HTTP", "balanced-service: network"),
    line(168, "ECS + route53", "named-services: name"),
    line(170, "dns service discovery", "service-discovery: DNS", "cloud-map: DNS", "named-services: DNS"),
]
