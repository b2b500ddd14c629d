extension Conformance {
    static let kinesis = ServiceConformance(
        "Kinesis",
        [
            .rule(
                .shardWrites, "A shard takes 1,000 records and 1 MiB a second.", Source.model("kinesis.CreateStream")),
            .rule(
                .shardReads, "A shard gives 2 MiB a second to its shared readers, in 5 calls of GetRecords.",
                Source.model("kinesis.CreateStream")),
            .rule(
                .recordSize, "A record may be 1 MiB, or up to 10 MiB where MaxRecordSizeInKiB says so.",
                Source.model("kinesis.MaxRecordSizeInKiB")),
            .rule(
                .recordBatch, "PutRecords takes up to 500 records, 10 MiB together; each succeeds or fails by itself.",
                Source.model("kinesis.PutRecords")),
            .rule(
                .partitionKey, "The MD5 of the partition key, 1 to 256 characters, chooses the shard.",
                "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html"),
            .modelled(
                "explicitHashKey", "ExplicitHashKey chooses the shard instead of the partition key.",
                "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html"),
            .modelled(
                "shardOrder", "Records of one partition key keep their order, with growing sequence numbers.",
                Source.model("kinesis.PutRecord")),
            .rule(
                .shardIterator, "An iterator begins at an end, a sequence number or a time, and is good for 5 minutes.",
                Source.model("kinesis.GetRecords")),
            .rule(
                .recordRetention, "Records are kept for 24 hours, or RetentionPeriodHours up to 8,760.",
                Source.model("kinesis.IncreaseStreamRetentionPeriod")),
            .modelled(
                "onDemand", "An on-demand stream takes 4 MB a second at first.",
                Source.kinesis("service-sizes-and-limits")),
            .leftOut(
                "onDemandGrowth", "An on-demand stream grows to twice its peak.",
                Source.kinesis("service-sizes-and-limits")),
            .leftOut(
                "resharding", "Shards are split and merged; a closed shard gives no next iterator.",
                Source.model("kinesis.GetRecords")),
            .leftOut(
                "enhancedFanOut", "A registered consumer has 2 MiB a second of each shard for itself.",
                Source.model("kinesis.RegisterStreamConsumer")),
            .leftOut("controlPlane", "Creating and deleting is limited to 5 calls a second.", Source.model("kinesis")),
        ])
}
