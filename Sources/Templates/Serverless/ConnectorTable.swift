/// Connectors: what a source may do to a destination; see `ConnectorRule`.
let connectorTable = #"""
    DynamoDB::Table > Lambda::Function role destination
      Read dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams on
        {Source.Arn}/stream/*
    Events::Rule > SNS::Topic topic destination
      Write sns:Publish on {Destination.Arn} by events.amazonaws.com
    Events::Rule > Events::EventBus role source
      Write events:PutEvents on {Destination.Arn}
    Events::Rule > StepFunctions::StateMachine role source
      Write states:StartExecution on {Destination.Arn}
    Events::Rule > Lambda::Function permission destination
      Write events.amazonaws.com {Source.Arn}
    Events::Rule > SQS::Queue queue destination
      Write sqs:SendMessage on {Destination.Arn} by events.amazonaws.com
    Lambda::Function > Lambda::Function role source
      Write lambda:InvokeAsync lambda:InvokeFunction on {Destination.Arn}
    Lambda::Function > S3::Bucket role source
      Read s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent
        s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent
        s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts on
        {Destination.Arn} {Destination.Arn}/*
      Write s3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold
        s3:PutObjectRetention s3:RestoreObject on {Destination.Arn} {Destination.Arn}/*
    Lambda::Function > DynamoDB::Table role source
      Read dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem
        dynamodb:PartiQLSelect on {Destination.Arn} {Destination.Arn}/index/*
      Write dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete
        dynamodb:PartiQLInsert dynamodb:PartiQLUpdate on {Destination.Arn} {Destination.Arn}/index/*
    Lambda::Function > SQS::Queue role source
      Read sqs:ReceiveMessage sqs:GetQueueAttributes on {Destination.Arn}
      Write sqs:DeleteMessage sqs:SendMessage sqs:ChangeMessageVisibility sqs:PurgeQueue on {Destination.Arn}
    Lambda::Function > SNS::Topic role source
      Write sns:Publish on {Destination.Arn}
    Lambda::Function > StepFunctions::StateMachine role source
      Write states:StartExecution states:StartSyncExecution on {Destination.Arn}
      Write states:StopExecution on @states:execution:{Destination.Name}:*
      Read states:DescribeStateMachine states:ListExecutions on {Destination.Arn}
      Read states:DescribeExecution states:DescribeStateMachineForExecution states:GetExecutionHistory on
        @states:execution:{Destination.Name}:*
    Lambda::Function > Events::EventBus role source
      Write events:PutEvents on {Destination.Arn}
    Lambda::Function > Location::PlaceIndex role source
      Read geo:DescribePlaceIndex geo:GetPlace geo:SearchPlaceIndexForPosition geo:SearchPlaceIndexForSuggestions
        geo:SearchPlaceIndexForText on {Destination.Arn}
    ApiGatewayV2::Api > Lambda::Function permission destination
      Write apigateway.amazonaws.com @execute-api:{Source.ResourceId}/{Source.Qualifier}
    ApiGateway::RestApi > Lambda::Function permission destination
      Write apigateway.amazonaws.com @execute-api:{Source.ResourceId}/{Source.Qualifier}
    SNS::Topic > SQS::Queue queue destination
      Write sqs:SendMessage on {Destination.Arn} by sns.amazonaws.com
    SNS::Topic > Lambda::Function permission destination
      Write sns.amazonaws.com {Source.Arn}
    SQS::Queue > Lambda::Function role destination
      Write sqs:DeleteMessage on {Source.Arn}
      Read sqs:ReceiveMessage sqs:GetQueueAttributes on {Source.Arn}
    S3::Bucket > Lambda::Function permission destination
      Write s3.amazonaws.com {Source.Arn}
    StepFunctions::StateMachine > Lambda::Function role source
      Write lambda:InvokeAsync lambda:InvokeFunction on {Destination.Arn}
    StepFunctions::StateMachine > SNS::Topic role source
      Write sns:Publish on {Destination.Arn}
    StepFunctions::StateMachine > SQS::Queue role source
      Write sqs:SendMessage on {Destination.Arn}
    StepFunctions::StateMachine > S3::Bucket role source
      Read s3:GetObject s3:GetObjectAcl s3:GetObjectLegalHold s3:GetObjectRetention s3:GetObjectTorrent
        s3:GetObjectVersion s3:GetObjectVersionAcl s3:GetObjectVersionForReplication s3:GetObjectVersionTorrent
        s3:ListBucket s3:ListBucketMultipartUploads s3:ListBucketVersions s3:ListMultipartUploadParts on
        {Destination.Arn} {Destination.Arn}/*
      Write s3:AbortMultipartUpload s3:DeleteObject s3:DeleteObjectVersion s3:PutObject s3:PutObjectLegalHold
        s3:PutObjectRetention s3:RestoreObject on {Destination.Arn} {Destination.Arn}/*
    StepFunctions::StateMachine > DynamoDB::Table role source
      Read dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem
        dynamodb:PartiQLSelect on {Destination.Arn} {Destination.Arn}/index/*
      Write dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete
        dynamodb:PartiQLInsert dynamodb:PartiQLUpdate on {Destination.Arn} {Destination.Arn}/index/*
    StepFunctions::StateMachine > StepFunctions::StateMachine role source
      Read states:DescribeExecution on @states:execution:{Destination.Name}:*
      Read events:DescribeRule on @events:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule
      Write states:StartExecution on {Destination.Arn}
      Write states:StopExecution on @states:execution:{Destination.Name}:*
      Write events:PutTargets events:PutRule on @events:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule
    StepFunctions::StateMachine > Events::EventBus role source
      Write events:PutEvents on {Destination.Arn}
    AppSync::DataSource > DynamoDB::Table role source
      Read dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem dynamodb:ConditionCheckItem
        dynamodb:PartiQLSelect on {Destination.Arn} {Destination.Arn}/index/*
      Write dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:PartiQLDelete
        dynamodb:PartiQLInsert dynamodb:PartiQLUpdate on {Destination.Arn} {Destination.Arn}/index/*
    AppSync::DataSource > Lambda::Function role source
      Write lambda:InvokeAsync lambda:InvokeFunction on {Destination.Arn} {Destination.Arn}:*
    AppSync::DataSource > Events::EventBus role source
      Write events:PutEvents on {Destination.Arn}
    AppSync::GraphQLApi > Lambda::Function permission destination
      Write appsync.amazonaws.com @appsync:apis/{Source.ResourceId}
    """#
