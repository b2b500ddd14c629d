/// A documented behaviour that decided something in a run: each names itself and where it is documented.
public enum Rule: UInt8, Hashable, Sendable, CaseIterable {
    case none
    // SQS
    case visibilityTimeout
    case visibilityCeiling
    case notInFlight
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
    case subscriptionRetry
    case subscriptionClientError
    // EventBridge
    case eventPattern
    case targetRetry
    case eventSize
    // Lambda
    case reservedConcurrency
    case accountConcurrency
    case scalingRate
    case eventPayload
    case functionURL
    case functionTimeout
    case asynchronousRetry
    case asynchronousEventAge
    case mappingFilter
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
        guard let (service, row) = Conformance.rowByRule[self] else { return ("", "", "") }
        return (service, row.says, row.source)
    }
}
