import Simulation
import Templates

/// What a function's CloudFormation properties say, with Lambda's defaults.
struct FunctionSettings: Sendable {
    /// 3 s unless set (botocore 1.43.11, lambda.CreateFunction).
    var timeout: Int64
    /// 128 MB unless set.
    var memory: Int
    /// nil where none are reserved: the function shares the account's 1,000.
    var reservedConcurrency: Int?
    /// Where asynchronous events go when every attempt failed.
    var deadLetterQueue: ComponentID = .none
    /// How often a failed asynchronous invocation is tried again: 0 to 2, 2 unless set.
    var maximumRetryAttempts: Int = 2
    /// How old an asynchronous event may get: 60 s to 6 hours, 6 hours unless set.
    var maximumEventAge: Int64 = 21_600 * second

    /// An account's concurrency quota (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
    static let accountConcurrency = 1_000

    init(_ function: Resource) {
        timeout = Int64(function.integer("Timeout", default: 3)) * second
        memory = function.integer("MemorySize", default: 128)
        if function.property("ReservedConcurrentExecutions") != nil {
            reservedConcurrency = function.integer("ReservedConcurrentExecutions", default: 0)
        }
    }
}
