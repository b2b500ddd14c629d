import Languages
import Simulation
import Templates
import Values

/// One row per resource type that runs: adding a service is adding a folder and its rows.
struct ServiceRow: Sendable {
    /// The CloudFormation type.
    var type: String
    /// The properties whose value changes what the emulation does, or that change nothing which could be seen in it.
    var modelled: Set<String>
    /// The property without which a resource of the type only configures another: a rule without a schedule.
    var needs: String?
    /// Makes the emulator.
    var make: @Sendable (Resource, ComponentID, inout CloudBuilder) -> (any Emulator)?
}

/// The table of everything that runs.
enum ServiceTable {
    static let rows: [ServiceRow] = [
        ServiceRow(type: "AWS::SQS::Queue", modelled: QueueBuilder.modelled, make: QueueBuilder.make),
        ServiceRow(type: "AWS::SNS::Topic", modelled: TopicBuilder.modelled, make: TopicBuilder.make),
        ServiceRow(type: "AWS::Events::EventBus", modelled: EventBusBuilder.modelled, make: EventBusBuilder.make),
        ServiceRow(
            type: "AWS::Events::Rule", modelled: EventBusBuilder.modelledOfRule, needs: "ScheduleExpression",
            make: ScheduleBuilder.makeRule),
        ServiceRow(
            type: "AWS::Events::ApiDestination", modelled: APIDestination.modelled, make: APIDestination.make),
        ServiceRow(
            type: "AWS::Scheduler::Schedule", modelled: ScheduleBuilder.modelledOfSchedule,
            make: ScheduleBuilder.makeSchedule),
        ServiceRow(type: "AWS::Pipes::Pipe", modelled: PipeBuilder.modelled, make: PipeBuilder.make),
        ServiceRow(type: "AWS::Lambda::Function", modelled: FunctionBuilder.modelled, make: FunctionBuilder.make),
        ServiceRow(
            type: "AWS::Lambda::EventSourceMapping", modelled: MappingBuilder.modelled,
            make: MappingBuilder.make),
        ServiceRow(type: "AWS::DynamoDB::Table", modelled: TableBuilder.modelled, make: TableBuilder.make),
        ServiceRow(type: "AWS::Kinesis::Stream", modelled: StreamBuilder.modelled, make: StreamBuilder.make),
        ServiceRow(type: "AWS::S3::Bucket", modelled: BucketBuilder.modelled, make: BucketBuilder.make),
        ServiceRow(type: "AWS::ApiGatewayV2::Api", modelled: APIBuilder.modelled, make: APIBuilder.make),
        ServiceRow(type: "AWS::ApiGateway::RestApi", modelled: APIBuilder.modelled, make: APIBuilder.make),
    ]

    /// Whether a resource runs as a component.
    static func runs(_ resource: Resource) -> Bool {
        guard let row = byType[resource.type] else { return false }
        return row.needs.map { resource.property($0) != nil } ?? true
    }

    static let byType = Dictionary(uniqueKeysWithValues: rows.map { ($0.type, $0) })

    /// Types that configure components above and are read by them, with the properties that are read; nil for types that
    /// change nothing an event would notice, and for those whose findings come from where they are read.
    static let plumbing: [String: Set<String>?] = {
        var types: [String: Set<String>?] = [
            "AWS::SNS::Subscription": TopicBuilder.modelledOfSubscription,
            "AWS::Events::Rule": EventBusBuilder.modelledOfRule,
            "AWS::Events::Archive": EventBusBuilder.modelledOfArchive,
            "AWS::Lambda::EventInvokeConfig": [
                "FunctionName", "Qualifier", "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig",
            ],
            "AWS::Lambda::Version": ["FunctionName", "ProvisionedConcurrencyConfig", "CodeSha256"],
            "AWS::Lambda::Alias": [
                "FunctionName", "FunctionVersion", "Name", "RoutingConfig", "ProvisionedConcurrencyConfig",
            ],
            "AWS::Kinesis::StreamConsumer": [],
            "AWS::Lambda::Url": ["TargetFunctionArn", "AuthType", "Qualifier"],
        ]
        types.merge(APIBuilder.plumbing.mapValues { .some($0) }) { first, _ in first }
        for type in silentPlumbing { types[type] = .some(nil) }
        return types
    }()

    private static let silentPlumbing = [
        "AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy",
        "AWS::Events::EventBusPolicy", "AWS::Events::Connection",
        "AWS::Scheduler::ScheduleGroup",
        "AWS::Lambda::Permission", "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy",
        "AWS::Logs::LogGroup", "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard", "AWS::ApiGateway::Account",
        "AWS::ApiGateway::GatewayResponse", "AWS::ApiGatewayV2::Deployment", "AWS::CloudFormation::WaitConditionHandle",
        "AWS::CloudFormation::Stack",
    ]
}

/// What the emulation can run, for listings and checks.
public enum EmulatedServices {
    /// The CloudFormation types that run as components, in the order of the table.
    public static var resourceTypes: [String] { ServiceTable.rows.map(\.type) }
    /// Whether a type configures components and needs none of its own.
    public static func isPlumbing(_ type: String) -> Bool { ServiceTable.plumbing[type] != nil }
    /// The systems outside of a stack that its API destinations and topics call, by the names of their nodes.
    public static func outsides(of stack: Stack) -> Set<String> {
        var names: Set<String> = []
        func add(_ url: String?) { if let name = CloudBuilder.outsideName(ofURL: url) { names.insert(name) } }
        for resource in stack.resources {
            switch resource.type {
            case "AWS::Events::ApiDestination": add(resource.string("InvocationEndpoint"))
            case "AWS::SNS::Subscription": add(resource.string("Endpoint"))
            case "AWS::SNS::Topic":
                for one in resource.property("Subscription")?.array ?? [] { add(one["Endpoint"]?.string) }
            default: break
            }
        }
        return names
    }
    /// Whether something of a stack acts without being asked: it has a schedule.
    public static func actsByItself(_ stack: Stack) -> Bool {
        stack.resources.contains { resource in
            resource.property("ScheduleExpression") != nil && ServiceTable.runs(resource)
                && resource.string("State") != "DISABLED"
        }
    }
    /// Whether a function of a stack can be called by a URL of its own.
    public static func hasURL(_ function: String, in stack: Stack) -> Bool {
        stack.resources.contains {
            $0.type == "AWS::Lambda::Url"
                && stack.function(named: $0.string("TargetFunctionArn") ?? "")?.function.logicalID == function
        }
    }
    /// The properties of a type that the emulation models, by name.
    public static func modelledProperties(of type: String) -> [String] {
        (ServiceTable.byType[type]?.modelled ?? ServiceTable.plumbing[type] ?? nil)?.sorted() ?? []
    }
}
