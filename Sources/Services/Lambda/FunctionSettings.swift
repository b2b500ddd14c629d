import Simulation
import Templates
import Values

/// What a function's CloudFormation properties say, with Lambda's defaults.
struct FunctionSettings: Sendable {
    /// 3 s unless set (botocore 1.43.11, lambda.CreateFunction).
    var timeout: Int64
    /// 128 MB unless set.
    var memory: Int
    /// nil where none are reserved: the function shares the account's concurrency.
    var reservedConcurrency: Int?
    /// Where asynchronous events go when every attempt failed.
    var deadLetters: DeliveryTarget?
    /// What it can be called by, `$LATEST` first.
    var qualifiers: [FunctionQualifier]
    /// The name of each version, `$LATEST` first.
    var versions: [String]
    /// Which version or alias its URL leads to, 0 for the function itself; nil where it has none.
    var urlQualifier: UInt16?
    var arn: String

    /// A synchronous event may be 6 MB, an asynchronous one 1 MB (botocore 1.43.11, lambda.Invoke).
    static let largestEvent = 6_291_456
    static let largestAsynchronousEvent = 1_048_576
    /// A function gains at most 1,000 environments each 10 seconds
    /// (docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html).
    static let environmentsPerSecond = 100.0
    static let environmentBurst = 1_000.0
    /// At 1,769 MB a function has one whole processor (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
    static let memoryOfOneProcessor = 1_769

    init(_ function: Resource) {
        timeout = Int64(function.integer("Timeout", default: 3)) * second
        memory = function.integer("MemorySize", default: 128)
        if function.property("ReservedConcurrentExecutions") != nil {
            reservedConcurrency = function.integer("ReservedConcurrentExecutions", default: 0)
        }
        qualifiers = [FunctionQualifier(name: "$LATEST", weights: [(version: 0, weight: 1)])]
        versions = ["$LATEST"]
        arn = function.arn ?? ""
    }
}

/// What a function is called by: itself, a version, or an alias that leads to one or two versions.
struct FunctionQualifier: Sendable {
    var name: String
    /// The versions it leads to and how likely each is.
    var weights: [(version: Int, weight: Double)]
    /// Environments that stand ready for it.
    var provisioned = 0
    /// What becomes of its asynchronous invocations.
    var asynchronous = AsynchronousSettings()
}

/// What becomes of asynchronous invocations.
struct AsynchronousSettings: Sendable {
    /// How often a failed one is tried again: 0 to 2, 2 unless set (botocore 1.43.11, lambda.MaximumRetryAttempts).
    var maximumRetryAttempts = 2
    /// How old an event may get: 60 s to 6 hours, 6 hours unless set.
    var maximumEventAge: Int64 = 21_600 * second
    var onSuccess: DeliveryTarget?
    var onFailure: DeliveryTarget?
}
