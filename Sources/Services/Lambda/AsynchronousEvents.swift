import Simulation
import Values

/// How a function handles events that nobody waits for.
extension Function {
    /// Runs an event, or puts it back while there is no concurrency for it.
    mutating func attempt(
        _ waiting: AsynchronousEvent, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        var event = waiting
        event.record = archive.journalAttempt(of: event, by: id, at: now)
        let invocation = Invocation(
            callID: nil, event: event, record: event.record, messages: MessageList(event.message))
        guard let refusal = begin(invocation, event.payload, event.qualifier, now, archive, &effects) else { return }
        archive.complete(event.record, CallResult(refusal.outcome, rule: refusal.rule), at: now)
        // Throttled events go back to the queue, for up to their maximum age, at intervals growing from 1 s to 5 minutes
        // (docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
        let pause = min(300 * second, second << Int64(min(event.throttles, 9)))
        event.throttles += 1
        retry(event, after: pause, now, &archive, &effects)
    }

    private mutating func retry(
        _ event: AsynchronousEvent, after pause: Int64, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        guard now + pause - event.taken <= asynchronous(event).maximumEventAge else {
            return giveUp(event, .asynchronousEventAge, .none, .none, now, &archive, &effects)
        }
        effects.setTimer(Timer.event.token(waitingEvents.insert(event)), at: now + pause)
    }

    private func asynchronous(_ event: AsynchronousEvent) -> AsynchronousSettings {
        settings.qualifiers[Int(event.qualifier)].asynchronous
    }

    /// A run of an event is over: it is done with, tried again, or given up.
    mutating func finish(
        _ handled: AsynchronousEvent, _ invocation: Invocation, _ outcome: Outcome, rule: Rule, _ payload: PayloadID,
        _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        var event = handled
        archive.complete(event.record, CallResult(outcome, rule: rule, payload: payload), at: now)
        if outcome.isSuccess {
            archive.end(event.message, .delivered, at: id, now, invocation.record)
            if let target = asynchronous(event).onSuccess {
                let record = invocationRecord(event, "Success", outcome, payload, now, archive)
                send(record, of: event, to: target, isSuccess: true, now, &archive, &effects)
            }
        } else if event.failures < asynchronous(event).maximumRetryAttempts {
            event.failures += 1
            // One minute before the second attempt, two before the third.
            retry(event, after: Int64(event.failures) * 60 * second, now, &archive, &effects)
        } else {
            giveUp(event, .asynchronousRetry, outcome, payload, now, &archive, &effects)
        }
    }

    private mutating func giveUp(
        _ event: AsynchronousEvent, _ rule: Rule, _ outcome: Outcome?, _ payload: PayloadID, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        let target = asynchronous(event).onFailure
        if let target {
            let condition = rule == .asynchronousRetry ? "RetriesExhausted" : "EventAgeExceeded"
            let record = invocationRecord(event, condition, outcome, payload, now, archive)
            send(record, of: event, to: target, isSuccess: false, now, &archive, &effects)
        }
        if let queue = settings.deadLetters {
            // A dead-letter queue or topic gets the event itself, with what went wrong beside it.
            let attributes = archive.store([
                "RequestID": text(archive.identifier(of: event.message)),
                "ErrorCode": ["DataType": "Number", "StringValue": JSONValue(outcome == nil ? "429" : "200")],
                "ErrorMessage": text(archive.json(payload)["errorMessage"]?.string ?? outcome?.name ?? rule.row.says),
            ])
            let body = archive.message(event.message).body
            let letter = archive.makeMessage(
                body: body == .none ? event.payload : body, attributes: attributes, parent: event.message, origin: id,
                at: now, size: Int(archive.message(event.message).size))
            leaving.insert(letter)
            effects.call(
                queue.call(letter, from: id, archive: archive, cause: event.record, token: Function.leavingToken))
        }
        let isKept = target != nil || settings.deadLetters != nil
        let note = archive.note(
            .discard, from: id, to: id, rule: rule, message: event.message, at: now, cause: event.record)
        // What a record or a letter is made of lives on in it.
        archive.end(event.message, isKept ? .delivered : .rejected, at: id, now, note)
    }

    private func text(_ value: String) -> JSONValue { ["DataType": "String", "StringValue": JSONValue(value)] }

    /// The token of calls that send records and letters: no invocation waits for them.
    static let leavingToken = UInt64.max

    // MARK: Destinations

    /// The record that destinations get, in the shape of
    /// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html.
    private func invocationRecord(
        _ event: AsynchronousEvent, _ condition: String, _ outcome: Outcome?, _ payload: PayloadID, _ now: Instant,
        _ archive: Archive
    ) -> JSONValue {
        let qualifier = settings.qualifiers[Int(event.qualifier)].name
        var members: [JSONObject.Member] = [
            .init(key: "version", value: "1.0"),
            .init(key: "timestamp", value: JSONValue(EmulatedAccount.timestamp(now))),
            .init(
                key: "requestContext",
                value: [
                    "requestId": JSONValue(archive.identifier(of: event.message)),
                    "functionArn": JSONValue("\(settings.arn):\(qualifier)"), "condition": JSONValue(condition),
                    "approximateInvokeCount": JSONValue(event.failures + (outcome == nil ? 0 : 1)),
                ]),
            .init(key: "requestPayload", value: archive.json(event.payload)),
        ]
        if let outcome {
            var context: JSONValue = ["statusCode": 200, "executedVersion": "$LATEST"]
            if !outcome.isSuccess {
                context = ["statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"]
            }
            members.append(.init(key: "responseContext", value: context))
            members.append(.init(key: "responsePayload", value: archive.json(payload)))
        }
        return JSONValue(JSONObject(members))
    }

    private mutating func send(
        _ record: JSONValue, of event: AsynchronousEvent, to target: DeliveryTarget, isSuccess: Bool, _ now: Instant,
        _ archive: inout Archive, _ effects: inout Effects
    ) {
        let message: MessageID
        if target.action == .putEvents {
            message = archive.makeEvent(
                [
                    "Source": "lambda", "Detail": record,
                    "DetailType": JSONValue("Lambda Function Invocation Result - \(isSuccess ? "Success" : "Failure")"),
                    "Resources": [JSONValue(settings.arn), JSONValue(target.arn)],
                ], parent: event.message, origin: id, at: now)
        } else {
            message = archive.makeMessage(
                body: archive.store(record), parent: event.message, origin: id, at: now,
                size: record.compactText.utf8.count)
        }
        leaving.insert(message)
        effects.call(
            target.call(message, from: id, archive: archive, cause: event.record, token: Function.leavingToken))
    }

    /// A record or letter has arrived, or could not be sent.
    mutating func left(
        _ result: CallResult, _ call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive
    ) {
        for message in archive.all(call.messages) {
            leaving.remove(message)
            if !result.outcome.isSuccess { archive.end(message, .rejected, at: id, now, record) }
        }
    }
}
