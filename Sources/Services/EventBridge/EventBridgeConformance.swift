extension Conformance {
    static let eventBridge = ServiceConformance(
        "EventBridge",
        [
            .rule(
                .eventPattern, "A rule's targets get the events its pattern matches.",
                Source.events("eb-event-patterns")),
            .rule(
                .targetRetry, "A failed delivery is tried again for 24 hours and up to 185 times.",
                Source.events("eb-rule-retry-policy")),
            .rule(
                .eventSize, "An entry may be at most 1 MB since January 2026.",
                "https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb"
            ),
        ])
}
