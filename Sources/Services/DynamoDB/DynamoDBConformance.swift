extension Conformance {
    static let dynamoDB = ServiceConformance(
        "DynamoDB",
        [
            .rule(
                .provisionedThroughput,
                "A write takes one write unit per KB, a read one read unit per 4 KB; beyond the provisioned units calls are refused.",
                Source.dynamoDB("read-write-operations")),
            .modelled(
                "eventualReads", "An eventually consistent read takes half of what a strongly consistent one does.",
                Source.dynamoDB("read-write-operations")),
            .modelled(
                "burstCapacity", "Up to 300 seconds of unused capacity can be used later.",
                "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals"),
            .modelled(
                "onDemand", "An on-demand table has no provisioned units to run out of.",
                Source.dynamoDB("read-write-operations")),
            .rule(.itemSize, "An item may be at most 400 KB.", Source.model("dynamodb.BatchWriteItem")),
            .rule(
                .conditionExpression, "A write whose condition does not hold changes nothing.",
                Source.model("dynamodb.PutItem")),
            .modelled(
                "streamViews", "A stream shows keys, the new image, the old image, or both.",
                Source.model("dynamodb.StreamSpecification")),
            .modelled(
                "streamOrder", "Each change of an item is one stream record, in the order of the changes.",
                Source.dynamoDB("Streams")),
            .modelled(
                "streamRetention", "Stream records are kept for 24 hours.", Source.dynamoDB("Streams")),
            .modelled(
                "streamIterator", "An iterator of a stream is good for 15 minutes.",
                Source.model("dynamodbstreams.GetRecords")),
            .leftOut(
                "partitionLimit", "A partition serves 3,000 read and 1,000 write units a second at most.",
                "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals"),
            .leftOut(
                "onDemandGrowth", "An on-demand table takes twice its previous peak at once, not more.",
                "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals"),
            .leftOut("query", "Query and Scan read pages of up to 1 MB.", Source.model("dynamodb.Query")),
            .leftOut("batches", "BatchGetItem and BatchWriteItem.", Source.model("dynamodb.BatchWriteItem")),
            .leftOut(
                "transactions", "Transactions of up to 100 actions, all or nothing.",
                Source.model("dynamodb.TransactWriteItems")),
            .leftOut("indexes", "Secondary indexes.", Source.model("dynamodb.CreateTable")),
            .leftOut(
                "timeToLive", "Items are deleted after their time to live.", Source.model("dynamodb.UpdateTimeToLive")),
        ])
}
