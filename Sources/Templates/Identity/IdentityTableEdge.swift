/// APIs, content delivery, load balancers, names and networks.
let edgeIdentities: [IdentityRule] = [
    IdentityRule(
        "AWS::ApiGateway::RestApi", ref: "{id}", arn: "arn:{partition}:execute-api:\(regionAndAccount){id}",
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
        "AWS::ApiGatewayV2::Api", ref: "{id}", arn: "arn:{partition}:execute-api:\(regionAndAccount){id}",
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
        "AWS::AppSync::GraphQLApi", ref: "{arn}", arn: "arn:{partition}:appsync:\(regionAndAccount)apis/{id}",
        [
            "ApiId": "{id}", "GraphQLUrl": "https://{id}.appsync-api.{region}.{domain}/graphql",
            "RealtimeUrl": "wss://{id}.appsync-realtime-api.{region}.{domain}/graphql",
        ]
    ),
    IdentityRule(
        "AWS::AppSync::DataSource", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:appsync:\(regionAndAccount)apis/{ApiId}/datasources/{name}",
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
        arn: "arn:{partition}:elasticloadbalancing:\(regionAndAccount)loadbalancer/app/{name}/{id}",
        [
            "DNSName": "{name}.{region}.elb.{domain}", "LoadBalancerArn": "{arn}", "LoadBalancerName": "{name}",
            "LoadBalancerFullName": "app/{name}/{id}", "CanonicalHostedZoneID": "Z35SXDOTRQ7X7K",
        ]
    ),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::TargetGroup", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(regionAndAccount)targetgroup/{name}/{id}",
        ["TargetGroupArn": "{arn}", "TargetGroupName": "{name}", "TargetGroupFullName": "targetgroup/{name}/{id}"]
    ),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::Listener", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(regionAndAccount)listener/app/{id}",
        ["ListenerArn": "{arn}"]
    ),
    IdentityRule(
        "AWS::ElasticLoadBalancingV2::ListenerRule", ref: "{arn}",
        arn: "arn:{partition}:elasticloadbalancing:\(regionAndAccount)listener-rule/app/{id}", ["RuleArn": "{arn}"]
    ),
    IdentityRule("AWS::Route53::HostedZone", ref: "{id}", ["Id": "{id}"]),
    IdentityRule("AWS::Route53::RecordSet", name: "Name"),
    IdentityRule(
        "AWS::CertificateManager::Certificate", ref: "{arn}",
        arn: "arn:{partition}:acm:\(regionAndAccount)certificate/{id}"),
    IdentityRule(
        "AWS::WAFv2::WebACL", name: "Name", ref: "{name}|{id}|{Scope}",
        arn: "arn:{partition}:wafv2:\(regionAndAccount)regional/webacl/{name}/{id}",
        [
            "Id": "{id}"
        ]),
    IdentityRule(
        "AWS::ServiceDiscovery::Service", name: "Name", ref: "{id}",
        arn: "arn:{partition}:servicediscovery:\(regionAndAccount)service/{id}",
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

/// Identity, observation, secrets, keys, deployment and the rest.
let operationsIdentities: [IdentityRule] = [
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
        arn: "arn:{partition}:cognito-idp:\(regionAndAccount)userpool/{region}_{id}",
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
        "AWS::Logs::LogGroup", name: "LogGroupName", arn: "arn:{partition}:logs:\(regionAndAccount)log-group:{name}",
        [
            "Arn": "{arn}:*"
        ]),
    IdentityRule(
        "AWS::CloudWatch::Alarm", name: "AlarmName", arn: "arn:{partition}:cloudwatch:\(regionAndAccount)alarm:{name}"),
    IdentityRule(
        "AWS::CloudWatch::CompositeAlarm", name: "AlarmName",
        arn: "arn:{partition}:cloudwatch:\(regionAndAccount)alarm:{name}"),
    IdentityRule("AWS::CloudWatch::Dashboard", name: "DashboardName"),
    IdentityRule(
        "AWS::CloudTrail::Trail", name: "TrailName", arn: "arn:{partition}:cloudtrail:\(regionAndAccount)trail/{name}"),
    IdentityRule(
        "AWS::SecretsManager::Secret", name: "Name", ref: "{arn}",
        arn: "arn:{partition}:secretsmanager:\(regionAndAccount)secret:{name}",
        [
            "Id": "{arn}"
        ]),
    IdentityRule(
        "AWS::SSM::Parameter", name: "Name", arn: "arn:{partition}:ssm:\(regionAndAccount)parameter/{name}",
        [
            "Type": "{Type}", "Value": "{Value}",
        ]),
    IdentityRule(
        "AWS::KMS::Key", ref: "{id}", arn: "arn:{partition}:kms:\(regionAndAccount)key/{id}", ["KeyId": "{id}"]),
    IdentityRule("AWS::KMS::Alias", name: "AliasName", arn: "arn:{partition}:kms:\(regionAndAccount){name}"),
    IdentityRule(
        "AWS::CodePipeline::Pipeline", name: "Name", arn: "arn:{partition}:codepipeline:\(regionAndAccount){name}",
        ["Version": "1"]
    ),
    IdentityRule(
        "AWS::CodeBuild::Project", name: "Name", arn: "arn:{partition}:codebuild:\(regionAndAccount)project/{name}"),
    IdentityRule("AWS::CodeDeploy::Application", name: "ApplicationName"),
    IdentityRule("AWS::CodeDeploy::DeploymentGroup", name: "DeploymentGroupName"),
    IdentityRule(
        "AWS::CloudFormation::Stack", ref: "arn:{partition}:cloudformation:\(regionAndAccount)stack/{stack}-{id}/id",
        arn: "arn:{partition}:cloudformation:\(regionAndAccount)stack/{stack}-{id}/id"),
    IdentityRule("AWS::IoT::TopicRule", name: "RuleName", arn: "arn:{partition}:iot:\(regionAndAccount)rule/{name}"),
    IdentityRule("AWS::SES::ConfigurationSet", name: "Name"),
    IdentityRule(
        "AWS::Bedrock::Agent", name: "AgentName", ref: "{id}",
        arn: "arn:{partition}:bedrock:\(regionAndAccount)agent/{id}",
        [
            "AgentArn": "{arn}", "AgentId": "{id}",
        ]),
    IdentityRule(
        "AWS::Bedrock::KnowledgeBase", name: "Name", ref: "{id}",
        arn: "arn:{partition}:bedrock:\(regionAndAccount)knowledge-base/{id}",
        [
            "KnowledgeBaseArn": "{arn}", "KnowledgeBaseId": "{id}",
        ]),
]
