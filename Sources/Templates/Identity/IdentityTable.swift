/// How resources are called, a row per type: the property that names one, what `Ref` gives, the ARN, and what the
/// attributes of `Fn::GetAtt` give. Source: "Return values" in the CloudFormation template reference, and the ARN
/// formats of the service authorization reference, read 2026-11-23. Types without a row are called by their logical id.
let identityRules: [String: IdentityRule] = {
    let rows = messagingIdentities + computeIdentities + dataIdentities + edgeIdentities + operationsIdentities
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.type, $0) })
}()

/// Region and account, as most ARNs write them.
let regionAndAccount = "{region}:{account}:"

private let messagingIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::SQS::Queue", name: "QueueName", ref: "https://sqs.{region}.{domain}/{account}/{name}",
        arn: "arn:{partition}:sqs:\(regionAndAccount){name}", ["QueueName": "{name}", "QueueUrl": "{ref}"]
    ),
    IdentityRule(
        "AWS::SNS::Topic", name: "TopicName", ref: "{arn}", arn: "arn:{partition}:sns:\(regionAndAccount){name}",
        ["TopicName": "{name}", "TopicArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::SNS::Subscription", ref: "{TopicArn}:{id}", arn: "{TopicArn}:{id}"
    ),
    IdentityRule(
        "AWS::Events::EventBus", name: "Name", arn: "arn:{partition}:events:\(regionAndAccount)event-bus/{name}",
        ["Name": "{name}"]
    ),
    IdentityRule(
        "AWS::Events::Rule", name: "Name",
        arn: "arn:{partition}:events:\(regionAndAccount)rule/[{EventBusName|bus}/]{name}"
    ),
    IdentityRule(
        "AWS::Events::Archive", name: "ArchiveName", arn: "arn:{partition}:events:\(regionAndAccount)archive/{name}",
        ["ArchiveName": "{name}"]
    ),
    IdentityRule(
        "AWS::Events::Connection", name: "Name",
        arn: "arn:{partition}:events:\(regionAndAccount)connection/{name}/{id}",
        ["SecretArn": "arn:{partition}:secretsmanager:\(regionAndAccount)secret:events!connection/{name}"]
    ),
    IdentityRule(
        "AWS::Events::ApiDestination", name: "Name",
        arn: "arn:{partition}:events:\(regionAndAccount)api-destination/{name}/{id}"
    ),
    IdentityRule(
        "AWS::Pipes::Pipe", name: "Name", arn: "arn:{partition}:pipes:\(regionAndAccount)pipe/{name}"
    ),
    IdentityRule(
        "AWS::Scheduler::Schedule", name: "Name",
        arn: "arn:{partition}:scheduler:\(regionAndAccount)schedule/[{GroupName}/]{name}"
    ),
    IdentityRule(
        "AWS::Scheduler::ScheduleGroup", name: "Name",
        arn: "arn:{partition}:scheduler:\(regionAndAccount)schedule-group/{name}"
    ),
    IdentityRule("AWS::Kinesis::Stream", name: "Name", arn: "arn:{partition}:kinesis:\(regionAndAccount)stream/{name}"),
    IdentityRule(
        "AWS::Kinesis::StreamConsumer", name: "ConsumerName", ref: "{arn}", arn: "{StreamARN}/consumer/{name}:1",
        ["ConsumerARN": "{arn}", "ConsumerName": "{name}", "StreamARN": "{StreamARN}", "ConsumerStatus": "ACTIVE"]
    ),
    IdentityRule(
        "AWS::KinesisFirehose::DeliveryStream", name: "DeliveryStreamName",
        arn: "arn:{partition}:firehose:\(regionAndAccount)deliverystream/{name}"
    ),
    IdentityRule(
        "AWS::MSK::Cluster", name: "ClusterName", ref: "{arn}",
        arn: "arn:{partition}:kafka:\(regionAndAccount)cluster/{name}/{id}"
    ),
    IdentityRule(
        "AWS::MSK::ServerlessCluster", name: "ClusterName", ref: "{arn}",
        arn: "arn:{partition}:kafka:\(regionAndAccount)cluster/{name}/{id}"
    ),
    IdentityRule(
        "AWS::AmazonMQ::Broker", name: "BrokerName", ref: "{id}",
        arn: "arn:{partition}:mq:\(regionAndAccount)broker:{name}:{id}"
    ),
]

private let computeIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::Lambda::Function", name: "FunctionName", arn: "arn:{partition}:lambda:\(regionAndAccount)function:{name}",
        ["SnapStartResponse.ApplyOn": "None"]
    ),
    IdentityRule(
        "AWS::Lambda::Alias", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:lambda:\(regionAndAccount)function:{FunctionName|name}:{name}",
        ["AliasArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::Version", ref: "{arn}",
        arn: "arn:{partition}:lambda:\(regionAndAccount)function:{FunctionName|name}:1",
        ["Version": "1", "FunctionArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::LayerVersion", name: "LayerName", ref: "{arn}",
        arn: "arn:{partition}:lambda:\(regionAndAccount)layer:{name}:1",
        ["LayerVersionArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::EventSourceMapping", ref: "{id}",
        arn: "arn:{partition}:lambda:\(regionAndAccount)event-source-mapping:{id}",
        ["Id": "{id}", "EventSourceMappingArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::Url", ref: "{TargetFunctionArn}",
        ["FunctionArn": "{TargetFunctionArn}", "FunctionUrl": "https://{id}.lambda-url.{region}.on.aws/"]
    ),
    IdentityRule(
        "AWS::Lambda::CodeSigningConfig", ref: "{arn}",
        arn: "arn:{partition}:lambda:\(regionAndAccount)code-signing-config:{id}",
        ["CodeSigningConfigArn": "{arn}", "CodeSigningConfigId": "{id}"]
    ),
    IdentityRule(
        "AWS::StepFunctions::StateMachine", name: "StateMachineName", ref: "{arn}",
        arn: "arn:{partition}:states:\(regionAndAccount)stateMachine:{name}",
        ["Name": "{name}", "StateMachineRevisionId": "INITIAL"]
    ),
    IdentityRule(
        "AWS::StepFunctions::Activity", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:states:\(regionAndAccount)activity:{name}",
        ["Name": "{name}"]
    ),
    IdentityRule(
        "AWS::StepFunctions::StateMachineVersion", ref: "{arn}",
        arn: "arn:{partition}:states:\(regionAndAccount)stateMachine:{id}:1"
    ),
    IdentityRule(
        "AWS::StepFunctions::StateMachineAlias", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:states:\(regionAndAccount)stateMachine:{id}:{name}"
    ),
    IdentityRule(
        "AWS::ECS::Cluster", name: "ClusterName", arn: "arn:{partition}:ecs:\(regionAndAccount)cluster/{name}"),
    IdentityRule(
        "AWS::ECS::Service", name: "ServiceName", ref: "{arn}",
        arn: "arn:{partition}:ecs:\(regionAndAccount)service/[{Cluster|name}/]{name}",
        ["Name": "{name}", "ServiceArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::ECS::TaskDefinition", name: "Family", ref: "{arn}",
        arn: "arn:{partition}:ecs:\(regionAndAccount)task-definition/{name}:1",
        ["TaskDefinitionArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::EC2::Instance", ref: "{id}", arn: "arn:{partition}:ec2:\(regionAndAccount)instance/{id}",
        [
            "InstanceId": "{id}", "PrivateIp": "10.0.0.10", "PublicIp": "203.0.113.10",
            "PrivateDnsName": "{id}.ec2.internal", "PublicDnsName": "{id}.compute.{domain}",
            "AvailabilityZone": "{region}a",
        ]
    ),
    IdentityRule(
        "AWS::AutoScaling::AutoScalingGroup", name: "AutoScalingGroupName",
        arn: "arn:{partition}:autoscaling:\(regionAndAccount)autoScalingGroup:{id}:autoScalingGroupName/{name}"
    ),
    IdentityRule(
        "AWS::Batch::JobQueue", name: "JobQueueName", ref: "{arn}",
        arn: "arn:{partition}:batch:\(regionAndAccount)job-queue/{name}",
        ["JobQueueArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Batch::JobDefinition", name: "JobDefinitionName", ref: "{arn}",
        arn: "arn:{partition}:batch:\(regionAndAccount)job-definition/{name}:1"
    ),
    IdentityRule(
        "AWS::Batch::ComputeEnvironment", name: "ComputeEnvironmentName", ref: "{arn}",
        arn: "arn:{partition}:batch:\(regionAndAccount)compute-environment/{name}", ["ComputeEnvironmentArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::EKS::Cluster", name: "Name", arn: "arn:{partition}:eks:\(regionAndAccount)cluster/{name}",
        ["Endpoint": "https://{id}.eks.{domain}", "ClusterSecurityGroupId": "{id}-cluster"]
    ),
    IdentityRule(
        "AWS::ECR::Repository", name: "RepositoryName", arn: "arn:{partition}:ecr:\(regionAndAccount)repository/{name}",
        [
            "RepositoryUri": "{account}.dkr.ecr.{region}.{domain}/{name}"
        ]),
    IdentityRule(
        "AWS::SageMaker::Endpoint", name: "EndpointName", ref: "{arn}",
        arn: "arn:{partition}:sagemaker:\(regionAndAccount)endpoint/{name}",
        ["EndpointName": "{name}"]
    ),
]

private let dataIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::DynamoDB::Table", name: "TableName", arn: "arn:{partition}:dynamodb:\(regionAndAccount)table/{name}",
        ["StreamArn": "{arn}/stream/2026-01-01T00:00:00.000"]
    ),
    IdentityRule(
        "AWS::DynamoDB::GlobalTable", name: "TableName",
        arn: "arn:{partition}:dynamodb:\(regionAndAccount)table/{name}",
        ["StreamArn": "{arn}/stream/2026-01-01T00:00:00.000", "TableId": "{id}"]
    ),
    IdentityRule(
        "AWS::DAX::Cluster", name: "ClusterName", arn: "arn:{partition}:dax:\(regionAndAccount)cache/{name}",
        [
            "ClusterDiscoveryEndpoint": "{name}.dax-clusters.{region}.{domain}:8111",
            "ClusterDiscoveryEndpointURL": "dax://{name}.dax-clusters.{region}.{domain}",
        ]),
    IdentityRule(
        "AWS::S3::Bucket", name: "BucketName", arn: "arn:{partition}:s3:::{name}",
        [
            "DomainName": "{name}.s3.{domain}", "RegionalDomainName": "{name}.s3.{region}.{domain}",
            "DualStackDomainName": "{name}.s3.dualstack.{region}.{domain}",
            "WebsiteURL": "http://{name}.s3-website-{region}.{domain}",
        ]
    ),
    IdentityRule(
        "AWS::S3::AccessPoint", name: "Name", arn: "arn:{partition}:s3:\(regionAndAccount)accesspoint/{name}",
        [
            "Name": "{name}", "Alias": "{name}-s3alias", "NetworkOrigin": "Internet",
        ]),
    IdentityRule(
        "AWS::RDS::DBInstance", name: "DBInstanceIdentifier", arn: "arn:{partition}:rds:\(regionAndAccount)db:{name}",
        [
            "DBInstanceArn": "{arn}", "Endpoint.Address": "{name}.rds.{region}.{domain}", "Endpoint.Port": "5432",
            "MasterUserSecret.SecretArn": "arn:{partition}:secretsmanager:\(regionAndAccount)secret:rds!db-{name}",
        ]
    ),
    IdentityRule(
        "AWS::RDS::DBCluster", name: "DBClusterIdentifier",
        arn: "arn:{partition}:rds:\(regionAndAccount)cluster:{name}",
        [
            "DBClusterArn": "{arn}", "Endpoint.Address": "{name}.cluster.rds.{region}.{domain}",
            "Endpoint.Port": "5432",
            "ReadEndpoint.Address": "{name}.cluster-ro.rds.{region}.{domain}", "DBClusterResourceId": "{id}",
            "MasterUserSecret.SecretArn": "arn:{partition}:secretsmanager:\(regionAndAccount)secret:rds!cluster-{name}",
        ]
    ),
    IdentityRule(
        "AWS::RDS::DBProxy", name: "DBProxyName", arn: "arn:{partition}:rds:\(regionAndAccount)db-proxy:{name}",
        [
            "DBProxyArn": "{arn}", "Endpoint": "{name}.proxy.rds.{region}.{domain}",
        ]),
    IdentityRule(
        "AWS::ElastiCache::ReplicationGroup", name: "ReplicationGroupId",
        arn: "arn:{partition}:elasticache:\(regionAndAccount)replicationgroup:{name}",
        [
            "PrimaryEndPoint.Address": "{name}.cache.{domain}", "PrimaryEndPoint.Port": "6379",
            "ConfigurationEndPoint.Address": "{name}.cfg.cache.{domain}", "ConfigurationEndPoint.Port": "6379",
        ]
    ),
    IdentityRule(
        "AWS::ElastiCache::CacheCluster", name: "ClusterName",
        [
            "RedisEndpoint.Address": "{name}.cache.{domain}", "RedisEndpoint.Port": "6379",
        ]),
    IdentityRule(
        "AWS::ElastiCache::ServerlessCache", name: "ServerlessCacheName",
        arn: "arn:{partition}:elasticache:\(regionAndAccount)serverlesscache:{name}",
        ["ARN": "{arn}", "Endpoint.Address": "{name}.serverless.cache.{domain}", "Endpoint.Port": "6379"]
    ),
    IdentityRule(
        "AWS::OpenSearchService::Domain", name: "DomainName",
        arn: "arn:{partition}:es:\(regionAndAccount)domain/{name}",
        [
            "DomainArn": "{arn}", "DomainEndpoint": "search-{name}.{region}.es.{domain}",
        ]),
    IdentityRule(
        "AWS::Redshift::Cluster", name: "ClusterIdentifier",
        arn: "arn:{partition}:redshift:\(regionAndAccount)cluster:{name}",
        [
            "Endpoint.Address": "{name}.{region}.redshift.{domain}", "Endpoint.Port": "5439",
        ]),
    IdentityRule(
        "AWS::EFS::FileSystem", ref: "{id}",
        arn: "arn:{partition}:elasticfilesystem:\(regionAndAccount)file-system/{id}",
        [
            "FileSystemId": "{id}"
        ]),
    IdentityRule(
        "AWS::EFS::AccessPoint", ref: "{id}",
        arn: "arn:{partition}:elasticfilesystem:\(regionAndAccount)access-point/{id}",
        [
            "AccessPointId": "{id}"
        ]),
    IdentityRule(
        "AWS::Glue::Database", name: "DatabaseInput.Name",
        arn: "arn:{partition}:glue:\(regionAndAccount)database/{name}"),
    IdentityRule("AWS::Glue::Job", name: "Name", arn: "arn:{partition}:glue:\(regionAndAccount)job/{name}"),
    IdentityRule(
        "AWS::Athena::WorkGroup", name: "Name", arn: "arn:{partition}:athena:\(regionAndAccount)workgroup/{name}"),
]
