import Languages
import Simulation
import Values

/// What stands outside of the stack and sends requests into it, one client per traffic source.
struct Client: Emulator {
    let id: ComponentID
    private(set) var source: TrafficSource
    let target: ComponentID
    private var random: RandomStream
    private var sent = 0
    /// The requests under way, and those that wait to be tried again.
    private var requests = Register<Request>()
    /// What the source asks each time, where nothing of it depends on a request's number or time; nil before the first.
    private var prepared: PreparedRequest?
    private var faults = ClientFaults()
    private var retryRandom: RandomStream

    private struct Request: Sendable {
        var call: Call
        let messages: SmallList<MessageID>
        /// How often it has been tried before.
        var retries = 0
    }

    init(id: ComponentID, source: TrafficSource, target: ComponentID, random: RandomStream) {
        self.id = id
        self.source = source
        self.target = target
        self.random = random
        retryRandom = random.split("retries")
    }

    /// Tokens from here on are the requests that a fault inserts.
    private static let insertedTokens: UInt64 = 1 << 32
    /// Tokens from here on are retries.
    private static let retryTokens: UInt64 = 1 << 48

    mutating func start(effects: inout Effects) {
        scheduleNext(after: 0, &effects)
        for (place, request) in source.inserted.enumerated() {
            effects.setTimer(Client.insertedTokens + UInt64(place), at: request.at)
        }
    }

    /// Takes a request to be made among the others.
    /// - Returns: the token of the timer that makes it.
    mutating func insert(_ request: (at: Instant, body: JSONValue)) -> UInt64 {
        source.inserted.append(request)
        return Client.insertedTokens + UInt64(source.inserted.count - 1)
    }

    /// Times of arrivals count from the beginning of the window.
    private mutating func scheduleNext(after previous: Int64, _ effects: inout Effects) {
        let length = source.window.until - source.window.from
        if let next = source.arrivals.next(number: sent + 1, after: previous, until: length, random: &random) {
            effects.setTimer(UInt64(sent), at: source.window.from + next)
        }
    }

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response {
        .result(CallResult(.validation, rule: .unsupportedRequest))
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        if token >= Client.retryTokens { return effects.call(requests[token - Client.retryTokens].call) }
        if token >= Client.insertedTokens {
            let inserted = source.inserted[Int(token - Client.insertedTokens)]
            return send(request(inserted.body, .null, .null, now, &archive), archive, &effects)
        }
        let chance = random.uniform()
        if let prepared {
            sent += 1
            send(prepared.made(.none, at: now, &archive), archive, &effects)
        } else {
            let call = request(chance, now, &archive)
            if source.isConstant { prepared = PreparedRequest(call, archive) }
            send(call, archive, &effects)
        }
        scheduleNext(after: now - source.window.from, &effects)
    }

    private mutating func send(_ request: Call, _ archive: Archive, _ effects: inout Effects) {
        var call = request
        call.about = call.messages.first
        call.token = requests.insert(Request(call: call, messages: archive.all(call.messages)))
        requests[call.token].call.token = call.token
        effects.call(call)
    }

    // MARK: Requests

    /// The next request, as the source's templates make it.
    private mutating func request(_ chance: Double, _ now: Instant, _ archive: inout Archive) -> Call {
        let input: JSONValue = [
            "index": JSONValue(sent), "time": JSONValue(.double((now + faults.clockOffset).seconds)),
            "random": JSONValue(.double(chance)),
        ]
        sent += 1
        // A template that fails on one request would fail on all: the flow's reader has tried it.
        let body = (try? source.payload.evaluate(input: input, context: [:], random: &random)) ?? .null
        let attributes = source.attributes.flatMap { try? $0.evaluate(input: input, context: [:], random: &random) }
        let parameters = source.parameters.flatMap { try? $0.evaluate(input: input, context: [:], random: &random) }
        return request(
            faults.changed(body), faults.changed(attributes: attributes ?? .null),
            faults.changed(parameters: parameters ?? .null), now, &archive)
    }

    private func request(
        _ body: JSONValue, _ attributes: JSONValue, _ further: JSONValue, _ now: Instant, _ archive: inout Archive
    ) -> Call {
        var call = Call(source.action, from: id, to: target, cause: .none)
        if let request = source.request {
            let payload = archive.store(body)
            call.messages = MessageList(
                archive.makeMessage(
                    body: payload, origin: id, at: now, size: archive.text(payload).utf8.count))
            var parameters = JSONObject()
            parameters["httpMethod"] = JSONValue(request.method)
            parameters["path"] = JSONValue(request.path)
            parameters["stage"] = request.stage.map { JSONValue($0) }
            parameters["body"] = body
            call.parameters = archive.store(JSONValue(parameters))
        } else {
            var parameters = parameters(body, attributes).object ?? JSONObject()
            for member in further.object ?? JSONObject() { parameters[member.key] = member.value }
            if let group = faults.group { parameters["MessageGroupId"] = JSONValue(group) }
            call.fill(from: JSONValue(parameters), parent: .none, at: now, archive: &archive)
            if call.messages.isEmpty {
                // The request itself is what travels.
                call.messages = MessageList(
                    archive.makeMessage(
                        body: call.parameters, origin: id, at: now,
                        size: archive.text(call.parameters).utf8.count))
            }
        }
        return call
    }

    /// The API parameters that carry a body and attributes to each kind of target.
    private func parameters(_ body: JSONValue, _ attributes: JSONValue) -> JSONValue {
        switch source.action {
        case .publish: ["Message": text(body), "MessageAttributes": typed(attributes)]
        case .putEvents: ["Entries": [body]]
        case .invokeFunction: ["Payload": body, "InvocationType": "Event"]
        case .sendMessage: ["MessageBody": text(body), "MessageAttributes": typed(attributes)]
        case .putRecord: ["Data": text(body), "PartitionKey": JSONValue(String(sent))]
        case .putObject where body["Key"] == nil: ["Key": JSONValue("object-\(sent)"), "Body": text(body)]
        // Of other actions the body is all there is to say.
        default: body
        }
    }

    private func text(_ body: JSONValue) -> JSONValue { body.string != nil ? body : JSONValue(body.compactText) }

    /// Plain values as SNS and SQS type them: text as `String`, numbers as `Number`.
    private func typed(_ attributes: JSONValue) -> JSONValue {
        JSONValue(
            JSONObject(
                (attributes.object ?? JSONObject()).map { member in
                    if member.value["DataType"] != nil { return member }
                    let isNumber = member.value.double != nil
                    return .init(
                        key: member.key,
                        value: [
                            "DataType": isNumber ? "Number" : "String",
                            "StringValue": JSONValue(member.value.string ?? member.value.compactText),
                        ])
                }))
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        let policy = faults.retry ?? source.retry
        if !result.outcome.isSuccess,
            let pause = policy?.pause(before: requests[call.token].retries + 1, random: &retryRandom)
        {
            requests[call.token].retries += 1
            requests[call.token].call.cause = record
            return effects.setTimer(Client.retryTokens + call.token, at: now + pause)
        }
        requests.release(call.token)
        for message in archive.all(call.messages) {
            if !result.outcome.isSuccess {
                archive.end(message, .rejected, at: id, now, record)
            } else if !call.handsOver {
                archive.end(message, .delivered, at: id, now, record)
            }
        }
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        faults.apply(fault)
        prepared = nil
    }

    var held: [MessageID] { requests.all.flatMap(\.messages) }
}
