import Templates
import Values

/// Amazon Kinesis, Data Firehose, MSK and MQ: records that wait for readers, and where they are delivered.
let streamRows: [ResourceRow] = [
    ResourceRow(
        // To one kind of consumer a stream does what a queue does, and keeps the order of each key.
        "AWS::Kinesis::Stream", kind: "stream", alsoProvides: ["message-queue"], service: "kinesis",
        delivery: "kinesis:PutRecord"),
    .plumbing(
        "AWS::Kinesis::StreamConsumer", kind: "consumer", .into(["StreamARN"]), service: "kinesis"),
    ResourceRow(
        "AWS::KinesisFirehose::DeliveryStream", kind: "delivery-stream", service: "firehose",
        delivery: "firehose:PutRecord", link: linkDeliveryStream),
    ResourceRow(
        "AWS::MSK::Cluster", kind: "stream", service: "kafka",
        delivery: "kafka-cluster:WriteData", within: ["BrokerNodeGroupInfo.ClientSubnets"]),
    ResourceRow(
        "AWS::MSK::ServerlessCluster", kind: "stream", service: "kafka",
        delivery: "kafka-cluster:WriteData", within: ["VpcConfigs.*.SubnetIds"]),
    .plumbing("AWS::MSK::Configuration", kind: "setting", .usedBy()),
    .plumbing("AWS::MSK::ClusterPolicy", kind: "policy", .into(["ClusterArn"])),
    ResourceRow(
        "AWS::AmazonMQ::Broker", kind: "message-broker", service: "mq",
        within: ["SubnetIds"]),
    .plumbing("AWS::AmazonMQ::Configuration", kind: "setting", .usedBy()),
    .plumbing("AWS::AmazonMQ::ConfigurationAssociation", kind: "setting", .into(["Broker"])),
]

/// The properties of a delivery stream that each hold one destination, with where they name it.
private let destinations: [(property: String, path: String, action: String)] = [
    ("S3DestinationConfiguration", "BucketARN", "s3:PutObject"),
    ("ExtendedS3DestinationConfiguration", "BucketARN", "s3:PutObject"),
    ("RedshiftDestinationConfiguration", "ClusterJDBCURL", ""),
    ("AmazonopensearchserviceDestinationConfiguration", "DomainARN", "es:ESHttpPut"),
    ("AmazonOpenSearchServerlessDestinationConfiguration", "CollectionEndpoint", ""),
    ("ElasticsearchDestinationConfiguration", "DomainARN", "es:ESHttpPut"),
    ("HttpEndpointDestinationConfiguration", "EndpointConfiguration.Url", ""),
    ("SnowflakeDestinationConfiguration", "AccountUrl", ""),
]

private func linkDeliveryStream(_ stream: Resource, _ linker: inout Linker) {
    let id = stream.logicalID
    linkSources(stream, &linker)
    for destination in destinations where stream.properties[destination.property] != nil {
        let path = PropertyPath("\(destination.property).\(destination.path)".split(separator: ".").map(String.init))
        if let target = linker.targetOrOutside(stream, path) {
            linker.add(
                Way(
                    from: id, to: target, kind: .write, label: bufferLabel(stream.properties[destination.property]),
                    actions: destination.action.isEmpty ? [] : [destination.action],
                    position: linker.position(stream, path)))
        }
        linkTransformation(stream, destination.property, &linker)
        let backup = PropertyPath([destination.property, "S3BackupConfiguration", "BucketARN"])
        if let bucket = linker.targetOrOutside(stream, backup) {
            linker.add(
                Way(
                    from: id, to: bucket, kind: .write, label: "backup", actions: ["s3:PutObject"],
                    position: linker.position(stream, backup)))
        }
    }
}

private func linkSources(_ stream: Resource, _ linker: inout Linker) {
    let sources: [(path: PropertyPath, actions: [String])] = [
        ("KinesisStreamSourceConfiguration.KinesisStreamARN", ["kinesis:GetShardIterator", "kinesis:GetRecords"]),
        ("MSKSourceConfiguration.MSKClusterARN", ["kafka-cluster:ReadData"]),
    ]
    for source in sources {
        guard let from = linker.targetOrOutside(stream, source.path) else { continue }
        linker.add(
            Way(
                from: from, to: stream.logicalID, kind: .poll, actions: source.actions,
                position: linker.position(stream, source.path)))
    }
}

/// A function that changes the records on their way: the stream calls it and waits.
private func linkTransformation(_ stream: Resource, _ property: String, _ linker: inout Linker) {
    let path = PropertyPath([
        property, "ProcessingConfiguration", "Processors", "*", "Parameters", "*", "ParameterValue",
    ])
    for function in linker.targets(stream, path) where linker.type(of: function) == "AWS::Lambda::Function" {
        linker.add(
            Way(
                from: stream.logicalID, to: function, kind: .call, label: "transform", actions: ["lambda:Invoke"],
                position: linker.position(stream, PropertyPath([property, "ProcessingConfiguration"]))))
    }
}

/// `1 MB or 60 s`: when the buffer is delivered, where the template sets it.
private func bufferLabel(_ destination: JSONValue?) -> String {
    let hints = destination?["BufferingHints"]
    let size = hints?["SizeInMBs"]?.wholeNumber.map { "\($0) MB" }
    let interval = hints?["IntervalInSeconds"]?.wholeNumber.map { "\($0) s" }
    return [size, interval].compactMap { $0 }.joined(separator: " or ")
}
