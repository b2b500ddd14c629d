extension Conformance {
    static let lambda = ServiceConformance("Lambda", lambdaInvocations + lambdaMappings + lambdaStreams + lambdaLeftOut)

    private static let lambdaInvocations: [ConformanceRow] = [
        .rule(
            .accountConcurrency,
            "The functions of an account share 1,000 concurrent invocations, unless the quota is raised.",
            Source.lambda("gettingstarted-limits")),
        .rule(
            .reservedConcurrency,
            "A function runs at most ReservedConcurrentExecutions at once, and the others cannot use them.",
            Source.model("lambda.PutFunctionConcurrency")),
        .modelled(
            "unreservedConcurrency", "100 of the account's concurrency must stay for functions that reserve none.",
            Source.model("lambda.PutFunctionConcurrency")),
        .modelled(
            "provisionedConcurrency", "Provisioned environments stand ready: invocations in them have no cold start.",
            Source.lambda("provisioned-concurrency")),
        .modelled(
            "coldStart", "An environment runs one invocation at a time; a new one starts cold, a used one is warm.",
            Source.lambda("lambda-runtime-environment")),
        .rule(
            .scalingRate, "A function gains at most 1,000 environments each 10 seconds.",
            Source.lambda("scaling-behavior")),
        .rule(
            .functionTimeout, "An invocation is stopped at the function's Timeout, 3 s unless set.",
            Source.model("lambda.CreateFunction")),
        .modelled(
            "memory", "A function gets a share of a processor in proportion to its memory, a whole one at 1,769 MB.",
            Source.lambda("configuration-memory")),
        .rule(
            .eventPayload, "A synchronous event may be 6 MB, an asynchronous one 1 MB.", Source.model("lambda.Invoke")),
        .rule(
            .asynchronousInvocation,
            "An asynchronous event is taken at once and run afterwards; whoever sent it never hears how it went.",
            Source.lambda("invocation-async")),
        .rule(
            .asynchronousRetry,
            "A failed asynchronous invocation is tried twice more, after one minute and then two.",
            Source.lambda("invocation-async-error-handling")),
        .rule(
            .asynchronousEventAge, "An asynchronous event is given up after 6 hours, or MaximumEventAgeInSeconds.",
            Source.model("lambda.MaximumEventAgeInSeconds")),
        .modelled(
            "throttledEvents", "A throttled event is tried again after 1 s, then ever later, at most 5 minutes apart.",
            Source.lambda("invocation-async-error-handling")),
        .modelled(
            "destinations", "OnSuccess and OnFailure destinations get a record of the invocation.",
            Source.lambda("invocation-async-retain-records")),
        .modelled(
            "deadLetterQueue", "A dead-letter queue or topic gets the event itself once it is given up.",
            Source.lambda("invocation-async-retain-records")),
        .modelled(
            "aliasWeights", "An alias leads to a version, or to two by weight.",
            Source.lambda("configuring-alias-routing")
        ),
        .rule(
            .functionURL, "A function with a URL answers HTTP requests; one without has none to answer.",
            Source.lambda("urls-invocation")),
    ]

    private static let lambdaMappings: [ConformanceRow] = [
        .modelled(
            "mappingBatchSize", "A queue mapping invokes with up to BatchSize messages, 10 unless set.",
            Source.lambda("services-sqs-parameters")),
        .modelled(
            "mappingWindow", "It gathers a batch for MaximumBatchingWindowInSeconds, 0 unless set.",
            Source.lambda("services-sqs-parameters")),
        .modelled(
            "mappingEventSize", "It invokes when the next message would make the event larger than 6 MB.",
            Source.model("lambda.CreateEventSourceMapping")),
        .modelled(
            "mappingLimits", "A batch above 10 needs a window of at least 1 s; FIFO queues have neither.",
            Source.lambda("services-sqs-parameters")),
        .modelled(
            "mappingVisibility", "The queue's visibility timeout must be at least the function's timeout.",
            Source.lambda("services-sqs-configure")),
        .rule(
            .mappingFilter, "A queue message that no filter of the mapping matches is deleted.",
            Source.lambda("invocation-eventfiltering")),
        .modelled(
            "mappingBatchFailure",
            "When the function fails, the whole batch becomes visible again after the visibility timeout.",
            Source.lambda("services-sqs-errorhandling")),
        .rule(
            .mappingPartialFailure, "With ReportBatchItemFailures only the listed messages become visible again.",
            Source.lambda("services-sqs-errorhandling")),
        .rule(
            .mappingConcurrency, "A queue mapping starts with 5 concurrent batches and adds up to 300 a minute.",
            Source.lambda("services-sqs-scaling")),
        .modelled(
            "maximumConcurrency", "MaximumConcurrency limits the batches that one mapping has under way.",
            Source.lambda("services-sqs-scaling")),
        .modelled(
            "mappingFIFO", "Of a FIFO queue a group has one batch under way, so that its order holds.",
            Source.lambda("services-sqs-scaling")),
    ]

    private static let lambdaStreams: [ConformanceRow] = [
        .modelled(
            "streamOrder", "A stream mapping gives a shard's records in order, one batch at a time.",
            Source.lambda("with-kinesis")),
        .modelled(
            "streamBatchSize", "It invokes with up to BatchSize records, 100 unless set.",
            Source.model("lambda.CreateEventSourceMapping")),
        .modelled(
            "streamWindow", "It gathers a batch for MaximumBatchingWindowInSeconds.",
            Source.model("lambda.CreateEventSourceMapping")),
        .modelled(
            "startingPosition", "It begins with the oldest record, the next one, or the first after a time.",
            Source.model("lambda.CreateEventSourceMapping")),
        .modelled(
            "parallelization", "ParallelizationFactor batches of a shard run at once, apart by partition key.",
            Source.model("lambda.CreateEventSourceMapping")),
        .rule(
            .streamFilter, "A stream record that no filter of the mapping matches is skipped.",
            Source.lambda("invocation-eventfiltering")),
        .modelled(
            "streamBlocks",
            "A batch that fails is tried again until it succeeds or its records expire; the shard waits.",
            Source.lambda("kinesis-on-failure-destination")),
        .rule(
            .streamRetry, "MaximumRetryAttempts limits how often a failed batch is tried again.",
            Source.model("lambda.CreateEventSourceMapping")),
        .rule(
            .recordAge, "Records older than MaximumRecordAgeInSeconds, or than the stream keeps them, are let go of.",
            Source.model("lambda.CreateEventSourceMapping")),
        .modelled(
            "bisect", "With BisectBatchOnFunctionError a failed batch is tried again in halves.",
            Source.model("lambda.CreateEventSourceMapping")),
        .modelled(
            "streamPartialFailure", "With ReportBatchItemFailures a batch is tried again from the first failed record.",
            Source.lambda("services-kinesis-batchfailurereporting")),
        .modelled(
            "streamOnFailure", "An OnFailure destination gets the place of the records that are let go of.",
            Source.lambda("kinesis-on-failure-destination")),
    ]

    private static let lambdaLeftOut: [ConformanceRow] = [
        .leftOut(
            "environmentLifetime", "Lambda stops environments that have been idle, or old, at a time of its choice.",
            Source.lambda("lambda-runtime-environment")),
        .leftOut(
            "requestRate", "An account takes ten times its concurrency in requests a second.",
            Source.lambda("scaling-behavior")),
        .leftOut(
            "recursionDetection", "Lambda stops an event that went around through it about 16 times.",
            Source.lambda("invocation-recursion")),
        .leftOut(
            "provisionedPollers",
            "ProvisionedPollerConfig keeps pollers ready, each for 1 MB a second and 10 invocations.",
            Source.lambda("services-sqs-scaling")),
        .leftOut(
            "tumblingWindow", "TumblingWindowInSeconds carries state from one invocation to the next.",
            Source.model("lambda.CreateEventSourceMapping")),
        .leftOut("snapStart", "SnapStart restores an environment from a snapshot.", Source.lambda("snapstart")),
        .leftOut(
            "responseStreaming", "A function URL can stream its response.",
            Source.lambda("configuration-response-streaming")),
        .leftOut(
            "failureToS3", "OnFailure can be a bucket.", Source.lambda("invocation-async-retain-records")),
        .leftOut(
            "ephemeralStorage", "A function has 512 to 10,240 MB of temporary storage.",
            Source.model("lambda.CreateFunction")),
    ]
}
