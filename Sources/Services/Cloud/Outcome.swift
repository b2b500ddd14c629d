/// How a call ended.
public enum Outcome: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    /// Still under way.
    case pending
    case ok
    /// The call succeeded for some entries of its batch.
    case partial
    // What services refuse, by the error names of their APIs.
    case accessDenied
    case badRequest
    case notFound
    case conditionalCheckFailed
    case provisionedThroughputExceeded
    case throttling
    case tooManyRequests
    case overLimit
    case validation
    case invalidParameter
    case missingParameter
    case invalidMessageContents
    case tooManyEntries
    case emptyBatch
    case entryIDsNotDistinct
    case invalidEntryID
    case batchTooLong
    case messageNotInFlight
    case receiptHandleIsInvalid
    case purgeInProgress
    case queueDeletedRecently
    case nonExistentQueue
    case unsupportedOperation
    case resourceNotFound
    case requestTooLarge
    case expiredIterator
    case trimmedData
    case malformedDetail
    case integrationTimeout
    case integrationFailure
    /// The function's code failed.
    case functionError
    /// The function ran past its timeout.
    case functionTimeout
    /// The service itself failed.
    case serviceUnavailable

    /// The error's name in its API, or `ok`.
    public var name: String {
        switch self {
        case .pending: "pending"
        case .ok: "ok"
        case .partial: "partial"
        case .accessDenied: "AccessDenied"
        case .badRequest: "BadRequest"
        case .notFound: "NotFound"
        case .conditionalCheckFailed: "ConditionalCheckFailedException"
        case .provisionedThroughputExceeded: "ProvisionedThroughputExceededException"
        case .throttling: "ThrottlingException"
        case .tooManyRequests: "TooManyRequestsException"
        case .overLimit: "OverLimit"
        case .validation: "ValidationException"
        case .invalidParameter: "InvalidParameterValue"
        case .missingParameter: "MissingParameter"
        case .invalidMessageContents: "InvalidMessageContents"
        case .tooManyEntries: "TooManyEntriesInBatchRequest"
        case .emptyBatch: "EmptyBatchRequest"
        case .entryIDsNotDistinct: "BatchEntryIdsNotDistinct"
        case .invalidEntryID: "InvalidBatchEntryId"
        case .batchTooLong: "BatchRequestTooLong"
        case .messageNotInFlight: "MessageNotInflight"
        case .receiptHandleIsInvalid: "ReceiptHandleIsInvalid"
        case .purgeInProgress: "PurgeQueueInProgress"
        case .queueDeletedRecently: "QueueDeletedRecently"
        case .nonExistentQueue: "QueueDoesNotExist"
        case .unsupportedOperation: "UnsupportedOperation"
        case .resourceNotFound: "ResourceNotFoundException"
        case .requestTooLarge: "RequestTooLargeException"
        case .expiredIterator: "ExpiredIteratorException"
        case .trimmedData: "TrimmedDataAccessException"
        case .malformedDetail: "MalformedDetail"
        case .integrationTimeout: "IntegrationTimeout"
        case .integrationFailure: "IntegrationFailure"
        case .functionError: "FunctionError"
        case .functionTimeout: "Sandbox.Timedout"
        case .serviceUnavailable: "ServiceUnavailable"
        }
    }

    /// The HTTP status that goes with it.
    public var status: Int {
        switch self {
        case .pending, .ok, .partial: 200
        case .accessDenied, .purgeInProgress: 403
        case .notFound, .nonExistentQueue, .resourceNotFound: 404
        case .requestTooLarge: 413
        case .tooManyRequests, .overLimit: 429
        case .functionError, .functionTimeout: 200
        case .integrationTimeout: 504
        case .integrationFailure: 502
        case .serviceUnavailable: 503
        default: 400
        }
    }

    /// Whether the call did what it was asked, at least in part.
    public var isSuccess: Bool { self == .ok || self == .partial }

    /// Whether the service turned the call away because too much was asked of it.
    public var isThrottle: Bool {
        switch self {
        case .provisionedThroughputExceeded, .throttling, .tooManyRequests, .overLimit: true
        default: false
        }
    }

    /// Whether an AWS SDK tries again: throttles and failures of the service, but no mistakes of the caller.
    public var isRetryable: Bool { isThrottle || self == .serviceUnavailable }
}
