/// What the emulation promises: for every service the documented behaviours, each with its source, and whether the
/// emulation has it. The rules that records name, the fidelity page and the tests all read this one table.
public enum Conformance {
    /// The services, in the order in which they are shown.
    public static let services: [ServiceConformance] = [
        sqs, sns, eventBridge, pipes, lambda, dynamoDB, kinesis, s3, apiGateway, general,
    ]

    /// The rows by the rule that names them.
    static let rowByRule: [Rule: (service: String, row: ConformanceRow)] = {
        var rows: [Rule: (service: String, row: ConformanceRow)] = [:]
        for service in services {
            for row in service.rows { if let rule = row.rule { rows[rule] = (service.name, row) } }
        }
        return rows
    }()

    /// The table of a service, by its short name such as `SQS`.
    public static func service(_ name: String) -> ServiceConformance? { services.first { $0.name == name } }
}

/// The behaviours of one service.
public struct ServiceConformance: Hashable, Sendable {
    /// The service's short name.
    public var name: String
    /// The behaviours.
    public var rows: [ConformanceRow]

    init(_ name: String, _ rows: [ConformanceRow]) {
        self.name = name
        self.rows = rows
    }

    /// What a run shows.
    public var modelled: [ConformanceRow] { rows.filter(\.isModelled) }
    /// What it does not.
    public var notModelled: [ConformanceRow] { rows.filter { !$0.isModelled } }
}

/// One documented behaviour.
public struct ConformanceRow: Hashable, Sendable {
    /// What it is known by: stable, unique within its service.
    public var id: String
    /// The behaviour in a sentence.
    public var says: String
    /// Where it is documented.
    public var source: String
    /// Whether the emulation has it.
    public var isModelled: Bool
    /// The rule that records name when it decides something.
    public var rule: Rule?

    /// A behaviour that decides outcomes, so that records name it.
    static func rule(_ rule: Rule, _ says: String, _ source: String) -> ConformanceRow {
        ConformanceRow(id: "\(rule)", says: says, source: source, isModelled: true, rule: rule)
    }

    /// A behaviour that shows without a record naming it.
    static func modelled(_ id: String, _ says: String, _ source: String) -> ConformanceRow {
        ConformanceRow(id: id, says: says, source: source, isModelled: true)
    }

    /// A behaviour that the emulation leaves out.
    static func leftOut(_ id: String, _ says: String, _ source: String) -> ConformanceRow {
        ConformanceRow(id: id, says: says, source: source, isModelled: false)
    }
}

/// The beginnings of sources.
enum Source {
    /// The service models of botocore.
    static func model(_ shape: String) -> String { "botocore 1.43.11, \(shape)" }
    /// A page of the SQS developer guide.
    static func sqs(_ page: String) -> String {
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/\(page).html"
    }
    /// A page of the SNS developer guide.
    static func sns(_ page: String) -> String { "https://docs.aws.amazon.com/sns/latest/dg/\(page).html" }
    /// A page of the Lambda developer guide.
    static func lambda(_ page: String) -> String { "https://docs.aws.amazon.com/lambda/latest/dg/\(page).html" }
    /// A page of the EventBridge user guide.
    static func events(_ page: String) -> String {
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/\(page).html"
    }
    /// A page of the EventBridge Scheduler user guide.
    static func scheduler(_ page: String) -> String {
        "https://docs.aws.amazon.com/scheduler/latest/UserGuide/\(page).html"
    }
    /// A page of the DynamoDB developer guide.
    static func dynamoDB(_ page: String) -> String {
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/\(page).html"
    }
    /// A page of the S3 user guide.
    static func s3(_ page: String) -> String { "https://docs.aws.amazon.com/AmazonS3/latest/userguide/\(page).html" }
    /// A page of the Kinesis Data Streams developer guide.
    static func kinesis(_ page: String) -> String { "https://docs.aws.amazon.com/streams/latest/dev/\(page).html" }
    /// A page of the API Gateway developer guide.
    static func apiGateway(_ page: String) -> String {
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/\(page).html"
    }
}
