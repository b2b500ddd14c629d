/// The properties that SAM knows, a row per type: `TYPE: property...`, those it requires with a `!`.
/// Source: the property tables of aws-sam-translator 1.115.0 (Apache-2.0).
let serverlessResourceProperties = propertyTable(
    """
    AWS::Serverless::Api: Name StageName! Tags PropagateTags DefinitionBody DefinitionUri MergeDefinitions
        CacheClusterEnabled CacheClusterSize Variables EndpointConfiguration MethodSettings BinaryMediaTypes
        MinimumCompressionSize Cors Auth GatewayResponses AccessLogSetting CanarySetting TracingEnabled
        OpenApiVersion Models Domain FailOnWarnings Description Mode DisableExecuteApiEndpoint ApiKeySourceType
        AlwaysDeploy Policy SecurityPolicy EndpointAccessMode
    AWS::Serverless::Application: Location! TemplateUrl Parameters NotificationARNs Tags TimeoutInMinutes
    AWS::Serverless::CapacityProvider: CapacityProviderName VpcConfig! OperatorRole Tags PropagateTags
        InstanceRequirements ScalingConfig KmsKeyArn ManagedResourceTags LoggingConfig
    AWS::Serverless::Connector: Source! Destination! Permissions!
    AWS::Serverless::Function: FunctionName Handler Runtime CodeUri ImageUri PackageType InlineCode
        DeadLetterQueue Description MemorySize Timeout VpcConfig Role AssumeRolePolicyDocument Policies RolePath
        PermissionsBoundary Environment Events Tags PropagateTags Tracing KmsKeyArn DeploymentPreference
        ReservedConcurrentExecutions Layers EventInvokeConfig EphemeralStorage AutoPublishAlias
        AutoPublishCodeSha256 AutoPublishAliasAllProperties VersionDescription ProvisionedConcurrencyConfig
        FileSystemConfigs ImageConfig CodeSigningConfigArn Architectures SnapStart FunctionUrlConfig
        RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn CapacityProviderConfig
        FunctionScalingConfig VersionDeletionPolicy PublishToLatestPublished TenancyConfig DurableConfig
    AWS::Serverless::GraphQLApi: Name Tags XrayEnabled Auth! SchemaInline SchemaUri Logging DataSources
        Functions Resolvers ApiKeys DomainName Cache Visibility OwnerContact IntrospectionConfig QueryDepthLimit
        ResolverCountLimit
    AWS::Serverless::HttpApi: Name StageName Tags PropagateTags DefinitionBody DefinitionUri StageVariables
        CorsConfiguration AccessLogSettings DefaultRouteSettings Auth RouteSettings Domain FailOnWarnings
        Description DisableExecuteApiEndpoint
    AWS::Serverless::LayerVersion: LayerName Description PublishLambdaVersion ContentUri!
        CompatibleArchitectures CompatibleRuntimes LicenseInfo RetentionPolicy
    AWS::Serverless::SimpleTable: PointInTimeRecoverySpecification PrimaryKey ProvisionedThroughput TableName
        Tags SSESpecification
    AWS::Serverless::StateMachine: Definition DefinitionUri Logging Role RolePath DefinitionSubstitutions Events
        Name Type Tags PropagateTags Policies Tracing PermissionsBoundary AutoPublishAlias DeploymentPreference
        UseAliasAsEventTarget
    AWS::Serverless::WebSocketApi: ApiKeySelectionExpression AccessLogSettings Auth DefaultRouteSettings
        Description DisableExecuteApiEndpoint Domain DisableSchemaValidation FailOnWarnings IpAddressType Name
        PropagateTags Routes! RouteSettings RouteSelectionExpression! StageName StageVariables Tags
    """
)

/// The properties of function events; `+pull` stands for those of every event source mapping.
let functionEventProperties = propertyTable(
    """
    +pull: BatchSize StartingPosition StartingPositionTimestamp Enabled MaximumBatchingWindowInSeconds
        MaximumRetryAttempts BisectBatchOnFunctionError MaximumRecordAgeInSeconds DestinationConfig
        ParallelizationFactor Topics Queues SourceAccessConfigurations SecretsManagerKmsKeyId
        TumblingWindowInSeconds FunctionResponseTypes KafkaBootstrapServers FilterCriteria KmsKeyArn
        ConsumerGroupId ScalingConfig ProvisionedPollerConfig SchemaRegistryConfig MetricsConfig LoggingConfig
    DocumentDB: +pull Cluster! DatabaseName! CollectionName FullDocument
    DynamoDB: +pull StartingPosition! Stream!
    Kinesis: +pull StartingPosition! Stream!
    MQ: +pull Broker! DynamicPolicyName
    MSK: +pull StartingPosition! Stream!
    SQS: +pull Queue!
    SelfManagedKafka: +pull
    AlexaSkill: SkillId
    Api: Path! Method! RestApiId Stage Auth RequestModel RequestParameters TimeoutInMillis ResponseTransferMode
    CloudWatchEvent: EventBusName RuleName Pattern DeadLetterConfig RetryPolicy Input InputPath Target Enabled
        State InputTransformer
    Cognito: UserPool! Trigger!
    EventBridgeRule: EventBusName RuleName Pattern DeadLetterConfig RetryPolicy Input InputPath Target Enabled
        State InputTransformer
    HttpApi: Path Method ApiId Stage Auth TimeoutInMillis RouteSettings PayloadFormatVersion
    IoTRule: Sql! AwsIotSqlVersion
    S3: Bucket! Events! Filter
    SNS: Topic! Region FilterPolicy FilterPolicyScope SqsSubscription RedrivePolicy
    Schedule: Schedule! RuleName Input Enabled State Name Description DeadLetterConfig RetryPolicy
    ScheduleV2: PermissionsBoundary ScheduleExpression! FlexibleTimeWindow Name State Description StartDate
        EndDate ScheduleExpressionTimezone GroupName KmsKeyArn Input RoleArn DeadLetterConfig RetryPolicy
        OmitName
    CloudWatchLogs: LogGroupName! FilterPattern!
    """
)

/// The properties of state machine events.
let stateMachineEventProperties = propertyTable(
    """
    Api: Path! Method! RestApiId Stage Auth UnescapeMappingTemplate
    CloudWatchEvent: EventBusName RuleName Pattern Input InputPath DeadLetterConfig RetryPolicy State Target
        InputTransformer
    EventBridgeRule: EventBusName RuleName Pattern Input InputPath DeadLetterConfig RetryPolicy State Target
        InputTransformer
    Schedule: Schedule! Input Enabled State Name Description DeadLetterConfig RetryPolicy Target RoleArn
    ScheduleV2: PermissionsBoundary ScheduleExpression! FlexibleTimeWindow Name State Description StartDate
        EndDate ScheduleExpressionTimezone GroupName KmsKeyArn Input RoleArn DeadLetterConfig RetryPolicy
        OmitName
    """
)

/// The properties that `Globals` may give, a row per section.
let globalProperties = propertyTable(
    """
    Function: Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags
        PropagateTags Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers
        DeploymentPreference RolePath PermissionsBoundary ReservedConcurrentExecutions
        ProvisionedConcurrencyConfig AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs
        CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig RuntimeManagementConfig
        LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig CapacityProviderConfig
        FunctionScalingConfig PublishToLatestPublished VersionDeletionPolicy
    Api: Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables
        EndpointConfiguration MethodSettings BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses
        AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags
        SecurityPolicy EndpointAccessMode
    HttpApi: Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain
        RouteSettings FailOnWarnings PropagateTags
    SimpleTable: SSESpecification
    StateMachine: PropagateTags
    LayerVersion: PublishLambdaVersion
    CapacityProvider: VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags
        ManagedResourceTags LoggingConfig
    WebSocketApi: AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint
        DisableSchemaValidation Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression
        RouteSettings StageVariables Tags
    """
)
