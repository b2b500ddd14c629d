extension Conformance {
    /// Behaviours that belong to no one service of the table: permissions, the SDK, and the scenario's own doing.
    static let general = ServiceConformance(
        "General",
        [
            .rule(
                .implicitDeny, "What no policy allows is denied.",
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"),
            .rule(
                .explicitDeny, "A Deny statement wins over every Allow.",
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"),
            .modelled(
                "sdkRetry",
                "The SDK's standard mode makes up to 3 attempts with exponential backoff and full jitter.",
                "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html"),
            .rule(
                .flowFailure,
                "The function's code fails: the flow says so, or what it would send cannot be made of its input.",
                "the flow's behaviour"),
            .rule(
                .callFailure, "A call of the function has failed for good, and its code does not catch that.",
                Source.lambda("invocation-retries")),
            .rule(.flowFault, "The flow breaks something here.", "the flow's faults"),
            .rule(
                .unsupportedRequest, "The emulation does not model this request.",
                "the service's entry: what is emulated and what not"),
            .leftOut(
                "boundaries",
                "Permission boundaries, session policies and organisation policies limit what is allowed.",
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"),
        ])
}
