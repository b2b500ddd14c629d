import Values

/// What an event source that a function polls needs: a row per event type.
private struct MappingRule {
    /// The property that names the source.
    let source: String?
    /// The managed policy that lets the function poll it.
    let managedPolicy: String?
}

private let mappingRules: [String: MappingRule] = [
    "SQS": MappingRule(source: "Queue", managedPolicy: "service-role/AWSLambdaSQSQueueExecutionRole"),
    "Kinesis": MappingRule(source: "Stream", managedPolicy: "service-role/AWSLambdaKinesisExecutionRole"),
    "DynamoDB": MappingRule(source: "Stream", managedPolicy: "service-role/AWSLambdaDynamoDBExecutionRole"),
    "MSK": MappingRule(source: "Stream", managedPolicy: "service-role/AWSLambdaMSKExecutionRole"),
    "MQ": MappingRule(source: "Broker", managedPolicy: nil),
    "SelfManagedKafka": MappingRule(source: nil, managedPolicy: nil),
    "DocumentDB": MappingRule(source: "Cluster", managedPolicy: nil),
]

/// Properties that pass through to the mapping unchanged.
private let passedProperties = [
    "BatchSize", "Enabled", "StartingPosition", "StartingPositionTimestamp", "MaximumBatchingWindowInSeconds",
    "MaximumRetryAttempts", "BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds", "ParallelizationFactor",
    "Topics",
    "Queues", "SourceAccessConfigurations", "TumblingWindowInSeconds", "FunctionResponseTypes", "FilterCriteria",
    "KmsKeyArn", "ScalingConfig", "ProvisionedPollerConfig", "MetricsConfig", "LoggingConfig",
]

/// The actions by which a function in a network reaches its source.
private let networkActions: JSONValue = [
    "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface", "ec2:DescribeVpcs",
    "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups",
]

extension ServerlessExpander {
    /// An event source that the function polls: `SQS`, `Kinesis`, `DynamoDB`, `MSK`, `MQ`, Kafka and DocumentDB.
    mutating func expandMapping(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        guard let rule = mappingRules[event.type] else { return }
        var members: [JSONObject.Member] = []
        if let name = rule.source, let source = event[name] {
            members.append(.init(key: "EventSourceArn", value: source))
        }
        members.append(.init(key: "FunctionName", value: function.name))
        for name in passedProperties {
            if let value = event[name] { members.append(.init(key: name, value: value)) }
        }
        if let servers = event["KafkaBootstrapServers"] {
            members.append(
                .init(key: "SelfManagedEventSource", value: ["Endpoints": ["KafkaBootstrapServers": servers]])
            )
        }
        let kafka = makingObject([
            "ConsumerGroupId": event["ConsumerGroupId"], "SchemaRegistryConfig": event["SchemaRegistryConfig"],
        ])
        if !kafka.isEmpty {
            let name =
                event.type == "MSK" ? "AmazonManagedKafkaEventSourceConfig" : "SelfManagedKafkaEventSourceConfig"
            members.append(.init(key: name, value: JSONValue(kafka)))
        }
        if event.type == "DocumentDB" {
            let config = making([
                "DatabaseName": event["DatabaseName"], "CollectionName": event["CollectionName"],
                "FullDocument": event["FullDocument"],
            ])
            members.append(.init(key: "DocumentDBEventSourceConfig", value: config))
        }
        if let policy = rule.managedPolicy { function.role?.add(managed: managedPolicy(policy)) }
        addSourcePolicies(&function, event)
        if let destination = failureDestination(&function, event) {
            members.append(.init(key: "DestinationConfig", value: destination))
        }
        make(
            event.logicalID,
            "AWS::Lambda::EventSourceMapping",
            JSONObject(members),
            from: function.source,
            at: event.position
        )
    }

    /// Where records go that fail; its `Type` adds the permission and is no property of the mapping.
    private mutating func failureDestination(
        _ function: inout FunctionExpansion,
        _ event: ServerlessEvent
    ) -> JSONValue? {
        guard let config = event["DestinationConfig"], var failure = config["OnFailure"]?.object else {
            return event["DestinationConfig"]
        }
        let target = failure["Destination"]
        if let target, let type = failure["Type"]?.string {
            switch type {
            case "SQS":
                function.role?.add(policy: event.logicalID + "SQSPolicy", allowing("sqs:SendMessage", on: target))
            case "SNS": function.role?.add(policy: event.logicalID + "SNSPolicy", allowing("sns:publish", on: target))
            case "S3":
                let objects: JSONValue = ["Fn::Join": ["/", [target, "*"]]]
                function.role?.add(
                    policy: event.logicalID + "S3Policy",
                    [
                        "Statement": [
                            ["Action": "s3:PutObject", "Effect": "Allow", "Resource": objects],
                            ["Action": "s3:ListBucket", "Effect": "Allow", "Resource": target],
                        ]
                    ]
                )
            case "Kafka": break
            default:
                evaluator.fail(
                    at: failure["Type"]?.position ?? config.position,
                    "failure destination of type '\(type)'",
                    "use one of SQS, SNS, S3, Kafka"
                )
            }
        }
        failure["Type"] = nil
        var result = config.object ?? JSONObject()
        result["OnFailure"] = JSONValue(failure)
        return JSONValue(result)
    }

    /// The inline policies of sources that need more than a managed one.
    private mutating func addSourcePolicies(_ function: inout FunctionExpansion, _ event: ServerlessEvent) {
        let accesses = event["SourceAccessConfigurations"]?.array ?? []
        func uris(_ types: [String]) -> [JSONValue] {
            accesses.compactMap { access in
                access["Type"]?.string.map { types.contains($0) } == true ? access["URI"] : nil
            }
        }
        func reading(_ secret: JSONValue) -> JSONValue {
            ["Action": ["secretsmanager:GetSecretValue"], "Effect": "Allow", "Resource": secret]
        }
        let network: JSONValue = ["Action": networkActions, "Effect": "Allow", "Resource": "*"]
        var statements: [JSONValue] = []
        let name: String
        switch event.type {
        case "MQ":
            name =
                event["DynamicPolicyName"]?.bool == true ? event.logicalID + "AMQPolicy" : "SamAutoGeneratedAMQPolicy"
            statements = uris(["BASIC_AUTH"]).map(reading)
            statements.append(
                ["Action": ["mq:DescribeBroker"], "Effect": "Allow", "Resource": event["Broker"] ?? "*"]
            )
        case "SelfManagedKafka":
            name = "SelfManagedKafkaExecutionRolePolicy"
            let secrets = uris([
                "SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH",
                "SERVER_ROOT_CA_CERTIFICATE",
            ])
            statements = secrets.map(reading)
            if !uris(["VPC_SUBNET"]).isEmpty, !uris(["VPC_SECURITY_GROUP"]).isEmpty { statements.append(network) }
        case "DocumentDB":
            name = "SamAutoGeneratedDocumentDBPolicy"
            statements = uris(["BASIC_AUTH"]).map(reading)
            let inAccount: [(String, JSONValue)] = [
                (
                    "rds:DescribeDBClusterParameters",
                    sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster-pg:*")
                ),
                (
                    "rds:DescribeDBSubnetGroups",
                    sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:subgrp:*")
                ),
                ("rds:DescribeDBClusters", event["Cluster"] ?? "*"),
            ]
            statements += inAccount.map { ["Action": [JSONValue($0)], "Effect": "Allow", "Resource": $1] }
            statements.append(network)
        case "MSK":
            name = "MSKExecutionRolePolicy"
            statements = uris(["CLIENT_CERTIFICATE_TLS_AUTH"]).map(reading)
        default: return
        }
        if let key = event["SecretsManagerKmsKeyId"]?.string {
            let arn = sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/\(key)")
            statements.append(["Action": ["kms:Decrypt"], "Effect": "Allow", "Resource": arn])
        }
        guard !statements.isEmpty else { return }
        let version: JSONValue? = event.type == "SelfManagedKafka" ? "2012-10-17" : nil
        function.role?.add(policy: name, making(["Version": version, "Statement": JSONValue(statements)]))
    }
}
