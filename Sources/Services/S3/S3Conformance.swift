extension Conformance {
    static let s3 = ServiceConformance(
        "S3",
        [
            .modelled(
                "notificationEvents",
                "A bucket tells queues, topics and functions of the kinds of events they ask for.",
                Source.s3("EventNotifications")),
            .rule(
                .notificationFilter, "A notification can be held to keys with a prefix and a suffix.",
                Source.s3("notification-how-to-filtering")),
            .rule(
                .notificationDelivery,
                "Notifications come at least once, usually within seconds, and in no order; a refused one is lost.",
                Source.s3("EventNotifications")),
            .modelled(
                "sequencer", "The sequencer tells the order of the changes of one key.",
                Source.s3("notification-content-structure")),
            .modelled(
                "encodedKey", "The key in a notification is URL-encoded.", Source.s3("notification-content-structure")),
            .modelled(
                "standardOnly", "Notifications go to standard queues and topics, not to FIFO ones.",
                "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-queueconfiguration.html"
            ),
            .modelled(
                "overlaps", "Two notifications for the same events and keys are refused.",
                Source.s3("notification-how-to-filtering")),
            .modelled(
                "eventBridge", "With EventBridge on, the default bus gets every event, without filters.",
                Source.s3("EventBridge")),
            .modelled(
                "deleteMarker", "In a bucket with versions a delete makes a delete marker.",
                Source.s3("notification-how-to-event-types-and-destinations")),
            .modelled(
                "consistency", "What has been written can be read at once.", "https://aws.amazon.com/s3/consistency/"),
            .leftOut(
                "testEvent", "S3 sends s3:TestEvent to a destination when it is set up.",
                Source.s3("notification-content-structure")),
            .leftOut(
                "otherEvents", "Restore, replication, lifecycle, tagging and ACL events are told, too.",
                Source.s3("notification-how-to-event-types-and-destinations")),
        ])
}
