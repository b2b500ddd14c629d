import Languages
import Services
import Simulation
import Values

extension FaultKind {
    /// Whether it puts requests among those of a traffic source.
    var insertsRequests: Bool { [.poison, .badRecord, .oversizePayload].contains(self) }
}

/// The requests that faults put among those of a traffic source.
enum InsertedRequests {
    static func of(_ fault: Scenario.ScenarioFault, into source: Scenario.Traffic) -> [(at: Instant, body: JSONValue)] {
        let at = Instant(nanoseconds: fault.at.nanoseconds)
        switch fault.kind {
        case .poison: return [(at, fault.payload ?? .null)]
        case .badRecord:
            // The good ones are as the traffic's own, counted on from a number that it hardly reaches.
            var random = RandomStream(seed: 0, name: "inserted \(source.id)")
            let good = (1..<max(1, fault.amount?.count ?? 10)).map { number -> JSONValue in
                let input: JSONValue = [
                    "index": JSONValue(1_000_000 + number), "time": JSONValue(.double(at.seconds)), "random": 0.5,
                ]
                return (try? source.payload.evaluate(input: input, context: [:], random: &random)) ?? .null
            }
            return (good + [fault.payload ?? .null]).map { (at, $0) }
        case .oversizePayload:
            guard case .size(let size)? = fault.amount else { return [] }
            // `{"oversize":"xxx"}` has 15 bytes besides the text.
            return [(at, ["oversize": JSONValue(String(repeating: "x", count: max(1, size.bytes - 15)))])]
        default: return []
        }
    }
}
