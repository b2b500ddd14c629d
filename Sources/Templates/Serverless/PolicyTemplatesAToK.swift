/// Policy templates A to K; see `PolicyTemplate`.
let policyTemplatesAToK = #"""
    policy AMIDescribePolicy
      allow ec2:DescribeImages
      on *
    policy AWSSecretsManagerGetSecretValuePolicy SecretArn
      allow secretsmanager:GetSecretValue
      on ${secretArn}
    policy AWSSecretsManagerRotationPolicy FunctionName
      allow secretsmanager:DescribeSecret secretsmanager:GetSecretValue secretsmanager:PutSecretValue
        secretsmanager:UpdateSecretVersionStage
      on @secretsmanager:secret:*
      when StringEquals secretsmanager:resource/AllowRotationLambdaArn @lambda:function:${functionName}
      allow secretsmanager:GetRandomPassword
      on *
    policy AcmGetCertificatePolicy CertificateArn
      allow acm:GetCertificate
      on ${certificateArn}
    policy AthenaQueryPolicy WorkGroupName
      allow athena:ListWorkGroups athena:GetExecutionEngine athena:GetExecutionEngines athena:GetNamespace
        athena:GetCatalogs athena:GetNamespaces athena:GetTables athena:GetTable
      on *
      allow athena:StartQueryExecution athena:GetQueryResults athena:DeleteNamedQuery athena:GetNamedQuery
        athena:ListQueryExecutions athena:StopQueryExecution athena:GetQueryResultsStream athena:ListNamedQueries
        athena:CreateNamedQuery athena:GetQueryExecution athena:BatchGetNamedQuery athena:BatchGetQueryExecution
        athena:GetWorkGroup
      on @athena:workgroup/${workgroupName}
    policy CloudFormationDescribeStacksPolicy
      allow cloudformation:DescribeStacks
      on @cloudformation:stack/*
    policy CloudWatchDashboardPolicy
      allow cloudwatch:GetDashboard cloudwatch:ListDashboards cloudwatch:PutDashboard cloudwatch:ListMetrics
      on *
    policy CloudWatchDescribeAlarmHistoryPolicy
      allow cloudwatch:DescribeAlarmHistory
      on *
    policy CloudWatchPutMetricPolicy
      allow cloudwatch:PutMetricData
      on *
    policy CodeCommitCrudPolicy RepositoryName
      allow codecommit:GitPull codecommit:GitPush codecommit:CreateBranch codecommit:DeleteBranch
        codecommit:GetBranch codecommit:ListBranches codecommit:MergeBranchesByFastForward
        codecommit:MergeBranchesBySquash codecommit:MergeBranchesByThreeWay codecommit:UpdateDefaultBranch
        codecommit:BatchDescribeMergeConflicts codecommit:CreateUnreferencedMergeCommit
        codecommit:DescribeMergeConflicts codecommit:GetMergeCommit codecommit:GetMergeOptions
        codecommit:BatchGetPullRequests codecommit:CreatePullRequest codecommit:DescribePullRequestEvents
        codecommit:GetCommentsForPullRequest codecommit:GetCommitsFromMergeBase codecommit:GetMergeConflicts
        codecommit:GetPullRequest codecommit:ListPullRequests codecommit:MergePullRequestByFastForward
        codecommit:MergePullRequestBySquash codecommit:MergePullRequestByThreeWay
        codecommit:PostCommentForPullRequest codecommit:UpdatePullRequestDescription
        codecommit:UpdatePullRequestStatus codecommit:UpdatePullRequestTitle codecommit:DeleteFile
        codecommit:GetBlob codecommit:GetFile codecommit:GetFolder codecommit:PutFile
        codecommit:DeleteCommentContent codecommit:GetComment codecommit:GetCommentsForComparedCommit
        codecommit:PostCommentForComparedCommit codecommit:PostCommentReply codecommit:UpdateComment
        codecommit:BatchGetCommits codecommit:CreateCommit codecommit:GetCommit codecommit:GetCommitHistory
        codecommit:GetDifferences codecommit:GetObjectIdentifier codecommit:GetReferences codecommit:GetTree
        codecommit:GetRepository codecommit:UpdateRepositoryDescription codecommit:ListTagsForResource
        codecommit:TagResource codecommit:UntagResource codecommit:GetRepositoryTriggers
        codecommit:PutRepositoryTriggers codecommit:TestRepositoryTriggers codecommit:GetBranch
        codecommit:GetCommit codecommit:UploadArchive codecommit:GetUploadArchiveStatus
        codecommit:CancelUploadArchive
      on @codecommit:${repositoryName}
    policy CodeCommitReadPolicy RepositoryName
      allow codecommit:GitPull codecommit:GetBranch codecommit:ListBranches codecommit:BatchDescribeMergeConflicts
        codecommit:DescribeMergeConflicts codecommit:GetMergeCommit codecommit:GetMergeOptions
        codecommit:BatchGetPullRequests codecommit:DescribePullRequestEvents codecommit:GetCommentsForPullRequest
        codecommit:GetCommitsFromMergeBase codecommit:GetMergeConflicts codecommit:GetPullRequest
        codecommit:ListPullRequests codecommit:GetBlob codecommit:GetFile codecommit:GetFolder
        codecommit:GetComment codecommit:GetCommentsForComparedCommit codecommit:BatchGetCommits
        codecommit:GetCommit codecommit:GetCommitHistory codecommit:GetDifferences codecommit:GetObjectIdentifier
        codecommit:GetReferences codecommit:GetTree codecommit:GetRepository codecommit:ListTagsForResource
        codecommit:GetRepositoryTriggers codecommit:TestRepositoryTriggers codecommit:GetBranch
        codecommit:GetCommit codecommit:GetUploadArchiveStatus
      on @codecommit:${repositoryName}
    policy CodePipelineLambdaExecutionPolicy
      allow codepipeline:PutJobSuccessResult codepipeline:PutJobFailureResult
      on *
    policy CodePipelineReadOnlyPolicy PipelineName
      allow codepipeline:ListPipelineExecutions
      on @codepipeline:${pipelinename}
    policy ComprehendBasicAccessPolicy
      allow comprehend:BatchDetectKeyPhrases comprehend:DetectDominantLanguage comprehend:DetectEntities
        comprehend:BatchDetectEntities comprehend:DetectKeyPhrases comprehend:DetectSentiment
        comprehend:BatchDetectDominantLanguage comprehend:BatchDetectSentiment
      on *
    policy CostExplorerReadOnlyPolicy
      allow ce:GetCostAndUsage ce:GetDimensionValues ce:GetReservationCoverage
        ce:GetReservationPurchaseRecommendation ce:GetReservationUtilization ce:GetTags
      on *
    policy DynamoDBBackupFullAccessPolicy TableName
      allow dynamodb:CreateBackup dynamodb:DescribeContinuousBackups
      on @dynamodb:table/${tableName}
      allow dynamodb:DeleteBackup dynamodb:DescribeBackup dynamodb:ListBackups
      on @dynamodb:table/${tableName}/backup/*
    policy DynamoDBCrudPolicy TableName
      allow dynamodb:GetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Scan dynamodb:Query dynamodb:UpdateItem
        dynamodb:BatchWriteItem dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:ConditionCheckItem
      all @dynamodb:table/${tableName}
      all @dynamodb:table/${tableName}/index/*
    policy DynamoDBReadPolicy TableName
      allow dynamodb:GetItem dynamodb:Scan dynamodb:Query dynamodb:BatchGetItem dynamodb:DescribeTable
      all @dynamodb:table/${tableName}
      all @dynamodb:table/${tableName}/index/*
    policy DynamoDBReconfigurePolicy TableName
      allow dynamodb:UpdateTable
      on @dynamodb:table/${tableName}
    policy DynamoDBRestoreFromBackupPolicy TableName
      allow dynamodb:RestoreTableFromBackup
      on @dynamodb:table/${tableName}/backup/*
      allow dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:Query dynamodb:Scan
        dynamodb:BatchWriteItem
      on @dynamodb:table/${tableName}
    policy DynamoDBStreamReadPolicy StreamName TableName
      allow dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator
      on @dynamodb:table/${tableName}/stream/${streamName}
      allow dynamodb:ListStreams
      on @dynamodb:table/${tableName}/stream/*
    policy DynamoDBWritePolicy TableName
      allow dynamodb:PutItem dynamodb:UpdateItem dynamodb:BatchWriteItem
      all @dynamodb:table/${tableName}
      all @dynamodb:table/${tableName}/index/*
    policy EC2CopyImagePolicy ImageId
      allow ec2:CopyImage
      on @ec2:image/${imageId}
    policy EC2DescribePolicy
      allow ec2:DescribeRegions ec2:DescribeInstances
      on *
    policy EFSWriteAccessPolicy AccessPoint FileSystem
      allow elasticfilesystem:ClientMount elasticfilesystem:ClientWrite
      on @elasticfilesystem:file-system/${FileSystem}
      when StringEquals elasticfilesystem:AccessPointArn @elasticfilesystem:access-point/${AccessPoint}
    policy EKSDescribePolicy
      allow eks:DescribeCluster eks:ListClusters
      on *
    policy EcsRunTaskPolicy TaskDefinition
      allow ecs:RunTask
      on @ecs:task-definition/${taskDefinition}
    policy ElasticMapReduceAddJobFlowStepsPolicy ClusterId
      allow elasticmapreduce:AddJobFlowSteps
      on @elasticmapreduce:cluster/${clusterId}
    policy ElasticMapReduceCancelStepsPolicy ClusterId
      allow elasticmapreduce:CancelSteps
      on @elasticmapreduce:cluster/${clusterId}
    policy ElasticMapReduceModifyInstanceFleetPolicy ClusterId
      allow elasticmapreduce:ModifyInstanceFleet elasticmapreduce:ListInstanceFleets
      on @elasticmapreduce:cluster/${clusterId}
    policy ElasticMapReduceModifyInstanceGroupsPolicy ClusterId
      allow elasticmapreduce:ModifyInstanceGroups elasticmapreduce:ListInstanceGroups
      on @elasticmapreduce:cluster/${clusterId}
    policy ElasticMapReduceSetTerminationProtectionPolicy ClusterId
      allow elasticmapreduce:SetTerminationProtection
      on @elasticmapreduce:cluster/${clusterId}
    policy ElasticMapReduceTerminateJobFlowsPolicy ClusterId
      allow elasticmapreduce:TerminateJobFlows
      on @elasticmapreduce:cluster/${clusterId}
    policy ElasticsearchHttpPostPolicy DomainName
      allow es:ESHttpPost es:ESHttpPut
      on @es:domain/${domainName}/*
    policy EventBridgePutEventsPolicy EventBusName
      allow events:PutEvents
      on @events:event-bus/${eventBusName}
    policy FilterLogEventsPolicy LogGroupName
      allow logs:FilterLogEvents
      on @logs:log-group:${logGroupName}:log-stream:*
    policy FirehoseCrudPolicy DeliveryStreamName
      allow firehose:CreateDeliveryStream firehose:DeleteDeliveryStream firehose:DescribeDeliveryStream
        firehose:PutRecord firehose:PutRecordBatch firehose:UpdateDestination
      on @firehose:deliverystream/${deliveryStreamName}
    policy FirehoseWritePolicy DeliveryStreamName
      allow firehose:PutRecord firehose:PutRecordBatch
      on @firehose:deliverystream/${deliveryStreamName}
    policy KMSDecryptPolicy KeyId
      allow kms:Decrypt
      on @kms:key/${keyId}
    policy KMSEncryptPolicy KeyId
      allow kms:Encrypt
      on @kms:key/${keyId}
    policy KMSEncryptPolicy_v2 KeyId
      allow kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:GenerateDataKeyPair
        kms:GenerateDataKeyPairWithoutPlaintext
      on @kms:key/${keyId}
    policy KinesisCrudPolicy StreamName
      allow kinesis:AddTagsToStream kinesis:CreateStream kinesis:DecreaseStreamRetentionPeriod
        kinesis:DeleteStream kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetShardIterator
        kinesis:IncreaseStreamRetentionPeriod kinesis:ListTagsForStream kinesis:MergeShards kinesis:PutRecord
        kinesis:PutRecords kinesis:SplitShard kinesis:RemoveTagsFromStream
      on @kinesis:stream/${streamName}
    policy KinesisStreamReadPolicy StreamName
      allow kinesis:ListStreams kinesis:DescribeLimits
      on @kinesis:stream/*
      allow kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator
      on @kinesis:stream/${streamName}
    """#
