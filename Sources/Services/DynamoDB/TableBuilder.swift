import Simulation
import Templates

/// Makes tables from their resources.
enum TableBuilder {
    static let modelled: Set<String> = [
        "TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "ProvisionedThroughput", "SSESpecification",
        "PointInTimeRecoverySpecification", "DeletionProtectionEnabled",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        Table(id: id, resource)
    }
}
