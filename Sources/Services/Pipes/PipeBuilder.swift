import Languages
import Simulation
import Templates
import Values

/// Makes pipes from their resources.
enum PipeBuilder {
    static let modelled: Set<String> = [
        "Name", "Source", "SourceParameters", "Enrichment", "EnrichmentParameters", "Target", "TargetParameters",
        "RoleArn", "DesiredState",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        if resource.string("DesiredState") == "STOPPED" { return Unavailable(id: id) }
        do throws(Diagnostics) {
            guard let settings = try settings(resource, &builder), let reader = try reader(resource, id, &builder)
            else { return nil }
            return Pipe(id: id, settings: settings, reader: reader)
        } catch {
            builder.findings += error.all
            return nil
        }
    }

    private static func leaveOut(_ resource: Resource, _ found: String, _ builder: inout CloudBuilder) {
        builder.findings.append(
            Diagnostic(
                .warning, at: resource.position, found: "\(resource.logicalID) \(found)",
                expected: "nothing goes through the pipe"))
    }

    private static func settings(
        _ pipe: Resource, _ builder: inout CloudBuilder
    ) throws(Diagnostics) -> Pipe.Settings? {
        guard let target = builder.target(arn: pipe.string("Target")) else {
            leaveOut(pipe, "has a target outside of the template, or of a kind that is not emulated", &builder)
            return nil
        }
        let parameters = pipe.property("TargetParameters")
        let bus = parameters?["EventBridgeEventBusParameters"]
        var settings = Pipe.Settings(
            target: target,
            waits: parameters?["LambdaFunctionParameters"]?["InvocationType"]?.string != "FIRE_AND_FORGET",
            group: parameters?["SqsQueueParameters"]?["MessageGroupId"]?.string,
            partitionKey: parameters?["KinesisStreamParameters"]?["PartitionKey"]?.string ?? pipe.logicalID,
            source: bus?["Source"]?.string ?? "Pipe \(pipe.physicalName)",
            detailType: bus?["DetailType"]?.string ?? "Event from aws:sqs")
        if let arn = pipe.string("Enrichment") {
            guard let enrichment = builder.target(arn: arn),
                enrichment.action == .invokeFunction || enrichment.action == .invokeAPIDestination
            else {
                leaveOut(pipe, "has an enrichment that is no function or API destination of the template", &builder)
                return nil
            }
            settings.enrichment = enrichment
        }
        if let template = pipe.property("EnrichmentParameters", "InputTemplate") {
            settings.enrichmentInput = try PipeInput(template)
        }
        if let template = parameters?["InputTemplate"] { settings.targetInput = try PipeInput(template) }
        return settings
    }

    private static func reader(
        _ pipe: Resource, _ id: ComponentID, _ builder: inout CloudBuilder
    ) throws(Diagnostics) -> Pipe.Reader? {
        guard let source = pipe.string("Source").flatMap({ builder.streamSource($0) }),
            let component = builder.component(source.logicalID)
        else {
            leaveOut(pipe, "has a source outside of the template", &builder)
            return nil
        }
        let own = DeliveryTarget(component: id, action: .invokeFunction, arn: pipe.arn ?? "")
        let criteria = pipe.property("SourceParameters", "FilterCriteria")
        switch source.type {
        case "AWS::SQS::Queue":
            let queue = QueueSettings(source)
            func number(_ name: String, _ usual: Int) -> Int {
                pipe.integer("SourceParameters", "SqsQueueParameters", name, default: usual)
            }
            let settings = QueueMapping.Settings(
                batchSize: queue.isFIFO ? min(10, number("BatchSize", 10)) : number("BatchSize", 10),
                batchWindow: queue.isFIFO ? 0 : Int64(number("MaximumBatchingWindowInSeconds", 0)) * second,
                reportsItemFailures: false, maximumConcurrency: 1_000, visibilityTimeout: queue.visibilityTimeout,
                filter: try filters(criteria, payloadKey: "body"), queueARN: source.arn ?? "")
            return .queue(QueueMapping(id: id, queue: component, function: own, settings: settings))
        case "AWS::Kinesis::Stream", "AWS::DynamoDB::Table":
            let isKinesis = source.type == "AWS::Kinesis::Stream"
            let written = pipe.property(
                "SourceParameters", isKinesis ? "KinesisStreamParameters" : "DynamoDBStreamParameters")
            func number(_ name: String, _ usual: Int) -> Int { written?[name]?.wholeNumber ?? usual }
            let retries = number("MaximumRetryAttempts", -1)
            let age = number("MaximumRecordAgeInSeconds", -1)
            let settings = StreamMapping.Settings(
                isKinesis: isKinesis, shardCount: isKinesis ? StreamBuilder.shardCount(source) : 1,
                batchSize: min(10_000, max(1, number("BatchSize", 100))),
                batchWindow: Int64(number("MaximumBatchingWindowInSeconds", 0)) * second,
                parallelization: min(10, max(1, number("ParallelizationFactor", 1))),
                startingPosition: written?["StartingPosition"]?.string ?? "LATEST",
                startingTimestamp: written?["StartingPositionTimestamp"]?.numberWritten, reportsItemFailures: false,
                bisects: written?["OnPartialBatchItemFailure"]?.string == "AUTOMATIC_BISECT",
                maximumRetryAttempts: retries < 0 ? nil : retries,
                maximumRecordAge: age < 0 ? nil : Int64(age) * second,
                retention: isKinesis ? StreamBuilder.retention(source) : 86_400 * second,
                onFailure: builder.target(arn: written?["DeadLetterConfig"]?["Arn"]?.string),
                filter: try filters(criteria, payloadKey: isKinesis ? "data" : nil),
                streamARN: pipe.string("Source") ?? "", functionARN: pipe.arn ?? "")
            return .stream(StreamMapping(id: id, source: component, function: own, settings: settings))
        default:
            leaveOut(pipe, "has a source of a kind that is not emulated", &builder)
            return nil
        }
    }

    private static func filters(
        _ criteria: JSONValue?, payloadKey: String?
    ) throws(Diagnostics) -> LambdaFilters? {
        guard let criteria else { return nil }
        return try LambdaFilters(criteria, payloadKey: payloadKey)
    }
}
