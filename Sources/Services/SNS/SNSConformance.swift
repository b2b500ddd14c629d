extension Conformance {
    static let sns = ServiceConformance(
        "SNS",
        [
            .modelled(
                "fanOut", "Every subscription gets its own copy of a message.", Source.sns("sns-common-scenarios")),
            .rule(
                .filterPolicy, "A subscription gets only the messages its filter policy matches.",
                Source.sns("sns-subscription-filter-policies")),
            .modelled(
                "filterScope", "A filter policy looks at the attributes, or with MessageBody at the message itself.",
                Source.model("sns.GetSubscriptionAttributes")),
            .modelled(
                "filterLimits",
                "A filter policy has at most 5 keys and 150 combinations of values; a topic has at most 200 policies.",
                Source.sns("subscription-filter-policy-constraints")),
            .rule(
                .topicMessageSize, "A message, and a batch together, may be at most 262,144 bytes.",
                Source.model("sns.PublishBatch")),
            .rule(
                .publishBatch, "A batch has 1 to 10 messages with distinct ids; each succeeds or fails by itself.",
                Source.model("sns.PublishBatch")),
            .modelled(
                "envelope", "A queue gets the message in a JSON envelope with its id, topic, time and attributes.",
                Source.sns("sns-message-and-json-formats")),
            .modelled(
                "rawDelivery", "With RawMessageDelivery a queue gets the bare message, and its attributes as its own.",
                Source.sns("sns-large-payload-raw-message-delivery")),
            .rule(
                .subscriptionRetry, "Delivery to SQS and Lambda is tried 100,015 times over 23 days.",
                Source.sns("sns-message-delivery-retries")),
            .modelled(
                "httpRetry", "Delivery to an HTTP endpoint is tried again 3 times, 20 s apart.",
                Source.sns("sns-message-delivery-retries")),
            .modelled(
                "deliveryPolicy", "A delivery policy sets the retries of an HTTP endpoint, for an hour at most.",
                Source.sns("sns-message-delivery-retries")),
            .rule(
                .subscriptionClientError, "A delivery that the endpoint refuses is not tried again.",
                Source.sns("sns-dead-letter-queues")),
            .modelled(
                "deadLetterQueue", "A subscription's dead-letter queue gets what could not be delivered.",
                Source.sns("sns-dead-letter-queues")),
            .rule(
                .topicGroup, "A FIFO topic keeps the order of each message group in every queue.",
                Source.sns("fifo-message-delivery")),
            .rule(
                .topicDeduplication, "A FIFO topic takes a message with the same deduplication id once in 5 minutes.",
                Source.sns("fifo-message-dedup")),
            .rule(
                .topicThroughput,
                "A FIFO topic takes 3,000 messages or 20 MB a second, with FifoThroughputScope MessageGroup more.",
                Source.model("sns.CreateTopic")),
            .modelled(
                "fifoSubscriptions",
                "A FIFO topic delivers to queues alone; a FIFO queue takes from FIFO topics alone.",
                Source.sns("fifo-message-delivery")),
            .leftOut("retryJitter", "SNS puts jitter on its retries.", Source.sns("sns-message-delivery-retries")),
            .leftOut(
                "customerEndpoints", "Delivery by email, SMS and to mobile devices is tried 50 times over 6 hours.",
                Source.sns("sns-message-delivery-retries")),
            .leftOut(
                "filterPropagation", "A changed filter policy takes up to 15 minutes to apply.",
                Source.sns("sns-subscription-filter-policies")),
            .leftOut(
                "confirmation", "An HTTP endpoint confirms its subscription within 2 days.",
                Source.model("sns.Subscribe")),
            .leftOut(
                "fifoArchive", "A FIFO topic can archive its messages and replay them.",
                Source.sns("fifo-message-archiving-replay")),
        ])
}
