import Simulation

/// A system outside of the stack, called by its host's name: it answers every request, unless a fault keeps it from it.
struct Outside: Emulator {
    let id: ComponentID
    private var isDown = false
    private var isThrottling = false
    private var isGone = false
    private var served = 0

    init(id: ComponentID) { self.id = id }

    mutating func handle(
        _ call: Call, id callID: CallID, record: RecordID, at now: Instant, archive: inout Archive,
        effects: inout Effects
    ) -> Response {
        if isGone { return .result(CallResult(.notFound, rule: .flowFault)) }
        if isDown { return .result(CallResult(.serviceUnavailable, rule: .flowFault)) }
        if isThrottling { return .result(CallResult(.tooManyRequests, rule: .flowFault)) }
        served += 1
        return .result(CallResult(.ok))
    }

    mutating func apply(_ fault: FaultState, at now: Instant, archive: inout Archive, effects: inout Effects) {
        switch fault {
        case .crashing(let on): isDown = on
        case .throttling(let on): isThrottling = on
        case .deleted(let on): isGone = on
        default: break
        }
    }

    func gauges(at now: Instant) -> [Gauge] { [Gauge("served", served, isMain: true)] }
}

extension CloudBuilder {
    /// The component of the system outside that a URL names; nil for other texts.
    mutating func outside(url: String?) -> ComponentID? {
        CloudBuilder.outsideName(ofURL: url).map { outside(named: $0) }
    }

    /// The name of the system outside that a URL names, as the topology has it.
    static func outsideName(ofURL url: String?) -> String? {
        guard let url, let start = ["https://", "http://"].first(where: { url.hasPrefix($0) }) else { return nil }
        let host = url.dropFirst(start.count).prefix { !"/:?".contains($0) }
        return host.isEmpty ? nil : "external:\(host)"
    }
}
