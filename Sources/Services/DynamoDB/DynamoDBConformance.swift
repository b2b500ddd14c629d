extension Conformance {
    static let dynamoDB = ServiceConformance(
        "DynamoDB",
        [
            .rule(
                .provisionedThroughput,
                "A write takes one write unit per KB, a read one read unit per 4 KB; beyond the provisioned units calls are refused.",
                Source.dynamoDB("read-write-operations")),
            .rule(
                .burstCapacity, "Up to 300 seconds of unused capacity can be used later.",
                "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals"),
            .rule(.itemSize, "An item may be at most 400 KB.", Source.model("dynamodb.BatchWriteItem")),
            .rule(
                .conditionExpression, "A write whose condition does not hold changes nothing.",
                Source.model("dynamodb.PutItem")),
        ])
}
