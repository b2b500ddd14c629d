extension Conformance {
    static let sns = ServiceConformance(
        "SNS",
        [
            .rule(
                .filterPolicy, "A subscription gets only the messages its filter policy matches.",
                Source.sns("sns-subscription-filter-policies")),
            .rule(
                .topicMessageSize, "A message may be at most 262,144 bytes.", Source.model("sns.PublishBatch")),
            .rule(
                .subscriptionRetry, "Delivery to SQS and Lambda is tried 100,015 times over 23 days.",
                Source.sns("sns-message-delivery-retries")),
            .rule(
                .subscriptionClientError,
                "A delivery the endpoint refuses is not tried again: it goes to the subscription's dead-letter queue.",
                Source.sns("sns-dead-letter-queues")),
        ])
}
