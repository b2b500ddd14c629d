import Simulation
import Templates
import Values

/// Makes streams from their resources.
enum StreamBuilder {
    static let modelled: Set<String> = [
        "Name", "ShardCount", "RetentionPeriodHours", "StreamModeDetails", "MaxRecordSizeInKiB",
    ]

    /// What an on-demand stream takes at birth: 4 MB a second, as four shards do
    /// (docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html).
    private static let onDemandShards = 4

    static func shardCount(_ resource: Resource) -> Int {
        let isOnDemand =
            resource.string("StreamModeDetails", "StreamMode") == "ON_DEMAND"
            || (resource.property("StreamModeDetails") == nil && resource.property("ShardCount") == nil)
        return isOnDemand ? onDemandShards : max(1, resource.integer("ShardCount", default: 1))
    }

    static func retention(_ resource: Resource) -> Int64 {
        Int64(resource.integer("RetentionPeriodHours", default: 24)) * 3_600 * second
    }

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        let settings = Stream.Settings(
            shardCount: shardCount(resource), retention: retention(resource),
            largestRecord: resource.integer("MaxRecordSizeInKiB", default: 1_024) * 1_024)
        return Stream(
            id: id, settings: settings, consumers: builder.consumers(of: resource),
            random: builder.random("stream \(resource.logicalID)"))
    }
}

extension CloudBuilder {
    /// The mappings and pipes that read a stream or a table's stream, in the order of the stack.
    func consumers(of source: Resource) -> [ComponentID] {
        stack.resources.compactMap { other in
            let arn: String?
            switch other.type {
            case "AWS::Lambda::EventSourceMapping": arn = other.string("EventSourceArn")
            case "AWS::Pipes::Pipe": arn = other.string("Source")
            default: return nil
            }
            guard let arn, streamSource(arn)?.logicalID == source.logicalID else { return nil }
            return component(other.logicalID)
        }
    }

    /// The stream or table that an ARN of a stream, of its consumer or of a table's stream names.
    func streamSource(_ arn: String) -> Resource? {
        let found = stack.resource(arn: arn)
        guard found?.type == "AWS::Kinesis::StreamConsumer" else { return found }
        return found?.string("StreamARN").flatMap { stack.resource(arn: $0) }
    }
}
