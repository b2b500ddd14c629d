import Templates

/// Amazon DynamoDB: tables and what their changes are copied to; streams are read through mappings and pipes.
let dynamoDBRows: [ResourceRow] = [
    ResourceRow(
        "AWS::DynamoDB::Table", kind: "key-value-store", service: "dynamodb",
        delivery: "dynamodb:PutItem", link: linkTable),
    ResourceRow(
        "AWS::DynamoDB::GlobalTable", kind: "key-value-store", service: "dynamodb",
        delivery: "dynamodb:PutItem", link: linkTable),
    .plumbing("AWS::ApplicationAutoScaling::ScalableTarget", kind: "scaling", .into(["ResourceId"])),
    .plumbing(
        "AWS::ApplicationAutoScaling::ScalingPolicy", kind: "scaling", .into(["ScalingTargetId", "ResourceId"])),
    // It runs no code of the user's, but it too sends wherever its role lets it: to the tables that it caches.
    ResourceRow(
        "AWS::DAX::Cluster", kind: "cache", service: "dax", runsCode: true, roles: ["IAMRoleARN"],
        within: ["SubnetGroupName"]),
    .plumbing("AWS::DAX::SubnetGroup", kind: "network", .intoBoundary(["SubnetIds"])),
    .plumbing("AWS::DAX::ParameterGroup", kind: "setting", .usedBy()),
]

private func linkTable(_ table: Resource, _ linker: inout Linker) {
    let path: PropertyPath = "KinesisStreamSpecification.StreamArn"
    guard let stream = linker.targetOrOutside(table, path) else { return }
    linker.add(
        Way(
            from: table.logicalID, to: stream, kind: .event, label: "changes", actions: ["kinesis:PutRecord"],
            position: linker.position(table, path)))
}
