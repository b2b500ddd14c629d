import Simulation
import Templates
import Values

/// Makes tables from their resources.
enum TableBuilder {
    static let modelled: Set<String> = [
        "TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "ProvisionedThroughput", "SSESpecification",
        "PointInTimeRecoverySpecification", "DeletionProtectionEnabled", "StreamSpecification",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        var stream: TableStream?
        if let written = resource.property("StreamSpecification"),
            !resource.isFalse("StreamSpecification", "StreamEnabled")
        {
            guard let view = TableStream.View(rawValue: written["StreamViewType"]?.string ?? "") else {
                builder.findings.append(
                    Diagnostic(
                        .warning, at: written.position, found: "the stream of \(resource.logicalID) has no known view",
                        expected: "expected KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES: nothing is streamed")
                )
                return Table(id: id, resource)
            }
            stream = TableStream(id: id, view: view, consumers: builder.consumers(of: resource))
        }
        return Table(id: id, resource, stream: stream)
    }
}
