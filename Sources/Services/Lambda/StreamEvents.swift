import Languages
import Simulation
import Values

extension Archive {
    /// The event in which an event source mapping hands stream records to a function.
    func streamEvent(_ records: some Collection<Received>, _ settings: StreamMapping.Settings) -> JSONValue {
        ["Records": JSONValue(records.map { streamRecord($0, settings) })]
    }

    /// One record of that event, in the shapes of docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html and
    /// with-ddb.html.
    private func streamRecord(_ received: Received, _ settings: StreamMapping.Settings) -> JSONValue {
        let sequence = ShardIterator.sequenceNumber(received.receipt)
        let shard = ShardIterator.shardID(RecordLog.shard(of: received.receipt))
        if settings.isKinesis {
            return [
                "kinesis": kinesisData(received, encoded: true), "eventSource": "aws:kinesis", "eventVersion": "1.0",
                "eventID": JSONValue("\(shard):\(sequence)"), "eventName": "aws:kinesis:record",
                "awsRegion": JSONValue(EmulatedAccount.region), "eventSourceARN": JSONValue(settings.streamARN),
            ]
        }
        return tableRecord(received, settings)
    }

    private func kinesisData(_ received: Received, encoded: Bool) -> JSONValue {
        let message = self.message(received.message)
        let data = text(message.body)
        return [
            "kinesisSchemaVersion": "1.0", "partitionKey": JSONValue(name(message.group) ?? ""),
            "sequenceNumber": JSONValue(ShardIterator.sequenceNumber(received.receipt)),
            "data": JSONValue(encoded ? Base64.encode(Array(data.utf8)) : data),
            "approximateArrivalTimestamp": JSONValue(
                .double(Double(EmulatedAccount.epochMilliseconds(received.sentAt)) / 1_000)),
        ]
    }

    private func tableRecord(_ received: Received, _ settings: StreamMapping.Settings) -> JSONValue {
        var record = json(message(received.message).body).object ?? JSONObject()
        record["eventID"] = JSONValue(identifier(of: received.message))
        record["eventVersion"] = "1.1"
        record["eventSource"] = "aws:dynamodb"
        record["awsRegion"] = JSONValue(EmulatedAccount.region)
        record["eventSourceARN"] = JSONValue(settings.streamARN)
        return JSONValue(record)
    }

    /// A record as filters see it: of Kinesis the metadata with the data as text, of a table the whole record.
    func filteredRecord(_ received: Received, _ settings: StreamMapping.Settings) -> JSONValue {
        settings.isKinesis ? kinesisData(received, encoded: false) : tableRecord(received, settings)
    }
}

extension StreamMapping {
    /// Lets go of records: their destination, if there is one, gets to know where they are, not what they hold
    /// (docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html).
    mutating func giveUp(
        _ batch: Batch, _ rule: Rule, _ condition: String, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        var note = RecordID.none
        for one in batch.records {
            note = archive.note(
                .discard, from: id, to: id, rule: rule, message: one.message, at: now, cause: batch.cause)
            archive.end(one.message, settings.onFailure == nil ? .rejected : .delivered, at: id, now, note)
        }
        guard let target = settings.onFailure, let first = batch.records.first, let last = batch.records.last else {
            return
        }
        func time(_ moment: Instant) -> JSONValue { JSONValue(EmulatedAccount.timestamp(moment)) }
        let about: JSONValue = [
            "shardId": JSONValue(ShardIterator.shardID(RecordLog.shard(of: first.receipt))),
            "startSequenceNumber": JSONValue(ShardIterator.sequenceNumber(first.receipt)),
            "endSequenceNumber": JSONValue(ShardIterator.sequenceNumber(last.receipt)),
            "approximateArrivalOfFirstRecord": time(first.sentAt), "approximateArrivalOfLastRecord": time(last.sentAt),
            "batchSize": JSONValue(batch.records.count), "streamArn": JSONValue(settings.streamARN),
        ]
        let record: JSONValue = [
            "requestContext": [
                "requestId": JSONValue(archive.identifier(of: first.message)),
                "functionArn": JSONValue(settings.functionARN), "condition": JSONValue(condition),
                "approximateInvokeCount": JSONValue(batch.failures + (rule == .streamRetry ? 1 : 0)),
            ],
            "responseContext": ["statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"],
            "version": "1.0", "timestamp": time(now),
            settings.isKinesis ? "KinesisBatchInfo" : "DDBStreamBatchInfo": about,
        ]
        let message = archive.makeMessage(
            body: archive.store(record), parent: first.message, origin: id, at: now,
            size: record.compactText.utf8.count)
        leaving.insert(message)
        effects.call(target.call(message, from: id, archive: archive, cause: note))
    }
}
