import Languages
import Simulation
import Templates
import Values

/// Makes event source mappings from their resources.
enum MappingBuilder {
    static let modelled: Set<String> = [
        "EventSourceArn", "FunctionName", "BatchSize", "MaximumBatchingWindowInSeconds", "FunctionResponseTypes",
        "ScalingConfig", "FilterCriteria", "Enabled", "StartingPosition", "StartingPositionTimestamp",
        "ParallelizationFactor", "BisectBatchOnFunctionError", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds",
        "DestinationConfig",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        guard let source = resource.string("EventSourceArn").flatMap({ builder.streamSource($0) }),
            builder.component(source.logicalID) != nil,
            let target = builder.target(arn: resource.string("FunctionName")), target.action == .invokeFunction
        else { return leaveOut(resource, &builder) }
        if resource.property("Enabled").map({ $0.bool == false || $0.string == "false" }) == true {
            return Unavailable(id: id)
        }
        switch source.type {
        case "AWS::SQS::Queue": return queueMapping(resource, id, source, target, &builder)
        case "AWS::Kinesis::Stream", "AWS::DynamoDB::Table":
            return streamMapping(resource, id, source, target, &builder)
        default: return leaveOut(resource, &builder)
        }
    }

    private static func leaveOut(_ resource: Resource, _ builder: inout CloudBuilder) -> (any Emulator)? {
        builder.findings.append(
            Diagnostic(
                .warning, at: resource.position,
                found: "\(resource.logicalID) does not poll a queue, a stream or a table of the template",
                expected: "nothing is polled"))
        return nil
    }

    private static func queueMapping(
        _ resource: Resource, _ id: ComponentID, _ source: Resource, _ target: DeliveryTarget,
        _ builder: inout CloudBuilder
    ) -> (any Emulator)? {
        let queueSettings = QueueSettings(source)
        let window = resource.integer("MaximumBatchingWindowInSeconds", default: 0)
        let size = max(1, resource.integer("BatchSize", default: 10))
        if size > 10, queueSettings.isFIFO || window == 0 {
            refuse(
                resource,
                "polls batches of \(size)\(queueSettings.isFIFO ? " from a FIFO queue" : " without a window")",
                "Lambda refuses it: above 10 a standard queue and a window of at least 1 s are needed", &builder)
        }
        if queueSettings.isFIFO, window > 0 {
            refuse(resource, "sets a window on a FIFO queue", "Lambda refuses it: there is none for FIFO", &builder)
        }
        let function = builder.stack.function(named: target.arn)?.function
        if let timeout = function?.integer("Timeout", default: 3),
            Int64(timeout) * second > queueSettings.visibilityTimeout
        {
            refuse(
                resource, "polls \(source.logicalID), whose visibility timeout is shorter than the function's timeout",
                "Lambda refuses it: the queue's VisibilityTimeout must be at least \(timeout) s, better six times that",
                &builder)
        }
        let settings = QueueMapping.Settings(
            batchSize: queueSettings.isFIFO ? min(size, 10) : size,
            batchWindow: queueSettings.isFIFO ? 0 : Int64(window) * second,
            reportsItemFailures: reportsItemFailures(resource),
            maximumConcurrency: resource.integer("ScalingConfig", "MaximumConcurrency", default: 1_000),
            visibilityTimeout: queueSettings.visibilityTimeout,
            filter: filter(resource, payloadKey: "body", &builder),
            queueARN: source.arn ?? "")
        guard let queue = builder.component(source.logicalID) else { return nil }
        return QueueMapping(id: id, queue: queue, function: target, settings: settings)
    }

    private static func streamMapping(
        _ resource: Resource, _ id: ComponentID, _ source: Resource, _ target: DeliveryTarget,
        _ builder: inout CloudBuilder
    ) -> (any Emulator)? {
        guard let component = builder.component(source.logicalID) else { return nil }
        let isKinesis = source.type == "AWS::Kinesis::Stream"
        if !isKinesis, source.property("StreamSpecification") == nil {
            refuse(resource, "polls \(source.logicalID), which has no stream", "nothing is polled", &builder)
        }
        let retries = resource.integer("MaximumRetryAttempts", default: -1)
        let age = resource.integer("MaximumRecordAgeInSeconds", default: -1)
        let window = resource.integer("MaximumBatchingWindowInSeconds", default: 0)
        var onFailure: DeliveryTarget?
        if let arn = resource.string("DestinationConfig", "OnFailure", "Destination") {
            onFailure = FunctionBuilder.destination(arn, "OnFailure destination", resource, &builder)
        }
        let settings = StreamMapping.Settings(
            isKinesis: isKinesis, shardCount: isKinesis ? StreamBuilder.shardCount(source) : 1,
            batchSize: min(10_000, max(1, resource.integer("BatchSize", default: 100))),
            batchWindow: Int64(window) * second,
            parallelization: min(10, max(1, resource.integer("ParallelizationFactor", default: 1))),
            startingPosition: resource.string("StartingPosition") ?? "TRIM_HORIZON",
            startingTimestamp: resource.number("StartingPositionTimestamp"),
            reportsItemFailures: reportsItemFailures(resource),
            bisects: resource.isTrue("BisectBatchOnFunctionError"),
            maximumRetryAttempts: retries < 0 ? nil : retries, maximumRecordAge: age < 0 ? nil : Int64(age) * second,
            retention: isKinesis ? StreamBuilder.retention(source) : 86_400 * second, onFailure: onFailure,
            filter: filter(resource, payloadKey: isKinesis ? "data" : nil, &builder),
            streamARN: resource.string("EventSourceArn") ?? "", functionARN: target.arn)
        return StreamMapping(id: id, source: component, function: target, settings: settings)
    }

    private static func refuse(
        _ resource: Resource, _ found: String, _ expected: String, _ builder: inout CloudBuilder
    ) {
        builder.findings.append(
            Diagnostic(.warning, at: resource.position, found: "\(resource.logicalID) \(found)", expected: expected))
    }

    private static func reportsItemFailures(_ mapping: Resource) -> Bool {
        (mapping.property("FunctionResponseTypes")?.array ?? []).contains { $0.string == "ReportBatchItemFailures" }
    }

    private static func filter(
        _ mapping: Resource, payloadKey: String?, _ builder: inout CloudBuilder
    ) -> LambdaFilters? {
        guard let criteria = mapping.property("FilterCriteria") else { return nil }
        do throws(Diagnostics) {
            return try LambdaFilters(criteria, payloadKey: payloadKey)
        } catch {
            builder.findings += error.all
            return nil
        }
    }
}
