extension Conformance {
    static let sqs = ServiceConformance(
        "SQS",
        [
            .rule(
                .visibilityTimeout,
                "A received message is hidden for the visibility timeout, 30 s unless set, and then comes back.",
                Source.model("sqs.CreateQueue")),
            .modelled(
                "changeVisibility",
                "ChangeMessageVisibility counts from the moment of the call; 0 makes the message visible at once.",
                Source.model("sqs.ChangeMessageVisibility")),
            .rule(
                .visibilityCeiling, "A message can be hidden for at most 12 hours from its receive; more is refused.",
                "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html"
            ),
            .rule(
                .notInFlight, "Only the visibility of a message in flight can be changed.",
                Source.model("sqs.MessageNotInflight")),
            .rule(
                .receiptHandle,
                "Every receive gives a new receipt handle; with an older one a delete succeeds and deletes nothing.",
                Source.model("sqs.DeleteMessage")),
            .rule(
                .queueDelay, "A message waits DelaySeconds, its own or the queue's, before it can be received.",
                Source.model("sqs.CreateQueue")),
            .rule(
                .longPoll, "A receive waits up to WaitTimeSeconds, at most 20, for a message.",
                Source.model("sqs.ReceiveMessage")),
            .rule(
                .shortPoll, "A receive that does not wait asks only some of the servers and may miss messages.",
                Source.sqs("sqs-short-and-long-polling")),
            .modelled(
                "receiveCount", "A receive gives at most 10 messages, 1 unless asked for more.",
                Source.model("sqs.ReceiveMessageRequest")),
            .rule(
                .maxReceiveCount,
                "A message received maxReceiveCount times moves to the dead-letter queue at its next receive.",
                Source.model("sqs.CreateQueue")),
            .rule(
                .messageRetention, "A message older than MessageRetentionPeriod, 4 days unless set, is gone.",
                Source.model("sqs.CreateQueue")),
            .modelled(
                "deadLetterRetention",
                "A dead letter keeps its time of sending on a standard queue; on a FIFO queue the time starts anew.",
                Source.sqs("setting-up-dead-letter-queue-retention")),
            .modelled(
                "redriveAllowPolicy", "A queue says whose dead letters it takes: all, none, or those of listed queues.",
                Source.model("sqs.CreateQueue")),
            .modelled(
                "sameType", "The dead-letter queue of a FIFO queue is FIFO, that of a standard queue standard.",
                Source.sqs("sqs-configure-dead-letter-queue")),
            .rule(
                .maximumMessageSize,
                "A message may be at most MaximumMessageSize, 1 MiB unless set; a batch together at most 1 MiB.",
                Source.model("sqs.SendMessageBatch")),
            .rule(
                .messageContents, "A message has a body, of the characters that XML 1.0 knows.",
                Source.sqs("quotas-messages")),
            .rule(
                .messageAttributes, "A message has at most 10 attributes.", Source.sqs("quotas-messages")),
            .rule(
                .batchEntries,
                "A batch has 1 to 10 entries with distinct, well-formed ids; each succeeds or fails by itself.",
                Source.model("sqs.TooManyEntriesInBatchRequest")),
            .rule(
                .inFlightLimit,
                "About 120,000 messages may be in flight; then a standard queue refuses receives, a FIFO queue gives nothing.",
                Source.model("sqs.ChangeMessageVisibility")),
            .rule(
                .messageMoveTask,
                "A message move task returns dead letters to their source, or to a queue of choice, at most 500 a second.",
                Source.model("sqs.StartMessageMoveTask")),
            .rule(
                .activeMoveTask, "A queue has one message move task at a time; the ten most recent are listed.",
                Source.model("sqs.ListMessageMoveTasks")),
            .rule(
                .purge, "A purge deletes what the queue held, within 60 s; a second one meanwhile is refused.",
                Source.model("sqs.PurgeQueueInProgress")),
            .rule(
                .queueDeletion,
                "A queue is gone up to 60 s after DeleteQueue; its name can be used again only after 60 s.",
                Source.model("sqs.DeleteQueue")),
            .rule(
                .messageGroup,
                "A FIFO queue keeps the order of each message group: one in flight holds back the rest of its group.",
                "https://www.repost.aws/knowledge-center/sqs-fifo-messages-not-returned"),
            .modelled(
                "groupsTogether",
                "A receive from a FIFO queue gives as many messages of one group as it can, then those of others.",
                "https://www.repost.aws/knowledge-center/sqs-fifo-messages-not-returned"),
            .rule(
                .deduplication,
                "A message with the deduplication id of one sent in the last 5 minutes is taken and not delivered.",
                Source.model("sqs.SendMessageRequest")),
            .modelled(
                "contentBasedDeduplication",
                "With ContentBasedDeduplication the id is the SHA-256 of the body, not of the attributes.",
                Source.model("sqs.SendMessageRequest")),
            .modelled(
                "deduplicationScope", "DeduplicationScope says whether ids count for the queue or for each group.",
                Source.model("sqs.CreateQueue")),
            .rule(
                .fifoThroughput,
                "A FIFO queue takes 300 calls a second of each action, unless its limit is set per message group.",
                Source.sqs("troubleshooting-fifo-throttling-issues")),
            .rule(
                .fifoDelay, "Messages of a FIFO queue have no delay of their own.",
                Source.model("sqs.SendMessageBatchRequestEntry")),
            .modelled(
                "receiveAttempt",
                "A receive from a FIFO queue that repeats a ReceiveRequestAttemptId within 5 minutes gives the same messages.",
                Source.model("sqs.ReceiveMessageRequest")),
            .rule(
                .fairQueue,
                "A tenant with over 10 % of the messages in flight, and at least 30, waits behind the quiet ones.",
                "https://docs.amazonaws.cn/en_us/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html"
            ),
            .leftOut(
                "fairProcessingTime", "A tenant with over 10 % of the recent processing time counts as noisy, too.",
                "https://docs.amazonaws.cn/en_us/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html"
            ),
            .leftOut(
                "internalDuplicates", "A standard queue may deliver a message twice by itself.",
                Source.sqs("standard-queues-at-least-once-delivery")),
            .leftOut(
                "attributePropagation", "Changed attributes take up to 60 s to apply, retention up to 15 minutes.",
                Source.model("sqs.SetQueueAttributes")),
            .leftOut(
                "perGroupThroughput", "In high-throughput mode each partition of groups has a limit of its own.",
                Source.sqs("troubleshooting-fifo-throttling-issues")),
            .leftOut(
                "encryption", "A KMS key is used again for KmsDataKeyReusePeriodSeconds.",
                Source.model("sqs.CreateQueue")),
        ])
}
