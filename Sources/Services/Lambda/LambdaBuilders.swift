import Languages
import Simulation
import Templates
import Values

/// Makes functions from their resources and the behaviours that flows declare.
enum FunctionBuilder {
    static let modelled: Set<String> = [
        "FunctionName", "Timeout", "MemorySize", "ReservedConcurrentExecutions", "DeadLetterConfig", "Role", "Code",
        "Handler", "Runtime", "Environment", "Architectures", "LoggingConfig", "PackageType", "Layers",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        var settings = FunctionSettings(resource)
        if let queue = builder.component(named: resource.string("DeadLetterConfig", "TargetArn")) {
            settings.deadLetterQueue = queue
        }
        for other in builder.stack.resources
        where other.type == "AWS::Lambda::EventInvokeConfig"
            && other.references.contains(where: { $0.path == ["FunctionName"] && $0.target == resource.logicalID })
        {
            settings.maximumRetryAttempts = other.integer("MaximumRetryAttempts", default: 2)
            settings.maximumEventAge = Int64(other.integer("MaximumEventAgeInSeconds", default: 21_600)) * second
            let onFailure = other.string("DestinationConfig", "OnFailure", "Destination")
            if let onFailure, builder.component(named: onFailure) == nil || !onFailure.contains(":sqs:") {
                builder.findings.append(unsupported(other, "its OnFailure destination is no queue of the template"))
            } else if let queue = builder.component(named: onFailure) {
                settings.deadLetterQueue = queue
            }
            if other.property("DestinationConfig", "OnSuccess") != nil {
                builder.findings.append(unsupported(other, "its OnSuccess destination"))
            }
        }
        let behaviour = builder.behaviours[resource.logicalID] ?? FunctionBehaviour(isAssumed: true)
        return Function(
            id: id, settings: settings, behaviour: behaviour,
            targets: behaviour.calls.map { builder.component($0.resource) ?? .none },
            random: builder.random("function \(resource.logicalID)"))
    }

    private static func unsupported(_ resource: Resource, _ what: String) -> Diagnostic {
        Diagnostic(
            .warning, at: resource.position, found: "\(resource.logicalID): \(what) is not modelled",
            expected: "nothing is sent there")
    }
}

/// Makes event source mappings on queues.
enum QueueMappingBuilder {
    static let modelled: Set<String> = [
        "EventSourceArn", "FunctionName", "BatchSize", "MaximumBatchingWindowInSeconds", "FunctionResponseTypes",
        "ScalingConfig", "FilterCriteria", "Enabled",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        guard let queueResource = resource.string("EventSourceArn").flatMap({ builder.stack.resource(arn: $0) }),
            queueResource.type == "AWS::SQS::Queue", let queue = builder.component(queueResource.logicalID),
            let function = functionID(resource, builder.stack).flatMap({ builder.component($0) })
        else {
            builder.findings.append(
                Diagnostic(
                    .warning, at: resource.position,
                    found: "\(resource.logicalID) does not poll a queue of the template",
                    expected: "this version emulates mappings on SQS queues: nothing is polled"))
            return nil
        }
        if resource.property("Enabled")?.bool == false { return Unavailable(id: id) }
        let types = resource.property("FunctionResponseTypes")?.array ?? []
        let settings = QueueMapping.Settings(
            batchSize: max(1, resource.integer("BatchSize", default: 10)),
            batchWindow: Int64(resource.integer("MaximumBatchingWindowInSeconds", default: 0)) * second,
            reportsItemFailures: types.contains { $0.string == "ReportBatchItemFailures" },
            maximumConcurrency: resource.integer("ScalingConfig", "MaximumConcurrency", default: 1_000),
            visibilityTimeout: QueueSettings(queueResource).visibilityTimeout,
            filter: filter(resource, &builder),
            queueARN: queueResource.arn ?? "")
        return QueueMapping(id: id, queue: queue, function: function, settings: settings)
    }

    /// The function a mapping invokes: by `Ref`, by ARN, or by a version or alias of it.
    private static func functionID(_ mapping: Resource, _ stack: Stack) -> String? {
        if let arn = mapping.string("FunctionName"),
            let found = stack.resource(arn: arn) ?? stack.resource(physicalID: arn),
            found.type == "AWS::Lambda::Function"
        {
            return found.logicalID
        }
        return mapping.references.first { $0.path == ["FunctionName"] }.flatMap { reference in
            stack[reference.target]?.references.first { $0.path == ["FunctionName"] }?.target
        }
    }

    private static func filter(_ mapping: Resource, _ builder: inout CloudBuilder) -> LambdaFilters? {
        guard let criteria = mapping.property("FilterCriteria") else { return nil }
        do throws(Diagnostics) {
            return try LambdaFilters(criteria, payloadKey: "body")
        } catch {
            builder.findings += error.all
            return nil
        }
    }
}
