/// Policy templates L to Z; see `PolicyTemplate`.
let policyTemplatesLToZ = #"""
    policy LambdaInvokePolicy FunctionName
      allow lambda:InvokeFunction
      on @lambda:function:${functionName}*
    policy MobileAnalyticsWriteOnlyAccessPolicy
      allow mobileanalytics:PutEvents
      on *
    policy OrganizationsListAccountsPolicy
      allow organizations:ListAccounts
      on *
    policy PinpointEndpointAccessPolicy PinpointApplicationId
      allow mobiletargeting:GetEndpoint mobiletargeting:UpdateEndpoint mobiletargeting:UpdateEndpointsBatch
      on @mobiletargeting:apps/${pinpointApplicationId}/endpoints/*
    policy PollyFullAccessPolicy LexiconName
      allow polly:GetLexicon polly:DeleteLexicon
      all @polly:lexicon/${lexiconName}
      allow polly:DescribeVoices polly:ListLexicons polly:PutLexicon polly:SynthesizeSpeech
      all @polly:lexicon/*
    policy RekognitionDetectOnlyPolicy
      allow rekognition:DetectFaces rekognition:DetectLabels rekognition:DetectModerationLabels
        rekognition:DetectText
      on *
    policy RekognitionFacesManagementPolicy CollectionId
      allow rekognition:IndexFaces rekognition:DeleteFaces rekognition:SearchFaces rekognition:SearchFacesByImage
        rekognition:ListFaces
      on @rekognition:collection/${collectionId}
    policy RekognitionFacesPolicy
      allow rekognition:CompareFaces rekognition:DetectFaces
      on *
    policy RekognitionLabelsPolicy
      allow rekognition:DetectLabels rekognition:DetectModerationLabels
      on *
    policy RekognitionNoDataAccessPolicy CollectionId
      allow rekognition:CompareFaces rekognition:DetectFaces rekognition:DetectLabels
        rekognition:DetectModerationLabels
      on @rekognition:collection/${collectionId}
    policy RekognitionReadPolicy CollectionId
      allow rekognition:ListCollections rekognition:ListFaces rekognition:SearchFaces
        rekognition:SearchFacesByImage
      on @rekognition:collection/${collectionId}
    policy RekognitionWriteOnlyAccessPolicy CollectionId
      allow rekognition:CreateCollection rekognition:IndexFaces
      on @rekognition:collection/${collectionId}
    policy Route53ChangeResourceRecordSetsPolicy HostedZoneId
      allow route53:ChangeResourceRecordSets
      on arn:${AWS::Partition}:route53:::hostedzone/${HostedZoneId}
    policy S3CrudPolicy BucketName
      allow s3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:PutObject s3:PutObjectAcl
        s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration s3:DeleteObject
      all arn:${AWS::Partition}:s3:::${bucketName}
      all arn:${AWS::Partition}:s3:::${bucketName}/*
    policy S3FullAccessPolicy BucketName
      allow s3:GetObject s3:GetObjectAcl s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:DeleteObject
        s3:DeleteObjectTagging s3:DeleteObjectVersionTagging s3:GetObjectTagging s3:GetObjectVersionTagging
        s3:PutObjectTagging s3:PutObjectVersionTagging
      all arn:${AWS::Partition}:s3:::${bucketName}/*
      allow s3:ListBucket s3:GetBucketLocation s3:GetLifecycleConfiguration s3:PutLifecycleConfiguration
      all arn:${AWS::Partition}:s3:::${bucketName}
    policy S3ReadPolicy BucketName
      allow s3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:GetLifecycleConfiguration
      all arn:${AWS::Partition}:s3:::${bucketName}
      all arn:${AWS::Partition}:s3:::${bucketName}/*
    policy S3WritePolicy BucketName
      allow s3:PutObject s3:PutObjectAcl s3:PutLifecycleConfiguration
      all arn:${AWS::Partition}:s3:::${bucketName}
      all arn:${AWS::Partition}:s3:::${bucketName}/*
    policy SESBulkTemplatedCrudPolicy IdentityName
      allow ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail
        ses:SendBulkTemplatedEmail ses:VerifyEmailIdentity
      on @ses:identity/${identityName}
    policy SESBulkTemplatedCrudPolicy_v2 IdentityName TemplateName
      allow ses:SendEmail ses:SendRawEmail ses:SendTemplatedEmail ses:SendBulkTemplatedEmail
      all @ses:identity/${identityName}
      all @ses:template/${templateName}
      allow ses:GetIdentityVerificationAttributes ses:VerifyEmailIdentity
      on *
    policy SESCrudPolicy IdentityName
      allow ses:GetIdentityVerificationAttributes ses:SendEmail ses:SendRawEmail ses:VerifyEmailIdentity
      on @ses:identity/${identityName}
    policy SESEmailTemplateCrudPolicy
      allow ses:CreateTemplate ses:GetTemplate ses:ListTemplates ses:UpdateTemplate ses:DeleteTemplate
        ses:TestRenderTemplate
      on *
    policy SESSendBouncePolicy IdentityName
      allow ses:SendBounce
      on @ses:identity/${identityName}
    policy SNSCrudPolicy TopicName
      allow sns:ListSubscriptionsByTopic sns:CreateTopic sns:SetTopicAttributes sns:Subscribe sns:Publish
      on @sns:${topicName}*
    policy SNSPublishMessagePolicy TopicName
      allow sns:Publish
      on @sns:${topicName}
    policy SQSPollerPolicy QueueName
      allow sqs:ChangeMessageVisibility sqs:ChangeMessageVisibilityBatch sqs:DeleteMessage sqs:DeleteMessageBatch
        sqs:GetQueueAttributes sqs:ReceiveMessage
      on @sqs:${queueName}
    policy SQSSendMessagePolicy QueueName
      allow sqs:SendMessage*
      on @sqs:${queueName}
    policy SSMParameterReadPolicy ParameterName
      allow ssm:DescribeParameters
      on *
      allow ssm:GetParameters ssm:GetParameter ssm:GetParametersByPath
      on @ssm:parameter/${parameterName}
    policy SSMParameterWithSlashPrefixReadPolicy ParameterName
      allow ssm:DescribeParameters
      on *
      allow ssm:GetParameters ssm:GetParameter ssm:GetParametersByPath
      on @ssm:parameter${parameterName}
    policy SageMakerCreateEndpointConfigPolicy EndpointConfigName
      allow sagemaker:CreateEndpointConfig
      on @sagemaker:endpoint-config/${endpointConfigName}
    policy SageMakerCreateEndpointPolicy EndpointName
      allow sagemaker:CreateEndpoint
      on @sagemaker:endpoint/${endpointName}
    policy ServerlessRepoReadWriteAccessPolicy
      allow serverlessrepo:CreateApplication serverlessrepo:CreateApplicationVersion
        serverlessrepo:UpdateApplication serverlessrepo:GetApplication serverlessrepo:ListApplications
        serverlessrepo:ListApplicationVersions serverlessrepo:ListApplicationDependencies
      all @serverlessrepo:applications/*
    policy StepFunctionsCallbackPolicy StateMachineName
      allow states:SendTaskFailure states:SendTaskHeartbeat states:SendTaskSuccess
      on @states:stateMachine:${stateMachineName}
    policy StepFunctionsExecutionPolicy StateMachineName
      allow states:StartExecution
      on @states:stateMachine:${stateMachineName}
    policy StepFunctionsExecutionPolicy_v2 StateMachineName
      allow states:StartExecution states:StartSyncExecution
      on @states:stateMachine:${stateMachineName}
    policy TextractDetectAnalyzePolicy
      allow textract:DetectDocumentText textract:StartDocumentTextDetection textract:StartDocumentAnalysis
        textract:AnalyzeDocument
      on *
    policy TextractGetResultPolicy
      allow textract:GetDocumentTextDetection textract:GetDocumentAnalysis
      on *
    policy TextractPolicy
      allow textract:*
      on *
    policy VPCAccessPolicy
      allow ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces
        ec2:DetachNetworkInterface
      on *
    """#
