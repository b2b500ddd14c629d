import Languages
import Simulation
import Values

/// An EventBridge pipe: it reads a queue or a stream as an event source mapping does, lets an enrichment look at what it
/// read, and hands the result to its target.
///
///     source ──batch──► enrichment ──events──► target ──done──► the source gets to know
///
/// Only when the target has everything is the batch done with; until then it is the source's to give it again.
struct Pipe: Emulator {
    /// What reads the source: the mapping of Lambda, whose function is the pipe itself.
    enum Reader: Sendable {
        case queue(QueueMapping)
        case stream(StreamMapping)
    }

    struct Settings: Sendable {
        var enrichment: DeliveryTarget?
        var enrichmentInput: PipeInput?
        var target: DeliveryTarget
        var targetInput: PipeInput?
        /// Whether a function that is the target is waited for.
        var waits: Bool
        var group: String?
        var partitionKey: String
        var source: String
        var detailType: String
    }

    /// A batch on its way through the pipe.
    private struct Run: Sendable {
        /// The mapping's call that the pipe answers.
        var call: Call
        var records: [JSONValue]
        /// Calls to the target without an answer.
        var pending = 0
        /// The first failure.
        var failure: Outcome?
    }

    let id: ComponentID
    let settings: Settings
    private var reader: Reader
    private var runs: [UInt64: Run] = [:]
    private var nextRun: UInt64 = 0

    /// Tells the pipe's own calls from those of its reader.
    private static let enriching: UInt64 = 0x40 << 56
    private static let delivering: UInt64 = 0x41 << 56

    init(id: ComponentID, settings: Settings, reader: Reader) {
        self.id = id
        self.settings = settings
        self.reader = reader
    }

    mutating func start(effects: inout Effects) {
        switch reader {
        case .queue(var mapping):
            mapping.start(effects: &effects)
            reader = .queue(mapping)
        case .stream(var mapping):
            mapping.start(effects: &effects)
            reader = .stream(mapping)
        }
    }

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response { .result(CallResult(.validation, rule: .unsupportedRequest)) }

    // MARK: Reading

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        let before = effects.calls.count
        switch reader {
        case .queue(var mapping):
            mapping.resume(token, at: now, archive: &archive, effects: &effects)
            reader = .queue(mapping)
        case .stream(var mapping):
            mapping.resume(token, at: now, archive: &archive, effects: &effects)
            reader = .stream(mapping)
        }
        takeOver(from: before, now, &archive, &effects)
    }

    private mutating func tellReader(
        _ result: CallResult, of call: Call, _ record: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        let before = effects.calls.count
        switch reader {
        case .queue(var mapping):
            mapping.receive(result, of: call, record: record, at: now, archive: &archive, effects: &effects)
            reader = .queue(mapping)
        case .stream(var mapping):
            mapping.receive(result, of: call, record: record, at: now, archive: &archive, effects: &effects)
            reader = .stream(mapping)
        }
        takeOver(from: before, now, &archive, &effects)
    }

    /// Where the reader would invoke its function, the pipe begins its own work.
    private mutating func takeOver(
        from first: Int, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        var place = first
        while place < effects.calls.count {
            let call = effects.calls[place]
            guard call.action == .invokeFunction, call.resource == id else {
                place += 1
                continue
            }
            effects.calls.remove(at: place)
            begin(call, now, &archive, &effects)
        }
    }

    // MARK: Enriching and delivering

    private mutating func begin(
        _ call: Call, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        let number = nextRun
        nextRun += 1
        let records = archive.json(call.parameters)["Records"]?.array ?? []
        runs[number] = Run(call: call, records: records)
        guard let enrichment = settings.enrichment else {
            return deliver(records, number, call.cause, now, &archive, &effects)
        }
        let events = settings.enrichmentInput.map { input in records.map(input.transform) } ?? records
        var enriching = Call(
            enrichment.action, from: id, to: enrichment.component, messages: call.messages,
            parameters: archive.store(JSONValue(events)), argument: Call.synchronous, cause: call.cause,
            token: Pipe.enriching | number)
        enriching.qualifier = enrichment.qualifier
        effects.call(enriching)
    }

    private mutating func deliver(
        _ events: [JSONValue], _ number: UInt64, _ cause: RecordID, _ now: Instant, _ archive: inout Archive,
        _ effects: inout Effects
    ) {
        guard let run = runs[number] else { return }
        let inputs = settings.targetInput.map { input in events.map(input.transform) } ?? events
        let sources = archive.all(run.call.messages)
        // A function gets all events together, a bus up to ten, others one by one.
        let size =
            switch settings.target.action {
            case .invokeFunction: max(1, inputs.count)
            case .putEvents: 10
            default: 1
            }
        let groups = stride(from: 0, to: inputs.count, by: size).map {
            Array(inputs[$0..<min($0 + size, inputs.count)])
        }
        runs[number]?.pending = groups.count
        guard !groups.isEmpty else { return finish(number, cause, now, &archive, &effects) }
        for (place, group) in groups.enumerated() {
            // As many events as were read are taken for the ones that were read; of others the batch is the origin.
            let parent = sources.count == inputs.count ? sources[place * size] : run.call.messages.first
            var call = Call(
                settings.target.action, from: id, to: settings.target.component, cause: cause,
                token: Pipe.delivering | number)
            call.fill(from: parameters(group), parent: parent, at: now, archive: &archive)
            call.qualifier = settings.target.qualifier
            if call.messages.isEmpty {
                call.messages = MessageList(
                    archive.makeMessage(body: call.parameters, parent: parent, origin: id, at: now, size: 0))
            }
            effects.call(call)
        }
    }

    /// The API parameters that carry events to the target.
    private func parameters(_ events: [JSONValue]) -> JSONValue {
        let text: JSONValue = events[0].string != nil ? events[0] : JSONValue(events[0].compactText)
        switch settings.target.action {
        case .sendMessage:
            guard let group = settings.group else { return ["MessageBody": text] }
            return ["MessageBody": text, "MessageGroupId": JSONValue(group)]
        case .publish: return ["Message": text]
        case .putRecord: return ["Data": text, "PartitionKey": JSONValue(settings.partitionKey)]
        case .putEvents:
            return [
                "Entries": JSONValue(
                    events.map { event in
                        [
                            "Source": JSONValue(settings.source), "DetailType": JSONValue(settings.detailType),
                            "Detail": event,
                        ] as JSONValue
                    })
            ]
        case .invokeFunction:
            return [
                "Payload": JSONValue(events), "InvocationType": settings.waits ? "RequestResponse" : "Event",
            ]
        default: return events[0]
        }
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        let number = call.token & 0xFF_FFFF_FFFF_FFFF
        switch call.token & ~0xFF_FFFF_FFFF_FFFF {
        case Pipe.enriching:
            guard result.outcome.isSuccess else {
                runs[number]?.failure = result.outcome
                return finish(number, record, now, &archive, &effects)
            }
            let answer = archive.json(result.payload)
            deliver(answer.array ?? (answer.isNull ? [] : [answer]), number, record, now, &archive, &effects)
        case Pipe.delivering:
            if !result.outcome.isSuccess || !call.handsOver {
                let disposition: Disposition = result.outcome.isSuccess ? .delivered : .rejected
                for message in archive.all(call.messages) { archive.end(message, disposition, at: id, now, record) }
            }
            // An entry that a bus refuses fails the batch, too.
            if result.outcome != .ok, runs[number]?.failure == nil { runs[number]?.failure = result.outcome }
            runs[number]?.pending -= 1
            if runs[number]?.pending == 0 { finish(number, record, now, &archive, &effects) }
        default:
            tellReader(result, of: call, record, now, &archive, &effects)
        }
    }

    /// The source gets to know whether the batch is done with.
    private mutating func finish(
        _ number: UInt64, _ record: RecordID, _ now: Instant, _ archive: inout Archive, _ effects: inout Effects
    ) {
        guard let run = runs.removeValue(forKey: number) else { return }
        let outcome: Outcome = run.failure.map { $0.isThrottle ? $0 : .functionError } ?? .ok
        tellReader(CallResult(outcome), of: run.call, record, now, &archive, &effects)
    }

    // MARK: Looking

    var held: [MessageID] {
        switch reader {
        case .queue: []
        case .stream(let mapping): mapping.held
        }
    }

    func gauges(at now: Instant) -> [Gauge] { [Gauge("batches", runs.count, isMain: true)] }
}
