/// A documented behaviour that decided something in a run: each names itself and where it is documented.
public enum Rule: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    case none
    // SQS
    case visibilityTimeout
    case visibilityCeiling
    case notInFlight
    case receiptHandle
    case queueDelay
    case longPoll
    case shortPoll
    case maxReceiveCount
    case messageRetention
    case maximumMessageSize
    case messageContents
    case messageAttributes
    case batchEntries
    case inFlightLimit
    case messageMoveTask
    case activeMoveTask
    case purge
    case queueDeletion
    case messageGroup
    case deduplication
    case fifoThroughput
    case fifoDelay
    case fairQueue
    // SNS
    case filterPolicy
    case topicMessageSize
    case publishBatch
    case topicGroup
    case topicDeduplication
    case topicThroughput
    case subscriptionRetry
    case subscriptionClientError
    // EventBridge
    case eventPattern
    case targetRetry
    case targetRefusal
    case eventSize
    case eventEntries
    case malformedDetail
    case replay
    case schedule
    case destinationRate
    case destinationTimeout
    // Lambda
    case reservedConcurrency
    case accountConcurrency
    case scalingRate
    case eventPayload
    case functionURL
    case functionTimeout
    case asynchronousInvocation
    case asynchronousRetry
    case asynchronousEventAge
    case mappingFilter
    case mappingPartialFailure
    case mappingConcurrency
    // DynamoDB
    case provisionedThroughput
    case itemSize
    case conditionExpression
    // Streams
    case shardWrites
    case shardReads
    case recordSize
    case recordBatch
    case partitionKey
    case shardIterator
    case recordRetention
    case streamFilter
    case streamRetry
    case recordAge
    // S3
    case notificationFilter
    case notificationDelivery
    // API Gateway
    case accountThrottle
    case stageThrottle
    case routeNotFound
    case integrationTimeout
    case requestValidation
    // IAM
    case implicitDeny
    case explicitDeny
    // The scenario
    case flowFailure
    case callFailure
    case flowFault
    case unsupportedRequest

    /// The service, the behaviour in a sentence, and the row it comes from.
    public var row: (service: String, says: String, source: String) {
        guard let (service, row) = Conformance.rowByRule[self] else { return ("", "", "") }
        return (service, row.says, row.source)
    }
}
