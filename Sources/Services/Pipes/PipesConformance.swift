extension Conformance {
    static let pipes = ServiceConformance(
        "Pipes",
        [
            .modelled(
                "pipeSource", "A pipe reads a queue, a stream or a table's stream in batches.",
                Source.events("eb-pipes-event-source")),
            .modelled(
                "pipeFilter", "Records that match no filter go no further.", Source.events("eb-pipes-event-filtering")),
            .modelled(
                "enrichment", "What an enrichment answers goes to the target in place of what was read.",
                Source.events("pipes-enrichment")),
            .modelled(
                "inputTemplate", "An input template makes a text from parts of each event.",
                Source.events("eb-pipes-input-transformation")),
            .modelled(
                "pipeTarget", "A pipe sends to queues, topics, streams, buses and functions.",
                Source.events("eb-pipes-event-target")),
            .modelled(
                "invocationType", "A function is waited for, unless the invocation type is FIRE_AND_FORGET.",
                Source.events("eb-pipes-event-target")),
            .modelled(
                "pipeFailure", "What the target or the enrichment fails to take is the source's to give again.",
                Source.events("eb-pipes-batching-concurrency")),
            .leftOut(
                "otherSources", "Pipes read Amazon MQ, MSK and Kafka, too.", Source.events("eb-pipes-event-source")),
            .leftOut(
                "partialBatch", "A target can report the failed records of a batch.",
                Source.events("eb-pipes-batching-concurrency")),
        ])
}
