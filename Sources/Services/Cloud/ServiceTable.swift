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
    /// Makes the emulator.
    var make: @Sendable (Resource, ComponentID, inout CloudBuilder) -> (any Emulator)?
}

/// The table of everything that runs.
enum ServiceTable {
    static let rows: [ServiceRow] = [
        ServiceRow(type: "AWS::SQS::Queue", modelled: QueueBuilder.modelled, make: QueueBuilder.make),
        ServiceRow(type: "AWS::SNS::Topic", modelled: TopicBuilder.modelled, make: TopicBuilder.make),
        ServiceRow(type: "AWS::Events::EventBus", modelled: EventBusBuilder.modelled, make: EventBusBuilder.make),
        ServiceRow(type: "AWS::Lambda::Function", modelled: FunctionBuilder.modelled, make: FunctionBuilder.make),
        ServiceRow(
            type: "AWS::Lambda::EventSourceMapping", modelled: QueueMappingBuilder.modelled,
            make: QueueMappingBuilder.make),
        ServiceRow(type: "AWS::DynamoDB::Table", modelled: TableBuilder.modelled, make: TableBuilder.make),
        ServiceRow(type: "AWS::ApiGatewayV2::Api", modelled: APIBuilder.modelled, make: APIBuilder.make),
        ServiceRow(type: "AWS::ApiGateway::RestApi", modelled: APIBuilder.modelled, make: APIBuilder.make),
    ]

    static let byType = Dictionary(uniqueKeysWithValues: rows.map { ($0.type, $0) })

    /// Types that configure components above and are read by them, or that change nothing an event would notice.
    static let plumbing: Set<String> = [
        "AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy",
        "AWS::Events::Rule", "AWS::Events::EventBusPolicy", "AWS::Lambda::Permission", "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Version", "AWS::Lambda::Alias", "AWS::IAM::Role", "AWS::IAM::Policy",
        "AWS::IAM::ManagedPolicy", "AWS::Logs::LogGroup", "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard",
        "AWS::ApiGateway::Deployment", "AWS::ApiGateway::Stage", "AWS::ApiGateway::Resource",
        "AWS::ApiGateway::Method", "AWS::ApiGateway::Account", "AWS::ApiGateway::Model",
        "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::GatewayResponse", "AWS::ApiGatewayV2::Stage",
        "AWS::ApiGatewayV2::Deployment", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration",
        "AWS::CloudFormation::WaitConditionHandle", "AWS::CloudFormation::Stack",
    ]
}

/// What the emulation can run, for listings and checks.
public enum EmulatedServices {
    /// The CloudFormation types that run as components, in the order of the table.
    public static var resourceTypes: [String] { ServiceTable.rows.map(\.type) }
    /// Whether a type configures components and needs none of its own.
    public static func isPlumbing(_ type: String) -> Bool { ServiceTable.plumbing.contains(type) }
    /// The properties of a type that the emulation models, by name.
    public static func modelledProperties(of type: String) -> [String] {
        ServiceTable.byType[type]?.modelled.sorted() ?? []
    }
}
