/// A documented behaviour that decided something in a run: each names itself and where it is documented.
public enum Rule: UInt8, Hashable, Sendable, CaseIterable {
    case none
    // SQS
    case visibilityTimeout
    case queueDelay
    case longPoll
    case maxReceiveCount
    case messageRetention
    case maximumMessageSize
    case inFlightLimit
    case messageMoveTask
    // SNS
    case filterPolicy
    case topicMessageSize
    case subscriptionRetry
    case subscriptionClientError
    // EventBridge
    case eventPattern
    case targetRetry
    case eventSize
    // Lambda
    case reservedConcurrency
    case accountConcurrency
    case functionTimeout
    case asynchronousRetry
    case asynchronousEventAge
    case mappingFilter
    case mappingBatchFailure
    case mappingPartialFailure
    case mappingConcurrency
    // DynamoDB
    case provisionedThroughput
    case burstCapacity
    case itemSize
    case conditionExpression
    // API Gateway
    case accountThrottle
    case stageThrottle
    case routeNotFound
    case integrationTimeout
    case requestValidation
    // IAM
    case implicitDeny
    case explicitDeny
    // SDK
    case sdkRetry
    // The scenario
    case flowFailure
    case flowFault
    case unsupportedRequest

    /// The service, the behaviour in a sentence, and the row it comes from.
    public var row: (service: String, says: String, source: String) {
        switch self {
        case .none: ("", "", "")
        case .visibilityTimeout:
            (
                "SQS", "A received message is hidden for the visibility timeout, 30 s unless set, and then comes back.",
                "botocore 1.43.11, sqs.CreateQueue"
            )
        case .queueDelay:
            ("SQS", "A message waits DelaySeconds before it can be received.", "botocore 1.43.11, sqs.CreateQueue")
        case .longPoll:
            (
                "SQS", "A receive waits up to WaitTimeSeconds, at most 20, for a message.",
                "botocore 1.43.11, sqs.ReceiveMessage"
            )
        case .maxReceiveCount:
            (
                "SQS", "A message received maxReceiveCount times moves to the dead-letter queue at its next receive.",
                "botocore 1.43.11, sqs.CreateQueue"
            )
        case .messageRetention:
            (
                "SQS", "A message older than MessageRetentionPeriod, 4 days unless set, is gone.",
                "botocore 1.43.11, sqs.CreateQueue"
            )
        case .maximumMessageSize:
            (
                "SQS", "A message may be at most MaximumMessageSize, 1 MiB unless set.",
                "botocore 1.43.11, sqs.CreateQueue"
            )
        case .inFlightLimit:
            ("SQS", "About 120,000 messages may be in flight.", "botocore 1.43.11, sqs.ChangeMessageVisibility")
        case .messageMoveTask:
            (
                "SQS", "A message move task returns dead letters to their source, at most 500 a second.",
                "botocore 1.43.11, sqs.StartMessageMoveTask"
            )
        case .filterPolicy:
            (
                "SNS", "A subscription gets only the messages its filter policy matches.",
                "https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html"
            )
        case .topicMessageSize: ("SNS", "A message may be at most 262,144 bytes.", "botocore 1.43.11, sns.PublishBatch")
        case .subscriptionRetry:
            (
                "SNS", "Delivery to SQS and Lambda is tried 100,015 times over 23 days.",
                "https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html"
            )
        case .subscriptionClientError:
            (
                "SNS",
                "A delivery the endpoint refuses is not tried again: it goes to the subscription's dead-letter queue.",
                "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html"
            )
        case .eventPattern:
            (
                "EventBridge", "A rule's targets get the events its pattern matches.",
                "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"
            )
        case .targetRetry:
            (
                "EventBridge", "A failed delivery is tried again for 24 hours and up to 185 times.",
                "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html"
            )
        case .eventSize:
            (
                "EventBridge", "An entry may be at most 1 MB since January 2026.",
                "https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb"
            )
        case .reservedConcurrency:
            (
                "Lambda", "A function runs at most ReservedConcurrentExecutions at once.",
                "botocore 1.43.11, lambda.PutFunctionConcurrency"
            )
        case .accountConcurrency:
            (
                "Lambda", "All functions of an account run at most 1,000 at once unless the quota is raised.",
                "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
            )
        case .functionTimeout:
            (
                "Lambda", "An invocation is stopped at the function's Timeout, 3 s unless set.",
                "botocore 1.43.11, lambda.CreateFunction"
            )
        case .asynchronousRetry:
            (
                "Lambda", "A failed asynchronous invocation is tried twice more, after one minute and then two.",
                "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html"
            )
        case .asynchronousEventAge:
            (
                "Lambda", "A throttled asynchronous event is tried again for up to 6 hours.",
                "botocore 1.43.11, lambda.MaximumEventAgeInSeconds"
            )
        case .mappingFilter:
            (
                "Lambda", "A queue message that no filter of the event source mapping matches is deleted.",
                "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html"
            )
        case .mappingBatchFailure:
            (
                "Lambda",
                "When the function fails, the whole batch becomes visible again after the visibility timeout.",
                "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"
            )
        case .mappingPartialFailure:
            (
                "Lambda", "With ReportBatchItemFailures only the listed messages become visible again.",
                "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"
            )
        case .mappingConcurrency:
            (
                "Lambda", "A queue mapping starts with 5 concurrent batches and adds up to 300 a minute.",
                "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"
            )
        case .provisionedThroughput:
            (
                "DynamoDB",
                "A write takes one write unit per KB, a read one read unit per 4 KB; beyond the provisioned units calls are refused.",
                "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html"
            )
        case .burstCapacity:
            (
                "DynamoDB", "Up to 300 seconds of unused capacity can be used later.",
                "https://repost.aws/knowledge-center/dynamodb-spiky-workloads-short-intervals"
            )
        case .itemSize: ("DynamoDB", "An item may be at most 400 KB.", "botocore 1.43.11, dynamodb.BatchWriteItem")
        case .conditionExpression:
            ("DynamoDB", "A write whose condition does not hold changes nothing.", "botocore 1.43.11, dynamodb.PutItem")
        case .accountThrottle:
            (
                "API Gateway", "An account serves 10,000 requests a second, bursts up to 5,000 at once.",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"
            )
        case .stageThrottle:
            (
                "API Gateway", "A stage or method may be held to a rate and a burst of its own.",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html"
            )
        case .routeNotFound:
            (
                "API Gateway", "A request that no route matches is refused.",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html"
            )
        case .integrationTimeout:
            (
                "API Gateway", "An integration must answer within 29 s (REST) or 30 s (HTTP).",
                "botocore 1.43.11, apigateway.Integration"
            )
        case .requestValidation:
            (
                "API Gateway", "A request that its mapping cannot take is refused.",
                "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html"
            )
        case .implicitDeny:
            (
                "IAM", "What no policy allows is denied.",
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
            )
        case .explicitDeny:
            (
                "IAM", "A Deny statement wins over every Allow.",
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
            )
        case .sdkRetry:
            (
                "AWS SDK", "The SDK's standard mode makes up to 3 attempts with exponential backoff and full jitter.",
                "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html"
            )
        case .flowFailure: ("flow", "The flow says that this work fails.", "the flow's behaviour")
        case .flowFault: ("flow", "The flow breaks something here.", "the flow's faults")
        case .unsupportedRequest:
            (
                "archscope", "The emulation does not model this request.",
                "the service's entry: what is emulated and what not"
            )
        }
    }
}
