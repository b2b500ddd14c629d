import Values

extension ServerlessExpander {
    /// Expands `AWS::Serverless::SimpleTable`: a table with one key.
    mutating func expandSimpleTable(_ source: ServerlessResource) {
        let key = source["PrimaryKey"]
        let types = ["String": "S", "Number": "N", "Binary": "B"]
        var name: JSONValue = "id"
        var type = "S"
        if let key {
            name = key["Name"] ?? "id"
            if let written = key["Type"]?.string {
                if let letter = types[written] {
                    type = letter
                } else {
                    evaluator.fail(
                        at: key["Type"]?.position ?? key.position,
                        "key type '\(written)' of '\(source.logicalID)'",
                        "use one of String, Number, Binary",
                        nearest: nearestName(to: written, among: types.keys.sorted())
                    )
                }
            }
        }
        make(
            source.logicalID,
            "AWS::DynamoDB::Table",
            makingObject([
                "AttributeDefinitions": [["AttributeName": name, "AttributeType": JSONValue(type)]],
                "KeySchema": [["AttributeName": name, "KeyType": "HASH"]],
                "BillingMode": source["ProvisionedThroughput"] == nil ? "PAY_PER_REQUEST" : nil,
                "ProvisionedThroughput": source["ProvisionedThroughput"],
                "PointInTimeRecoverySpecification": source["PointInTimeRecoverySpecification"],
                "SSESpecification": source["SSESpecification"],
                "TableName": source["TableName"],
                "Tags": source["Tags"]?.object.map { tags in
                    JSONValue(tags.map { making(["Key": JSONValue($0.key), "Value": $0.value]) })
                },
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
    }

    /// Expands `AWS::Serverless::LayerVersion`: the version, under a logical id that changes with its content.
    mutating func expandLayerVersion(_ source: ServerlessResource) {
        let properties = makingObject([
            "LayerName": source["LayerName"] ?? JSONValue(source.logicalID),
            "Content": source["ContentUri"].map { location($0) },
            "Description": source["Description"],
            "CompatibleArchitectures": source["CompatibleArchitectures"],
            "CompatibleRuntimes": source["CompatibleRuntimes"],
            "LicenseInfo": source["LicenseInfo"],
        ])
        let id = source.logicalID + hashed(JSONValue(properties).compactText)
        make(id, "AWS::Lambda::LayerVersion", properties, from: source, dependsOn: source.resource.dependsOn)
        evaluator.aliases[source.logicalID] = id
    }

    /// Expands `AWS::Serverless::Application`: a nested stack.
    mutating func expandApplication(_ source: ServerlessResource) {
        make(
            source.logicalID,
            "AWS::CloudFormation::Stack",
            makingObject([
                "TemplateURL": source["TemplateUrl"] ?? source["Location"],
                "Parameters": source["Parameters"],
                "NotificationARNs": source["NotificationARNs"],
                "TimeoutInMinutes": source["TimeoutInMinutes"],
                "Tags": tags(source["Tags"], createdBy: "lambda:createdBy"),
            ]),
            from: source,
            dependsOn: source.resource.dependsOn
        )
    }
}
