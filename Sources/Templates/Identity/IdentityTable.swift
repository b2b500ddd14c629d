/// How resources are called, a row per type: the property that names one, what `Ref` gives, the ARN, and what the
/// attributes of `Fn::GetAtt` give. Source: "Return values" in the CloudFormation template reference, and the ARN
/// formats of the service authorization reference, read 2026-11-23. Types without a row are called by their logical id.
let identityRules: [String: IdentityRule] = {
    let rows = messagingIdentities + computeIdentities + dataIdentities + edgeIdentities + operationsIdentities
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.type, $0) })
}()

private let here = "{region}:{account}:"

private let messagingIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::SQS::Queue", name: "QueueName", ref: "https://sqs.{region}.{domain}/{account}/{name}",
        arn: "arn:{partition}:sqs:\(here){name}", ["QueueName": "{name}", "QueueUrl": "{ref}"]
    ),
    IdentityRule(
        "AWS::SNS::Topic", name: "TopicName", ref: "{arn}", arn: "arn:{partition}:sns:\(here){name}",
        ["TopicName": "{name}", "TopicArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::SNS::Subscription", ref: "{TopicArn}:{id}", arn: "{TopicArn}:{id}"
    ),
    IdentityRule(
        "AWS::Events::EventBus", name: "Name", arn: "arn:{partition}:events:\(here)event-bus/{name}", ["Name": "{name}"]
    ),
    IdentityRule(
        "AWS::Events::Rule", name: "Name", arn: "arn:{partition}:events:\(here)rule/[{EventBusName|bus}/]{name}"
    ),
    IdentityRule(
        "AWS::Events::Archive", name: "ArchiveName", arn: "arn:{partition}:events:\(here)archive/{name}",
        ["ArchiveName": "{name}"]
    ),
    IdentityRule(
        "AWS::Events::Connection", name: "Name", arn: "arn:{partition}:events:\(here)connection/{name}/{id}",
        ["SecretArn": "arn:{partition}:secretsmanager:\(here)secret:events!connection/{name}"]
    ),
    IdentityRule(
        "AWS::Events::ApiDestination", name: "Name", arn: "arn:{partition}:events:\(here)api-destination/{name}/{id}"
    ),
    IdentityRule(
        "AWS::Pipes::Pipe", name: "Name", arn: "arn:{partition}:pipes:\(here)pipe/{name}"
    ),
    IdentityRule(
        "AWS::Scheduler::Schedule", name: "Name", arn: "arn:{partition}:scheduler:\(here)schedule/[{GroupName}/]{name}"
    ),
    IdentityRule(
        "AWS::Scheduler::ScheduleGroup", name: "Name", arn: "arn:{partition}:scheduler:\(here)schedule-group/{name}"
    ),
    IdentityRule("AWS::Kinesis::Stream", name: "Name", arn: "arn:{partition}:kinesis:\(here)stream/{name}"),
    IdentityRule(
        "AWS::Kinesis::StreamConsumer", name: "ConsumerName", ref: "{arn}", arn: "{StreamARN}/consumer/{name}:1",
        ["ConsumerARN": "{arn}", "ConsumerName": "{name}", "StreamARN": "{StreamARN}", "ConsumerStatus": "ACTIVE"]
    ),
    IdentityRule(
        "AWS::KinesisFirehose::DeliveryStream", name: "DeliveryStreamName",
        arn: "arn:{partition}:firehose:\(here)deliverystream/{name}"
    ),
    IdentityRule(
        "AWS::MSK::Cluster", name: "ClusterName", ref: "{arn}", arn: "arn:{partition}:kafka:\(here)cluster/{name}/{id}"
    ),
    IdentityRule(
        "AWS::MSK::ServerlessCluster", name: "ClusterName", ref: "{arn}",
        arn: "arn:{partition}:kafka:\(here)cluster/{name}/{id}"
    ),
    IdentityRule(
        "AWS::AmazonMQ::Broker", name: "BrokerName", ref: "{id}", arn: "arn:{partition}:mq:\(here)broker:{name}:{id}"
    ),
]

private let computeIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::Lambda::Function", name: "FunctionName", arn: "arn:{partition}:lambda:\(here)function:{name}",
        ["SnapStartResponse.ApplyOn": "None"]
    ),
    IdentityRule(
        "AWS::Lambda::Alias", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:lambda:\(here)function:{FunctionName|name}:{name}",
        ["AliasArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::Version", ref: "{arn}", arn: "arn:{partition}:lambda:\(here)function:{FunctionName|name}:1",
        ["Version": "1", "FunctionArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::LayerVersion", name: "LayerName", ref: "{arn}",
        arn: "arn:{partition}:lambda:\(here)layer:{name}:1",
        ["LayerVersionArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::EventSourceMapping", ref: "{id}", arn: "arn:{partition}:lambda:\(here)event-source-mapping:{id}",
        ["Id": "{id}", "EventSourceMappingArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Lambda::Url", ref: "{TargetFunctionArn}",
        ["FunctionArn": "{TargetFunctionArn}", "FunctionUrl": "https://{id}.lambda-url.{region}.on.aws/"]
    ),
    IdentityRule(
        "AWS::Lambda::CodeSigningConfig", ref: "{arn}", arn: "arn:{partition}:lambda:\(here)code-signing-config:{id}",
        ["CodeSigningConfigArn": "{arn}", "CodeSigningConfigId": "{id}"]
    ),
    IdentityRule(
        "AWS::StepFunctions::StateMachine", name: "StateMachineName", ref: "{arn}",
        arn: "arn:{partition}:states:\(here)stateMachine:{name}",
        ["Name": "{name}", "StateMachineRevisionId": "INITIAL"]
    ),
    IdentityRule(
        "AWS::StepFunctions::Activity", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:states:\(here)activity:{name}",
        ["Name": "{name}"]
    ),
    IdentityRule(
        "AWS::StepFunctions::StateMachineVersion", ref: "{arn}",
        arn: "arn:{partition}:states:\(here)stateMachine:{id}:1"
    ),
    IdentityRule(
        "AWS::StepFunctions::StateMachineAlias", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:states:\(here)stateMachine:{id}:{name}"
    ),
    IdentityRule("AWS::ECS::Cluster", name: "ClusterName", arn: "arn:{partition}:ecs:\(here)cluster/{name}"),
    IdentityRule(
        "AWS::ECS::Service", name: "ServiceName", ref: "{arn}",
        arn: "arn:{partition}:ecs:\(here)service/[{Cluster|name}/]{name}", ["Name": "{name}", "ServiceArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::ECS::TaskDefinition", name: "Family", ref: "{arn}",
        arn: "arn:{partition}:ecs:\(here)task-definition/{name}:1",
        ["TaskDefinitionArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::EC2::Instance", ref: "{id}", arn: "arn:{partition}:ec2:\(here)instance/{id}",
        [
            "InstanceId": "{id}", "PrivateIp": "10.0.0.10", "PublicIp": "203.0.113.10",
            "PrivateDnsName": "{id}.ec2.internal", "PublicDnsName": "{id}.compute.{domain}",
            "AvailabilityZone": "{region}a",
        ]
    ),
    IdentityRule(
        "AWS::AutoScaling::AutoScalingGroup", name: "AutoScalingGroupName",
        arn: "arn:{partition}:autoscaling:\(here)autoScalingGroup:{id}:autoScalingGroupName/{name}"
    ),
    IdentityRule(
        "AWS::Batch::JobQueue", name: "JobQueueName", ref: "{arn}",
        arn: "arn:{partition}:batch:\(here)job-queue/{name}",
        ["JobQueueArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::Batch::JobDefinition", name: "JobDefinitionName", ref: "{arn}",
        arn: "arn:{partition}:batch:\(here)job-definition/{name}:1"
    ),
    IdentityRule(
        "AWS::Batch::ComputeEnvironment", name: "ComputeEnvironmentName", ref: "{arn}",
        arn: "arn:{partition}:batch:\(here)compute-environment/{name}", ["ComputeEnvironmentArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::EKS::Cluster", name: "Name", arn: "arn:{partition}:eks:\(here)cluster/{name}",
        ["Endpoint": "https://{id}.eks.{domain}", "ClusterSecurityGroupId": "{id}-cluster"]
    ),
    IdentityRule(
        "AWS::ECR::Repository", name: "RepositoryName", arn: "arn:{partition}:ecr:\(here)repository/{name}",
        [
            "RepositoryUri": "{account}.dkr.ecr.{region}.{domain}/{name}"
        ]),
    IdentityRule(
        "AWS::SageMaker::Endpoint", name: "EndpointName", ref: "{arn}",
        arn: "arn:{partition}:sagemaker:\(here)endpoint/{name}",
        ["EndpointName": "{name}"]
    ),
]

private let dataIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::DynamoDB::Table", name: "TableName", arn: "arn:{partition}:dynamodb:\(here)table/{name}",
        ["StreamArn": "{arn}/stream/2026-01-01T00:00:00.000"]
    ),
    IdentityRule(
        "AWS::DynamoDB::GlobalTable", name: "TableName", arn: "arn:{partition}:dynamodb:\(here)table/{name}",
        ["StreamArn": "{arn}/stream/2026-01-01T00:00:00.000", "TableId": "{id}"]
    ),
    IdentityRule(
        "AWS::DAX::Cluster", name: "ClusterName", arn: "arn:{partition}:dax:\(here)cache/{name}",
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
        "AWS::S3::AccessPoint", name: "Name", arn: "arn:{partition}:s3:\(here)accesspoint/{name}",
        [
            "Name": "{name}", "Alias": "{name}-s3alias", "NetworkOrigin": "Internet",
        ]),
    IdentityRule(
        "AWS::RDS::DBInstance", name: "DBInstanceIdentifier", arn: "arn:{partition}:rds:\(here)db:{name}",
        [
            "DBInstanceArn": "{arn}", "Endpoint.Address": "{name}.rds.{region}.{domain}", "Endpoint.Port": "5432",
            "MasterUserSecret.SecretArn": "arn:{partition}:secretsmanager:\(here)secret:rds!db-{name}",
        ]
    ),
    IdentityRule(
        "AWS::RDS::DBCluster", name: "DBClusterIdentifier", arn: "arn:{partition}:rds:\(here)cluster:{name}",
        [
            "DBClusterArn": "{arn}", "Endpoint.Address": "{name}.cluster.rds.{region}.{domain}",
            "Endpoint.Port": "5432",
            "ReadEndpoint.Address": "{name}.cluster-ro.rds.{region}.{domain}", "DBClusterResourceId": "{id}",
            "MasterUserSecret.SecretArn": "arn:{partition}:secretsmanager:\(here)secret:rds!cluster-{name}",
        ]
    ),
    IdentityRule(
        "AWS::RDS::DBProxy", name: "DBProxyName", arn: "arn:{partition}:rds:\(here)db-proxy:{name}",
        [
            "DBProxyArn": "{arn}", "Endpoint": "{name}.proxy.rds.{region}.{domain}",
        ]),
    IdentityRule(
        "AWS::ElastiCache::ReplicationGroup", name: "ReplicationGroupId",
        arn: "arn:{partition}:elasticache:\(here)replicationgroup:{name}",
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
        arn: "arn:{partition}:elasticache:\(here)serverlesscache:{name}",
        ["ARN": "{arn}", "Endpoint.Address": "{name}.serverless.cache.{domain}", "Endpoint.Port": "6379"]
    ),
    IdentityRule(
        "AWS::OpenSearchService::Domain", name: "DomainName", arn: "arn:{partition}:es:\(here)domain/{name}",
        [
            "DomainArn": "{arn}", "DomainEndpoint": "search-{name}.{region}.es.{domain}",
        ]),
    IdentityRule(
        "AWS::Redshift::Cluster", name: "ClusterIdentifier", arn: "arn:{partition}:redshift:\(here)cluster:{name}",
        [
            "Endpoint.Address": "{name}.{region}.redshift.{domain}", "Endpoint.Port": "5439",
        ]),
    IdentityRule(
        "AWS::EFS::FileSystem", ref: "{id}", arn: "arn:{partition}:elasticfilesystem:\(here)file-system/{id}",
        [
            "FileSystemId": "{id}"
        ]),
    IdentityRule(
        "AWS::EFS::AccessPoint", ref: "{id}", arn: "arn:{partition}:elasticfilesystem:\(here)access-point/{id}",
        [
            "AccessPointId": "{id}"
        ]),
    IdentityRule("AWS::Glue::Database", name: "DatabaseInput.Name", arn: "arn:{partition}:glue:\(here)database/{name}"),
    IdentityRule("AWS::Glue::Job", name: "Name", arn: "arn:{partition}:glue:\(here)job/{name}"),
    IdentityRule("AWS::Athena::WorkGroup", name: "Name", arn: "arn:{partition}:athena:\(here)workgroup/{name}"),
]

private let edgeIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::ApiGateway::RestApi", ref: "{id}", arn: "arn:{partition}:execute-api:\(here){id}",
        ["RestApiId": "{id}", "RootResourceId": "{id}.root"]
    ),
    IdentityRule("AWS::ApiGateway::Resource", ref: "{id}", ["ResourceId": "{id}"]),
    IdentityRule("AWS::ApiGateway::Deployment", ref: "{id}", ["DeploymentId": "{id}"]),
    IdentityRule("AWS::ApiGateway::Stage", name: "StageName"),
    IdentityRule("AWS::ApiGateway::Authorizer", ref: "{id}", ["AuthorizerId": "{id}"]),
    IdentityRule("AWS::ApiGateway::ApiKey", ref: "{id}", ["APIKeyId": "{id}"]),
    IdentityRule(
        "AWS::ApiGateway::DomainName", name: "DomainName",
        [
            "DistributionDomainName": "{id}.cloudfront.net", "DistributionHostedZoneId": "Z2FDTNDATAQYW2",
            "RegionalDomainName": "{id}.execute-api.{region}.{domain}", "RegionalHostedZoneId": "Z1UJRXOUMOOFQ8",
        ]),
    IdentityRule(
        "AWS::ApiGatewayV2::Api", ref: "{id}", arn: "arn:{partition}:execute-api:\(here){id}",
        ["ApiId": "{id}", "ApiEndpoint": "https://{id}.execute-api.{region}.{domain}"]
    ),
    IdentityRule("AWS::ApiGatewayV2::Integration", ref: "{id}", ["IntegrationId": "{id}"]),
    IdentityRule("AWS::ApiGatewayV2::Route", ref: "{id}", ["RouteId": "{id}"]),
    IdentityRule("AWS::ApiGatewayV2::Stage", name: "StageName"),
    IdentityRule("AWS::ApiGatewayV2::Authorizer", ref: "{id}", ["AuthorizerId": "{id}"]),
    IdentityRule("AWS::ApiGatewayV2::Deployment", ref: "{id}", ["DeploymentId": "{id}"]),
    IdentityRule(
        "AWS::ApiGatewayV2::DomainName", name: "DomainName",
        [
            "RegionalDomainName": "{id}.execute-api.{region}.{domain}", "RegionalHostedZoneId": "Z1UJRXOUMOOFQ8",
        ]),
    IdentityRule(
        "AWS::AppSync::GraphQLApi", ref: "{arn}", arn: "arn:{partition}:appsync:\(here)apis/{id}",
        [
            "ApiId": "{id}", "GraphQLUrl": "https://{id}.appsync-api.{region}.{domain}/graphql",
            "RealtimeUrl": "wss://{id}.appsync-realtime-api.{region}.{domain}/graphql",
        ]
    ),
    IdentityRule(
        "AWS::AppSync::DataSource", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:appsync:\(here)apis/{ApiId}/datasources/{name}",
        [
            "DataSourceArn": "{arn}", "Name": "{name}",
        ]),
    IdentityRule("AWS::AppSync::DomainName", name: "DomainName"),
    IdentityRule("AWS::AppSync::FunctionConfiguration", ref: "{id}", ["FunctionId": "{id}"]),
    IdentityRule(
        "AWS::CloudFront::Distribution", ref: "{id}", arn: "arn:{partition}:cloudfront::{account}:distribution/{id}",
        [
            "DomainName": "{id}.cloudfront.net", "Id": "{id}",
        ]),
    IdentityRule(
        "AWS::CloudFront::Function", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:cloudfront::{account}:function/{name}",
        [
            "FunctionARN": "{arn}"
        ]),
    IdentityRule("AWS::CloudFront::OriginAccessControl", ref: "{id}", ["Id": "{id}"]),
    IdentityRule(
        "AWS::CloudFront::CloudFrontOriginAccessIdentity", ref: "{id}", ["Id": "{id}", "S3CanonicalUserId": "{id}"]),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::LoadBalancer", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(here)loadbalancer/app/{name}/{id}",
        [
            "DNSName": "{name}.{region}.elb.{domain}", "LoadBalancerArn": "{arn}", "LoadBalancerName": "{name}",
            "LoadBalancerFullName": "app/{name}/{id}", "CanonicalHostedZoneID": "Z35SXDOTRQ7X7K",
        ]
    ),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::TargetGroup", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(here)targetgroup/{name}/{id}",
        ["TargetGroupArn": "{arn}", "TargetGroupName": "{name}", "TargetGroupFullName": "targetgroup/{name}/{id}"]
    ),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::Listener", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(here)listener/app/{id}",
        ["ListenerArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::ListenerRule", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(here)listener-rule/app/{id}", ["RuleArn": "{arn}"]
    ),
    IdentityRule("AWS::Route53::HostedZone", ref: "{id}", ["Id": "{id}"]),
    IdentityRule("AWS::Route53::RecordSet", name: "Name"),
    IdentityRule(
        "AWS::CertificateManager::Certificate", ref: "{arn}", arn: "arn:{partition}:acm:\(here)certificate/{id}"),
    IdentityRule(
        "AWS::WAFv2::WebACL", name: "Name", ref: "{name}|{id}|{Scope}",
        arn: "arn:{partition}:wafv2:\(here)regional/webacl/{name}/{id}",
        [
            "Id": "{id}"
        ]),
    IdentityRule(
        "AWS::ServiceDiscovery::Service", name: "Name", ref: "{id}",
        arn: "arn:{partition}:servicediscovery:\(here)service/{id}",
        [
            "Id": "{id}", "Name": "{name}",
        ]),
    IdentityRule("AWS::EC2::SecurityGroup", ref: "{id}", ["GroupId": "{id}", "VpcId": "{VpcId}"]),
    IdentityRule(
        "AWS::EC2::VPC", ref: "{id}",
        ["VpcId": "{id}", "CidrBlock": "{CidrBlock}", "DefaultSecurityGroup": "{id}-default"]),
    IdentityRule(
        "AWS::EC2::Subnet", ref: "{id}",
        ["SubnetId": "{id}", "VpcId": "{VpcId}", "AvailabilityZone": "{AvailabilityZone}"]),
    IdentityRule("AWS::EC2::NatGateway", ref: "{id}", ["NatGatewayId": "{id}"]),
    IdentityRule("AWS::EC2::InternetGateway", ref: "{id}", ["InternetGatewayId": "{id}"]),
    IdentityRule("AWS::EC2::EIP", ref: "203.0.113.10", ["AllocationId": "{id}", "PublicIp": "203.0.113.10"]),
    IdentityRule("AWS::EC2::VPCEndpoint", ref: "{id}", ["Id": "{id}", "DnsEntries": "{id}.vpce.{domain}"]),
]

private let operationsIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::IAM::Role", name: "RoleName", arn: "arn:{partition}:iam::{account}:role/{name}", ["RoleId": "{id}"]),
    IdentityRule("AWS::IAM::User", name: "UserName", arn: "arn:{partition}:iam::{account}:user/{name}"),
    IdentityRule("AWS::IAM::Group", name: "GroupName", arn: "arn:{partition}:iam::{account}:group/{name}"),
    IdentityRule(
        "AWS::IAM::ManagedPolicy", name: "ManagedPolicyName", ref: "{arn}",
        arn: "arn:{partition}:iam::{account}:policy/{name}",
        ["PolicyArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::IAM::InstanceProfile", name: "InstanceProfileName",
        arn: "arn:{partition}:iam::{account}:instance-profile/{name}"),
    IdentityRule(
        "AWS::Cognito::UserPool", ref: "{region}_{id}",
        arn: "arn:{partition}:cognito-idp:\(here)userpool/{region}_{id}",
        [
            "UserPoolId": "{ref}", "ProviderName": "cognito-idp.{region}.{domain}/{region}_{id}",
            "ProviderURL": "https://cognito-idp.{region}.{domain}/{region}_{id}",
        ]
    ),
    IdentityRule(
        "AWS::Cognito::UserPoolClient", ref: "{id}",
        ["ClientId": "{id}", "ClientSecret": "{id}-secret", "Name": "{id}"]),
    IdentityRule("AWS::Cognito::IdentityPool", ref: "{region}:{id}", ["Id": "{ref}", "Name": "{id}"]),
    IdentityRule(
        "AWS::Logs::LogGroup", name: "LogGroupName", arn: "arn:{partition}:logs:\(here)log-group:{name}",
        [
            "Arn": "{arn}:*"
        ]),
    IdentityRule("AWS::CloudWatch::Alarm", name: "AlarmName", arn: "arn:{partition}:cloudwatch:\(here)alarm:{name}"),
    IdentityRule(
        "AWS::CloudWatch::CompositeAlarm", name: "AlarmName", arn: "arn:{partition}:cloudwatch:\(here)alarm:{name}"),
    IdentityRule("AWS::CloudWatch::Dashboard", name: "DashboardName"),
    IdentityRule("AWS::CloudTrail::Trail", name: "TrailName", arn: "arn:{partition}:cloudtrail:\(here)trail/{name}"),
    IdentityRule(
        "AWS::SecretsManager::Secret", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:secretsmanager:\(here)secret:{name}",
        [
            "Id": "{arn}"
        ]),
    IdentityRule(
        "AWS::SSM::Parameter", name: "Name", arn: "arn:{partition}:ssm:\(here)parameter/{name}",
        [
            "Type": "{Type}", "Value": "{Value}",
        ]),
    IdentityRule("AWS::KMS::Key", ref: "{id}", arn: "arn:{partition}:kms:\(here)key/{id}", ["KeyId": "{id}"]),
    IdentityRule("AWS::KMS::Alias", name: "AliasName", arn: "arn:{partition}:kms:\(here){name}"),
    IdentityRule(
        "AWS::CodePipeline::Pipeline", name: "Name", arn: "arn:{partition}:codepipeline:\(here){name}", ["Version": "1"]
    ),
    IdentityRule("AWS::CodeBuild::Project", name: "Name", arn: "arn:{partition}:codebuild:\(here)project/{name}"),
    IdentityRule("AWS::CodeDeploy::Application", name: "ApplicationName"),
    IdentityRule("AWS::CodeDeploy::DeploymentGroup", name: "DeploymentGroupName"),
    IdentityRule(
        "AWS::CloudFormation::Stack", ref: "arn:{partition}:cloudformation:\(here)stack/{stack}-{id}/id",
        arn: "arn:{partition}:cloudformation:\(here)stack/{stack}-{id}/id"),
    IdentityRule("AWS::IoT::TopicRule", name: "RuleName", arn: "arn:{partition}:iot:\(here)rule/{name}"),
    IdentityRule("AWS::SES::ConfigurationSet", name: "Name"),
    IdentityRule(
        "AWS::Bedrock::Agent", name: "AgentName", ref: "{id}", arn: "arn:{partition}:bedrock:\(here)agent/{id}",
        [
            "AgentArn": "{arn}", "AgentId": "{id}",
        ]),
    IdentityRule(
        "AWS::Bedrock::KnowledgeBase", name: "Name", ref: "{id}",
        arn: "arn:{partition}:bedrock:\(here)knowledge-base/{id}",
        [
            "KnowledgeBaseArn": "{arn}", "KnowledgeBaseId": "{id}",
        ]),
]
