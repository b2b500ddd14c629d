import Languages
import Simulation
import Values

/// How a function's behaviour proceeds: step by step through its calls, element by element through each `forEach`.
extension Function {
    /// Starts the call that `step` names, or ends the invocation after the last.
    mutating func beginStep(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard running.contains(number) else { return }
        let version = running[number].version
        let step = running[number].step
        if step == 0, !codes[version].goesByElement {
            let value = codes[version].needsInput ? parsed(input(number), version) : .null
            if let error = failure(for: value, version) { return fail(number, error, now, &archive, &effects) }
        }
        guard let work = running[number].work else { return succeed(number, now, &archive, &effects) }
        if step == 0, codes[version].behaviour.calls.isEmpty, codes[version].behaviour.reportsItemFailures {
            // No calls to fail at: the elements themselves are looked at.
            for element in elements(of: Function.records, number)
            where failure(for: element.value, version) != nil {
                works[work].failedItems.append(element.identifier)
            }
        }
        guard step < codes[version].behaviour.calls.count else { return succeed(number, now, &archive, &effects) }
        works[work].elements = elements(of: codes[version].behaviour.calls[step].forEach, number)
        running[number].place = 0
        nextElement(number, work, now, &archive, &effects)
    }

    /// The event as the code of a run sees it; `null` where it does not look.
    private func input(_ number: UInt64) -> JSONValue { running[number].work.map { works[$0].input } ?? .null }

    /// The records of a batch event.
    private static let records = try? JSONPath("$.Records")

    private mutating func failure(for value: JSONValue, _ version: Int) -> String? {
        if faults.bugHappens() { return "Bug" }
        guard !isFixed else { return nil }
        let failures = codes[version].behaviour.failures
        for place in failures.indices {
            if let condition = failures[place].condition, !condition.matches(value) { continue }
            if failures[place].rate >= 1 || random.happens(failures[place].rate) { return failures[place].error }
        }
        return nil
    }

    private func elements(of path: JSONPath?, _ number: UInt64) -> [Work.Element] {
        let input = input(number)
        let version = running[number].version
        guard let path else { return [.init(value: parsed(input, version), identifier: "")] }
        let found = path.value(in: input)?.array ?? []
        return found.map { .init(value: parsed($0, version), identifier: Function.identifier(of: $0)) }
    }

    /// What a batch response calls an element: a queue message by its id, a stream record by its sequence number.
    private static func identifier(of element: JSONValue) -> String {
        (element["messageId"] ?? element["kinesis"]?["sequenceNumber"] ?? element["dynamodb"]?["SequenceNumber"])?
            .string ?? ""
    }

    /// The value with its `body`, or its Kinesis data, read as JSON, where the behaviour says so and it is JSON.
    private func parsed(_ value: JSONValue, _ version: Int) -> JSONValue {
        guard codes[version].behaviour.parsesBody, case .object(var object) = value.content else { return value }
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
        _ number: UInt64, _ work: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        let version = running[number].version
        let reportsItemFailures = codes[version].behaviour.reportsItemFailures
        let step = running[number].step
        let isByElement = codes[version].behaviour.calls[step].forEach != nil
        let condition = codes[version].behaviour.calls[step].condition
        while running[number].place < works[work].elements.count {
            let element = works[work].elements[running[number].place]
            let hasFailed = isByElement && works[work].failedItems.contains(element.identifier)
            if !hasFailed, isByElement, let error = failure(for: element.value, version) {
                guard reportsItemFailures else { return fail(number, error, now, &archive, &effects) }
                works[work].failedItems.append(element.identifier)
            } else if !hasFailed, condition?.matches(element.value) ?? true {
                running[number].attempts = 0
                return makeCall(number, now, &archive, &effects)
            }
            running[number].place += 1
        }
        running[number].step += 1
        beginStep(number, now, &archive, &effects)
    }

    /// Sends the call at hand, for the first time or again.
    mutating func makeCall(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard running.contains(number), let work = running[number].work else { return }
        running[number].attempts += 1
        if let again = works[work].waiting {
            works[work].waiting = nil
            return effects.call(again)
        }
        do {
            var request = try request(number, work, now, &archive)
            request.cause = running[number].record
            request.token = number
            works[work].sending = archive.all(request.messages)
            effects.call(request)
        } catch {
            fail(number, "\(error)", now, &archive, &effects)
        }
    }

    /// The request that the call at hand makes. One that takes nothing from the event is the same each time.
    private mutating func request(
        _ number: UInt64, _ work: UInt64, _ now: Instant, _ archive: inout Archive
    ) throws(PayloadTemplateError) -> Call {
        let step = running[number].step
        let version = running[number].version
        let parent = running[number].messages.first
        if let prepared = stored.requests[version][step] { return prepared.made(parent, at: now, &archive) }
        let parameters = try codes[version].behaviour.calls[step].parameters.evaluate(
            input: works[work].elements[running[number].place].value,
            context: ["event": works[work].input], random: &random)
        let target = codes[version].targets[step]
        var request = Call(
            codes[version].behaviour.calls[step].action, from: id, to: target.component, cause: .none)
        request.qualifier = target.qualifier
        request.fill(from: parameters, parent: parent, at: now, archive: &archive)
        if codes[version].behaviour.calls[step].parameters.constant != nil {
            stored.requests[version][step] = PreparedRequest(request, archive)
        }
        return request
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        if call.token == Function.leavingToken { return left(result, call, record, now, &archive) }
        let number = call.token
        // The invocation may have timed out while the call was under way: nobody waits for the answer.
        let work = running.contains(number) ? running[number].work : nil
        if let work, let pause = pause(after: result, number) {
            works[work].waiting = call
            return effects.setTimer(Timer.attempt.token(number), at: now + pause)
        }
        if !result.outcome.isSuccess || !call.handsOver {
            let disposition: Disposition = result.outcome.isSuccess ? .delivered : .rejected
            for message in archive.all(call.messages) { archive.end(message, disposition, at: id, now, record) }
        }
        guard let work else { return }
        works[work].sending = SmallList()
        let place = (version: running[number].version, step: running[number].step)
        if result.outcome.isSuccess {
            running[number].place += 1
            nextElement(number, work, now, &archive, &effects)
        } else if codes[place.version].behaviour.calls[place.step].forEach != nil,
            codes[place.version].behaviour.reportsItemFailures
        {
            let failed = works[work].elements[running[number].place].identifier
            works[work].failedItems.append(failed)
            running[number].place += 1
            nextElement(number, work, now, &archive, &effects)
        } else {
            fail(number, result.outcome.name, rule: .callFailure, now, &archive, &effects)
        }
    }

    /// How long to wait before a call that has failed is made again; nil where it is not.
    private mutating func pause(after result: CallResult, _ number: UInt64) -> Int64? {
        guard result.outcome.isRetryable else { return nil }
        let (version, step) = (running[number].version, running[number].step)
        return codes[version].behaviour.calls[step].retry.pause(before: running[number].attempts, random: &random)
    }

    private mutating func fail(
        _ number: UInt64, _ error: String, rule: Rule = .flowFailure, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        let payload = stored.error(error, &archive)
        finish(number, .functionError, rule: rule, payload: payload, now, &archive, &effects)
    }

    private mutating func succeed(
        _ number: UInt64, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard running.contains(number) else { return }
        let version = running[number].version
        let payload: PayloadID
        let failedItems = running[number].work.map { works[$0].failedItems } ?? []
        if codes[version].behaviour.reportsItemFailures {
            payload = archive.store([
                "batchItemFailures": JSONValue(failedItems.map { ["itemIdentifier": JSONValue($0)] })
            ])
        } else if let template = codes[version].behaviour.response {
            do {
                payload = archive.store(try answer(template, to: input(number)))
            } catch {
                return fail(number, "\(error)", now, &archive, &effects)
            }
        } else {
            payload = stored.success(&archive)
        }
        finish(number, .ok, rule: .none, payload: payload, now, &archive, &effects)
    }

    private mutating func answer(_ template: PayloadTemplate, to input: JSONValue) throws -> JSONValue {
        guard let elements = input.array else {
            return try template.evaluate(input: input, context: [:], random: &random)
        }
        return JSONValue(try elements.map { try template.evaluate(input: $0, context: [:], random: &random) })
    }
}
