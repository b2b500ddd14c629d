import Simulation
import Values

/// What a function's code says again and again in the same words: it is stored once, and then referred to.
struct StoredAnswers: Sendable {
    /// The requests that take nothing from the event, by version and call; nil before the first.
    var requests: [[PreparedRequest?]]
    private var successful = PayloadID.none
    private var errors: [String: PayloadID] = [:]

    init(_ codes: [FunctionCode]) {
        requests = codes.map { [PreparedRequest?](repeating: nil, count: $0.behaviour.calls.count) }
    }

    /// The bare answer of code that has nothing to say.
    mutating func success(_ archive: inout Archive) -> PayloadID {
        if successful == .none { successful = archive.store(["statusCode": 200]) }
        return successful
    }

    /// What code that fails returns.
    mutating func error(_ name: String, _ archive: inout Archive) -> PayloadID {
        if let known = errors[name] { return known }
        let payload = archive.store(["errorType": JSONValue(name), "errorMessage": JSONValue(name)])
        errors[name] = payload
        return payload
    }
}
