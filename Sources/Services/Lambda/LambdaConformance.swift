extension Conformance {
    static let lambda = ServiceConformance(
        "Lambda",
        [
            .rule(
                .reservedConcurrency, "A function runs at most ReservedConcurrentExecutions at once.",
                Source.model("lambda.PutFunctionConcurrency")),
            .rule(
                .accountConcurrency,
                "All functions of an account run at most 1,000 at once unless the quota is raised.",
                Source.lambda("gettingstarted-limits")),
            .rule(
                .functionTimeout, "An invocation is stopped at the function's Timeout, 3 s unless set.",
                Source.model("lambda.CreateFunction")),
            .rule(
                .asynchronousRetry,
                "A failed asynchronous invocation is tried twice more, after one minute and then two.",
                Source.lambda("invocation-async-error-handling")),
            .rule(
                .asynchronousEventAge, "A throttled asynchronous event is tried again for up to 6 hours.",
                Source.model("lambda.MaximumEventAgeInSeconds")),
            .rule(
                .mappingFilter, "A queue message that no filter of the event source mapping matches is deleted.",
                Source.lambda("invocation-eventfiltering")),
            .rule(
                .mappingBatchFailure,
                "When the function fails, the whole batch becomes visible again after the visibility timeout.",
                Source.lambda("services-sqs-errorhandling")),
            .rule(
                .mappingPartialFailure, "With ReportBatchItemFailures only the listed messages become visible again.",
                Source.lambda("services-sqs-errorhandling")),
            .rule(
                .mappingConcurrency, "A queue mapping starts with 5 concurrent batches and adds up to 300 a minute.",
                Source.lambda("services-sqs-scaling")),
        ])
}
