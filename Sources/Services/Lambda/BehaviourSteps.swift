import Languages
import Simulation
import Values

/// How a function's behaviour proceeds: step by step through its calls, element by element through each `forEach`.
extension Function {
    /// Starts the call that `step` names, or ends the invocation after the last.
    mutating func beginStep(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard var invocation = running[number] else { return }
        let behaviour = codes[invocation.version].behaviour
        if invocation.step == 0, let error = wholeFailure(invocation) {
            return fail(number, error, now, &archive, &effects)
        }
        if invocation.step == 0, behaviour.calls.isEmpty, behaviour.reportsItemFailures {
            // No calls to fail at: the elements themselves are looked at.
            for element in elements(of: Function.records, in: invocation)
            where failure(for: element.value, behaviour) != nil {
                invocation.failedItems.append(element.identifier)
            }
            running[number] = invocation
        }
        guard invocation.step < behaviour.calls.count else { return succeed(number, now, &archive, &effects) }
        invocation.elements = elements(of: behaviour.calls[invocation.step].forEach, in: invocation)
        invocation.place = 0
        running[number] = invocation
        nextElement(number, now, &archive, &effects)
    }

    /// The records of a batch event.
    private static let records = try? JSONPath("$.Records")

    /// A failure that strikes the whole invocation: where no call goes element by element.
    private mutating func wholeFailure(_ invocation: Invocation) -> String? {
        let behaviour = codes[invocation.version].behaviour
        guard !behaviour.calls.contains(where: { $0.forEach != nil }), !behaviour.reportsItemFailures else {
            return nil
        }
        return failure(for: parsed(invocation.input, behaviour), behaviour)
    }

    private mutating func failure(for value: JSONValue, _ behaviour: FunctionBehaviour) -> String? {
        if faults.bugHappens() { return "Bug" }
        guard !isFixed else { return nil }
        for failure in behaviour.failures {
            if let condition = failure.condition, !condition.matches(value) { continue }
            if failure.rate >= 1 || random.happens(failure.rate) { return failure.error }
        }
        return nil
    }

    private func elements(of path: JSONPath?, in invocation: Invocation) -> [Invocation.Element] {
        let behaviour = codes[invocation.version].behaviour
        guard let path else { return [.init(value: parsed(invocation.input, behaviour), identifier: "")] }
        let found = path.value(in: invocation.input)?.array ?? []
        return found.map { .init(value: parsed($0, behaviour), identifier: Function.identifier(of: $0)) }
    }

    /// What a batch response calls an element: a queue message by its id, a stream record by its sequence number.
    private static func identifier(of element: JSONValue) -> String {
        (element["messageId"] ?? element["kinesis"]?["sequenceNumber"] ?? element["dynamodb"]?["SequenceNumber"])?
            .string ?? ""
    }

    /// The value with its `body`, or its Kinesis data, read as JSON, where the behaviour says so and it is JSON.
    private func parsed(_ value: JSONValue, _ behaviour: FunctionBehaviour) -> JSONValue {
        guard behaviour.parsesBody, case .object(var object) = value.content else { return value }
        if let text = object["body"]?.string, let body = try? readJSON(text) {
            object["body"] = body
            return JSONValue(object)
        }
        if var kinesis = object["kinesis"]?.object, let data = kinesis["data"]?.string,
            let bytes = Base64.decode(data)
        {
            let text = String(decoding: bytes, as: UTF8.self)
            kinesis["data"] = (try? readJSON(text)) ?? JSONValue(text)
            object["kinesis"] = JSONValue(kinesis)
            return JSONValue(object)
        }
        return value
    }

    /// Makes the call for the element at hand, or goes on to the next.
    private mutating func nextElement(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard var invocation = running[number] else { return }
        let behaviour = codes[invocation.version].behaviour
        let call = behaviour.calls[invocation.step]
        while invocation.place < invocation.elements.count {
            let element = invocation.elements[invocation.place]
            let hasFailed = call.forEach != nil && invocation.failedItems.contains(element.identifier)
            if !hasFailed, call.forEach != nil, let error = failure(for: element.value, behaviour) {
                guard behaviour.reportsItemFailures else { return fail(number, error, now, &archive, &effects) }
                invocation.failedItems.append(element.identifier)
            } else if !hasFailed, call.condition?.matches(element.value) ?? true {
                invocation.attempts = 0
                running[number] = invocation
                return makeCall(number, now, &archive, &effects)
            }
            invocation.place += 1
        }
        invocation.step += 1
        running[number] = invocation
        beginStep(number, now, &archive, &effects)
    }

    /// Sends the call at hand, for the first time or again.
    mutating func makeCall(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard var invocation = running[number] else { return }
        if let again = invocation.waiting {
            invocation.waiting = nil
            invocation.attempts += 1
            running[number] = invocation
            return effects.call(again)
        }
        let call = codes[invocation.version].behaviour.calls[invocation.step]
        let target = codes[invocation.version].targets[invocation.step]
        let element = invocation.elements[invocation.place]
        invocation.attempts += 1
        let parameters: JSONValue
        do {
            parameters = try call.parameters.evaluate(
                input: element.value, context: ["event": invocation.input], random: &random)
        } catch {
            running[number] = invocation
            return fail(number, "\(error)", now, &archive, &effects)
        }
        var request = Call(
            call.action, from: id, to: target.component, cause: invocation.record, token: number)
        request.qualifier = target.qualifier
        request.fill(from: parameters, parent: invocation.messages.first, at: now, archive: &archive)
        invocation.sending = request.messages
        running[number] = invocation
        effects.call(request)
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        if call.token == Function.leavingToken { return left(result, call, record, now, &archive) }
        // The invocation may have timed out while the call was under way: nobody waits for the answer.
        if var invocation = running[call.token], result.outcome.isRetryable,
            let pause = codes[invocation.version].behaviour.calls[invocation.step].retry
                .pause(before: invocation.attempts, random: &random)
        {
            invocation.waiting = call
            running[call.token] = invocation
            return effects.setTimer(Timer.attempt.token(call.token), at: now + pause)
        }
        if !result.outcome.isSuccess || !call.handsOver {
            let disposition: Disposition = result.outcome.isSuccess ? .delivered : .rejected
            for message in call.messages { archive.end(message, disposition, at: id, now, record) }
        }
        guard var invocation = running[call.token] else { return }
        invocation.sending = MessageList()
        let number = call.token
        let behaviour = codes[invocation.version].behaviour
        let behaviourCall = behaviour.calls[invocation.step]
        if result.outcome.isSuccess {
            invocation.place += 1
            running[number] = invocation
            nextElement(number, now, &archive, &effects)
        } else if behaviourCall.forEach != nil, behaviour.reportsItemFailures {
            invocation.failedItems.append(invocation.elements[invocation.place].identifier)
            invocation.place += 1
            running[number] = invocation
            nextElement(number, now, &archive, &effects)
        } else {
            running[number] = invocation
            fail(number, result.outcome.name, rule: .callFailure, now, &archive, &effects)
        }
    }

    private mutating func fail(
        _ number: UInt64, _ error: String, rule: Rule = .flowFailure, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        let payload = archive.store(["errorType": JSONValue(error), "errorMessage": JSONValue(error)])
        finish(number, .functionError, rule: rule, payload: payload, now, &archive, &effects)
    }

    private mutating func succeed(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard let invocation = running[number] else { return }
        let behaviour = codes[invocation.version].behaviour
        var response: JSONValue = ["statusCode": 200]
        if behaviour.reportsItemFailures {
            response = [
                "batchItemFailures": JSONValue(invocation.failedItems.map { ["itemIdentifier": JSONValue($0)] })
            ]
        } else if let template = behaviour.response {
            do {
                response = try answer(template, to: invocation.input)
            } catch {
                return fail(number, "\(error)", now, &archive, &effects)
            }
        }
        finish(number, .ok, rule: .none, payload: archive.store(response), now, &archive, &effects)
    }

    private mutating func answer(_ template: PayloadTemplate, to input: JSONValue) throws -> JSONValue {
        guard let elements = input.array else {
            return try template.evaluate(input: input, context: [:], random: &random)
        }
        return JSONValue(try elements.map { try template.evaluate(input: $0, context: [:], random: &random) })
    }
}
