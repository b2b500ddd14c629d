import Simulation
import Templates
import Values

/// An API destination: it passes events on to a system outside, at a limited rate.
struct APIDestination: Emulator {
    let id: ComponentID
    let outside: ComponentID
    private var rate: RequestBucket
    private var waiting: [UInt64: CallID] = [:]
    private var nextRequest: UInt64 = 0

    /// 300 a second unless set; a call may take 5 s
    /// (docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html).
    private static let usualRate = 300
    private static let timeout: Int64 = 5 * second

    init(id: ComponentID, outside: ComponentID, rate: Int) {
        self.id = id
        self.outside = outside
        self.rate = RequestBucket(rate: Double(rate), burst: Double(rate))
    }

    static let modelled: Set<String> = [
        "Name", "InvocationEndpoint", "HttpMethod", "ConnectionArn", "InvocationRateLimitPerSecond",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        guard let outside = builder.outside(url: resource.string("InvocationEndpoint")) else { return nil }
        return APIDestination(
            id: id, outside: outside, rate: resource.integer("InvocationRateLimitPerSecond", default: usualRate))
    }

    mutating func admit(_ call: Call, at now: Instant, archive: inout Archive) -> Refusal? {
        rate.take(at: now) ? nil : Refusal(outcome: .tooManyRequests, rule: .destinationRate)
    }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        guard call.action == .invokeAPIDestination else {
            return .result(CallResult(.validation, rule: .unsupportedRequest))
        }
        waiting[nextRequest] = callID
        effects.setTimer(nextRequest, at: now + APIDestination.timeout)
        effects.call(
            Call(
                .postHTTP, from: id, to: outside, messages: call.messages, parameters: call.parameters, cause: record,
                token: nextRequest, identity: .owner))
        nextRequest += 1
        return .later
    }

    mutating func receive(
        _ result: CallResult, of call: Call, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) {
        guard let callID = waiting.removeValue(forKey: call.token) else { return }
        effects.reply(to: callID, CallResult(result.outcome, rule: result.rule))
    }

    mutating func resume(_ token: UInt64, at now: Instant, archive: inout Archive, effects: inout Effects) {
        guard let callID = waiting.removeValue(forKey: token) else { return }
        effects.reply(to: callID, CallResult(.integrationTimeout, rule: .destinationTimeout))
    }

    func gauges(at now: Instant) -> [Gauge] { [Gauge("requests", waiting.count, isMain: true)] }
}
