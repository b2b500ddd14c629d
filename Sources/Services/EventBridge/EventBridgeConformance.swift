extension Conformance {
    static let eventBridge = ServiceConformance("EventBridge", eventBusRows + scheduleRows + eventBridgeLeftOut)

    private static let eventBusRows: [ConformanceRow] = [
        .rule(
            .eventPattern, "A rule's targets get the events its pattern matches.", Source.events("eb-event-patterns")),
        .rule(
            .eventEntries,
            "PutEvents takes 1 to 10 entries with source and detail type; each succeeds or fails by itself.",
            Source.model("events.PutEventsRequestEntryList")),
        .rule(
            .malformedDetail, "An entry whose detail is no JSON object fails.",
            "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html"),
        .rule(
            .eventSize, "An entry may be at most 1 MB since January 2026.",
            "https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb"
        ),
        .modelled(
            "targetInput", "A target gets the event, a part of it, a constant, or a text made from parts.",
            Source.events("eb-transform-target-input")),
        .modelled("targetLimit", "A rule has at most 5 targets.", Source.model("events.PutTargets")),
        .rule(
            .targetRetry, "A failed delivery is tried again for 24 hours and up to 185 times, or as RetryPolicy says.",
            Source.events("eb-rule-retry-policy")),
        .rule(
            .targetRefusal, "A delivery that the target refuses is not tried again.",
            Source.events("eb-rule-retry-policy")),
        .modelled(
            "targetDeadLetters", "A target's dead-letter queue gets what could not be delivered, and why.",
            Source.events("eb-rule-dlq")),
        .modelled(
            "busToBus", "A bus can be the target of a rule of another bus.", Source.events("eb-bus-to-bus")),
        .modelled(
            "archive", "An archive keeps the events that match its pattern, for RetentionDays or for ever.",
            Source.model("events.CreateArchive")),
        .rule(
            .replay,
            "A replay sends archived events of a span of time again, with replay-name, to all rules or to some.",
            Source.events("eb-replay-archived-event")),
        .rule(
            .destinationRate, "An API destination takes InvocationRateLimitPerSecond calls, 300 unless set.",
            Source.events("eb-api-destinations")),
        .rule(
            .destinationTimeout, "A call to an API destination may take 5 seconds.",
            Source.events("eb-api-destinations")),
    ]

    private static let scheduleRows: [ConformanceRow] = [
        .rule(
            .schedule, "A scheduled rule sends an event at the times of its rate or cron expression, in UTC.",
            Source.events("eb-scheduled-rule-pattern")),
        .modelled(
            "scheduler", "EventBridge Scheduler calls its target by rate, cron or once, between StartDate and EndDate.",
            Source.scheduler("schedule-types")),
        .modelled(
            "flexibleWindow", "With a flexible window a schedule calls at some moment of it.",
            Source.scheduler("managing-schedule-flexible-time-windows")),
        .modelled(
            "universalTarget", "A schedule can call any API operation with its input as parameters.",
            Source.scheduler("managing-targets-universal")),
        .modelled(
            "schedulerRetry", "A schedule's failed call is tried again and then goes to its dead-letter queue.",
            Source.scheduler("managing-schedule")),
    ]

    private static let eventBridgeLeftOut: [ConformanceRow] = [
        .leftOut("timeZones", "A schedule can be written for a time zone.", Source.scheduler("schedule-types")),
        .leftOut(
            "universalRetry", "Calls of universal targets are tried again, too.", Source.scheduler("managing-schedule")),
        .leftOut("schemas", "Schemas are discovered and kept in registries.", Source.events("eb-schema")),
        .leftOut(
            "connections", "A connection authorises the calls of an API destination.",
            Source.events("eb-target-connection")),
        .leftOut(
            "customEventBus", "The event bus of 2026 has subscribers, its own retention, and FIFO groups.",
            Source.events("eb-custom-bus-what-is")),
        .leftOut(
            "globalEndpoints", "Global endpoints fail over to another Region.", Source.events("eb-global-endpoints")),
    ]
}
